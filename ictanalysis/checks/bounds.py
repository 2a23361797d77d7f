"""Rule `bound`: a part does not exceed its whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.relations import Constraint, Relation
from ictanalysis.dataset import Cell, Cells
from ictanalysis.language.messages import Message, _


def relations(catalog: Catalog, cells: Cells, table: str) -> Iterator[Relation]:
    """Yield what is asked of the cells of a table that are part of another one."""
    measures = catalog.tables[table].measures
    for key, cell in cells.items():
        if key.table != table or key.name not in measures or cell.value is None:
            continue
        for name in measures[key.name].part_of:
            whole = cells.get(IndicatorKey(table, name, key.members))
            if whole is not None and whole.value is not None:
                asked = Constraint(terms=((whole, 1.0), (cell, -1.0)))
                told = partial(_message, catalog, cell, whole)
                yield Relation("bound", "error", cell, None, (asked,), told)


def _message(catalog: Catalog, cell: Cell, whole: Cell) -> Message:
    return _(
        "“{part}” is {found}, more than “{whole}”, which is {limit}",
        part=catalog.label(cell.key),
        found=cell.value,
        whole=catalog.label(whole.key),
        limit=whole.value,
    )
