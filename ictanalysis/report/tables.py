"""Tables of a month, as HTML that JupyterLab shows and the exporters print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.checks.sums import Sum, sums
from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Finding, Severity
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.locales import Locale, rounded
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import unknown_table
from ictanalysis.report.crosstables import TOTAL, crosstab, side_by_side
from ictanalysis.report.distances import DISTANCE, described, distances
from ictanalysis.report.htmltable import (
    COMPARED,
    INDICATOR,
    TARGET,
    UNIT,
    VALUE,
    Table,
    table,
    told,
)
from ictanalysis.report.markdown import Prose, escape
from ictanalysis.report.notes import Footnotes
from ictanalysis.report.tracing import traced
from ictanalysis.report.wording import signed_number

__all__ = [
    "breakdown",
    "crosstab",
    "everything",
    "figures",
    "findings",
    "measures",
    "reconciliation",
    "side_by_side",
    "stated_ratios",
    "targets",
    "traced",
    "uncertain",
]

SEVERITIES: Mapping[Severity, Message] = {
    "error": _("Error"),
    "warning": _("Warning"),
    "info": _("Note"),
}

SOURCE, DIFFERENCE = _("Source"), _("Difference")
FINDING = (_("Severity"), _("Finding"), _("Accepted by"))


@checked
def figures(month: Month, keys: Sequence[str], caption: str) -> Table:
    """Return a table of indicators: name, unit, value, and last month's where there is one.

    Raises
    ------
    UsageError
        If the catalog has no such indicator.
    """
    chosen = [month[key] for key in keys]
    return _figures(month, caption, INDICATOR, [(each.label, each) for each in chosen])


@checked
def measures(month: Month, tables: Sequence[str], caption: str) -> Table:
    """Return a table of every measure of some tables of the catalog, in total.

    Raises
    ------
    UnknownKeyError
        If the catalog has no such table.
    """
    catalog = month.data.catalog
    known = catalog.tables
    for name in tables:
        if name not in known:
            raise catalog.unknown(unknown_table(name, known))
    keys = [
        f"{table}.{name}"
        for table in tables
        for name, spec in known[table].measures.items()
        if spec.expected or month[f"{table}.{name}"].value is not None
    ]
    return figures(month, keys, caption)


@checked
def breakdown(month: Month, key: str, by: str, caption: str) -> Table:
    """Return an indicator for each member of a dimension, its total last.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension.
    """
    chosen = month.breakdown(key, by)
    dimension = month.data.catalog.dimensions[by]
    named = [(dimension.members[each.key.where[by]], each) for each in chosen]
    total = month[key]
    if total.cells:
        named.append((month.locale.render(TOTAL), total))
    table = _figures(month, caption, dimension.label, named)
    return replace(table, totalled=bool(total.cells))


def _figures(
    month: Month, caption: str, what: str | Message, named: Sequence[tuple[str, Figure]]
) -> Table:
    """Return named figures with their notes, and last month's where more than half have one."""
    compared = 2 * sum(each.previous is not None for _name, each in named) > len(named)
    footnotes = Footnotes(month)
    rows = [
        [
            footnotes.mark(name, each),
            each.unit,
            each.number,
            *(_earlier(each) if compared else ()),
        ]
        for name, each in named
    ]
    head = [what, UNIT, VALUE, *(COMPARED if compared else ())]
    return replace(
        table(month, caption, head, rows, {2, 3, 4}), notes={len(rows) - 1: footnotes.take()}
    )


def _earlier(figure: Figure) -> list[str]:
    """Return last month's value and the change; a day has none."""
    last = replace(figure, value=figure.previous).number
    if figure.kind == "date":
        return [last, ""]
    return [last, signed_number(figure, figure.change) or figure.locale.render(MISSING)]


def _number(locale: Locale, value: float | None, decimals: int) -> str:
    return locale.render(MISSING) if value is None else locale.number(value, decimals)


@checked
def findings(month: Month, caption: str, found: Iterable[Finding] | None = None) -> Table | Prose:
    """Return findings: how grave, what and where, and who has accepted it; a sentence if none.

    Parameters
    ----------
    found
        Some findings of the month; all of them by default.
    """
    locale = month.locale
    rows = [
        [
            locale.render(SEVERITIES[each.severity]),
            locale.render(each.description),
            f"{each.acknowledged.by}: {each.acknowledged.reason}" if each.acknowledged else "",
        ]
        for each in (month.findings if found is None else found)
    ]
    return told(month, Table(caption, [locale.render(name) for name in FINDING], rows))


@checked
def reconciliation(month: Month, caption: str) -> Table | Prose:
    """Return every total of the month beside the sum of its parts; a sentence where none."""
    catalog = month.data.catalog
    rows = [
        _reconciled(month, each)
        for table in catalog.tables
        for each in sums(catalog, month.cells, table)
    ]
    head = [
        _("Total figure"),
        _("Parts"),
        _("Total in the table"),
        _("Sum of the parts"),
        DIFFERENCE,
    ]
    return told(month, table(month, caption, head, rows, {2, 3, 4}))


def _reconciled(month: Month, each: Sum) -> list[str]:
    locale, total = month.locale, each.total.value
    parts = locale.say_many(
        "{count} part: {along}", "{count} parts: {along}", len(each.parts), along=each.along
    )
    difference = None if total is None else each.expected - total
    numbers = (total, each.expected, difference)
    return [
        month.data.catalog.label(each.total.key),
        parts,
        *(_number(locale, number, each.decimals) for number in numbers),
    ]


@checked
def stated_ratios(month: Month, caption: str) -> Table | Prose:
    """Return the ratios that the source states beside what their parts give; a sentence if none."""
    catalog = month.data.catalog
    cells = [cell for key, cell in month.cells.items() if catalog.measure(key) is None]
    head = [_("Ratio"), _("As stated"), _("Computed"), _("Formula"), DIFFERENCE]
    rows = [_restated(month, cell) for cell in cells]
    return told(month, table(month, caption, head, rows, {1, 2, 4}))


def _restated(month: Month, cell: Cell) -> list[str]:
    computed = month.figure(cell.key)
    difference = None
    if cell.value is not None and computed.value is not None:
        difference = cell.value - float(rounded(computed.value, computed.decimals))
    return [
        computed.label,
        replace(computed, value=cell.value).text,
        computed.text,
        computed.formula,
        _number(month.locale, difference, computed.decimals),
    ]


@checked
def everything(month: Month, caption: str) -> Table:
    """Return every figure of the month with its unit and the places that it comes from."""
    rows = [[each.label, each.unit, each.number, " ".join(each.sources)] for each in month]
    return table(month, caption, [INDICATOR, UNIT, VALUE, SOURCE], rows, {2})


@checked
def uncertain(month: Month, caption: str) -> Table | Prose:
    """Return figures that are estimated, provisional, missing or a break; a sentence if none."""
    rows = [
        [each.label, each.hedged, _status(month, each), " ".join(each.sources)]
        for each in month
        if each.status != "A"
    ]
    return told(month, table(month, caption, [INDICATOR, VALUE, _("Status"), SOURCE], rows, {1}))


def _status(month: Month, figure: Figure) -> str:
    name = month.locale.render(STATUSES[figure.status].name)
    return name[:1].upper() + name[1:]


@checked
def targets(month: Month, caption: str) -> Table | Prose:
    r"""Return how far figures are from the targets in force, and what pace reaches them in time.

    Returns
    -------
    Table or Prose
        A row a target with its decision and last month, in the order of `targets.yml`; a sentence
        where none is in force. Beside the figure stand value − target, the change a month that
        reaches the target in its last month (0 where it is reached), and the mean change a month
        over the last twelve months. A percentage differs by points. A note says where the target
        is measured over something else than the figure: then the row is for comparison only.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data").month("2021-05")
    >>> ict.tables.targets(may, "Targets").rows[1][1:]
    ['32,94%', '100%', '−67,06', '+9,58', '']
    """
    found = list(distances(month))
    if not found:
        period = month.locale.month(month.period)
        return Prose(escape(month.locale.say("No target is in force in {month}.", month=period)))
    rows, notes = described(month.locale, found)
    shown = table(month, caption, [INDICATOR, VALUE, TARGET, *DISTANCE], rows, range(1, 6))
    return replace(shown, notes={len(rows) - 1: notes})
