"""What values alone do not tell of a sheet: formulas, errors, merged cells, hidden rows, formats.

calamine yields the last result of a formula as if it had been typed, an error as an empty cell,
and 0.7937 for what Excel shows as 79.37%; so the XML of the sheet is asked as well.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, fromstring

from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

__all__ = ["Marks", "Place", "read_marks"]

Place = tuple[int, int]
"""Row and column, from 0."""

MOST_ROWS, MOST_COLUMNS = 5000, 100
"""How far from the first cell there may be anything: calamine makes room for all in between."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN_PERCENT = frozenset({9, 10})
_LETTERS = 26


@dataclass
class Marks:
    """What is marked in one sheet.

    Attributes
    ----------
    formulas, percent
        The cells with a formula; those that show a percentage.
    errors
        Cell → the error in it (`#REF!`).
    merged
        The first cell of each merged range → the range, as `A5:B6`.
    hidden
        The rows that are hidden.
    too_far
        The first cell outside of what is read; None where there is none.
    letters
        How many letters its cells have that are kept once for all cells of the workbook.
    """

    formulas: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    merged: dict[Place, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    too_far: Place | None = None
    letters: int = 0


def read_marks(parts: Mapping[str, bytes], name: str) -> Mapping[str, Marks]:
    """Return name of the sheet → its marks, for each sheet of a workbook.

    Raises
    ------
    InputError
        If the XML cannot be read, or two sheets have one name.
    """
    try:
        percent, lengths = _percent_styles(parts), _lengths(parts)
        sheets = list(_sheets(parts))
        marks = {sheet: _marks(parts[path], percent, lengths) for sheet, path in sheets}
    except (ParseError, DefusedXmlException, LookupError, StopIteration, ValueError) as error:
        message = _("is not an Excel workbook (.xlsx), or is damaged: save it again as .xlsx")
        raise InputError(message, file=name) from error
    if len(marks) != len(sheets):
        raise InputError(_("has two sheets of the same name: rename one"), file=name)
    return marks


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the path of its part."""
    paths = {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", each.attrib["Target"]))[1:]
        for each in fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    for each in fromstring(parts["xl/workbook.xml"]).iter():
        if _local(each.tag) == "sheet":
            identifiers = [value for key, value in each.attrib.items() if key.endswith("}id")]
            yield each.attrib["name"], paths[identifiers[0]]


def _percent_styles(parts: Mapping[str, bytes]) -> frozenset[int]:
    """Return the numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in parts:
        return frozenset()
    root = fromstring(parts["xl/styles.xml"])
    formats = set(_BUILT_IN_PERCENT)
    for each in root.iter():
        if _local(each.tag) == "numFmt" and "%" in _QUOTED.sub("", each.attrib["formatCode"]):
            formats.add(int(each.attrib["numFmtId"]))
    styles: Sequence[Element] = next(
        (list(each) for each in root if _local(each.tag) == "cellXfs"), []
    )
    return frozenset(
        number
        for number, each in enumerate(styles)
        if int(each.attrib.get("numFmtId", 0)) in formats
    )


def _lengths(parts: Mapping[str, bytes]) -> Sequence[int]:
    """Return the length of each text that cells share."""
    if "xl/sharedStrings.xml" not in parts:
        return []
    texts = fromstring(parts["xl/sharedStrings.xml"])
    return [sum(map(len, text.itertext())) for text in texts]


def _marks(part: bytes, percent: frozenset[int], lengths: Sequence[int]) -> Marks:
    scanner = _Scanner(percent, lengths)
    parser = DefusedXMLParser(target=scanner)
    parser.feed(part)
    parser.close()
    return scanner.marks


class _Scanner:
    """Marks what it is told of, element by element, and keeps nothing else of a sheet."""

    def __init__(self, percent: frozenset[int], lengths: Sequence[int]) -> None:
        self.marks = Marks()
        self._percent = percent
        self._lengths = lengths
        self._row = self._column = -1
        self._cell: Mapping[str, str] = {}
        self._is_value = False
        self._value = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = _local(tag)
        if kind == "row":
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
            if attributes.get("hidden") in {"1", "true"}:
                self.marks.hidden.add(self._row)
        elif kind == "c":
            self._cell, self._value = attributes, ""
            place = (self._row, self._column + 1)
            self._row, self._column = _place(attributes["r"]) if "r" in attributes else place
        elif kind in {"v", "f", "is"}:
            self._is_value = kind == "v"
            self._content(kind)
        elif kind == "mergeCell":
            self.marks.merged[_place(attributes["ref"])] = attributes["ref"]

    def data(self, text: str) -> None:
        if self._is_value:
            self._value += text

    def end(self, tag: str) -> None:
        if _local(tag) != "v":
            return
        self._is_value = False
        if self._cell.get("t") == "e":
            self.marks.errors[self._row, self._column] = self._value
        elif self._cell.get("t") == "s":
            self.marks.letters += self._lengths[int(self._value)]

    def close(self) -> None:
        """Do nothing more: the parser says that it is done."""

    def _content(self, kind: str) -> None:
        marks, place = self.marks, (self._row, self._column)
        if (place[0] >= MOST_ROWS or place[1] >= MOST_COLUMNS) and marks.too_far is None:
            marks.too_far = place
        if kind == "f":
            marks.formulas.add(place)
        if int(self._cell.get("s", 0)) in self._percent:
            marks.percent.add(place)


def _place(reference: str) -> Place:
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
