"""Tables of a month, as HTML that JupyterLab shows and the exporters print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ictanalysis.analysis import Month
from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.catalog import Table as CatalogTable
from ictanalysis.checks.sums import Sum, sums
from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Finding
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.indicators.figures import figures as all_figures
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE, rounded
from ictanalysis.language.messages import _
from ictanalysis.report.htmltable import Table
from ictanalysis.report.prose import words

__all__ = [
    "Table",
    "breakdown",
    "crosstab",
    "everything",
    "figures",
    "findings",
    "measures",
    "overview",
    "reconciliation",
    "stated_ratios",
    "uncertain",
]

STATUSES = {"E": "Ước tính", "P": "Tạm tính", "M": "Chưa có số liệu", "B": "Gián đoạn chuỗi"}
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Ghi nhận"}


def _captioned(month: Month, caption: str) -> str:
    """Return a caption that says so where the figures are made up."""
    return f"{caption} (số liệu mô phỏng)" if month.data.settings.synthetic else caption


def figures(month: Month, keys: Sequence[str], caption: str) -> Table:
    """Return a table of indicators: name, unit, value, and last month's where there is one.

    Raises
    ------
    UsageError
        If the catalog has no such indicator.
    """
    chosen = [month[key] for key in keys]
    return _figures(chosen, [each.label for each in chosen], "Chỉ tiêu", _captioned(month, caption))


def measures(month: Month, tables: Sequence[str], caption: str) -> Table:
    """Return a table of every measure of some tables of the catalog, in total.

    Raises
    ------
    UsageError
        If the catalog has no such table.
    """
    keys = [
        f"{table}.{name}"
        for table in tables
        for name, spec in _table(month, table).measures.items()
        if spec.expected or month[f"{table}.{name}"].value is not None
    ]
    return figures(month, keys, caption)


def _table(month: Month, name: str) -> CatalogTable:
    tables = month.data.catalog.tables
    if name not in tables:
        known = ", ".join(tables)
        raise UsageError(_("“{name}” is not a table (there are: {known})", name=name, known=known))
    return tables[name]


def breakdown(month: Month, key: str, by: str, caption: str) -> Table:
    """Return an indicator for each member of a dimension, its total last.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension.
    """
    catalog = month.data.catalog
    chosen = month.breakdown(key, by)
    names = [catalog.dimensions[by].members[each.key.where[by]] for each in chosen]
    total = month[key]
    if total.cells:
        chosen, names = [*chosen, total], [*names, "Tổng số"]
    table = _figures(chosen, names, catalog.dimensions[by].label, _captioned(month, caption))
    return replace(table, totalled=bool(total.cells))


def _figures(chosen: Sequence[Figure], names: Sequence[str], what: str, caption: str) -> Table:
    head, rows = [what, "Đơn vị", "Giá trị"], []
    compared = 2 * sum(each.previous is not None for each in chosen) > len(chosen)
    for name, each in zip(names, chosen, strict=True):
        row = [name, each.unit, each.hedged]
        if compared:
            row += [_number(each, each.previous), _signed(each)]
        rows.append(row)
    return Table(caption, [*head, *(COMPARED if compared else ())], rows, frozenset({2, 3, 4}))


def overview(month: Month, caption: str) -> Table:
    """Return every figure of the month by section of the report, as `figures`."""
    catalog = month.data.catalog
    chosen = list(all_figures(catalog, month.cells, month.before))
    chosen.sort(
        key=lambda each: list(catalog.sections).index(catalog.tables[each.key.table].section)
    )
    groups: dict[int, str] = {}
    for at, each in enumerate(chosen):
        section = catalog.tables[each.key.table].section
        title = f"{section}. {words(month, catalog.sections[section].title)}"
        if title not in groups.values():
            groups[at] = title
    table = _figures(
        chosen, [each.label for each in chosen], "Chỉ tiêu", _captioned(month, caption)
    )
    return replace(table, groups=groups)


COMPARED = ("Tháng trước", "Thay đổi")


def _number(figure: Figure, value: float | None) -> str:
    return replace(figure, value=value).text


def _signed(figure: Figure) -> str:
    change = figure.change
    if figure.kind == "date":
        return ""
    if change is None:
        return VIETNAMESE.render(MISSING)
    shown = rounded(change, figure.decimals)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return sign + VIETNAMESE.number(abs(change), figure.decimals)


def crosstab(month: Month, key: str, rows: str, columns: str, caption: str) -> Table:
    """Return an indicator over two dimensions, with its totals last.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension.
    """
    catalog = month.data.catalog
    whole = catalog.resolve(key)
    down = {**catalog.members(whole, rows), "": "Tổng số"}
    across = {**catalog.members(whole, columns), "": "Tổng số"}
    body = [
        [name, *(_at(month, whole, {rows: row, columns: column}) for column in across)]
        for row, name in down.items()
    ]
    head = [catalog.dimensions[rows].label, *across.values()]
    return Table(
        _captioned(month, caption), head, body, frozenset(range(1, len(head))), totalled=True
    )


def _at(month: Month, key: IndicatorKey, where: Mapping[str, str]) -> str:
    names = month.data.catalog.tables[key.table].dimensions
    full = {name: where.get(name, key.where.get(name, "")) for name in names}
    return month.figure(key.at(full)).hedged


def findings(found: Iterable[Finding], caption: str) -> Table:
    """Return findings: how grave, which rule, where, what, and who has accepted it."""
    rows = [
        [
            SEVERITIES[each.severity],
            each.told.render("vi"),
            f"{each.acknowledged.by}: {each.acknowledged.reason}" if each.acknowledged else "",
        ]
        for each in found
    ]
    return Table(caption, ["Mức độ", "Nội dung", "Được chấp nhận"], rows)


def reconciliation(month: Month, caption: str) -> Table:
    """Return every total of the month beside the sum of its parts."""
    catalog = month.data.catalog
    rows = [
        _reconciled(catalog, each)
        for table in catalog.tables
        for each in sums(catalog, month.cells, table)
    ]
    head = ["Tổng", "Các phần", "Tổng ghi trong bảng", "Cộng các phần", "Chênh lệch"]
    return Table(_captioned(month, caption), head, rows, frozenset({2, 3, 4}))


def _reconciled(catalog: Catalog, each: Sum) -> list[str]:
    stated = each.total.value
    difference = None if stated is None else each.expected - stated
    return [
        catalog.label(each.total.key),
        f"{len(each.parts)} phần: {each.along}",
        VIETNAMESE.render(MISSING) if stated is None else VIETNAMESE.number(stated, each.decimals),
        VIETNAMESE.number(each.expected, each.decimals),
        VIETNAMESE.render(MISSING)
        if difference is None
        else VIETNAMESE.number(difference, each.decimals),
    ]


def stated_ratios(month: Month, caption: str) -> Table:
    """Return every ratio that the source states beside the one that its parts give."""
    catalog = month.data.catalog
    stated = [
        cell for cell in month.cells.values() if (cell.key.table, cell.key.name) in catalog.ratios
    ]
    rows = [_restated(month, cell) for cell in stated]
    head = ["Tỷ lệ", "Công bố", "Tính lại", "Cách tính", "Chênh lệch"]
    return Table(_captioned(month, caption), head, rows, frozenset({1, 2, 4}))


def _restated(month: Month, cell: Cell) -> list[str]:
    computed = month.figure(cell.key)
    stated = replace(computed, value=cell.value)
    difference = None
    if cell.value is not None and computed.value is not None:
        difference = cell.value - float(rounded(computed.value, computed.decimals))
    return [
        computed.label,
        stated.text,
        computed.text,
        computed.formula,
        VIETNAMESE.render(MISSING)
        if difference is None
        else VIETNAMESE.number(difference, computed.decimals),
    ]


def everything(month: Month, caption: str) -> Table:
    """Return every figure of the month with its unit and the places that it comes from."""
    rows = [
        [each.label, each.unit, each.hedged, " ".join(each.sources)]
        for each in all_figures(month.data.catalog, month.cells, {})
    ]
    return Table(
        _captioned(month, caption), ["Chỉ tiêu", "Đơn vị", "Giá trị", "Nguồn"], rows, frozenset({2})
    )


def uncertain(month: Month, caption: str) -> Table:
    """Return the figures that are estimated, provisional or missing, or that break a series."""
    catalog = month.data.catalog
    rows = [
        [each.label, each.hedged, STATUSES[each.status], " ".join(each.sources)]
        for each in all_figures(catalog, month.cells, {})
        if each.status != "A"
    ]
    return Table(
        _captioned(month, caption),
        ["Chỉ tiêu", "Giá trị", "Tình trạng", "Nguồn"],
        rows,
        frozenset({1}),
    )
