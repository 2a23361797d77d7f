"""Findings: what is wrong, or worth knowing, about a month's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Literal, TypedDict

import pandas as pd

from ictanalysis.dataset.remedies import Remedy
from ictanalysis.language.messages import Language, Message, _, place

Rule = Literal[
    "structure",
    "sum",
    "ratio",
    "bound",
    "stock",
    "missing",
    "outlier",
    "unbound",
    "notebook",
    "uncited",
    "flow",
    "repeated",
    "plan",
    "plan_empty",
    "list_empty",
    "unwritten",
    "section_empty",
    "figures_missing",
    "tables_repeated",
    "narrative_repeated",
    "other_month",
    "no_such_day",
    "day_outside",
    "stock_jump",
    "restated",
    "ledger",
    "letters",
    "acknowledged",
]
Severity = Literal["error", "warning", "info"]

Settable = Literal[
    "outlier",
    "repeated",
    "uncited",
    "flow",
    "plan_empty",
    "list_empty",
    "unwritten",
    "section_empty",
    "figures_missing",
    "tables_repeated",
    "narrative_repeated",
    "other_month",
    "no_such_day",
    "day_outside",
    "stock_jump",
    "restated",
]
"""Rules that judge whether a month is complete, or only guess: a data set says how grave they are.

The arithmetic of the figures, and what cannot be read, is as grave in every data set.
"""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest down: the order in which findings are listed."""

_SEVERITIES = {"error": _("error"), "warning": _("warning"), "info": _("info")}


class Facts(TypedDict, total=False):
    """What a finding may say beside its message, as the attributes of `Finding` have it."""

    found: float | str | None
    expected: float | str | None
    hint: Message | None
    remedies: Sequence[Remedy]
    stranger: bool


NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Acknowledgement:
    """That a named role accepts one finding as it stands.

    Attributes
    ----------
    by, reason
        The role, and why the figures stay.
    rule, table, measure, where, found, expected
        Which finding: an acknowledgement holds for these very numbers and no others.
    file, line
        Where it is written.
    """

    by: str
    reason: str
    rule: str
    table: str
    measure: str
    where: Mapping[str, str]
    found: str
    expected: str
    file: str
    line: int


@dataclass(frozen=True, repr=False)
class Finding:
    """One thing found by one rule at one place.

    Attributes
    ----------
    month
        The month that it is about.
    rule, severity
        What was checked, and how grave it is: only an `error` keeps a report from being published.
    message
        What is wrong and what to do, without the place.
    table, measure, where
        The indicator, as far as there is one.
    file, cell, line
        The place to mend; cell 0 stands for a file that is no notebook, line 0 for the whole file.
    found, expected
        The value there and the value that would be right; a text where it is not a number.
    acknowledged
        Who has accepted it.
    hint
        Which change would mend it, where that is known.
    remedies
        The smallest sets of changes that would, the likeliest first.
    stranger
        Whether it is about something that the catalog does not have, or the month's folder does
        not have of it: all else can be read.
    """

    month: pd.Period
    rule: Rule
    severity: Severity
    message: Message
    table: str = ""
    measure: str = ""
    where: Mapping[str, str] = field(default_factory=lambda: NOWHERE)
    file: str = ""
    line: int = 0
    cell: int = field(default=0, kw_only=True)
    found: float | str | None = None
    expected: float | str | None = None
    acknowledged: Acknowledgement | None = None
    hint: Message | None = None
    remedies: Sequence[Remedy] = ()
    stranger: bool = False

    def __repr__(self) -> str:
        return f"<{self.severity} {self.rule}: {self.description}>"

    @property
    def description(self) -> Message:
        """Return place, message and hint in one, for the person who mends it."""
        problem = _(
            "{place}: {problem}", place=place(self.file, self.line, self.cell), problem=self.message
        )
        return (
            problem
            if self.hint is None
            else _("{problem}. {hint}", problem=problem, hint=self.hint)
        )

    @property
    def told(self) -> Message:
        """Return how grave it is, and the description."""
        severity = _SEVERITIES[self.severity]
        return _("{severity}: {problem}", severity=severity, problem=self.description)

    @property
    def blocks(self) -> bool:
        """Return whether it keeps the month's report from being published."""
        return self.severity == "error" and self.acknowledged is None

    @property
    def rank(self) -> tuple[int, str, int, int, str]:
        """Return the key by which findings are put in order: gravest first, then by place."""
        return SEVERITIES.index(self.severity), self.file, self.cell, self.line, self.rule

    def as_json(self, language: Language) -> dict[str, object]:
        """Return it as `check --json` prints it."""
        accepted = self.acknowledged
        return {
            "rule": self.rule,
            "severity": self.severity,
            "table": self.table,
            "measure": self.measure,
            "where": dict(self.where),
            "file": self.file,
            **({"cell": self.cell} if self.cell else {}),
            "line": self.line,
            "found": plain(self.found),
            "expected": plain(self.expected),
            "message": self.description.render(language),
            "remedies": [
                [{name: plain(value) for name, value in asdict(each).items()} for each in remedy]
                for remedy in self.remedies
            ],
            "acknowledged": accepted and {"by": accepted.by, "reason": accepted.reason},
        }


def plain(value: float | str | None) -> float | int | str | None:
    """Return a whole number as an integer, so that it prints as `55` and not as `55.0`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
