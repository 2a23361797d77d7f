"""A report as a Word document."""

from __future__ import annotations

from collections.abc import Sequence

from ictanalysis.exchange.audit.report import Passage, Place, Report, Table, is_heading
from ictanalysis.exchange.word.package import DOCUMENT, parsed, word_parts
from ictanalysis.exchange.word.reading import WordParagraph, WordTable, blocks
from ictanalysis.exporters.wordprocessing import W


def word_report(content: bytes, name: str) -> Report:
    """Return the paragraphs and the tables of a document; tracked changes count as accepted.

    Raises
    ------
    InputError
        As `word_parts`.
    """
    document = parsed(word_parts(content, name)[DOCUMENT], name)
    passages: list[Passage] = []
    tables: list[Table] = []
    number = 0
    for block in blocks(document):
        if isinstance(block, WordTable):
            tables.append(Table(_rows(block), Place(table=len(tables) + 1)))
            continue
        number += 1
        text = " ".join(block.text.split())
        if text:
            passages.append(_passage(block, text, number))
    return Report(name, passages, tables)


def _passage(block: WordParagraph, text: str, number: int) -> Passage:
    style = block.style.lower()
    listed = block.element.find(f"{W}pPr/{W}numPr") is not None
    return Passage(
        text.removeprefix("- "),
        Place(paragraph=number),
        style.startswith(("heading", "title")) or is_heading(text),
        listed or text.startswith(("- ", "+ ")),
    )


def _rows(table: WordTable) -> Sequence[Sequence[str]]:
    """Return the texts of a table, a cell that spans others in each of their places."""
    rows: list[list[str]] = []
    for row in table.rows:
        texts: list[str] = []
        for cell in row:
            above = rows[-1][len(texts) : len(texts) + 1] if rows and cell.continued else []
            text = above[0] if above else " ".join(cell.text.split())
            texts += [text] * cell.columns
        rows.append(texts)
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
