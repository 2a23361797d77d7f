"""Violations of arithmetic rules, and findings that point at a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Facts, Finding, Rule, Severity
from ictanalysis.language.messages import Message


@dataclass(frozen=True)
class Violation:
    """A relation between cells that does not hold.

    Attributes
    ----------
    rule, severity, message
        As in a finding.
    cell
        The cell that the finding points at.
    expected
        What that cell would have to be.
    suspects
        The cells any one of which may be the wrong one.
    """

    rule: Rule
    severity: Severity
    cell: Cell
    expected: float | None
    message: Message
    suspects: tuple[Cell, ...]

    def finding(self, month: pd.Period, hint: Message | None) -> Finding:
        """Return the finding of a month, with the change that would mend it, if one is known."""
        facts: Facts = {"found": self.cell.value, "expected": self.expected, "hint": hint}
        return finding_at(self.cell, month, self.rule, self.severity, self.message, **facts)


def finding_at(
    cell: Cell,
    month: pd.Period,
    rule: Rule,
    severity: Severity,
    message: Message,
    **facts: Unpack[Facts],
) -> Finding:
    """Return a finding that points at a cell."""
    key, place = cell.key, (cell.file, cell.line)
    return Finding(month, rule, severity, message, key.table, key.name, key.where, *place, **facts)
