"""The one sheet of a text file in which cells are parted by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Sequence

from ictanalysis.exchange.sources.sheets import Sheet, SheetCell

DELIMITERS = ";\t,"
"""In this order where a file could have several."""

VIETNAMESE = "cp1258"
"""What older programs write where Windows is set to Vietnamese: marks stand after their letters."""


def delimited_sheet(content: bytes, name: str) -> Sheet:
    """Return the cells of a file, every one a text.

    Raises
    ------
    UnicodeDecodeError
        If it is in no encoding that is known.
    csv.Error
        If its quotes are not closed.
    """
    text = decoded(content)
    tables = [_rows(text, delimiter) for delimiter in DELIMITERS]
    rows = max(tables, key=_regularity)
    cells = {
        (number, column): SheetCell(cell.strip())
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell.strip()
    }
    return Sheet(name, cells)


def decoded(content: bytes) -> str:
    """Return a text in UTF-8, UTF-16 (by its mark) or Windows-1258, its letters composed."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode(VIETNAMESE)
    return unicodedata.normalize("NFC", text)


def _rows(text: str, delimiter: str) -> Sequence[Sequence[str]]:
    return [*csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)]


def _regularity(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows have the commonest number of cells, where that is more than one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)
