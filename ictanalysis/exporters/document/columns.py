"""How wide the columns of tables are on paper, worked out once for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from ictanalysis.exporters.document.text_metrics import length

__all__ = ["Need", "column_shares", "with_column_widths"]

_ROOMY = 4
_LONGEST = 26.0
_LONGEST_HEADING = 9.0
_LONGEST_WORD = 10.0
_PADDING = 1.2


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


class _AsWritten(HTMLFormatter):
    """Formatter that leaves attributes in their order, where others sort them."""

    def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
        return tag.attrs.items()


def with_column_widths(html: str, width: float) -> str:
    """Return clean HTML whose tables state the widths of their columns.

    Parameters
    ----------
    width
        Of the text, in em of the tables' size.
    """
    if "<table" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for table in soup.find_all("table"):
        if shares := column_shares(_needs(table), width):
            group = soup.new_tag("colgroup")
            group.extend(soup.new_tag("col", style=f"width: {share:.3%}") for share in shares)
            caption = table.find("caption", recursive=False)
            table.insert(0, group) if caption is None else caption.insert_after(group)
    return soup.decode(formatter=_AsWritten(EntitySubstitution.substitute_xml))


def column_shares(needs: Sequence[Need], width: float) -> list[float]:
    """Return the widths of columns that fill a width together, as shares of it.

    Each gets the room for its longest word or figure; the rest goes to those with more to say.
    """
    least = [need.least + _PADDING for need in needs]
    more = [need.whole - need.least for need in needs]
    rest = width - sum(least)
    if rest <= 0 or sum(more) <= 0:
        return [room / sum(least) for room in least]
    rooms = zip(least, more, strict=True)
    return [(room + rest * each / sum(more)) / width for room, each in rooms]


def _needs(table: Tag) -> list[Need]:
    """Return what each column asks for; what reaches over several asks for nothing."""
    placed = list(_placed(table))
    count = max((column + across for column, across, _cell in placed), default=0)
    needs = [Need()] * count
    for column, across, cell in placed:
        if across == 1:
            needs[column] = needs[column].with_text(*_room(cell, count))
    return needs


def _placed(table: Tag) -> Iterator[tuple[int, int, Tag]]:
    """Yield each cell with its column and how many it reaches over, minding those from above."""
    taken: set[tuple[int, int]] = set()
    rows = (row for row in table.find_all("tr") if row.find_parent("table") is table)
    for number, row in enumerate(rows):
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (number, column) in taken:
                column += 1
            across, down = (int(str(cell.get(name) or 1)) for name in ("colspan", "rowspan"))
            yield column, across, cell
            reached = product(range(number, number + down), range(column, column + across))
            taken.update(reached)


def _room(cell: Tag, columns: int) -> tuple[float, float]:
    """Return the least and the whole room; a heading takes one line, or about two of many."""
    words = cell.get_text()
    text = length(words)
    word = min(max(map(length, words.split()), default=0.0), _LONGEST_WORD)
    if cell.find_parent("thead") is not None:
        whole = min(text, _LONGEST_HEADING)
        least = max(word, whole if columns <= _ROOMY else whole * 0.6)
        return least, least
    whole = min(text, _LONGEST)
    is_number = "number" in cell.get_attribute_list("class")
    return (whole if is_number else min(word, whole)), whole
