"""Elements of WordprocessingML: paragraphs, runs, bookmarks, pictures.

References
----------
ISO/IEC 29500-1, 17 (WordprocessingML) and 20 (DrawingML); 17.3.2 states the order in which the
properties of a run stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ictanalysis.exporters.rasterization import Bitmap
from ictanalysis.exporters.templating import in_xml
from ictanalysis.exporters.wordprocessing import W

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
"""How the namespaces of packages begin."""

RELATION = f"{OFFICE}/relationships"
"""How the types of relations begin."""

_R = f"{{{RELATION}}}"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_A, _PIC, _WP = (f"{{{_DRAWING}/{name}}}" for name in ("main", "picture", "wordprocessingDrawing"))
_PREFIXES = {"w": W, "r": _R, "a": _A, "pic": _PIC, "wp": _WP}
_UNITS_PER_CENTIMETRE = 360_000
_ON: dict[str, str] = {}
_PROPERTIES = {
    "code": {"rStyle": {"val": "VerbatimChar"}},
    "a": {"rStyle": {"val": "Hyperlink"}},
    "annex title": {"rStyle": {"val": "AnnexTitle"}},
    "strong": {"b": _ON, "bCs": _ON},
    "em": {"i": _ON, "iCs": _ON},
    "del": {"strike": _ON},
    "small": {"sz": {"val": "20"}, "szCs": {"val": "20"}},
    "u": {"u": {"val": "single"}},
    "sub": {"vertAlign": {"val": "subscript"}},
    "sup": {"vertAlign": {"val": "superscript"}},
}
"""How text is set → the properties of its run, in the order in which they stand."""


def word(name: str, /, *children: Element, **attributes: str) -> Element:
    """Return an element of WordprocessingML."""
    element = Element(W + name, {W + key: value for key, value in attributes.items()})
    element.extend(children)
    return element


def paragraph(style: str, content: Iterable[Element] = (), *properties: Element) -> Element:
    """Return a paragraph of a style, with further properties in the order in which they stand."""
    element = word("p", word("pPr", word("pStyle", val=style), *properties))
    element.extend([*content])
    return element


def run(text: str, ways: Collection[str] = ()) -> Element:
    """Return text set in ways that are keys of the properties above; others change nothing."""
    properties: dict[str, Element] = {}
    for way, stated in _PROPERTIES.items():
        for name, attributes in stated.items() if way in ways else ():
            properties.setdefault(name, word(name, **attributes))
    written = word("t")
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    written.text = in_xml(text)
    return word("r", *([word("rPr", *properties.values())] if properties else []), written)


def line_break() -> Element:
    """Return a run that ends a line."""
    return word("r", word("br"))


def hyperlink(content: Iterable[Element], *, anchor: str = "", relation: str = "") -> Element:
    """Return a link to a bookmark, or to what a relation of the document names."""
    element = word("hyperlink", *content)
    if anchor:
        element.set(f"{W}anchor", anchor)
    else:
        element.set(f"{_R}id", relation)
    return element


def bookmarked(content: Iterable[Element], name: str, number: int) -> Iterator[Element]:
    """Yield content with a bookmark around it."""
    yield word("bookmarkStart", id=str(number), name=name)
    yield from content
    yield word("bookmarkEnd", id=str(number))


def picture(bitmap: Bitmap, alt: str, *, relation: str, number: int) -> Element:
    """Return a run with a picture, as wide and high on the page as it is stated to be."""
    sides = zip(("cx", "cy"), (bitmap.width, bitmap.height), strict=True)
    extent = {side: str(round(length * _UNITS_PER_CENTIMETRE)) for side, length in sides}
    named = {"id": str(number), "name": f"Picture {number}"}
    blip = Element(f"{_A}blip", {f"{_R}embed": relation})
    stretch = _within(f"{_A}stretch", Element(f"{_A}fillRect"))
    frame = _within(
        f"{_A}xfrm", Element(f"{_A}off", {"x": "0", "y": "0"}), Element(f"{_A}ext", extent)
    )
    shape = _within(f"{_A}prstGeom", Element(f"{_A}avLst"), prst="rect")
    drawn = _within(
        f"{_PIC}pic",
        _within(
            f"{_PIC}nvPicPr", Element(f"{_PIC}cNvPr", named), _within(f"{_PIC}cNvPicPr", _locked())
        ),
        _within(f"{_PIC}blipFill", blip, stretch),
        _within(f"{_PIC}spPr", frame, shape),
    )
    inline = _within(
        f"{_WP}inline",
        Element(f"{_WP}extent", extent),
        Element(f"{_WP}effectExtent", dict.fromkeys("ltrb", "0")),
        Element(f"{_WP}docPr", {**named, "descr": in_xml(alt)}),
        _within(f"{_A}graphic", _within(f"{_A}graphicData", drawn, uri=f"{_DRAWING}/picture")),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
    )
    return word("r", word("drawing", inline))


def written(root: Element) -> bytes:
    """Return an element as a part of a package, with the prefixes that word processors expect."""
    for prefix, namespace in _PREFIXES.items():
        ElementTree.register_namespace(prefix, namespace[1:-1])
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _locked() -> Element:
    """Return what keeps the proportions of a picture."""
    return Element(f"{_A}picLocks", {"noChangeAspect": "1"})


def _within(tag: str, /, *children: Element, **attributes: str) -> Element:
    element = Element(tag, attributes)
    element.extend(children)
    return element
