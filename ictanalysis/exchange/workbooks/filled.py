"""A workbook that was filled in: the texts of the month's tables, checked as their files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import Cell, Cells, DatasetFiles, cells_of
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.monthfolder import NARRATIVE
from ictanalysis.dataset.plan import PLAN_FILE
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.dataset.tables import TableReader
from ictanalysis.exchange.workbooks.index import Index, read_index
from ictanalysis.exchange.workbooks.layout import (
    GUIDE,
    HEADER_ROW,
    INDEX,
    NARRATIVE_SHEET,
    PLAN_SHEET,
    Layout,
    sheet_names,
)
from ictanalysis.exchange.workbooks.narrativeblocks import BlockKey
from ictanalysis.exchange.workbooks.narrativesheet import FilledText, read_narrative_sheet
from ictanalysis.exchange.workbooks.plansheet import FilledPlan, read_plan_sheet
from ictanalysis.exchange.workbooks.readyrows import is_placeholder
from ictanalysis.exchange.workbooks.rowreader import FilledRow, RowReader
from ictanalysis.exchange.workbooks.sheets import Place, Problem, Sheet, read_sheets
from ictanalysis.files.csvtext import csv_text
from ictanalysis.language.errors import InputError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _, in_lines

MOST_PROBLEMS = 100
"""How many problems of a workbook are listed."""


@dataclass(frozen=True)
class FilledTable:
    """A table as it was filled in.

    Attributes
    ----------
    text
        The text of its file.
    cells
        Key → what the reader of tables makes of that text.
    places
        Key → the sheet, and the row and column of its value in it.
    """

    text: str
    cells: Cells
    places: Mapping[IndicatorKey, tuple[str, Place]]


@dataclass(frozen=True)
class FilledWorkbook:
    """A workbook that has no problem.

    Attributes
    ----------
    file, month
        Its name, and the month that it was made for.
    tables, narrative, plan
        Table → what was filled in, heading → the text under it, and the tasks; None without any.
    """

    file: str
    month: pd.Period
    tables: Mapping[str, FilledTable]
    narrative: Mapping[BlockKey, FilledText] = field(default_factory=dict)
    plan: FilledPlan | None = None


def read_filled(content: bytes, file: str, files: DatasetFiles) -> FilledWorkbook:
    """Return what was filled in.

    Parameters
    ----------
    content, file
        The workbook, and how messages call it.
    files
        The data set that it belongs to.

    Raises
    ------
    InputError
        If anything in it cannot be read as it is meant; all problems at once, each with its sheet
        and cell.
    """
    sheets = read_sheets(content, file)
    index = read_index(sheets, file, files.catalog)
    names = _names(sheets, sheet_names(files.catalog))
    locale = files.catalog.locale
    texts = _names(sheets, _text_sheets(locale))
    problems = list(_strange_sheets(sheets, {**names, **texts}, locale.render(GUIDE)))
    tables = {}
    for table, name in names.items():
        if name in sheets:
            filled, found = _table(sheets[name], table, index, files)
            tables[table] = filled
            problems += found
    narrative: Mapping[BlockKey, FilledText] = {}
    plan: FilledPlan | None = None
    if texts[NARRATIVE] in sheets:
        narrative, wrong = read_narrative_sheet(sheets[texts[NARRATIVE]], files.catalog)
        problems += wrong
    if texts[PLAN_FILE] in sheets:
        plan, wrong = read_plan_sheet(sheets[texts[PLAN_FILE]], locale, index.month)
        problems += wrong
    if problems:
        raise InputError(as_lines([each.describe(file) for each in problems]))
    return FilledWorkbook(file, index.month, tables, narrative, plan)


def _text_sheets(locale: Locale) -> Mapping[str, str]:
    """Return file → the name of its sheet, of the texts beside the tables."""
    return {NARRATIVE: locale.render(NARRATIVE_SHEET), PLAN_FILE: locale.render(PLAN_SHEET)}


def as_lines(messages: Sequence[Message]) -> Message:
    """Return several messages as one, a line each; after a hundred the rest is counted."""
    kept = list(messages[:MOST_PROBLEMS])
    if len(messages) > MOST_PROBLEMS:
        kept.append(_("and {count} more", count=len(messages) - MOST_PROBLEMS))
    return in_lines(kept)


def _names(sheets: Mapping[str, Sheet], names: Mapping[str, str]) -> Mapping[str, str]:
    """Return table → the name of its sheet in a workbook, which may have been renamed."""
    renamed = {_table_of(sheet): name for name, sheet in sheets.items() if name != INDEX}
    return {
        table: name if name in sheets else renamed.get(table, name) for table, name in names.items()
    }


def _strange_sheets(
    sheets: Mapping[str, Sheet], names: Mapping[str, str], guide: str
) -> Iterator[Problem]:
    """Yield a problem for each sheet that is missing or is no table's."""
    for name in sheets:
        if name not in {guide, INDEX, *names.values()}:
            message = _("the sheet is not one of the template: delete it")
            yield Problem(name, (0, 0), message)
    for name in names.values():
        if name not in sheets:
            message = _("the sheet is gone: put it back, or fill in a new template")
            yield Problem(name, (0, 0), message)


def _table_of(sheet: Sheet) -> str:
    """Return the table whose key stands at the end of a sheet's header, if one does."""
    columns = [column for row, column in sheet.cells if row == HEADER_ROW]
    return sheet.text(HEADER_ROW, max(columns)) if columns else ""


def _table(
    sheet: Sheet, table: str, index: Index, files: DatasetFiles
) -> tuple[FilledTable, list[Problem]]:
    layout = Layout(files.catalog, table)
    head = layout.head(index.month, files.settings)
    reader = RowReader(sheet, layout, head, index.rows[table])
    before = cells_of(files, index.month)
    rows = [_kept_open(row, before.get(row.key)) for row in reader.read()]
    own = TableReader(files.catalog, table)
    text, lines = _csv(own.header, layout, rows)
    cells, findings = own.read(DataFile(index.month, table, sheet.name, text))
    problems = [
        *reader.problems,
        *(_problem(sheet, layout, each, lines[each.line]) for each in findings if each.blocks),
    ]
    places = {row.key: (sheet.name, (row.row, layout.value)) for row in rows}
    return FilledTable(text, cells, places), sorted(problems, key=lambda each: each.place)


def _kept_open(row: FilledRow, before: Cell | None) -> FilledRow:
    """Return a row; one in which nothing was written, and nothing stood, keeps its place."""
    untouched = not (row.value or row.status or row.note)
    unknown = before is None or is_placeholder(before)
    return replace(row, status="M") if untouched and unknown else row


def _csv(
    header: Sequence[str], layout: Layout, rows: Sequence[FilledRow]
) -> tuple[str, Mapping[int, FilledRow]]:
    """Return the text of a table's file, and line → the row of the sheet that it comes from."""
    table = [header]
    by_line: list[FilledRow] = []
    for row in rows:
        members = [row.key.where.get(name, "") for name in layout.dimensions]
        cells = [row.key.name, *members, row.value, row.status, row.note]
        table.append(cells)
        # A text with a line break takes up several lines of the file.
        by_line += [row] * (1 + "".join(cells).count("\n"))
    return csv_text(table), dict(enumerate(by_line, start=2))


def _problem(sheet: Sheet, layout: Layout, finding: Finding, row: FilledRow) -> Problem:
    """Return a finding of the table's file at the cell that it is about."""
    if not finding.measure:
        column = layout.note
    elif row.status and row.status not in STATUSES:
        column = layout.status
    else:
        column = layout.value
    return Problem(sheet.name, (row.row, column), finding.message)
