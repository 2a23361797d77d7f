"""Linear constraints on numbered cells, and how a cell is eliminated from them.

References
----------
T. de Waal, J. Pannekoek and S. Scholtus, *Handbook of Statistical Data Editing and Imputation*,
Wiley 2011, chapter 3: substitution where a constraint is exact, Fourier–Motzkin elimination where
none is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

NEAR = 1e-9
"""What floating point may add to a sum, as a part of its largest term."""


class Row(NamedTuple):
    """That `lower` ≤ Σ coefficient × value ≤ `upper`.

    Attributes
    ----------
    terms
        Cell → coefficient; none of them is zero.
    lower, upper
        The bounds; the same where the sum must be exact.
    rounding
        By how much it may be missed.
    stated
        Cells with any of which, once it is changed, the row asks nothing: the rates that its
        coefficients were made of.
    """

    terms: Mapping[int, float]
    lower: float = 0.0
    upper: float = inf
    rounding: float = 0.0
    stated: frozenset[int] = frozenset()

    @property
    def cells(self) -> set[int]:
        """Return the cells any one of which may be changed so that it holds."""
        return {*self.terms, *self.stated}

    def holds(self, values: Sequence[float]) -> bool:
        """Return whether the values of the cells satisfy it."""
        parts = [coefficient * values[cell] for cell, coefficient in self.terms.items()]
        slack = self.rounding + NEAR * max(map(abs, parts), default=1.0)
        return self.lower - slack <= sum(parts) <= self.upper + slack

    def total(self, values: Sequence[float]) -> float:
        """Return Σ coefficient × value."""
        return sum(coefficient * values[cell] for cell, coefficient in self.terms.items())


class _Bound(NamedTuple):
    """What a cell is not under, or not over: a constant and a sum of other cells."""

    constant: float
    terms: Mapping[int, float]
    rounding: float = 0.0
    stated: frozenset[int] = frozenset()


def eliminated(rows: Sequence[Row], cell: int) -> Iterator[Row]:
    """Yield what rows with a cell ask of the others, where that cell can be any number from 0 up.

    Together they hold if and only if there is a value of the cell with which the rows hold.
    """
    pivot = _pivot(rows)
    if pivot is None:
        lows, highs = _bounds(rows, cell)
        yield from (_between(low, high) for low in lows for high in highs)
    else:
        (low,), (high,) = _sides(pivot, cell)
        yield _between(_ZERO, high)
        yield from (_substituted(row, cell, low) for row in rows if row is not pivot)


def limits(rows: Sequence[Row], cell: int, values: Mapping[int, float]) -> tuple[float, float]:
    """Return the lowest and the highest value of a cell with which rows hold.

    Where a row must be exact up to rounding, both are its exact value.
    """
    pivot = _pivot(rows)
    lows, highs = _bounds(rows, cell) if pivot is None else _sides(pivot, cell)
    return (
        max(_value(each, values) for each in lows),
        min((_value(each, values) for each in highs), default=inf),
    )


_ZERO = _Bound(0.0, {})


def _pivot(rows: Sequence[Row]) -> Row | None:
    """Return the shortest row that must be exact."""
    exact = [row for row in rows if row.lower == row.upper]
    return min(exact, key=lambda row: len(row.terms), default=None)


def _bounds(rows: Sequence[Row], cell: int) -> tuple[list[_Bound], list[_Bound]]:
    """Return what rows have as bounds of a cell; no cell is under zero."""
    sides = [_sides(row, cell) for row in rows]
    return [_ZERO, *(low for lows, _ in sides for low in lows)], [
        high for _, highs in sides for high in highs
    ]


def _sides(row: Row, cell: int) -> tuple[list[_Bound], list[_Bound]]:
    """Return the bounds of a cell in a row: from below and from above, each if there is one."""
    by = row.terms[cell]
    rest = {other: -number / by for other, number in row.terms.items() if other != cell}
    lower, upper = (
        [_Bound(end / by, rest, row.rounding / abs(by), row.stated)] if abs(end) < inf else []
        for end in (row.lower, row.upper)
    )
    return (lower, upper) if by > 0 else (upper, lower)


def _between(low: _Bound, high: _Bound) -> Row:
    """Return that one bound is not over another."""
    terms = _sum(high.terms, low.terms, -1.0)
    return Row(
        terms,
        lower=low.constant - high.constant,
        rounding=low.rounding + high.rounding,
        stated=low.stated | high.stated,
    )


def _substituted(row: Row, cell: int, value: _Bound) -> Row:
    """Return a row with what a cell is in its place."""
    by = row.terms[cell]
    rest = {other: number for other, number in row.terms.items() if other != cell}
    return Row(
        _sum(rest, value.terms, by),
        row.lower - by * value.constant,
        row.upper - by * value.constant,
        row.rounding + abs(by) * value.rounding,
        row.stated | value.stated,
    )


def _sum(terms: Mapping[int, float], others: Mapping[int, float], by: float) -> dict[int, float]:
    total = dict(terms)
    for cell, number in others.items():
        found = total.get(cell, 0.0) + by * number
        if abs(found) > NEAR:
            total[cell] = found
        else:
            total.pop(cell, None)
    return total


def _value(bound: _Bound, values: Mapping[int, float]) -> float:
    return bound.constant + sum(number * values[cell] for cell, number in bound.terms.items())
