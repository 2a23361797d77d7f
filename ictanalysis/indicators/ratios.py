"""Ratios computed from their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ictanalysis.catalog import Catalog, IndicatorKey, Term
from ictanalysis.dataset import Cell, Cells


@dataclass(frozen=True)
class Quotient:
    """A ratio and what it was computed from.

    Attributes
    ----------
    value
        Already scaled (a percentage is times a hundred); None where a part is missing or the
        denominator is zero.
    numerator, denominator
        The two sides; None where a part is missing.
    cells
        Every cell that takes part.
    """

    value: float | None
    numerator: float | None
    denominator: float | None
    cells: tuple[Cell, ...]


NOTHING = Quotient(None, None, None, ())
"""The quotient where a ratio has no meaning."""


def quotient(catalog: Catalog, cells: Cells, key: IndicatorKey) -> Quotient:
    """Return a ratio of the catalog, computed from the cells of a month."""
    ratio = catalog.tables[key.table].ratios[key.name]
    (above, above_cells), (below, below_cells) = (
        _side(cells, keys) for keys in terms(catalog, key)
    )
    # Scaled before it is divided, so that a quotient that ends in 5 is exact and rounds up.
    value = above * ratio.scale / below if above is not None and below else None
    return Quotient(value, above, below, (*above_cells, *below_cells))


def terms(
    catalog: Catalog, key: IndicatorKey
) -> tuple[Sequence[IndicatorKey], Sequence[IndicatorKey]]:
    """Return the cells that a ratio adds up in its numerator, and those in its denominator."""
    ratio = catalog.tables[key.table].ratios[key.name]
    above, below = (_keys(catalog, key, term) for term in (ratio.numerator, ratio.denominator))
    return [*above], [*below]


def _side(cells: Cells, keys: Sequence[IndicatorKey]) -> tuple[float | None, tuple[Cell, ...]]:
    found = [cells.get(key) for key in keys]
    known = tuple(cell for cell in found if cell is not None)
    values = [cell.value for cell in known if cell.value is not None]
    return (sum(values) if len(values) == len(found) else None), known


def _keys(catalog: Catalog, key: IndicatorKey, term: Term) -> Iterator[IndicatorKey]:
    """Yield the cells that a term adds up: its own members first, then those of the ratio's key."""
    names = catalog.tables[key.table].dimensions
    choices = [term.where.get(name, [key.where.get(name, "")]) or [""] for name in names]
    for members in product(*choices):
        yield IndicatorKey(key.table, term.measure).at(dict(zip(names, members, strict=True)))
