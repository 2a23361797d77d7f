"""The table of figures, an annex of the report: what the office reports, by section, compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import IndicatorKey, Measure
from ictanalysis.catalog import Table as CatalogTable
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.messages import Message, _
from ictanalysis.report.htmltable import COMPARED, INDICATOR, UNIT, VALUE, Table
from ictanalysis.report.htmltable import table as table_of
from ictanalysis.report.notes import Footnotes
from ictanalysis.report.prose import words
from ictanalysis.report.wording import is_from_derived, signed_number, target_with_decision
from ictanalysis.report.yearly import on_year, since_january

MARKS = ("", "– ", "+ ")
"""What stands before the name of a total, of a part of it, and of a part of that part."""


class _Row(NamedTuple):
    """A row of the table; `along` names the dimensions in which it is a part of a total."""

    section: str
    name: str
    figure: Figure
    is_heading: bool = False
    along: str = ""


@checked
def overview(month: Month, caption: str) -> Table:
    """Return the figures that the office reports, by section, each part under its total.

    A comparison has a column where any figure has it; a target is told in a note. A name that
    stands for no figure ends with a colon: a total of which there are only parts, and a dimension
    where a total has parts along several. What is no indicator is left out: days, openings of
    stocks, counts of a plan, measures and dimensions that the catalog says are not reported, and
    what is stated neither of this month nor of an earlier one.
    """
    catalog = month.data.catalog
    order = list(catalog.sections)
    rows = sorted(_headed(month, list(_rows(month))), key=lambda row: order.index(row.section))
    columns = [
        (head, ["" if row.is_heading else text(month, row.figure) for row in rows])
        for head, text in COLUMNS
    ]
    kept = [(head, cells) for head, cells in columns if any(cells)]
    footnotes, sections = Footnotes(month), [row.section for row in rows]
    names, notes = [], {}
    for at, row in enumerate(rows):
        names.append(
            f"{row.name}:"
            if row.is_heading
            else footnotes.mark(row.name, row.figure, told=_targets(month, row.figure))
        )
        if sections[at + 1 : at + 2] != [row.section]:
            notes[at] = footnotes.take()
    table = table_of(
        month,
        caption,
        [INDICATOR, UNIT, *(head for head, _cells in kept)],
        [
            [
                names[at],
                "" if row.is_heading else row.figure.unit,
                *(cells[at] for _head, cells in kept),
            ]
            for at, row in enumerate(rows)
        ],
        range(2, len(kept) + 2),
    )
    return replace(
        table,
        groups={
            sections.index(section): f"{section}. {words(month, catalog.sections[section].title)}"
            for section in dict.fromkeys(sections)
        },
        notes=notes,
    )


def _rows(month: Month) -> Iterator[_Row]:
    """Yield a row for each figure; the parts of a total that there is not stand under its name."""
    catalog = month.data.catalog
    series, path = ("", ""), [dict[str, str]()]
    for figure in month:
        key, table = figure.key, catalog.tables[figure.key.table]
        if not _is_reported(table, key, figure) or not _is_stated(month, figure):
            continue
        if not all(catalog.dimensions[name].reported for name in key.where):
            continue
        if (key.table, key.name) != series:
            series, path = (key.table, key.name), []
            if key.members:
                name = catalog.spec(key).label
                yield _Row(table.section, name, figure, is_heading=True)
                path = [{}]
        while path and not path[-1].items() < key.where.items():
            path.pop()
        above = path[-1] if path else {}
        own = [
            catalog.dimensions[name].members[member]
            for name, member in key.members
            if name not in above
        ]
        mark = MARKS[min(len(path), len(MARKS) - 1)]
        name = mark + (", ".join(own) if own else catalog.spec(key).label)
        along = [catalog.dimensions[each].label for each in key.where if len(path) == 1]
        yield _Row(table.section, name, figure, along=", ".join(along))
        path.append(dict(key.where))


def _headed(month: Month, rows: Sequence[_Row]) -> Iterator[_Row]:
    """Yield rows, and where an indicator has parts along several dimensions a heading for each."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        kinds.setdefault(_series(row), set()).update({row.along} - {""})
    last: tuple[tuple[str, str], str] | None = None
    for row in rows:
        kind = (_series(row), row.along)
        if row.along and kind != last and len(kinds[_series(row)]) > 1:
            dimension = month.locale.inside(row.along)
            name = month.locale.say("By {dimension}", dimension=dimension)
            yield _Row(row.section, name, row.figure, is_heading=True)
        last = kind if row.along else last
        yield row


def _series(row: _Row) -> tuple[str, str]:
    return row.figure.key.table, row.figure.key.name


def _is_reported(table: CatalogTable, key: IndicatorKey, figure: Figure) -> bool:
    measure = table.measures.get(key.name)
    hidden = isinstance(measure, Measure) and not measure.reported
    return not (hidden or table.rows_of or figure.kind == "date" or key.name in table.openings)


def _is_stated(month: Month, figure: Figure) -> bool:
    if figure.status == "I":
        return False
    known = (figure.value, figure.previous, on_year(month, figure.key).previous)
    return any(value is not None for value in known)


def _earlier(figure: Figure) -> str:
    if figure.previous is None or is_from_derived(figure):
        return ""
    return replace(figure, value=figure.previous).number


def _changed(figure: Figure) -> str:
    return "" if is_from_derived(figure) else signed_number(figure, figure.change)


def _year_to_date(month: Month, figure: Figure) -> str:
    summed = since_january(month, figure.key)
    return summed.number if summed else ""


def _targets(month: Month, figure: Figure) -> list[str]:
    """Return the targets in force, each a sentence; one that is measured otherwise is none."""
    return [
        month.locale.say("Target: {target}.", target=target_with_decision(each, figure))
        for each in month.targets
        if each.indicator == str(figure.key) and each.denominators_agree
    ]


COLUMNS: Sequence[tuple[Message, Callable[[Month, Figure], str]]] = (
    (VALUE, lambda _month, figure: figure.number),
    (COMPARED[0], lambda _month, figure: _earlier(figure)),
    (COMPARED[1], lambda _month, figure: _changed(figure)),
    (_("Same month last year"), lambda month, figure: _earlier(on_year(month, figure.key))),
    (_("Year to date"), _year_to_date),
)
