"""The tables of a Word document, one a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from ictanalysis.exchange.sources.sheets import Merged, Sheet, SheetCell
from ictanalysis.exchange.word.package import DOCUMENT, parsed, word_parts
from ictanalysis.exchange.word.reading import WordParagraph, WordTable, blocks

CAPTIONS = 2
"""How many paragraphs before a table are taken for its title."""


def word_sheets(content: bytes, name: str) -> Iterator[Sheet]:
    """Yield the tables of a document, with the paragraphs right before each as its first rows.

    Raises
    ------
    InputError
        As `word_parts`.
    """
    before: list[str] = []
    number = 0
    for block in blocks(parsed(word_parts(content, name)[DOCUMENT], name)):
        if isinstance(block, WordParagraph):
            text = " ".join(block.text.split())
            before = [*before, text][-CAPTIONS:] if text else before
            continue
        number += 1
        yield _sheet(block, before, str(number))
        before = []


def _sheet(table: WordTable, before: list[str], name: str) -> Sheet:
    cells = {(row, 1): SheetCell(text) for row, text in enumerate(before, start=1)}
    merged: list[Merged] = []
    begun: dict[int, tuple[int, int]] = {}
    for down, row in enumerate(table.rows, start=len(before) + 1):
        column = 1
        for cell in row:
            last = column + cell.columns - 1
            if not cell.continued:
                begun[column] = (down, last)
                if text := cell.text.strip():
                    cells[down, column] = SheetCell(text)
                if cell.columns > 1:
                    merged.append(Merged((down, column), (down, last)))
            elif column in begun:
                top, _last = begun[column]
                merged = [each for each in merged if each.first != (top, column)]
                merged.append(Merged((top, column), (down, last)))
            column = last + 1
    return Sheet(name, cells, merged)
