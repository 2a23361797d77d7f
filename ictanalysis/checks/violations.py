"""Violations of arithmetic rules, and findings that point at a cell."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Finding, Rule, Severity
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


def finding_at(
    cell: Cell,
    month: pd.Period,
    rule: Rule,
    severity: Severity,
    message: Message,
    *,
    found: float | str | None = None,
    expected: float | None = None,
    hint: Message | None = None,
) -> Finding:
    """Return a finding that points at a cell."""
    return Finding(
        month,
        rule,
        severity,
        message,
        cell.key.table,
        cell.key.name,
        cell.key.where,
        cell.file,
        cell.line,
        found,
        expected,
        hint=hint,
    )
