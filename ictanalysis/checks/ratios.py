"""Rule `ratio`: a rate that the source states is the one that its parts give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.relations import Constraint, Relation
from ictanalysis.dataset import Cell, Cells
from ictanalysis.indicators.ratios import Quotient, quotient, terms
from ictanalysis.language.locales import rounded
from ictanalysis.language.messages import Message, _


def relations(catalog: Catalog, cells: Cells, table: str) -> Iterator[Relation]:
    """Yield what the stated ratios of a table ask: no more than rounding lies between them."""
    ratios = catalog.tables[table].ratios
    for key, cell in cells.items():
        if key.table != table or key.name not in ratios or cell.value is None:
            continue
        computed = quotient(catalog, cells, key)
        if computed.value is None:
            told = partial(_uncomputed, catalog, key)
            yield Relation("ratio", "warning", cell, None, (), told)
            continue
        decimals = ratios[key.name].decimals
        above, below = ([cells[each] for each in side] for side in terms(catalog, key))
        scale = float(ratios[key.name].scale)
        half = 0.5 * 10.0**-decimals * (1 + 1e-9)
        constraints = (
            _constraint(cell, [(above, scale), (below, half - cell.value)]),
            _constraint(cell, [(above, -scale), (below, half + cell.value)]),
        )
        expected = float(rounded(computed.value, decimals))
        told = partial(_message, catalog, cell, computed, decimals)
        yield Relation("ratio", "error", cell, expected, constraints, told)


def _constraint(stated: Cell, sides: Iterable[tuple[Iterable[Cell], float]]) -> Constraint:
    """Return that the two sides of a stated rate, each times a number, are not under zero."""
    coefficients: dict[IndicatorKey, tuple[Cell, float]] = {}
    for cells, coefficient in sides:
        for cell in cells:
            _cell, already = coefficients.get(cell.key, (cell, 0.0))
            coefficients[cell.key] = cell, already + coefficient
    return Constraint(tuple(coefficients.values()), stated=stated)


def _message(catalog: Catalog, cell: Cell, computed: Quotient, decimals: int) -> Message:
    return _(
        "“{label}” is stated as {found}, but {numerator} of {denominator} is {expected}",
        label=catalog.label(cell.key),
        found=cell.value,
        numerator=computed.numerator,
        denominator=computed.denominator,
        expected=float(rounded(computed.value or 0.0, decimals + 2)),
    )


def _uncomputed(catalog: Catalog, key: IndicatorKey) -> Message:
    return _("“{label}” is stated, but cannot be computed", label=catalog.label(key))
