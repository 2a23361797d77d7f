"""Sheets of workbooks: .xlsx with all that is written in it, .xls and .ods with their values."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ictanalysis.exchange.sources.sheets import Merged, Sheet, SheetCell

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as WorkbookCell
    from openpyxl.worksheet.worksheet import Worksheet
    from python_calamine import CalamineSheet


def excel_sheets(content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of an .xlsx file that are shown."""
    from openpyxl import load_workbook

    with warnings.catch_warnings(action="ignore"):  # of what would be lost if openpyxl saved it
        saved = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        written = load_workbook(io.BytesIO(content), keep_links=False)
    for sheet in saved.worksheets:
        if sheet.sheet_state == "visible":
            yield _excel_sheet(sheet, written[sheet.title])


def _excel_sheet(saved: Worksheet, written: Worksheet) -> Sheet:
    # Not its rows: a cell far away would make millions of empty ones.
    values = saved._cells
    cells = {
        address: _excel_cell(cell, values[address].value if address in values else None)
        for address, cell in sorted(written._cells.items())
        if cell.value is not None
    }
    return Sheet(
        name=saved.title,
        cells=cells,
        merged=[
            Merged((each.min_row, each.min_col), (each.max_row, each.max_col))
            for each in saved.merged_cells.ranges
        ],
        hidden_rows=frozenset(
            number for number, each in saved.row_dimensions.items() if each.hidden
        ),
        hidden_columns=frozenset(
            number
            for each in saved.column_dimensions.values()
            if each.hidden
            for number in range(each.min or 1, (each.max or 0) + 1)
        ),
    )


def _excel_cell(cell: WorkbookCell, saved: object) -> SheetCell:
    value = saved if isinstance(saved, str | int | float | date) else None
    return SheetCell(value, "%" in str(cell.number_format), cell.data_type == "f")


def other_sheets(content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of an .xls or .ods file that are shown.

    Neither whether a value came of a formula nor what is hidden is known of them.
    """
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, each in enumerate(workbook.sheets_metadata):
        if each.visible == SheetVisibleEnum.Visible:
            yield _other_sheet(workbook.get_sheet_by_index(number))


def _other_sheet(sheet: CalamineSheet) -> Sheet:
    cells = {
        (row, column): SheetCell(value)
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(values, start=1)
        if isinstance(value, str | int | float | date) and value != ""
    }
    merged = [
        Merged((first[0] + 1, first[1] + 1), (last[0] + 1, last[1] + 1))
        for first, last in sheet.merged_cell_ranges or ()
    ]
    return Sheet(sheet.name, cells, merged)
