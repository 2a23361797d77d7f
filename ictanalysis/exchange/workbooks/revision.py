"""What a workbook would change in its month: files to write, and values that stand in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks import table_problems
from ictanalysis.dataset import Cell, Cells, DatasetFiles, cells_of
from ictanalysis.dataset.numerals import digits, number_or_day
from ictanalysis.exchange.workbooks.filled import FilledTable, FilledWorkbook
from ictanalysis.language.messages import Message, _


@dataclass(frozen=True)
class Revision:
    """What a workbook would change.

    Attributes
    ----------
    month
        The month.
    texts
        Name of the file → its text, for each table that differs from what is there.
    same
        How many tables are the same, and stay as they are.
    filled
        How many figures there are that were not there before.
    changes
        What is there and would be replaced, one message each, with both places.
    """

    month: pd.Period
    texts: Mapping[str, str]
    same: int
    filled: int
    changes: Sequence[Message]


def revision(workbook: FilledWorkbook, files: DatasetFiles) -> Revision:
    """Return what a workbook would change in the data set.

    A row that says no more than that its figure is not known (status M without a note) is there to
    be filled in: a figure in its place is no change.
    """
    month = workbook.month
    cells = cells_of(files, month)
    lost = table_problems(files.catalog, files.months[month]) if month in files.months else []
    broken = {each.table for each in lost}
    texts, filled = {}, 0
    changes = [
        _("{problem}; the whole file would be replaced", problem=each.description) for each in lost
    ]
    for table, content in workbook.tables.items():
        before = {key: cell for key, cell in cells.items() if key.table == table}
        there = month in files.months and table not in broken
        if there and _contents(before) == _contents(content.cells):
            continue
        texts[f"{table}.csv"] = content.text
        filled += len(_known(content.cells) - _known(before))
        changes += _changes(workbook.file, files.catalog, before, content)
    return Revision(month, texts, len(workbook.tables) - len(texts), filled, changes)


def _content(cell: Cell) -> tuple[float | None, str, str]:
    return cell.value, cell.status, cell.note


def _contents(cells: Cells) -> Mapping[IndicatorKey, tuple[float | None, str, str]]:
    return {key: _content(cell) for key, cell in cells.items()}


def _known(cells: Cells) -> set[IndicatorKey]:
    return {key for key, cell in cells.items() if cell.value is not None}


def _changes(file: str, catalog: Catalog, before: Cells, content: FilledTable) -> Iterator[Message]:
    for key, cell in before.items():
        new = content.cells.get(key)
        if cell.value is None and not cell.note:
            continue
        if new is None:
            yield _(
                "{place}: {key} is {old}, and has no row in {file}",
                place=cell.place,
                key=str(key),
                old=_content_text(catalog, cell),
                file=file,
            )
        elif _content(new) != _content(cell):
            sheet, place = content.places[key]
            yield _(
                "{file}, sheet “{sheet}”, cell {cell}: {key} is {new}; in {place} it is {old}",
                file=file,
                sheet=sheet,
                cell=xl_rowcol_to_cell(*place),
                key=str(key),
                new=_content_text(catalog, new),
                place=cell.place,
                old=_content_text(catalog, cell),
            )


def _content_text(catalog: Catalog, cell: Cell) -> str:
    """Return value, status and note in a few words, as the table's file has them."""
    value = number_or_day(catalog.spec(cell.key), cell.value)
    parts = [
        digits(value) if isinstance(value, float) else str(value or ""),
        "" if cell.status == "A" else cell.status,
        f"“{cell.note}”" if cell.note else "",
    ]
    return ", ".join(part for part in parts if part)
