"""Workbooks to spoil: a good one, taken apart, changed in its XML and put together again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = f"{{{SPACE}}}row"
CELL = f"{{{SPACE}}}c"
DATE_STYLE, TIME_STYLE, PERCENT_STYLE = "date", "time", "percent"
FORMATS = {"date": 14, "time": 22, "percent": 10}
"""Style → number of Excel's own format."""

ElementTree.register_namespace("", SPACE)


class Book:
    """The parts of a workbook, which can be changed one by one."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._styles: dict[str, str] = {}

    def content(self) -> bytes:
        """Return the workbook as a file has it."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return content.getvalue()

    def path(self, sheet: str) -> str:
        """Return the part of a sheet; the writer numbers them in their order."""
        names = re.findall(r'<sheet name="([^"]*)"', self.text("xl/workbook.xml"))
        return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"

    def text(self, part: str) -> str:
        return self.parts[part].decode()

    def replace(self, part: str, old: str, new: str) -> None:
        """Put one text of a part in the place of another, which must stand there."""
        text = self.text(part)
        if old not in text:
            raise ValueError(f"{old!r} is not in {part}")
        self.parts[part] = text.replace(old, new).encode()

    def put(self, sheet: str, cell: str, value: str | float | None, style: str = "") -> None:
        """Write a text or a number into a cell, or empty it."""
        with_type = {"t": "inlineStr"} if isinstance(value, str) else {}
        inner = ""
        if isinstance(value, str):
            inner = f'<is xmlns="{SPACE}"><t xml:space="preserve">{value}</t></is>'
        elif value is not None:
            inner = f'<v xmlns="{SPACE}">{value!r}</v>'
        self.put_xml(sheet, cell, inner, with_type, style)

    def put_xml(
        self, sheet: str, cell: str, inner: str, attributes: dict[str, str], style: str = ""
    ) -> None:
        """Write the XML of a cell."""
        root = self._root(sheet)
        element = _cell(root, cell)
        kept = {"s": element.attrib["s"]} if "s" in element.attrib else {}
        element.clear()
        element.attrib.update({"r": cell, **kept, **attributes})
        if style:
            element.attrib["s"] = self._style(style)
        if inner:
            element.append(ElementTree.fromstring(inner))
        self._keep(sheet, root)

    def formula(self, sheet: str, cell: str, formula: str, result: str) -> None:
        self.put_xml(sheet, cell, "", {})
        root = self._root(sheet)
        element = _cell(root, cell)
        SubElement(element, f"{{{SPACE}}}f").text = formula
        SubElement(element, f"{{{SPACE}}}v").text = result
        self._keep(sheet, root)

    def delete_row(self, sheet: str, number: int) -> None:
        """Delete a row, as Excel does it: those below move up."""
        root = self._root(sheet)
        data = root.find(f"{{{SPACE}}}sheetData")
        assert data is not None
        data.remove(next(row for row in data if row.attrib["r"] == str(number)))
        _shift(data, number, -1)
        self._keep(sheet, root)

    def insert_row(self, sheet: str, number: int) -> None:
        """Insert an empty row before another."""
        root = self._root(sheet)
        data = root.find(f"{{{SPACE}}}sheetData")
        assert data is not None
        _shift(data, number, 1)
        self._keep(sheet, root)

    def swap_rows(self, sheet: str, one: int, other: int) -> None:
        root = self._root(sheet)
        data = root.find(f"{{{SPACE}}}sheetData")
        assert data is not None
        rows = {row.attrib["r"]: row for row in data}
        first, second = rows[str(one)], rows[str(other)]
        for row, number in ((first, other), (second, one)):
            _renumber(row, number)
        data[:] = sorted(data, key=lambda row: int(row.attrib["r"]))
        self._keep(sheet, root)

    def hide_row(self, sheet: str, number: int) -> None:
        self.replace(self.path(sheet), f'<row r="{number}"', f'<row hidden="1" r="{number}"')

    def merge(self, sheet: str, cells: str) -> None:
        merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{cells}"/></mergeCells>'
        self.replace(self.path(sheet), "</sheetData>", merged)

    def _root(self, sheet: str) -> Element:
        return ElementTree.fromstring(self.parts[self.path(sheet)])

    def _keep(self, sheet: str, root: Element) -> None:
        self.parts[self.path(sheet)] = ElementTree.tostring(root, encoding="utf-8")

    def _style(self, name: str) -> str:
        """Return the number of a cell style that is added to the workbook."""
        if name not in self._styles:
            text = self.text("xl/styles.xml")
            match = re.search(r'<cellXfs count="(\d+)">', text)
            assert match is not None
            self._styles[name] = match[1]
            style = f'<xf numFmtId="{FORMATS[name]}" applyNumberFormat="1"/></cellXfs>'
            text = text.replace(match[0], f'<cellXfs count="{int(match[1]) + 1}">')
            self.parts["xl/styles.xml"] = text.replace("</cellXfs>", style).encode()
        return self._styles[name]


def _cell(root: Element, cell: str) -> Element:
    """Return the element of a cell, made if there is none."""
    number = re.sub("[A-Z]", "", cell)
    data = root.find(f"{{{SPACE}}}sheetData")
    assert data is not None
    row = next((each for each in data if each.attrib["r"] == number), None)
    if row is None:
        row = SubElement(data, ROW, {"r": number})
        data[:] = sorted(data, key=lambda each: int(each.attrib["r"]))
    found = next((each for each in row if each.attrib["r"] == cell), None)
    if found is None:
        found = SubElement(row, CELL, {"r": cell})
        row[:] = sorted(row, key=lambda each: (len(each.attrib["r"]), each.attrib["r"]))
    return found


def _shift(data: Element, first: int, by: int) -> None:
    for row in data:
        if int(row.attrib["r"]) >= first:
            _renumber(row, int(row.attrib["r"]) + by)


def _renumber(row: Element, number: int) -> None:
    row.attrib["r"] = str(number)
    for cell in row:
        cell.attrib["r"] = re.sub("[0-9]+", str(number), cell.attrib["r"])


def cells(content: bytes, sheet: str) -> Iterator[str]:
    """Yield the address of each cell of a sheet that has a formula."""
    book = Book(content)
    root = ElementTree.fromstring(book.parts[book.path(sheet)])
    for cell in root.iter(CELL):
        if cell.find(f"{{{SPACE}}}f") is not None:
            yield cell.attrib["r"]
