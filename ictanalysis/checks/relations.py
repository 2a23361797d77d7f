"""Relations between cells that the arithmetic of a table asks for, whether they hold or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import inf

from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Rule, Severity
from ictanalysis.language.messages import Message

Term = tuple[Cell, float]
"""A cell and what its value is multiplied by."""


@dataclass(frozen=True)
class Constraint:
    """That a sum of cells, each times a number, lies between two bounds.

    Attributes
    ----------
    terms
        The cells, each once, and their coefficients; all have a value.
    lower, upper
        The bounds, which are the same where the sum must be exact.
    rounding
        By how much the sum may miss a bound because its cells are rounded.
    stated
        The rate that the coefficients were made of, where they were made of one: with another rate
        the constraint is another one.
    """

    terms: tuple[Term, ...]
    lower: float = 0.0
    upper: float = inf
    rounding: float = 0.0
    stated: Cell | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the cells, any of which may be the reason why it does not hold."""
        cells = tuple(cell for cell, _coefficient in self.terms)
        return cells if self.stated is None else (self.stated, *cells)

    @property
    def holds(self) -> bool:
        """Return whether the sum lies between the bounds."""
        total = sum(coefficient * (cell.value or 0.0) for cell, coefficient in self.terms)
        return self.lower - self.rounding <= total <= self.upper + self.rounding


@dataclass(frozen=True)
class Relation:
    """What one rule asks of some cells.

    Attributes
    ----------
    rule, severity
        As in a finding.
    cell
        The cell that a finding points at.
    expected
        What that cell would have to be; None where many values would do.
    constraints
        What is asked; none where it cannot be reckoned, which no other value mends.
    told
        Return what is wrong, where it does not hold.
    """

    rule: Rule
    severity: Severity
    cell: Cell
    expected: float | None
    constraints: tuple[Constraint, ...]
    told: Callable[[], Message]

    @cached_property
    def holds(self) -> bool:
        """Return whether all that is asked is so."""
        return bool(self.constraints) and all(each.holds for each in self.constraints)
