"""The sheets of a workbook as openpyxl reads them: what somebody has written into each cell."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Set
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from ictanalysis.exchange.workbooks.container import (
    DAMAGED,
    MOST_UNPACKED,
    TOO_LARGE,
    container,
)
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _

Content = int | float | str | bool | date | time | timedelta
Place = tuple[int, int]
"""Row and column, from 0."""

MOST_ROWS, MOST_COLUMNS = 5000, 100
"""How far from the first cell there may be anything."""

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CONTROL = re.compile("_x00([01][0-9A-Fa-f])_")
"""How Excel writes a control character, which openpyxl leaves as it is."""


class Cell(NamedTuple):
    """A cell with something in it: its value or formula, openpyxl's letter for its type, its look.

    `kind` is `f` for a formula and `e` for an error such as `#REF!`; `percent` says whether Excel
    shows the number as a percentage.
    """

    value: Content
    kind: str
    percent: bool = False

    @property
    def text(self) -> str:
        """Return the text, composed; of anything else what Python calls it, which no key is."""
        if not isinstance(self.value, str):
            return repr(self.value)
        text = _CONTROL.sub(lambda match: chr(int(match[1], 16)), self.value)
        return unicodedata.normalize("NFC", text)


BLANK = Cell("", "s")


@dataclass(frozen=True)
class Problem:
    """What is wrong at one cell of a sheet."""

    sheet: str
    place: Place
    message: Message

    def describe(self, file: str) -> Message:
        """Return place and message in one, for the person who mends it."""
        return _(
            "{file}, sheet “{sheet}”, cell {cell}: {problem}",
            file=file,
            sheet=self.sheet,
            cell=xl_rowcol_to_cell(*self.place),
            problem=self.message,
        )


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Attributes
    ----------
    name
        Its name.
    cells
        The cells with something in them, in the order of the file.
    merged
        The first cell of each merged range → the range, as `A5:B6`.
    hidden
        The rows that are hidden.
    """

    name: str
    cells: Mapping[Place, Cell]
    merged: Mapping[Place, str] = field(default_factory=dict)
    hidden: Set[int] = frozenset()

    @property
    def height(self) -> int:
        """Return how many rows there are up to the last one with something in it."""
        return max((row + 1 for row, _column in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell:
        """Return a cell; an empty one holds an empty text."""
        return self.cells.get((row, column), BLANK)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell."""
        return self.at(row, column).text


def read_sheets(content: bytes, name: str) -> Mapping[str, Sheet]:
    """Return name → sheet of a workbook, in its order.

    Parameters
    ----------
    content, name
        The file, and the name that messages give it.

    Raises
    ------
    InputError
        If it is not a workbook that can be read, or something stands far outside of its tables.
    """
    package = container(content, name)
    try:
        sheets = list(_sheets(package))
    except Exception as error:  # openpyxl trusts a file, and stumbles over it in many ways
        raise InputError(DAMAGED, file=name) from error
    # Cells share a text, but what is imported has a copy of it for each of them.
    values = (cell.value for sheet in sheets for cell in sheet.cells.values())
    if sum(len(each) for each in values if isinstance(each, str)) > MOST_UNPACKED:
        raise InputError(TOO_LARGE, file=name)
    for sheet in sheets:
        for row, column in sheet.cells:
            if row >= MOST_ROWS or column >= MOST_COLUMNS:
                message = _("lies far outside of the table: delete it")
                raise InputError(Problem(sheet.name, (row, column), message).describe(name))
    by_name = {sheet.name: sheet for sheet in sheets}
    if len(by_name) != len(sheets):
        raise InputError(_("has two sheets of the same name: rename one"), file=name)
    return by_name


def _sheets(content: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    with (
        warnings.catch_warnings(action="ignore"),  # of what would be lost if openpyxl saved it
        closing(load_workbook(io.BytesIO(content), read_only=True, keep_links=False)) as book,
    ):
        yield from map(_sheet, book.worksheets)
        yield from (Sheet(each.title, {}) for each in book.chartsheets)


def _sheet(worksheet: Any) -> Sheet:
    """Return a sheet, read by the parser behind openpyxl's read-only mode.

    That mode itself leaves out which cells are merged and which rows are hidden; openpyxl's other
    mode makes a cell of every place in a merged range, a million of them for one column.
    """
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import WorkSheetParser

    book = worksheet.parent
    with worksheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            worksheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        cells = {
            (each["row"] - 1, each["column"] - 1): _cell(ReadOnlyCell(worksheet, **each))
            for _at, row in parser.parse()
            for each in row
            if each["value"] is not None and each["value"] != ""
        }
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else []
    merged = {(each.min_row - 1, each.min_col - 1): each.coord for each in ranges}
    looks = parser.row_dimensions.items()
    hidden = {int(row) - 1 for row, look in looks if look.get("hidden") in {"1", "true"}}
    return Sheet(worksheet.title, cells, merged, hidden)


def _cell(cell: Any) -> Cell:
    is_number = cell.data_type == "n"
    percent = is_number and "%" in _QUOTED.sub("", cell.number_format or "")
    return Cell(cell.value, cell.data_type, percent)
