"""The sheets of a workbook as they are read: the value of each cell, and its marks."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from ictanalysis.exchange.workbooks.container import MOST_UNPACKED, packed, too_large, unpacked
from ictanalysis.exchange.workbooks.marks import Marks, Place, read_marks
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _

__all__ = ["Content", "Problem", "Sheet", "read_sheets"]

Content = int | float | str | bool | date | datetime | time | timedelta


@dataclass(frozen=True)
class Problem:
    """What is wrong at one cell of a sheet."""

    sheet: str
    place: Place
    message: Message

    def told(self, file: str) -> Message:
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
    """A sheet: its name, its rows from the first one on, and what is marked in it."""

    name: str
    rows: Sequence[Sequence[Content]]
    marks: Marks

    def at(self, row: int, column: int) -> Content:
        """Return the value of a cell; an empty one is an empty text."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def is_blank(self, row: int, column: int) -> bool:
        """Return whether nobody has written anything there."""
        place = (row, column)
        marked = place in self.marks.formulas or place in self.marks.errors
        return not marked and self.at(row, column) == ""

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; of anything else what Python calls it, which no key is."""
        value = self.at(row, column)
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else repr(value)

    def problem(self, row: int, column: int, message: Message) -> Problem:
        """Return a problem at a cell."""
        return Problem(self.name, (row, column), message)

    def written(self) -> Iterator[Place]:
        """Yield each cell that somebody has written something in, row by row."""
        places = {
            (row, column)
            for row, cells in enumerate(self.rows)
            for column, value in enumerate(cells)
            if value != ""
        }
        yield from sorted(places | self.marks.formulas | set(self.marks.errors))


def read_sheets(content: bytes, name: str) -> Mapping[str, Sheet]:
    """Return name → sheet of a workbook, in its order.

    Parameters
    ----------
    content, name
        The file, and how messages call it.

    Raises
    ------
    InputError
        If it is not a workbook that can be read, or something stands far outside of its tables.
    """
    parts = unpacked(content, name)
    marks = read_marks(parts, name)
    for sheet, own in marks.items():
        if own.too_far is not None:
            message = _("lies far outside of the table: delete it")
            raise InputError(Problem(sheet, own.too_far, message).told(name))
    # calamine copies a text that cells share into each of them.
    if sum(own.letters for own in marks.values()) > MOST_UNPACKED:
        raise too_large(name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(packed(parts))) as workbook:
            return {sheet: _sheet(workbook, sheet, marks[sheet]) for sheet in marks}
    except CalamineError as error:
        message = _("is not an Excel workbook (.xlsx), or is damaged: save it again as .xlsx")
        raise InputError(message, file=name) from error


def _sheet(workbook: CalamineWorkbook, name: str, marks: Marks) -> Sheet:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, rows, marks)
