"""The table of what a figure comes from."""

from __future__ import annotations

from dataclasses import replace

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.indicators.traces import Trace
from ictanalysis.language.messages import _
from ictanalysis.report.htmltable import VALUE, Table, table
from ictanalysis.report.notes import Footnotes


@checked
def traced(month: Month, key: str, caption: str) -> Table:
    """Return the cells that a figure comes from, each with its parts, down to offices' own files.

    Raises
    ------
    UsageError
        If the catalog has no such indicator.
    """
    catalog, found, footnotes = month.catalog, month.trace(key), Footnotes(month)
    rows, groups = list[list[str]](), dict[int, str]()
    for each in found:
        figure = month.figure(each.cell.key)
        if not each.along:
            groups[len(rows)] = catalog.label(each.cell.key)
        name = _name(month, each) if each.along else month.locale.say("In all")
        rows.append([footnotes.mark(name, figure), figure.hedged, each.cell.place, each.origin])
    head = [_("Part"), VALUE, _("Table, line"), _("Taken from")]
    return replace(
        table(month, caption, head, rows, {1}),
        groups=groups if len(groups) > 1 else {},
        notes={len(rows) - 1: footnotes.take()},
    )


def _name(month: Month, each: Trace) -> str:
    return month.catalog.dimensions[each.along].members[each.cell.key.where[each.along]]
