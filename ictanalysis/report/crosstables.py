"""Tables over dimensions: an indicator over two of them, or several indicators over one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import IndicatorKey
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _
from ictanalysis.report.htmltable import Table, table
from ictanalysis.report.notes import Footnotes

TOTAL = _("Total")


@checked
def side_by_side(month: Month, keys: Sequence[str], by: str, caption: str) -> Table:
    """Return several indicators side by side for each member of a dimension, their totals last.

    An indicator is named above its column with its unit.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension.
    """
    catalog = month.data.catalog
    wholes = [catalog.resolve(key) for key in keys]
    members = {member: name for key in wholes for member, name in catalog.members(key, by).items()}
    members[""] = month.locale.render(TOTAL)
    body, footnotes = [], Footnotes(month)
    for member, name in members.items():
        found = [_at(month, key, {by: member}) for key in wholes]
        body.append([footnotes.mark(name, *found), *(each.hedged for each in found)])
    head = [catalog.dimensions[by].label, *(_with_unit(month.figure(key)) for key in wholes)]
    return replace(
        table(month, caption, head, body, range(1, len(head))),
        totalled=True,
        notes={len(body) - 1: footnotes.take()},
    )


def _with_unit(figure: Figure) -> str:
    told = figure.unit == "%" or figure.unit.lower() in figure.label.lower()
    return figure.label if told else f"{figure.label} ({figure.unit})"


@checked
def crosstab(month: Month, key: str, rows: str, columns: str, caption: str) -> Table:
    """Return an indicator over two dimensions, with its totals last.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension.
    """
    if rows == columns:
        raise UsageError(_("“{name}” cannot be both rows and columns: name another", name=rows))
    catalog, total = month.data.catalog, month.locale.render(TOTAL)
    whole = catalog.resolve(key)
    down = {**_open(month, whole, rows), "": total}
    across = {**_open(month, whole, columns), "": total}
    body, footnotes = [], Footnotes(month)
    for row, name in down.items():
        found = [_at(month, whole, {rows: row, columns: column}) for column in across]
        body.append([footnotes.mark(name, *found), *(each.hedged for each in found)])
    head = [catalog.dimensions[rows].label, *across.values()]
    return replace(
        table(month, caption, head, body, range(1, len(head))),
        totalled=True,
        notes={len(body) - 1: footnotes.take()},
    )


def _open(month: Month, key: IndicatorKey, by: str) -> Mapping[str, str]:
    """Return member → label of the members whose series have not ended."""
    members = month.data.catalog.members(key, by)
    return {each.key.where[by]: members[each.key.where[by]] for each in month.breakdown(key, by)}


def _at(month: Month, key: IndicatorKey, where: Mapping[str, str]) -> Figure:
    names = month.data.catalog.tables[key.table].dimensions
    full = {name: where.get(name, key.where.get(name, "")) for name in names}
    return month.figure(key.at(full))
