"""What an editor has changed in a report, and what becomes of each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ictanalysis.exchange.word.remarks import Remark

Kind = Literal["taken", "there", "shown", "number"]


@dataclass(frozen=True)
class Returned:
    """A change that an editor has made.

    Attributes
    ----------
    kind
        Whether it goes into the narrative, is there already, is to be made by hand, or changes a
        number, which only the tables may do.
    old, new
        The words before and after; blank for what was added or removed.
    about
        The paragraph of the report, as it was, or as it is where it is new.
    line
        Where it goes in the narrative; 0 for nowhere.
    keys
        The figures whose numbers it changes.
    task
        The number of the task of the plan that it is about; blank for none.
    """

    kind: Kind
    old: str
    new: str
    about: str
    line: int = 0
    keys: Sequence[str] = ()
    task: str = ""


@dataclass
class Return:
    """What an edited report says: its changes, the narrative with them, and the remarks on it."""

    changes: list[Returned] = field(default_factory=list)
    narrative: str | None = None
    remarks: Sequence[Remark] = ()
