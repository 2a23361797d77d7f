"""The observations of some months, one a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Cell, cells_of
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.dataset.written import number_or_day
from ictanalysis.exchange.tidydata.tidytable import Column, Content, TidyTable
from ictanalysis.language.errors import InputError

__all__ = ["NAME", "dimension_columns", "observations"]

NAME = "observations"

FIRST = (
    Column("month", "yearmonth", "Tháng", "Tháng báo cáo, dạng NĂM-THÁNG."),
    Column("key", "string", "Khóa", "Khóa của số liệu: biểu, chỉ tiêu và phân loại."),
    Column("indicator", "string", "Mã chỉ tiêu", "Biểu và chỉ tiêu; giải thích ở từ điển."),
    Column("table", "string", "Biểu", "Mã của biểu."),
    Column("measure", "string", "Chỉ tiêu", "Mã của chỉ tiêu trong biểu."),
)
LAST = (
    Column(
        "value", "number", "Giá trị", "Giá trị bằng số; để trống nếu chưa có số liệu hoặc là ngày."
    ),
    Column("date", "date", "Ngày", "Giá trị là ngày, với chỉ tiêu loại date."),
    Column("unit_of_measure", "string", "Đơn vị tính", "Đơn vị tính của giá trị."),
    Column(
        "kind",
        "string",
        "Loại",
        "flow: cộng dồn qua các tháng; stock: số cuối kỳ; average: trung bình; date: ngày; ratio: "
        "tỷ lệ do nguồn công bố.",
        ("stock", "flow", "average", "date", "ratio"),
    ),
    Column("status", "string", "Trạng thái", "Trạng thái của số liệu.", tuple(STATUSES)),
    Column("note", "string", "Ghi chú", "Ghi chú của người nhập số liệu."),
    Column("table_label", "string", "Tên biểu", "Tên biểu."),
    Column("label", "string", "Tên chỉ tiêu", "Tên chỉ tiêu, kèm phân loại trong ngoặc."),
    Column("file", "string", "Tệp", "Tệp nguồn trong bộ số liệu."),
    Column("line", "integer", "Dòng", "Dòng trong tệp nguồn; để trống nếu là số đếm cả tệp."),
)


def observations(data: Dataset, months: Sequence[pd.Period]) -> TidyTable:
    """Return the observations of some months, by time, then in the order of the catalog.

    Raises
    ------
    InputError
        If a file of a month cannot be read as a whole, for what is not read is not missing.
    """
    catalog = data.catalog
    order = {table: position for position, table in enumerate(catalog.tables)}
    rows = []
    for month in months:
        _refuse_unread(data, month)
        cells = cells_of(data.files, month).values()
        ordered = sorted(cells, key=lambda cell: (order[cell.key.table], cell.line))
        rows += [_row(catalog, month, cell) for cell in ordered]
    columns = [*FIRST, *dimension_columns(catalog).values(), *LAST]
    return TidyTable(NAME, "Số liệu", columns, rows, ("month", "key"))


def dimension_columns(catalog: Catalog) -> Mapping[str, Column]:
    """Return dimension → its column, which never has the name of another."""
    own = {column.name for column in (*FIRST, *LAST)}
    return {
        name: Column(
            f"dimension_{name}" if name in own else name,
            "string",
            spec.label,
            "Phân loại; để trống là tổng số.",
            tuple(spec.members),
        )
        for name, spec in catalog.dimensions.items()
    }


def _refuse_unread(data: Dataset, month: pd.Period) -> None:
    files = data.month(month).files
    in_tables = [each for each in files.findings if each.blocks and each.table]
    for finding in [*in_tables, *files.plan_problems]:
        raise InputError(finding.told)


def _row(catalog: Catalog, month: pd.Period, cell: Cell) -> Sequence[Content]:
    key, table = cell.key, catalog.tables[cell.key.table]
    measure = table.measures.get(key.name)
    spec = measure or table.ratios[key.name]
    value = number_or_day(spec, cell.value)
    is_day = isinstance(value, date)
    return [
        str(month),
        str(key),
        f"{key.table}.{key.name}",
        key.table,
        key.name,
        *(key.where.get(name, "") for name in catalog.dimensions),
        None if is_day else value,
        value if is_day else None,
        spec.unit,
        measure.kind if measure else "ratio",
        cell.status,
        cell.note,
        table.label,
        catalog.label(key),
        cell.file,
        cell.line or None,
    ]
