"""Tables of a DOCX as pandoc writes them, settled: widths, rows that stay whole, thin rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from ictanalysis.exporters.docx_package import TEXT_WIDTH
from ictanalysis.exporters.text_metrics import length

__all__ = ["column_widths", "format_tables"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {
    "w": _W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_STYLE = "Table"
_NUMBERS = ("TableNumber", "TableTotalNumber")
_KEEP_WHOLE = 15
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


def format_tables(document: bytes, *, official: bool) -> bytes:
    """Return the part ``word/document.xml`` with its data tables as wide as the text.

    Rows are not broken over pages, and a table of few rows is not either.
    """
    for prefix, namespace in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, namespace)
    root = fromstring(document)
    for table in root.iter(_name("tbl")):
        style = table.find(f"{_name('tblPr')}/{_name('tblStyle')}")
        if style is not None and style.get(_name("val")) == _STYLE:
            _settle(table, em=240 if official else 210)
    for picture in root.iter(f"{{{_NAMESPACES['wp']}}}inline"):
        picture.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def column_widths(needs: Sequence[Need], *, em: int, width: int = TEXT_WIDTH) -> list[int]:
    """Return the widths of columns, which fill the width of the text.

    Each gets the room for its longest word or figure; the rest goes to those with more to say.

    Parameters
    ----------
    em
        The size of the text; the widths are in twentieths of a point too.
    """
    least = [(need.least + _PADDING) * em for need in needs]
    more = [need.whole - need.least for need in needs]
    rest = width - sum(least)
    if rest > 0 and sum(more) > 0:
        rooms = [room + rest * each / sum(more) for room, each in zip(least, more, strict=True)]
    else:
        rooms = [room * width / sum(least) for room in least]
    shares = [round(room) for room in rooms[:-1]]
    return [*shares, width - sum(shares)]


def _settle(table: Element, *, em: int) -> None:
    rows = table.findall(_name("tr"))
    widths = column_widths(_needs(rows, len(table.findall(f"*/{_name('gridCol')}"))), em=em)
    _set_widths(table, widths)
    for row in rows:
        _row_properties(row).insert(0, Element(_name("cantSplit")))
        for cell, column, span in _cells(row):
            _set_cell_width(cell, sum(widths[column : column + span]))
    if len(rows) <= _KEEP_WHOLE:
        _keep_together(rows[:-1])


def _needs(rows: Sequence[Element], columns: int) -> list[Need]:
    needs = [Need()] * columns
    for row in rows:
        heading = row.find(f"{_name('trPr')}/{_name('tblHeader')}") is not None
        for cell, column, span in _cells(row):
            if span == 1:
                text = "".join(each.text or "" for each in cell.iter(_name("t")))
                room = _heading_room if heading else _room
                needs[column] = needs[column].with_text(*room(text, cell, columns))
    return needs


def _room(text: str, cell: Element, _columns: int) -> tuple[float, float]:
    whole = min(length(text), _LONGEST)
    return (whole if _style(cell) in _NUMBERS else min(_longest_word(text), whole)), whole


def _heading_room(text: str, _cell: Element, columns: int) -> tuple[float, float]:
    """Return the room in which a heading takes one line beside few columns, else about two."""
    whole = min(length(text), _LONGEST_HEADING)
    least = max(_longest_word(text), whole if columns <= _ROOMY else whole * 0.6)
    return least, least


def _longest_word(text: str) -> float:
    return min(max((length(word) for word in text.split()), default=0.0), _LONGEST_WORD)


def _cells(row: Element) -> Iterator[tuple[Element, int, int]]:
    """Yield the cells of a row, each with its column and over how many columns it reaches."""
    column = 0
    for cell in row.findall(_name("tc")):
        stated = cell.find(f"{_name('tcPr')}/{_name('gridSpan')}")
        span = int(stated.get(_name("val"), "1")) if stated is not None else 1
        yield cell, column, span
        column += span


def _set_widths(table: Element, widths: Sequence[int]) -> None:
    properties = table.find(_name("tblPr"))
    grid = table.find(_name("tblGrid"))
    if properties is None or grid is None:
        return
    for old in [*properties.findall(_name("tblW")), *properties.findall(_name("tblLayout"))]:
        properties.remove(old)
    properties.insert(
        1, Element(_name("tblW"), {_name("w"): str(sum(widths)), _name("type"): "dxa"})
    )
    properties.insert(2, Element(_name("tblLayout"), {_name("type"): "fixed"}))
    grid[:] = [Element(_name("gridCol"), {_name("w"): str(width)}) for width in widths]


def _set_cell_width(cell: Element, width: int) -> None:
    properties = cell.find(_name("tcPr"))
    if properties is None:
        properties = Element(_name("tcPr"))
        cell.insert(0, properties)
    properties.insert(0, Element(_name("tcW"), {_name("w"): str(width), _name("type"): "dxa"}))


def _row_properties(row: Element) -> Element:
    found = row.find(_name("trPr"))
    if found is None:
        found = Element(_name("trPr"))
        row.insert(0, found)
    return found


def _keep_together(rows: Sequence[Element]) -> None:
    for paragraph in (each for row in rows for each in row.iter(_name("p"))):
        properties = paragraph.find(_name("pPr"))
        if properties is None:
            properties = Element(_name("pPr"))
            paragraph.insert(0, properties)
        after_style = 1 if properties.find(_name("pStyle")) is not None else 0
        properties.insert(after_style, Element(_name("keepNext")))


def _style(cell: Element) -> str:
    style = cell.find(f"{_name('p')}/{_name('pPr')}/{_name('pStyle')}")
    return style.get(_name("val"), "") if style is not None else ""


def _name(local: str) -> str:
    return f"{{{_W}}}{local}"
