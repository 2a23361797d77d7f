"""The grid of tables on paper, and how wide its columns are: worked out once for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from ictanalysis.exporters.document.text_metrics import length

WIDE = 7
"""So many columns make a table that is set in small letters, close together."""

_ROOMY = 4
_LONGEST = 26.0
_LONGEST_HEADING = 9.0
_LONGEST_WORD = 10.0
_PADDING, _CLOSE_PADDING = 1.2, 0.8
_SMALL = 10 / 12
"""The size of a wide table's letters, to that of others."""


@dataclass(frozen=True)
class Need:
    """What a column asks for, in em.

    Parameters
    ----------
    least
        For its longest word, or for its longest figure, which is never broken over lines.
    whole
        For its longest text, within reason.
    """

    least: float = 0.0
    whole: float = 0.0

    def with_text(self, least: float, whole: float) -> Need:
        """Return what the column asks for with one more text in it."""
        return Need(max(self.least, least), max(self.whole, whole, least))


def set_columns(table: Element, width: float) -> None:
    """Make the rows of a table on paper one grid, and let it state the widths of its columns.

    Its attribute ``columns`` has them as shares of the width, with a space between. Every place of
    the grid is taken by one cell then: a row that is too short gets empty ones, and a cell reaches
    neither over another nor out of its part of the table.

    Parameters
    ----------
    width
        Of the text, in em of the tables' size.
    """
    grids = [_Grid(part) for part in table if part.tag != "caption"]
    count = max((grid.width for grid in grids), default=0)
    needs = [Need()] * count
    for grid in grids:
        grid.fill(count)
        for column, cell in grid.single_cells():
            needs[column] = needs[column].with_text(*_room(cell, count, grid.heading))
    table.set("columns", " ".join(f"{share:.5f}" for share in column_shares(needs, width)))


def column_shares(needs: Sequence[Need], width: float) -> list[float]:
    """Return the widths of columns that fill a width together, as shares of it.

    Each gets the room for its longest word or figure; the rest goes to those with more to say.
    """
    wide = len(needs) >= WIDE
    if wide:
        width /= _SMALL
    least = [need.least + (_CLOSE_PADDING if wide else _PADDING) for need in needs]
    more = [need.whole - need.least for need in needs]
    rest = width - sum(least)
    if rest <= 0 or sum(more) <= 0:
        return [room / sum(least) for room in least]
    rooms = zip(least, more, strict=True)
    return [(room + rest * each / sum(more)) / width for room, each in rooms]


def _room(cell: Element, columns: int, heading: bool) -> tuple[float, float]:
    """Return the least and the whole room; a heading takes one line, or about two of many."""
    words = "".join(cell.itertext())
    text, word = length(words), min(max(map(length, words.split()), default=0.0), _LONGEST_WORD)
    if heading:
        whole = min(text, _LONGEST_HEADING)
        least = max(word, whole if columns <= _ROOMY else whole * 0.6)
        return least, least
    whole = min(text, _LONGEST)
    return (whole if is_number(cell) else min(word, whole)), whole


def is_number(cell: Element) -> bool:
    """Return whether a cell holds a figure, which stands on the right."""
    return "number" in cell.get("class", "").split()


class _Grid:
    """The rows of a part of a table, each with its cells and the columns in which they begin."""

    def __init__(self, part: Element) -> None:
        self.heading = part.tag == "thead"
        self._rows = part.findall("tr")
        self._placed: list[list[tuple[int, Element]]] = []
        self._taken: set[tuple[int, int]] = set()
        for number, row in enumerate(self._rows):
            self._placed.append(list(self._place(number, row)))

    @property
    def width(self) -> int:
        """How many columns its cells reach over."""
        return max((column + 1 for _row, column in self._taken), default=0)

    def fill(self, count: int) -> None:
        """Add an empty cell at each place of so many columns that no cell takes."""
        for number, row in enumerate(self._rows):
            for column in range(count):
                if (number, column) not in self._taken:
                    SubElement(row, "td", {"class": "", "colspan": "1", "rowspan": "1"})

    def single_cells(self) -> Iterator[tuple[int, Element]]:
        """Yield the cells of one column with it: what reaches over several asks for no room."""
        for row in self._placed:
            yield from ((column, cell) for column, cell in row if cell.get("colspan") == "1")

    def _place(self, number: int, row: Element) -> Iterator[tuple[int, Element]]:
        """Yield each cell with its column, minding those that reach down from rows above."""
        column = 0
        for cell in row:
            while (number, column) in self._taken:
                column += 1
            free = (
                across
                for across in range(1, int(cell.get("colspan", "1")) + 1)
                if (number, column + across) in self._taken
            )
            across = next(free, int(cell.get("colspan", "1")))
            down = min(int(cell.get("rowspan", "1")), len(self._rows) - number)
            cell.set("colspan", str(across))
            cell.set("rowspan", str(down))
            self._taken |= {
                (number + below, column + right) for below in range(down) for right in range(across)
            }
            yield column, cell
