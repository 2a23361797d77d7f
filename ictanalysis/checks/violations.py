"""What an arithmetic rule finds, before it is put into words and a hint is sought."""

from __future__ import annotations

from dataclasses import dataclass

from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Rule, Severity
from ictanalysis.language.messages import Message

__all__ = ["Violation"]


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
