"""A document for paper: one tree of a few of HTML's elements, which PDF and DOCX are written from.

What stands in the tree
-----------------------
Blocks: ``p``, ``h1`` to ``h6``, ``ul`` and ``ol`` of ``li``, ``dl`` of ``dt`` and ``dd``,
``blockquote``, ``pre``, ``hr``, ``table``, and a ``div`` of the class ``chart``, ``picture`` or
``signature``, which is empty. A ``li``, ``dd``, ``td`` or ``blockquote`` holds blocks, too, and
``line``, which is text that is no paragraph of its own.

In a line: ``a``, ``br``, ``code``, ``del``, ``em``, ``span``, ``strong``, ``sub``, ``sup``, ``u``.

White space is what is seen: one space between words, none at the ends of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement, TreeBuilder

from ictanalysis.exporters.document.blocks import Block, Chart, Picture, Prose
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.columns import set_columns
from ictanalysis.exporters.document.markup import HEADINGS, clean_for_print
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

DEEPEST = 24
"""So many elements within each other are printed."""

_VOID = {"br", "hr", "col"}
_KEPT_IN_A_LINE = ("a", "br", "code", "del", "em", "span", "strong", "sub", "sup", "u")
_IN_A_LINE = {
    **{name: name for name in _KEPT_IN_A_LINE},
    **{"b": "strong", "i": "em", "s": "del", "abbr": "span"},
}
"""Name of an element within a line → the one that stands for it."""

_LISTS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd")}
_KEPT = {"href", "id", "class", "start"}
_SPACES = re.compile("[ \t\n\r\f]+")
_DASHES = ("-", "+")
"""Before an item of a list in an official document, and of a list within one."""


def paper(body: Body) -> Element:
    """Return a document as the tree of its blocks, under an element ``body``.

    Pictures and the signature are empty ``div`` elements with a class and, for a picture, its key
    as ``id``: the writer puts them in. Nothing in the text can pose as one, because cleaning for
    print takes every attribute off a ``div``. A link inside the document that leads to nothing on
    paper is a ``span`` whose attribute ``to`` is where it led. Tables state the widths of their
    columns. The main points are not part of an official document, and its lists are paragraphs.

    Raises
    ------
    RenderingError
        If elements stand within each other more deeply than `DEEPEST`.
    """
    root = Element("body")
    if body.highlights and not body.official:
        points = "".join(f"<li>{point}</li>" for point in body.highlights)
        root.extend([*_blocks_of(f"<ul>{points}</ul>")])
    for block in body.blocks:
        root.extend([*_placed(block)])
    for table in root.iter("table"):
        set_columns(table, body.table_width)
    if body.official:
        _write_lists_out(root)
    _loosen_links(root)
    return root


def _placed(block: Block) -> Iterable[Element]:
    if isinstance(block, Prose):
        return _blocks_of(block.html)
    if isinstance(block, Chart | Picture):
        kind = "chart" if isinstance(block, Chart) else "picture"
        return [Element("div", {"class": kind, "id": block.key})]
    return [Element("div", {"class": "signature"})]


def _blocks_of(html: str) -> Iterator[Element]:
    """Yield the blocks of HTML; a line that stands among them is a paragraph."""
    reader = _Reader()
    reader.feed(clean_for_print(html))
    yield from _grouped(reader.tree())


class _Reader(HTMLParser):
    """Reads clean HTML, in which every element that is begun is ended."""

    def __init__(self) -> None:
        super().__init__()
        self._builder = TreeBuilder()
        self._builder.start("body", {})
        self._depth = 0

    def tree(self) -> Element:
        """Return what was read, under one element."""
        self.close()
        self._builder.end("body")
        return self._builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._builder.end(tag)
            return
        self._depth += 1
        if self._depth > DEEPEST:
            raise RenderingError(
                _(
                    "the text is too deeply nested: more than {most} elements of HTML stand within "
                    "each other; put fewer lists, quotations or tables into one another",
                    most=DEEPEST,
                )
            )

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._depth -= 1
            self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)


def _flow(parent: Element) -> Iterator[Element]:
    """Yield what an element holds as blocks, and what stands between them as lines."""
    line = Element("line")
    _add_text(line, parent.text)
    for child in parent:
        if child.tag in _IN_A_LINE:
            line.append(_in_a_line(child))
        else:
            yield from _tidied(line)
            line = Element("line")
            yield from _block(child)
        _add_text(line, child.tail)
    yield from _tidied(line)


def _block(element: Element) -> Iterator[Element]:
    """Yield an element as a block; one that only groups others as what it holds."""
    if element.tag in {"p", *HEADINGS}:
        yield from _tidied(_in_a_line(element, element.tag))
    elif element.tag in _LISTS and _holds_items_only(element):
        listed = _named(element, element.tag)
        for item in element:
            SubElement(listed, item.tag).extend([*_flow(item)])
        if len(listed):
            yield listed
    elif element.tag == "pre":
        code = Element("pre")
        code.text = "".join(element.itertext()).strip("\n")
        yield code
    elif element.tag == "hr":
        yield Element("hr")
    elif element.tag == "blockquote":
        quotation = Element("blockquote")
        quotation.extend([*_flow(element)])
        yield quotation
    elif element.tag == "table":
        yield _table(element)
    else:
        yield from _grouped(element)


def _holds_items_only(listed: Element) -> bool:
    between = [listed.text, *(item.tail for item in listed)]
    items = all(item.tag in _LISTS[listed.tag] for item in listed)
    return items and not any(text and text.strip() for text in between)


def _grouped(element: Element) -> Iterator[Element]:
    for block in _flow(element):
        if block.tag == "line":
            block.tag = "p"
        yield block


def _table(element: Element) -> Element:
    table = Element("table")
    for section in element:
        if section.tag == "caption":
            SubElement(table, "caption").extend([*_flow(section)])
        elif section.tag in {"thead", "tbody", "tfoot"}:
            rows = SubElement(table, section.tag)
            for row in section.iterfind("tr"):
                cells = SubElement(rows, "tr", {"class": row.get("class", "")})
                for cell in row:
                    spans = {name: cell.get(name, "1") for name in ("colspan", "rowspan")}
                    kept = {"class": cell.get("class", ""), **spans}
                    SubElement(cells, "td", kept).extend([*_flow(cell)])
    return table


def _named(element: Element, tag: str) -> Element:
    """Return an empty element with what is kept of the attributes of another."""
    return Element(tag, {name: value for name, value in element.items() if name in _KEPT})


def _in_a_line(element: Element, tag: str = "") -> Element:
    """Return an element of a line; a block within one is its words, with a space around them."""
    new = _named(element, tag or _IN_A_LINE.get(element.tag, "span"))
    within = element.tag in _IN_A_LINE or tag
    new.text = (element.text or "") if within else f" {element.text or ''}"
    for child in element:
        new.append(_in_a_line(child))
        _add_text(new, child.tail if child.tag in _IN_A_LINE else f" {child.tail or ''}")
    return new


def _add_text(line: Element, text: str | None) -> None:
    """Add text behind all that a line holds."""
    if not text:
        return
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text


def _tidied(line: Element) -> Iterator[Element]:
    """Yield a line with its white space as it is seen; nothing if there is no word in it."""
    places = list(_texts(line))
    seen = " "
    for element, name in places:
        text = _SPACES.sub(" ", getattr(element, name) or "")
        if name == "tail" and element.tag == "br":
            seen = " "
        text = text.removeprefix(" ") if seen.endswith(" ") else text
        setattr(element, name, text)
        seen = text or seen
    ends = True
    for element, name in reversed(places):
        text = getattr(element, name)
        if ends:
            text = text.removesuffix(" ")
            setattr(element, name, text)
        ends = (ends and not text) or (name == "tail" and element.tag == "br")
    if any(line.itertext()):
        yield line


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the places of text in a line, in the order in which they are read."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"


def _write_lists_out(parent: Element) -> None:
    """Write each list of an official document as paragraphs that begin with a dash or a number."""
    written: list[Element] = []
    for child in parent:
        if child.tag in {"ul", "ol"}:
            written.extend(_as_paragraphs(child, _DASHES[0]))
        else:
            if child.tag not in {"p", "line", *HEADINGS}:
                _write_lists_out(child)
            written.append(child)
    parent[:] = written


def _as_paragraphs(listed: Element, dash: str) -> Iterator[Element]:
    start = int(listed.get("start") or 1)
    for number, item in enumerate(listed, start):
        mark = f"{number}." if listed.tag == "ol" else dash
        for position, block in enumerate(item):
            if block.tag in {"ul", "ol"}:
                yield from _as_paragraphs(block, _DASHES[1])
            elif block.tag in {"line", "p"}:
                block.tag = "p"
                if position == 0:
                    block.text = f"{mark}\u00a0{block.text or ''}"
                yield block
            else:
                yield block


def _loosen_links(root: Element) -> None:
    """Make each link inside the document that leads to no heading the words that it is of."""
    targets = {f"#{each.get('id')}" for each in root.iter() if each.tag in HEADINGS}
    for link in root.iter("a"):
        href = link.attrib.pop("href", "#")
        if href.startswith("#") and href not in targets:
            link.tag = "span"
            link.set("to", href.removeprefix("#"))
        else:
            link.set("href", href)
