"""A report as a web page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ictanalysis.exchange.audit.report import Passage, Place, Report, Table, is_heading
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

if TYPE_CHECKING:
    from bs4 import Tag

_UNREAD = ["script", "style", "template", "nav", "svg", "noscript", "head", "button", "select"]
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "blockquote", "div")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WIDEST = 200
MOST_CELLS = 100_000
"""How many cells a table may have."""


def page_report(content: bytes, name: str) -> Report:
    """Return the paragraphs and the tables of a page; what a reader does not see is left out.

    Raises
    ------
    InputError
        If it cannot be read as a page.
    """
    from bs4 import BeautifulSoup

    logging.getLogger("bs4.dammit").setLevel(logging.CRITICAL)
    try:
        page = BeautifulSoup(content, "html.parser")
        for each in page.find_all([*_UNREAD]):
            each.decompose()
        for each in page.select("[hidden], [aria-hidden=true]"):
            each.decompose()
        tables = [
            Table(_rows(each), Place(table=number))
            for number, each in enumerate(page.find_all("table"), start=1)
            if each.find("table") is None
        ]
        for each in page.find_all("table"):
            each.extract()
        passages = list(_passages(page))
    except (RecursionError, ValueError, AssertionError) as error:
        message = _("cannot be read as a web page: save it again from a browser")
        raise InputError(message, file=name) from error
    return Report(name, passages, tables)


def _passages(page: Tag) -> Iterator[Passage]:
    number = 0
    for each in page.find_all(_BLOCKS):
        text = " ".join("".join(_own_texts(each)).split())
        if text:
            number += 1
            yield Passage(
                text,
                Place(paragraph=number),
                each.name in _HEADINGS or is_heading(text),
                each.name == "li" or text.startswith(("- ", "+ ")),
            )


def _own_texts(block: Tag) -> Iterator[str]:
    """Yield the texts of a block that are of no block or table within it."""
    from bs4.element import NavigableString, PreformattedString, Tag

    for child in block.children:
        if isinstance(child, Tag):
            if child.name == "br":
                yield " "
            elif child.name not in (*_BLOCKS, "table", "ul", "ol", "figure", "section", "article"):
                yield from _own_texts(child)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield str(child)


def _rows(table: Tag) -> list[list[str]]:
    """Return the texts of a table, a cell that spans others in each of their places."""
    taken: dict[tuple[int, int], str] = {}
    rows = table.find_all("tr")
    for down, row in enumerate(rows):
        across = 0
        for cell in row.find_all(["td", "th"]):
            while (down, across) in taken:
                across += 1
            text = " ".join(cell.get_text(" ").split())
            for below in range(_span(cell, "rowspan", len(rows) - down)):
                for beside in range(_span(cell, "colspan", _WIDEST)):
                    taken.setdefault((down + below, across + beside), text)
            if len(taken) > MOST_CELLS:
                raise ValueError(len(taken))
            across += 1
    width = max((column for _row, column in taken), default=-1) + 1
    return [[taken.get((row, column), "") for column in range(width)] for row in range(len(rows))]


def _span(cell: Tag, name: str, most: int) -> int:
    written = str(cell.get(name, "1"))
    return min(max(int(written), 1), most) if written.isdigit() and len(written) < 6 else 1  # noqa: PLR2004
