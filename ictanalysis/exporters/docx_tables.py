"""Tables of a DOCX: as wide as the text, rows that stay whole, thin rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from xml.etree.ElementTree import Element

from ictanalysis.exporters.document.columns import WIDE, is_number
from ictanalysis.exporters.docx_elements import paragraph, word
from ictanalysis.exporters.wordprocessing import W

_KEEP_WHOLE = 15
_MARGINS = 170
"""Of a cell, left and right together, in twentieths of a point."""

Content = Callable[[Element, str, int, Collection[str]], list[Element]]
"""Writes a cell: the cell, the style of its paragraphs, its width and the ways of its text."""


def write_table(table: Element, width: int, content: Content) -> Element:
    """Return a table of a document on paper as WordprocessingML.

    Rows are not broken over pages, and a table of few rows is not either.

    Parameters
    ----------
    table
        One whose rows are a grid, with the shares of its columns.
    width
        In twentieths of a point.
    """
    shares = [float(share) for share in table.get("columns", "").split()]
    widths = [round(share * width) for share in shares[:-1]]
    widths.append(width - sum(widths))
    wide = len(widths) >= WIDE
    grid = word("tblGrid", *(word("gridCol", w=str(each)) for each in widths))
    written = word("tbl", _properties(table, width, wide), grid)
    for part in table.iterfind("*[tr]"):
        written.extend([*_rows(part, widths, content, {"small"} if wide else set())])
    rows = written.findall(f"{W}tr")
    if len(rows) <= _KEEP_WHOLE:
        for each in (each for row in rows[:-1] for each in row.iter(f"{W}pPr")):
            each.insert(1, word("keepNext"))
    return written


def _properties(table: Element, width: int, wide: bool) -> Element:
    properties = word(
        "tblPr",
        word("tblStyle", val="Table"),
        word("tblW", w=str(width), type="dxa"),
        word("tblLayout", type="fixed"),
    )
    if wide:
        sides = (word(side, w="60", type="dxa") for side in ("left", "right"))
        properties.append(word("tblCellMar", *sides))
    headed = table.find("thead/tr") is not None
    properties.append(word("tblLook", val="0020" if headed else "0000"))
    if (caption := table.find("caption")) is not None:
        properties.append(word("tblCaption", val="".join(caption.itertext())))
    return properties


def _rows(
    part: Element, widths: Sequence[int], content: Content, ways: Collection[str]
) -> Iterator[Element]:
    """Yield the rows of a part of a table; a cell that reaches down is continued in each."""
    reaching: dict[int, tuple[int, int]] = {}
    for row in part.iterfind("tr"):
        properties = word("trPr", word("cantSplit"))
        if part.tag == "thead":
            properties.append(word("tblHeader"))
        written = word("tr", properties)
        cells, column = iter(row), 0
        while column < len(widths):
            rows, across = reaching.pop(column, (0, 0))
            if rows:
                written.append(_cell(widths[column : column + across], "continue"))
            else:
                cell = next(cells)
                rows, across = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
                new = _cell(widths[column : column + across], "restart" if rows > 1 else "")
                room = sum(widths[column : column + across]) - _MARGINS
                new.extend(content(cell, _style(part, row, cell), room, ways))
                written.append(new)
            if rows > 1:
                reaching[column] = (rows - 1, across)
            column += across
        yield written


def _cell(widths: Sequence[int], merged: str) -> Element:
    properties = word("tcPr", word("tcW", w=str(sum(widths)), type="dxa"))
    if len(widths) > 1:
        properties.append(word("gridSpan", val=str(len(widths))))
    if merged:
        properties.append(word("vMerge", val=merged))
    cell = word("tc", properties)
    if merged == "continue":
        cell.append(paragraph("TableText"))
    return cell


def _style(part: Element, row: Element, cell: Element) -> str:
    number = "Number" if is_number(cell) else ""
    if part.tag == "thead":
        spanning = "Group" if cell.get("colspan") != "1" else ""
        return f"TableHeading{number or spanning}"
    kinds = row.get("class", "").split()
    if "total" in kinds:
        return f"TableTotal{number}"
    if "group" in kinds and not number:
        return "TableGroup"
    return "TableNumber" if number else "TableText"
