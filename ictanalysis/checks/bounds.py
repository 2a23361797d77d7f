"""Rule `bound`: a part does not exceed its whole."""

from __future__ import annotations

from collections.abc import Iterator

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.violations import Violation
from ictanalysis.dataset import Cells
from ictanalysis.language.messages import _


def violations(catalog: Catalog, cells: Cells, table: str) -> Iterator[Violation]:
    """Yield the cells of a table that are larger than what they are part of."""
    for name, measure in catalog.tables[table].measures.items():
        for key, cell in cells.items():
            if (key.table, key.name) != (table, name) or cell.value is None:
                continue
            for whole_name in measure.part_of:
                whole = cells.get(IndicatorKey(table, whole_name, key.members))
                if whole is None or whole.value is None or cell.value <= whole.value:
                    continue
                message = _(
                    "“{part}” is {found}, more than “{whole}”, which is {limit}",
                    part=catalog.label(key),
                    found=cell.value,
                    whole=catalog.label(whole.key),
                    limit=whole.value,
                )
                yield Violation("bound", "error", cell, None, message, (cell, whole))
