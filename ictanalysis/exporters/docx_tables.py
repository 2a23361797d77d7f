"""Tables of a DOCX as pandoc writes them, formatted: widths, rows that stay whole, thin rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from ictanalysis.exporters.document.columns import WIDE
from ictanalysis.exporters.docx_package import TEXT_WIDTH

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {
    "w": _W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_STYLE = "Table"
_KEEP_WHOLE = 15


def format_tables(document: bytes) -> bytes:
    """Return the part ``word/document.xml`` with its data tables as wide as the text.

    Rows are not broken over pages, and a table of few rows is not either.
    """
    for prefix, namespace in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, namespace)
    root = fromstring(document)
    for table in root.iter(_name("tbl")):
        style = table.find(f"{_name('tblPr')}/{_name('tblStyle')}")
        if style is not None and style.get(_name("val")) == _STYLE:
            _format(table)
    for picture in root.iter(f"{{{_NAMESPACES['wp']}}}inline"):
        picture.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _format(table: Element) -> None:
    rows = table.findall(_name("tr"))
    widths = _column_widths(table)
    _set_widths(table, widths)
    if len(widths) >= WIDE:
        _set_close(table)
    for row in rows:
        _properties(row, "trPr").insert(0, Element(_name("cantSplit")))
        for cell, column, span in _cells(row):
            width = {_name("w"): str(sum(widths[column : column + span])), _name("type"): "dxa"}
            _properties(cell, "tcPr").insert(0, Element(_name("tcW"), width))
    if len(rows) <= _KEEP_WHOLE:
        _keep_together(rows[:-1])


def _column_widths(table: Element) -> list[int]:
    """Return pandoc's widths of the columns, in proportion, such that they fill the text."""
    columns = [int(each.get(_name("w"), "0")) for each in table.iterfind(f"*/{_name('gridCol')}")]
    widths = [round(each * TEXT_WIDTH / sum(columns)) for each in columns[:-1]]
    return [*widths, TEXT_WIDTH - sum(widths)]


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


def _set_close(table: Element) -> None:
    """Set a table of many columns in small letters with little room beside them."""
    properties = table.find(_name("tblPr"))
    if properties is not None:
        margins = Element(_name("tblCellMar"))
        for side in ("left", "right"):
            margin = {_name("w"): "60", _name("type"): "dxa"}
            margins.append(Element(_name(side), margin))
        layout = properties.find(_name("tblLayout"))
        after = list(properties).index(layout) + 1 if layout is not None else len(properties)
        properties.insert(after, margins)
    for run in table.iter(_name("r")):
        sizes = [Element(_name(name), {_name("val"): "20"}) for name in ("sz", "szCs")]
        _properties(run, "rPr").extend(sizes)


def _properties(element: Element, name: str) -> Element:
    """Return the properties of a row, a cell or a paragraph, which stand first in it."""
    found = element.find(_name(name))
    if found is None:
        found = Element(_name(name))
        element.insert(0, found)
    return found


def _keep_together(rows: Sequence[Element]) -> None:
    for paragraph in (each for row in rows for each in row.iter(_name("p"))):
        properties = _properties(paragraph, "pPr")
        after_style = 1 if properties.find(_name("pStyle")) is not None else 0
        properties.insert(after_style, Element(_name("keepNext")))


def _name(local: str) -> str:
    return f"{{{_W}}}{local}"
