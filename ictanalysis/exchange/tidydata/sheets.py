"""Tidy tables as an Excel workbook, one sheet a table; every text stays a text."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ictanalysis.exchange.excel import LONGEST_TEXT, workbook_bytes
from ictanalysis.exchange.tidydata.tidytable import TidyTable
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

MOST_ROWS = 1_048_575
WIDTHS = {"month": 10, "key": 44, "label": 60, "note": 50, "description": 70, "table_label": 36}
WIDTH = 16


def workbook(tables: Sequence[TidyTable]) -> bytes:
    """Return the tables as the bytes of an .xlsx file.

    Raises
    ------
    InputError
        If there are more rows than a sheet has, or a text is too long for a cell.
    """

    def write(book: Workbook) -> None:
        header = book.add_format({"bold": True, "bg_color": "#DCE6F1"})
        # The prefix keeps a text a text when somebody edits it.
        text = book.add_format({"quote_prefix": True, "num_format": "@"})
        for table in tables:
            _refuse_too_large(table)
            _write_table(book.add_worksheet(table.title), table, header, text)

    return workbook_bytes(write)


def _refuse_too_large(table: TidyTable) -> None:
    if len(table.rows) > MOST_ROWS:
        message = _(
            "{count} rows are more than a sheet of Excel has: export fewer months, or --to csv",
            count=len(table.rows),
        )
        raise InputError(message)
    texts = (content for row in table.rows for content in row if isinstance(content, str))
    if longest := next((text for text in texts if len(text) > LONGEST_TEXT), None):
        message = _(
            "a text of {count} letters is too long for Excel: export --to csv", count=len(longest)
        )
        raise InputError(message)


def _write_table(sheet: Worksheet, table: TidyTable, header: Format, text: Format) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, header)
        sheet.set_column(at, at, WIDTHS.get(column.name, WIDTH))
    for row, contents in enumerate(table.rows, start=1):
        for at, content in enumerate(contents):
            sheet.write(row, at, content, text if isinstance(content, str) and content else None)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
