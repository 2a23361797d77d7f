"""Remedies: changes of cells that would make a month agree with itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Slip = Literal[
    "exchanged",
    "copied_above",
    "copied_last_month",
    "swapped",
    "tenfold",
    "doubled",
    "lost",
    "added",
    "mistyped",
]
"""How a number was typed for another: two cells exchanged, the value of the row above or of last
month copied, two digits swapped, a zero too many or too few, a digit doubled, lost, added or
mistyped."""


@dataclass(frozen=True)
class Change:
    """A cell, and what it would have to be.

    Attributes
    ----------
    key, file, line
        Which cell, and where it stands.
    found
        Its value.
    lowest, highest
        What it would have to be, the same where that is one number; None where nothing limits it,
        and both None where it depends on the other cells of the remedy.
    slip
        The slip of the hand that explains the value, if one does.
    """

    key: str
    file: str
    line: int
    found: float
    lowest: float | None
    highest: float | None
    slip: Slip | None = None

    @property
    def meant(self) -> float | None:
        """Return the one value that it would have to be; None where there are several."""
        return self.lowest if self.lowest == self.highest else None


Remedy = Sequence[Change]
"""Changes that together make all relations hold."""
