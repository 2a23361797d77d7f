"""How wide the columns of tables are on paper, worked out once for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

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


def with_column_widths(html: str, width: float) -> str:
    """Return clean HTML whose tables state the widths of their columns.

    Parameters
    ----------
    width
        Of the text, in em of the tables' size.
    """
    if "<table" not in html:
        return html
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    for table in reversed(reader.tables):
        html = html[: table.head_end] + _columns(table, width) + html[table.head_end :]
    return html


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


def _columns(table: _Table, width: float) -> str:
    shares = column_shares(table.needs(), width)
    columns = "".join(f'<col style="width: {share:.3%}">' for share in shares)
    return f"<colgroup>{columns}</colgroup>" if columns else ""


@dataclass
class _Cell:
    heading: bool
    number: bool
    across: int
    down: int
    text: str = ""

    def room(self, columns: int) -> tuple[float, float]:
        """Return the least and the whole room; a heading takes one line, or about two of many."""
        text, words = length(self.text), map(length, self.text.split())
        word = min(max(words, default=0.0), _LONGEST_WORD)
        if self.heading:
            whole = min(text, _LONGEST_HEADING)
            least = max(word, whole if columns <= _ROOMY else whole * 0.6)
            return least, least
        whole = min(text, _LONGEST)
        return (whole if self.number else min(word, whole)), whole


@dataclass
class _Table:
    """A table and where in the HTML its start tag, or its caption, ends."""

    head_end: int
    rows: list[list[_Cell]] = field(default_factory=list)

    def needs(self) -> list[Need]:
        """Return what each column asks for; what reaches over several asks for nothing."""
        placed = list(self._placed())
        count = max((column + cell.across for column, cell in placed), default=0)
        needs = [Need()] * count
        for column, cell in placed:
            if cell.across == 1:
                needs[column] = needs[column].with_text(*cell.room(count))
        return needs

    def _placed(self) -> Iterator[tuple[int, _Cell]]:
        """Yield each cell with its column, minding those that reach down from rows above."""
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                yield column, cell
                taken |= {
                    (number + below, column + right)
                    for below in range(cell.down)
                    for right in range(cell.across)
                }


class _TableReader(HTMLParser):
    """Reads the cells of all tables, in the order in which the tables begin."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._in_head = False
        self._cell: _Cell | None = None
        self._lines: list[int] = []

    def feed(self, data: str) -> None:
        lengths = (len(line) + 1 for line in data.split("\n"))
        self._lines = [0, *accumulate(lengths)]
        super().feed(data)

    def _place(self) -> int:
        """Return where in the text the tag at hand begins."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(_Table(self._place() + len(self.get_starttag_text() or "")))
            self._open.append(self.tables[-1])
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr" and self._open:
            self._open[-1].rows.append([])
        elif tag in {"td", "th"} and self._open and self._open[-1].rows:
            stated = dict(attrs)
            self._cell = _Cell(
                heading=self._in_head,
                number="number" in (stated.get("class") or "").split(),
                across=int(stated.get("colspan") or 1),
                down=int(stated.get("rowspan") or 1),
            )
            self._open[-1].rows[-1].append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._open.pop()
        elif tag == "caption" and self._open and not self._open[-1].rows:
            self._open[-1].head_end = self._place() + len("</caption>")
        elif tag == "thead":
            self._in_head = False
        elif tag in {"td", "th"}:
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text += data
