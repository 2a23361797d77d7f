"""Tidy tables as an Excel workbook, one sheet a table; every text stays a text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ictanalysis.exchange.tidydata.tidytable import Content, TidyTable
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

MADE = datetime(2000, 1, 1)
"""Stands in every workbook, so that the same figures make the same bytes."""

LONGEST_TEXT = 32767
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
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        writer = _Writer(book)
        for table in tables:
            writer.write(table)
    return content.getvalue()


class _Writer:
    """Writes one table after another into a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        # The prefix keeps a text a text when somebody edits it.
        self._text = book.add_format({"quote_prefix": True, "num_format": "@"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._header = book.add_format({"bold": True, "bg_color": "#DCE6F1"})

    def write(self, table: TidyTable) -> None:
        """Write a table on a sheet of its own."""
        if len(table.rows) > MOST_ROWS:
            message = _(
                "{count} rows are more than a sheet of Excel has: export fewer months, or --to csv",
                count=len(table.rows),
            )
            raise InputError(message)
        sheet = self._book.add_worksheet(table.title)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.name, self._header)
            sheet.set_column(at, at, WIDTHS.get(column.name, WIDTH))
        for row, contents in enumerate(table.rows, start=1):
            for at, content in enumerate(contents):
                self._put(sheet, row, at, content)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)

    def _put(self, sheet: Worksheet, row: int, column: int, content: Content) -> None:
        if content is None or content == "":
            return
        if isinstance(content, str):
            if len(content) > LONGEST_TEXT:
                raise _too_long(content)
            sheet.write_string(row, column, content, self._text)
        elif isinstance(content, date):
            sheet.write_datetime(row, column, content, self._day)
        else:
            sheet.write_number(row, column, content)


def _too_long(text: str) -> InputError:
    return InputError(
        _("a text of {count} letters is too long for Excel: export --to csv", count=len(text))
    )
