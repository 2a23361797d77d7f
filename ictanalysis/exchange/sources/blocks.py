"""Tables on a sheet: which texts stand before and above each number.

Offices lay their tables out for the eye. A table is found by its numbers; what stands to the left
of a number names its row, what stands above it names its column, and what stands above them both
is the title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ictanalysis.exchange.sources.numbers import number_of
from ictanalysis.exchange.sources.officewords import NUMBERING, UNITS
from ictanalysis.exchange.sources.rowlabels import Path, RowLabels, is_ordinal, plain_label
from ictanalysis.exchange.sources.sheets import Address, Sheet

_NOTHING = re.compile(r"[-–—.…\s]*")
FEWEST_NUMBERED = 3
"""So many rows numbered 1, 2, 3 are numbered, and have no figures there."""
LONGEST_DASH = 3
"""A longer one is a line that is drawn."""
MOST_LABELS = 3
"""A row with more texts is a heading."""
FEWEST_MONTHS = 6
"""So many columns numbered 1, 2, 3 after a text make a heading; after letters one does."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table, and the texts that say what it is.

    Attributes
    ----------
    address, value, formula, percent
        Where it stands, what it is, whether a formula gave it, and whether it is shown as a
        percentage; the value is None where a formula's was not saved.
    row, column
        The texts before it and above it.
    unit
        What the column of units says of its row.
    """

    address: Address
    value: Decimal | None
    formula: bool
    percent: bool
    row: Path
    column: Path
    unit: str = ""


@dataclass(frozen=True)
class Block:
    """A table of a sheet.

    Attributes
    ----------
    sheet
        The sheet.
    title
        What stands above its headings, from the top.
    numbers
        Its numbers, row by row.
    places
        Address → the texts before and above it, for every cell of its rows and columns of numbers,
        whether there is a number or not.
    """

    sheet: Sheet
    title: Path
    numbers: Sequence[Number]
    places: Mapping[Address, tuple[Path, Path]]


def blocks(sheet: Sheet, known: Collection[str] = ()) -> Iterator[Block]:
    """Yield the tables of a sheet, from the top.

    Parameters
    ----------
    known
        Labels, as `plain_label` has them, of rows that have numbers even where a month leaves
        their cells empty; any other row without numbers heads the rows below it.
    """
    layout = _Layout(sheet, known)
    end = 0
    for rows in layout.runs():
        yield layout.block(end + 1, rows)
        end = rows[-1]


class _Layout:
    """The rows of a sheet, told apart into headings and data."""

    def __init__(self, sheet: Sheet, known: Collection[str]) -> None:
        self._sheet = sheet
        self._known = known
        self._numbers: dict[int, dict[int, Decimal | None]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            value = number_of(cell)
            unsaved = cell.formula and cell.value is None
            if (value is not None or unsaved) and not sheet.is_hidden((row, column)):
                self._numbers.setdefault(row, {})[column] = value
        self._texts: dict[int, dict[int, str]] = {}
        self._dashes: set[int] = set()
        for row, column in sorted({*sheet.cells, *sheet.covered}):
            text = sheet.text((row, column))
            if not _NOTHING.fullmatch(text) and column not in self._numbers.get(row, {}):
                self._texts.setdefault(row, {})[column] = text
            elif text and len(text) <= LONGEST_DASH and row in self._texts:
                self._dashes.add(row)
        self._data = {row for row in self._texts if self._is_data(row)}

    def _is_data(self, row: int) -> bool:
        """Return whether a row has numbers with a text before them, and does not count columns.

        One with a dash in place of a number, or with a label that is known, is a row of data too.
        """
        texts, numbers = self._texts[row], self._numbers.get(row, {})
        if not numbers:
            origins = {self._sheet.origin((row, each)): text for each, text in texts.items()}
            labels = [text for text in origins.values() if not is_ordinal(text)]
            known = bool(labels) and plain_label(labels[-1]) in self._known
            return row in self._dashes or (known and len(labels) <= MOST_LABELS)
        values = [value for value in numbers.values() if value is not None]
        fewest = 1 if all(map(is_ordinal, texts.values())) else FEWEST_MONTHS
        counting = values == [*range(1, len(values) + 1)] and len(values) >= fewest
        return max(numbers) > min(texts) and not counting

    def runs(self) -> Iterator[list[int]]:
        """Yield the rows of data of each table: headings between them begin another one."""
        run: list[int] = []
        for row in sorted(self._data):
            if run and any(self._is_heading(between) for between in range(run[-1] + 1, row)):
                yield run
                run = []
            run.append(row)
        if run:
            yield run

    def _is_heading(self, row: int) -> bool:
        """Return whether a row without numbers has texts in several cells."""
        if row in self._data:
            return False
        texts = self._texts.get(row, {})
        origins = {
            self._sheet.origin((row, column))
            for column, text in texts.items()
            if not is_ordinal(text)
        }
        return len(origins) > 1

    def block(self, start: int, rows: Sequence[int]) -> Block:
        """Return the table whose headings begin at a row at the earliest."""
        numbering, numeric = self._numeric_columns(rows)
        headings = self._headings(start, rows[0], numeric)
        columns = self._column_paths(headings, numeric)
        labels = self._row_paths(rows, numeric, numbering, {*headings})
        units = self._unit_column(rows[0])
        numbers = [
            self._number((row, column), labels[row, column], columns[column], units)
            for row in rows
            for column in numeric
            if column in self._numbers.get(row, {}) and (row, column) in labels
        ]
        places = {address: (path, columns[address[1]]) for address, path in labels.items()}
        above = range(start, headings[0] if headings else rows[0])
        title = [text for row in above for text in dict.fromkeys(self._texts.get(row, {}).values())]
        return Block(self._sheet, tuple(title), numbers, places)

    def _number(self, address: Address, row: Path, column: Path, units: int) -> Number:
        cell = self._sheet.cells[address]
        return Number(
            address=address,
            value=self._numbers[address[0]][address[1]],
            formula=cell.formula,
            percent=cell.percent or (isinstance(cell.value, str) and "%" in cell.value),
            row=row,
            column=column,
            unit=self._texts.get(address[0], {}).get(units, ""),
        )

    def _headings(self, start: int, first: int, numeric: Sequence[int]) -> list[int]:
        """Return the rows of headings right above the first row of data, from the top."""
        found: list[int] = []
        for row in range(first - 1, start - 1, -1):
            texts = self._texts.get(row, {})
            counting = row in self._numbers or (texts and all(map(is_ordinal, texts.values())))
            if counting:
                continue
            if self._is_heading(row) or (texts and {*texts} <= {*numeric}):
                found.insert(0, row)
            elif found or not texts:
                break
        return found

    def _heading(self, column: int, first: int) -> str:
        """Return the nearest text above the first row of data in a column."""
        above = (self._texts.get(row, {}).get(column, "") for row in range(first - 1, 0, -1))
        return next((text for text in above if text and not is_ordinal(text)), "")

    def _unit_column(self, first: int) -> int:
        """Return the column that gives the unit of each row; 0 where there is none."""
        columns = self._texts.get(first, {})
        return next((each for each in columns if UNITS.match(self._heading(each, first))), 0)

    def _numeric_columns(self, rows: Sequence[int]) -> tuple[int, list[int]]:
        """Return the column that numbers the rows, 0 for none, and those with figures."""
        texts = Counter(column for row in rows for column in self._texts.get(row, {}))
        counts = Counter(column for row in rows for column in self._numbers.get(row, {}))
        found = [column for column in sorted(counts) if counts[column] >= texts[column]]
        if found and self._numbers_rows(found[0], rows):
            return found[0], found[1:]
        return 0, found

    def _numbers_rows(self, column: int, rows: Sequence[int]) -> bool:
        if NUMBERING.fullmatch(self._heading(column, rows[0])):
            return True
        rows_with = [row for row in rows if column in self._numbers.get(row, {})]
        values = [self._numbers[row][column] for row in rows_with]
        return values == list(range(1, len(values) + 1)) and len(values) >= FEWEST_NUMBERED

    def _column_paths(self, headings: Sequence[int], numeric: Sequence[int]) -> Mapping[int, Path]:
        """Return column → texts above it; a text over several columns counts for each of them."""
        paths: dict[int, list[str]] = {column: [] for column in numeric}
        for row in headings:
            texts, inner = self._texts[row], row != headings[-1]
            last: tuple[str, list[str]] | None = None
            for column in numeric:
                text = texts.get(column, "")
                if not text and inner and last is not None and last[1] == paths[column]:
                    text = last[0]
                last = (text, list(paths[column])) if text else None
                if text and [text] != paths[column][-1:]:
                    paths[column] = [*paths[column], text]
        return {column: tuple(path) for column, path in paths.items()}

    def _row_paths(
        self, rows: Sequence[int], numeric: Sequence[int], numbering: int, headings: set[int]
    ) -> Mapping[Address, Path]:
        """Return address → texts before it, for the cells of the columns of numbers."""
        found: dict[Address, Path] = {}
        above = [rows[0] - 1] if headings else []
        for columns, numbers in self._label_columns(rows, numeric):
            ordinal = any(
                numbering in self._numbers.get(row, {}) or self._has_ordinal(row, columns)
                for row in rows
            )
            labels = RowLabels(columns, ordinal)
            for row in [*above, *range(rows[0], rows[-1] + 1)]:
                texts = {
                    each: text for each, text in self._texts.get(row, {}).items() if each in columns
                }
                if not texts or row in headings or self._sheet.is_hidden((row, columns[0])):
                    continue
                path = labels.path(
                    texts,
                    ordinal=numbering in self._numbers.get(row, {}),
                    last=row == rows[-1],
                    group=row not in self._data,
                )
                if path and row >= rows[0]:
                    found |= dict.fromkeys(((row, number) for number in numbers), path)
        return found

    def _has_ordinal(self, row: int, columns: Sequence[int]) -> bool:
        texts = self._texts.get(row, {})
        return any(is_ordinal(texts.get(column, "")) for column in columns)

    def _label_columns(
        self, rows: Sequence[int], numeric: Sequence[int]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the columns with labels, and those with the numbers that they are for."""
        labels: list[int] = []
        numbers: list[int] = []
        texts = {column for row in rows for column in self._texts.get(row, {})} - {*numeric}
        texts.discard(self._unit_column(rows[0]))
        for column in sorted({*texts, *numeric}):
            if column in numeric and labels:
                numbers.append(column)
            elif column in texts:
                if numbers:
                    yield labels, numbers
                    labels, numbers = [], []
                labels.append(column)
        if numbers:
            yield labels, numbers
