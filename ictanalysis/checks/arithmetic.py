"""The arithmetic rules of a table, and which cells are wrong where one of them does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks import bounds, ratios, stocks, sums
from ictanalysis.checks.hints import hint
from ictanalysis.checks.located import finding_at
from ictanalysis.checks.relations import Relation
from ictanalysis.checks.remedies import Cause, causes
from ictanalysis.dataset import Cells
from ictanalysis.dataset.findings import Finding


def arithmetic(
    catalog: Catalog, cells: Cells, before: Cells, month: pd.Period
) -> Iterator[Finding]:
    """Yield the findings of the sums, ratios, bounds and stocks of a month.

    Those that have one cause have the same remedies, and the first one of them says in words what
    would mend it.
    """
    tables = {key.table for key in cells}
    for table in (name for name in catalog.tables if name in tables):
        own = {key: cell for key, cell in cells.items() if key.table == table}
        relations = _relations(catalog, own, before, table)
        broken = [each for each in relations if not each.holds]
        if broken:
            causes_of = {
                id(each): cause
                for cause in causes(catalog, relations, own, before)
                for each in cause.relations
            }
            yield from (_finding(each, causes_of.get(id(each)), month) for each in broken)


def _relations(catalog: Catalog, cells: Cells, before: Cells, table: str) -> list[Relation]:
    return list(
        chain(
            sums.relations(catalog, cells, table),
            ratios.relations(catalog, cells, table),
            bounds.relations(catalog, cells, table),
            stocks.relations(catalog, cells, before, table),
        )
    )


def _finding(relation: Relation, cause: Cause | None, month: pd.Period) -> Finding:
    return finding_at(
        relation.cell,
        month,
        relation.rule,
        relation.severity,
        relation.told(),
        found=relation.cell.value,
        expected=relation.expected,
        hint=None if cause is None else hint(relation, cause),
        remedies=() if cause is None else cause.remedies,
    )
