"""Rule `stock`: a closing stock is the opening one, plus what was added, less what was removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ictanalysis.catalog import Catalog, IndicatorKey, StockTie
from ictanalysis.checks.relations import Constraint, Relation
from ictanalysis.dataset import Cell, Cells
from ictanalysis.language.messages import Message, _


def relations(catalog: Catalog, cells: Cells, before: Cells, table: str) -> Iterator[Relation]:
    """Yield what is asked of the stocks of a table: that their flows explain them.

    Parameters
    ----------
    before
        The cells of the month just before; empty where the data set does not have it.

    Notes
    -----
    A break in series (status `B`) is never crossed, and a stock with a missing flow is not checked.
    """
    for name, measure in catalog.tables[table].measures.items():
        closing = cells.get(IndicatorKey(table, name))
        if measure.tie is None or closing is None or closing.status == "B" or closing.value is None:
            continue
        last = before.get(closing.key)
        stated = cells.get(IndicatorKey(table, measure.tie.opening or ""))
        yield from _opening(catalog, stated, last)
        opening = stated if stated is not None and stated.value is not None else last
        if opening is not None and opening.value is not None:
            yield from _closing(catalog, cells, measure.tie, closing, opening)


def _opening(catalog: Catalog, stated: Cell | None, last: Cell | None) -> Iterator[Relation]:
    if stated is None or last is None or None in {stated.value, last.value}:
        return
    if stated.status != "B":
        asked = Constraint(terms=((stated, 1.0), (last, -1.0)), upper=0.0)
        told = partial(_not_as_closed, catalog, stated, last)
        yield Relation("stock", "error", stated, last.value, (asked,), told)


def _not_as_closed(catalog: Catalog, stated: Cell, last: Cell) -> Message:
    return _(
        "“{label}” is {found}, but last month closed with {expected} ({file}, line {line})",
        label=catalog.label(stated.key),
        found=stated.value,
        expected=last.value,
        file=last.file,
        line=last.line,
    )


def _closing(
    catalog: Catalog, cells: Cells, tie: StockTie, closing: Cell, opening: Cell
) -> Iterator[Relation]:
    added = _flows(catalog, cells, closing.key, tie.added)
    removed = _flows(catalog, cells, closing.key, tie.removed)
    if added is None or removed is None:
        return
    gains, losses = (
        ((opening, 1.0), *((flow, 1.0) for flow in added)),
        ((flow, -1.0) for flow in removed),
    )
    came, went = (sum(flow.value or 0 for flow in flows) for flows in (added, removed))
    expected = (opening.value or 0) + came - went

    def told() -> Message:
        return _(
            "“{label}” is {found}, but {opening} at the start, {added} added and {removed} removed "
            "make {expected}",
            label=catalog.label(closing.key),
            found=closing.value,
            opening=opening.value,
            added=came,
            removed=went,
            expected=expected,
        )

    asked = Constraint(terms=((closing, -1.0), *gains, *losses), upper=0.0)
    yield Relation("stock", "error", closing, expected, (asked,), told)


def _flows(
    catalog: Catalog, cells: Cells, key: IndicatorKey, names: Sequence[str]
) -> list[Cell] | None:
    """Return the flows that are reported; None where one that is expected is missing."""
    found = []
    for name in names:
        cell = cells.get(IndicatorKey(key.table, name))
        if cell is not None and cell.value is not None:
            found.append(cell)
        elif cell is not None or catalog.tables[key.table].measures[name].expected:
            return None
    return found
