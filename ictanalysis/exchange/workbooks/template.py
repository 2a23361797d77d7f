"""A workbook to fill in: a guide, one sheet a table, and a hidden index by which it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ictanalysis.analysis import Dataset, Month
from ictanalysis.dataset import cells_of
from ictanalysis.exchange.excel import workbook_bytes
from ictanalysis.exchange.newmonth import month_before
from ictanalysis.exchange.workbooks.guide import write_guide
from ictanalysis.exchange.workbooks.layout import (
    FIRST_ROW,
    FORMAT,
    GUIDE,
    INDEX,
    NARRATIVE_SHEET,
    PLAN_SHEET,
    Layout,
    catalog_digest,
    sheet_names,
)
from ictanalysis.exchange.workbooks.narrativeblocks import BlockKey, narrative_blocks
from ictanalysis.exchange.workbooks.narrativesheet import narrative_rows, write_narrative
from ictanalysis.exchange.workbooks.plansheet import write_plan
from ictanalysis.exchange.workbooks.readyrows import ReadyRows, ready_rows
from ictanalysis.exchange.workbooks.reporttexts import report_texts
from ictanalysis.exchange.workbooks.styles import Styles
from ictanalysis.exchange.workbooks.tablesheet import TableSheet, TableWriter


def template(data: Dataset, month: pd.Period) -> bytes:
    """Return the workbook of a month, with the values that the month has already.

    Raises
    ------
    InputError
        If a file of the month cannot be read as a whole.
    """
    ready = ready_rows(data, month)
    return workbook_bytes(lambda book: _write(book, data, month, ready), title=str(month))


def _write(
    workbook: Workbook, data: Dataset, month: pd.Period, ready: Mapping[str, ReadyRows]
) -> None:
    """Write all sheets; `ready` is table → its rows."""
    catalog, styles = data.catalog, Styles(workbook, data.catalog.locale)
    locale = catalog.locale
    guide = workbook.add_worksheet(locale.render(GUIDE))
    names = sheet_names(catalog)
    sheets = {table: workbook.add_worksheet(name) for table, name in names.items()}
    _write_texts(workbook, styles, data, month)
    index = _Index(workbook.add_worksheet(INDEX), month, catalog_digest(catalog))
    before = month - 1
    last = cells_of(data.files, before) if before in data.files.months else {}
    written = []
    for name, sheet in sheets.items():
        table = TableSheet(names[name], Layout(catalog, name), ready[name], last)
        lists = index.lists(table.layout) if table.spare else {}
        TableWriter(sheet, styles, table).write(table.layout.head(month, data.settings), lists)
        index.rows(table)
        written.append(table)
    write_guide(guide, styles, data.settings, month, written)
    guide.activate()


def _write_texts(workbook: Workbook, styles: Styles, data: Dataset, month: pd.Period) -> None:
    """Write the sheets of the narrative and of the plan."""
    locale = data.locale
    before = report_texts(data, month)
    texts = narrative_blocks(before.narrative, data.catalog.sections)
    last = month_before(data, month)
    told = data.files.months[last].narrative.sections if last is not None else {}
    topics = [BlockKey(section, topic) for section, news in told.items() for topic in news.about]
    rows = narrative_rows(Month(data, month), [*texts, *topics])
    sheet = workbook.add_worksheet(locale.render(NARRATIVE_SHEET))
    write_narrative(sheet, styles, locale, rows, texts)
    sheet = workbook.add_worksheet(locale.render(PLAN_SHEET))
    write_plan(sheet, styles, locale, before.plan, month)


class _Index:
    """The hidden sheet: what the workbook was made for, its rows, and the lists to choose from."""

    LISTS = 6
    """The first column of the lists, beside the rows."""

    def __init__(self, sheet: Worksheet, month: pd.Period, digest: str) -> None:
        self._sheet = sheet
        self._row = 0
        self._column = self.LISTS
        sheet.very_hidden()
        sheet.protect()
        for row in (("ictanalysis", FORMAT), ("month", str(month)), ("catalog", digest)):
            self._add(row)

    def rows(self, table: TableSheet) -> None:
        self._add(("sheet", table.name, table.layout.table))
        for row, key in enumerate(table.ready, start=FIRST_ROW + 1):
            self._add(("row", table.name, table.layout.table, str(key), str(row)))

    def lists(self, layout: Layout) -> dict[int, str]:
        """Return column of the table's sheet → the range that its drop-down list is taken from."""
        ranges = {}
        for at, texts in enumerate([layout.measures, *layout.members.values()]):
            self._sheet.write_column(0, self._column, texts.values())
            name = xl_col_to_name(self._column)
            ranges[at] = f"='{INDEX}'!${name}$1:${name}${len(texts)}"
            self._column += 1
        return ranges

    def _add(self, texts: Sequence[str]) -> None:
        self._sheet.write_row(self._row, 0, texts)
        self._row += 1
