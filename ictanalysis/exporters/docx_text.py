"""The text of a document as WordprocessingML, in the styles of ``templates/docx``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from ictanalysis.exporters.document.blocks import Chart
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.markup import HEADINGS
from ictanalysis.exporters.docx_elements import (
    RELATION,
    bookmarked,
    hyperlink,
    line_break,
    paragraph,
    picture,
    run,
    word,
)
from ictanalysis.exporters.docx_package import TEXT_WIDTH, opening, signature
from ictanalysis.exporters.docx_tables import write_table
from ictanalysis.exporters.rasterization import Bitmap
from ictanalysis.exporters.wordprocessing import W

_BODY = f'<w:body xmlns:w="{W[1:-1]}" xmlns:r="{RELATION}">{{}}</w:body>'
_TEXT, _ITEM, _QUOTATION = "BodyText", "Compact", "BlockText"
_BULLETS, _NUMBERS = "1", "2"
"""How ``templates/docx/package/word/numbering.xml`` numbers its two kinds of lists."""

_FIRST_NUMBER = 10
_DEEPEST_LEVEL = 8
_INDENT = 720


@dataclass(frozen=True)
class Relation:
    """What a document refers to: a picture in its package, or a place outside."""

    identity: str
    kind: str
    target: str
    outside: bool = False


class TextWriter:
    """Writes the tree of a document, and notes what its package needs for it.

    Parameters
    ----------
    bitmaps
        Key of a chart or picture → what is shown.

    Attributes
    ----------
    relations
        What the text refers to.
    starts
        Number of a list → with which number it begins.
    """

    def __init__(self, body: Body, bitmaps: Mapping[str, Bitmap]) -> None:
        self.relations: list[Relation] = []
        self.starts: dict[str, str] = {}
        self._body = body
        self._bitmaps = bitmaps
        self._pictures = {each.key: each for each in body.pictures}
        self._anchors: dict[str, str] = {}
        self._numbers = count(1)

    def write(self, tree: Element) -> Iterator[Element]:
        """Yield the elements of the document, in their order.

        The last words before the signature stay on its page; what follows it begins another, which
        an annex does by itself; after the heading of an annex comes the line that says which
        report it belongs to.
        """
        links = (link.get("href", "") for link in tree.iter("a"))
        targets = dict.fromkeys(href[1:] for href in links if href.startswith("#"))
        self._anchors = {target: f"muc_{number}" for number, target in enumerate(targets, 1)}
        yield from _fragment(opening(self._body))
        blocks = list(tree)
        for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
            if _is_signature(block):
                yield from _fragment(signature(self._body))
                if after is not None and not _is_annex(after):
                    yield paragraph("PageBreak")
            elif block.tag == "p" and _is_signature(after):
                yield paragraph("Closing", self._runs(block))
            elif block.tag == "p" and _is_annex(before):
                yield paragraph("AnnexReference", self._runs(block))
            else:
                yield from self.block(block)

    def block(self, block: Element, style: str = _TEXT) -> Iterator[Element]:
        """Yield a block: one paragraph or more, or a table with what stands around it.

        Parameters
        ----------
        style
            Of a paragraph of text.
        """
        if block.tag in {"p", "line"}:
            yield paragraph(style, self._runs(block))
        elif block.tag in HEADINGS:
            yield self._heading(block)
        elif block.tag in {"ul", "ol"}:
            yield from self._list(block, 0)
        elif block.tag == "table":
            yield from self._table(block, TEXT_WIDTH)
        elif block.tag == "pre":
            yield paragraph("SourceCode", _code(block.text or ""))
        elif block.tag == "hr":
            yield paragraph("HorizontalRule")
        elif block.tag == "div":
            yield from self._picture(block.get("id", ""))
        else:
            styles = {"blockquote": _QUOTATION, "dd": "Definition", "dt": "DefinitionTerm"}
            for part in block:
                yield from self.block(part, styles.get(block.tag, style))

    def _heading(self, heading: Element) -> Element:
        style, runs = f"Heading{max(1, int(heading.tag[1]) - 1)}", self._runs(heading)
        if _is_annex(heading):
            style, parts = "Annex", heading.findall("span")
            if len(parts) == len(("number", "title")):
                title = self._runs(parts[1], {"annex title"})
                runs = chain(self._runs(parts[0]), [line_break()], title)
        name = heading.get("id", "")
        if name in self._anchors:
            runs = bookmarked(runs, self._anchors[name], next(self._numbers))
        return paragraph(style, runs)

    def _list(self, listed: Element, level: int) -> Iterator[Element]:
        number = _BULLETS
        if listed.tag == "ol":
            number = str(_FIRST_NUMBER + len(self.starts))
            self.starts[number] = listed.get("start") or "1"
        for item in listed:
            numbered = word("numPr", word("ilvl", val=str(level)), word("numId", val=number))
            indented = word("ind", left=str(_INDENT * (level + 1)), firstLine="0")
            for position, block in enumerate(item):
                if block.tag in {"ul", "ol"}:
                    yield from self._list(block, min(level + 1, _DEEPEST_LEVEL))
                elif block.tag in {"p", "line"}:
                    style = _ITEM if block.tag == "line" else _TEXT
                    yield paragraph(style, self._runs(block), indented if position else numbered)
                else:
                    yield from self.block(block)

    def _table(self, table: Element, width: int) -> Iterator[Element]:
        captions = table.findall("caption/*")
        empty = not table.get("columns")
        for each in captions:
            yield from self.block(each, _TEXT if empty else "TableCaption")
        if not empty:
            yield write_table(table, width, self._cell)
            yield paragraph("TableEnd")

    def _cell(self, cell: Element, style: str, width: int, ways: Collection[str]) -> list[Element]:
        written: list[Element] = []
        for block in cell:
            if block.tag in {"p", "line"}:
                written.append(paragraph(style, self._runs(block, ways)))
            elif block.tag == "table":
                written.extend(self._table(block, width))
            else:
                written.extend(self.block(block))
        return written or [paragraph(style)]

    def _picture(self, key: str) -> Iterator[Element]:
        block, bitmap, number = self._pictures[key], self._bitmaps[key], next(self._numbers)
        relation = self._relation("image", f"media/{bitmap.file}")
        shown = [picture(bitmap, block.alt, relation=relation, number=number)]
        if not isinstance(block, Chart):
            yield paragraph("Figure", shown)
            return
        for style, text in (("ChartTitle", block.title), ("ChartSubtitle", block.subtitle)):
            if text:
                yield paragraph(style, [run(text)])
        yield paragraph("CaptionedFigure" if block.source else "Figure", shown)
        if block.source:
            yield paragraph("ChartSource", [run(block.source)])

    def _relation(self, kind: str, target: str, *, outside: bool = False) -> str:
        identity = f"text{len(self.relations) + 1}"
        self.relations.append(Relation(identity, kind, target, outside))
        return identity

    def _runs(self, line: Element, ways: Collection[str] = ()) -> Iterator[Element]:
        """Yield the runs of a line, set in the ways that the elements around them are named by."""
        if line.text:
            yield run(line.text, ways)
        for child in line:
            yield from self._element(child, ways)
            if child.tail:
                yield run(child.tail, ways)

    def _element(self, element: Element, ways: Collection[str]) -> Iterator[Element]:
        runs = self._runs(element, {*ways, element.tag})
        href, name = element.get("href", ""), element.get("id")
        if element.tag == "br":
            yield line_break()
        elif href.startswith("#"):
            yield hyperlink(runs, anchor=self._anchors[href[1:]])
        elif href:
            yield hyperlink(runs, relation=self._relation("hyperlink", href, outside=True))
        elif name:
            yield from bookmarked(runs, name, next(self._numbers))
        else:
            yield from runs


def _fragment(xml: str) -> list[Element]:
    """Return the elements of a template that is filled."""
    return list(fromstring(_BODY.format(xml)))


def _code(text: str) -> Iterator[Element]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield line_break()
        yield run(line, {"code"})


def _is_annex(block: Element | None) -> bool:
    return block is not None and block.tag in HEADINGS and "annex" in block.get("class", "").split()


def _is_signature(block: Element | None) -> bool:
    return block is not None and block.tag == "div" and block.get("class") == "signature"
