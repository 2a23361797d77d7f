"""What a Word document says: its paragraphs and tables, as they read once changes are accepted.

References
----------
ISO/IEC 29500-1, 17 (WordprocessingML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ictanalysis.exporters.wordprocessing import W, text_of

MOST_COLUMNS = 63
"""How many columns a table of Word can have."""


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph of a document.

    Attributes
    ----------
    text
        Its words, without what a tracked change removes.
    style
        The identifier of its style; blank for the document's own.
    element
        It, as XML.
    """

    text: str
    style: str
    element: Element = field(repr=False, compare=False)


@dataclass(frozen=True)
class WordCell:
    """A cell of a table: its text, how many columns it has, and whether it goes on from above."""

    text: str
    columns: int = 1
    continued: bool = False


@dataclass(frozen=True)
class WordTable:
    """A table of a document, row by row."""

    rows: Sequence[Sequence[WordCell]]


def blocks(document: Element) -> Iterator[WordParagraph | WordTable]:
    """Yield the paragraphs and the tables of a document, in the order of reading."""
    body = document.find(f"{W}body")
    if body is not None:
        yield from _blocks(body)


def _blocks(parent: Element) -> Iterator[WordParagraph | WordTable]:
    for child in parent:
        if child.tag == f"{W}p":
            yield WordParagraph(text_of(child), _value(child, f"{W}pPr/{W}pStyle"), child)
        elif child.tag == f"{W}tbl":
            yield WordTable([list(_cells(row)) for row in child.iter(f"{W}tr")])
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"}:
            yield from _blocks(child)


def _cells(row: Element) -> Iterator[WordCell]:
    for cell in row.iter(f"{W}tc"):
        texts = (text_of(each).strip() for each in cell.iter(f"{W}p"))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        yield WordCell(
            "\n".join(filter(None, texts)),
            _columns(_value(cell, f"{W}tcPr/{W}gridSpan")),
            merge is not None and merge.get(f"{W}val", "continue") == "continue",
        )


def _columns(stated: str) -> int:
    """Return over how many columns a cell reaches; one where that is not said well."""
    return min(max(int(stated), 1), MOST_COLUMNS) if re.fullmatch(r"\d{1,4}", stated) else 1


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return found.get(f"{W}val", "") if found is not None else ""
