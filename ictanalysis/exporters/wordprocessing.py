"""The words of a WordprocessingML document, as they read once tracked changes are accepted.

References
----------
ISO/IEC 29500-1, 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML, as a tag has it."""

_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}txbxContent"}
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Mark(NamedTuple):
    """A bookmark in a paragraph: its name, and where in the text it begins and ends."""

    name: str
    start: int
    end: int


class MarkedText(NamedTuple):
    """The text of a paragraph, with the bookmarks that begin and end in it."""

    text: str
    marks: Sequence[Mark]


def text_of(element: Element) -> str:
    """Return the words of a part of a document, without what a tracked change removes."""
    return "".join(each for each in _pieces(element) if isinstance(each, str))


def marked_text(paragraph: Element) -> MarkedText:
    """Return the words of a paragraph, with its bookmarks."""
    text = ""
    begun: dict[str, tuple[str, int]] = {}
    marks: list[Mark] = []
    for each in _pieces(paragraph):
        if isinstance(each, str):
            text += each
        elif each.tag == f"{W}bookmarkStart":
            begun[each.get(f"{W}id", "")] = (each.get(f"{W}name", ""), len(text))
        elif (found := begun.pop(each.get(f"{W}id", ""), None)) is not None:
            marks.append(Mark(found[0], found[1], len(text)))
    return MarkedText(text, marks)


def paragraphs_of(root: Element) -> Iterator[Element]:
    """Yield the paragraphs of a document in their order, those in tables too."""
    for each in root:
        if each.tag == f"{W}p":
            yield each
        elif each.tag not in _GONE and each.tag != _ALTERNATIVE:
            yield from paragraphs_of(each)


def _pieces(element: Element) -> Iterator[str | Element]:
    """Yield the texts of an element, and where bookmarks begin and end."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
            yield child
        elif child.tag not in _GONE and child.tag != _ALTERNATIVE:
            yield from _pieces(child)
