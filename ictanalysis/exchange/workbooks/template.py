"""A workbook to fill in: a guide, one sheet a table, and a hidden index by which it is read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.workbooks.entries import Entry, entries
from ictanalysis.exchange.workbooks.guide import TableSheet, write_guide
from ictanalysis.exchange.workbooks.layout import (
    FIRST_ROW,
    FORMAT,
    GUIDE,
    INDEX,
    Layout,
    catalog_digest,
    sheet_names,
)
from ictanalysis.exchange.workbooks.styles import Styles
from ictanalysis.exchange.workbooks.tablesheet import spare_rows, write_table

MADE = datetime(2000, 1, 1)
"""Stands in every workbook, so that the same figures make the same bytes."""

PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def template(data: Dataset, month: pd.Period) -> bytes:
    """Return the workbook of a month, with the values that the month has already.

    Raises
    ------
    InputError
        If a file of the month cannot be read as a whole.
    """
    ready = entries(data, month)
    content = io.BytesIO()
    with Workbook(content, PLAIN) as workbook:
        _Writer(workbook, data, month).write(ready)
    return content.getvalue()


class _Writer:
    """Writes one workbook, sheet after sheet."""

    def __init__(self, workbook: Workbook, data: Dataset, month: pd.Period) -> None:
        self._workbook = workbook
        self._data = data
        self._month = month
        self._styles = Styles(workbook, data.catalog.locale)
        workbook.set_properties({"created": MADE, "title": str(month)})

    def write(self, ready: Mapping[str, Sequence[Entry]]) -> None:
        """Write all sheets; `ready` is table → its rows."""
        guide = self._workbook.add_worksheet(self._data.catalog.locale.render(GUIDE))
        names = sheet_names(self._data.catalog)
        sheets = {table: self._workbook.add_worksheet(name) for table, name in names.items()}
        index = _Index(self._workbook.add_worksheet(INDEX))
        index.begin(self._month, catalog_digest(self._data.catalog))
        written = []
        for table, sheet in sheets.items():
            layout = Layout(self._data.catalog, table)
            head = layout.head(self._month, self._data.settings)
            lists = index.lists(layout) if spare_rows(layout, ready[table]) else {}
            write_table(sheet, self._styles, layout, head, ready[table], lists=lists)
            index.rows(names[table], table, ready[table])
            written.append(TableSheet(names[table], layout, ready[table]))
        write_guide(guide, self._styles, self._data.settings, self._month, written)
        guide.activate()


class _Index:
    """The hidden sheet: what the workbook was made for, its rows, and the lists to choose from."""

    LISTS = 6
    """The first column of the lists, beside the rows."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._row = 0
        self._column = self.LISTS
        sheet.very_hidden()
        sheet.protect()

    def begin(self, month: pd.Period, digest: str) -> None:
        for row in (("ictanalysis", FORMAT), ("month", str(month)), ("catalog", digest)):
            self._add(row)

    def rows(self, name: str, table: str, ready: Sequence[Entry]) -> None:
        self._add(("sheet", name, table))
        for row, entry in enumerate(ready, start=FIRST_ROW + 1):
            self._add(("row", name, table, str(entry.key), str(row)))

    def lists(self, layout: Layout) -> dict[int, str]:
        """Return column of the table's sheet → the range that its drop-down list is taken from."""
        columns = [layout.measures, *layout.members.values()]
        return {at: self._list(list(texts.values())) for at, texts in enumerate(columns)}

    def _add(self, texts: Sequence[str]) -> None:
        self._sheet.write_row(self._row, 0, texts)
        self._row += 1

    def _list(self, texts: Sequence[str]) -> str:
        self._sheet.write_column(0, self._column, texts)
        name = xl_col_to_name(self._column)
        self._column += 1
        return f"='{INDEX}'!${name}$1:${name}${len(texts)}"
