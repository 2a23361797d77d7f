"""Charts as clean SVG: pictures only, their ids their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.ElementTree import fromstring

_NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = _words(
    """
    svg g defs use symbol clipPath mask pattern marker linearGradient radialGradient stop path
    rect circle ellipse line polyline polygon text tspan title desc image
    """
)
_ATTRIBUTES = _words(
    """
    class clip-path clip-rule clipPathUnits cx cy d dx dy fill fill-opacity fill-rule
    font-family font-size font-style font-weight fx fy gradientTransform gradientUnits height
    href id mask markerHeight markerUnits markerWidth offset opacity orient overflow
    patternTransform patternUnits points preserveAspectRatio r refX refY rotate rx ry
    spreadMethod stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style
    text-anchor transform version viewBox visibility width x x1 x2 y y1 y2
    """
)
_HREF = re.compile(r"#[^\s]+|data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)['\"]?\s*\)")
_OTHER_URL = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|\\", re.IGNORECASE)
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
_DEEPEST = 100
_LENGTH = re.compile(r"\d+(?:\.\d+)?")


def clean_svg(source: str, *, prefix: str) -> str:
    """Return a picture with only drawing in it, as an element that can stand in a page.

    Ids are numbered in the order they occur, after the prefix, so that several pictures can stand
    in one page and the same drawing always yields the same text. Width and height are left out:
    the page decides.

    Raises
    ------
    ValueError
        If the source is not an SVG picture with a size; the message says why.
    """
    root = _parsed(source)
    _keep_drawing(root)
    _renumber(root, prefix)
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {_length(root, 'width')} {_length(root, 'height')}")
    for name in ("width", "height", "id"):
        root.attrib.pop(name, None)
    root.attrib = {
        "xmlns": _NAMESPACE,
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
        **root.attrib,
    }
    root.tail = None
    return tostring(root, encoding="unicode")


def with_alternative(svg: str, alternative: str) -> str:
    """Return a picture from `clean_svg` that states in words what it shows."""
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alternative)}" ', 1)


def with_colour_variables(svg: str, variables: Mapping[str, str]) -> str:
    """Return a picture whose colours a style sheet can redefine.

    Parameters
    ----------
    variables
        Colour in lower case (``#12436d``) to the name of its variable (``navy``).
    """

    def variable(found: re.Match[str]) -> str:
        name = variables.get(found[0].lower())
        return f"var(--{name}, {found[0]})" if name else found[0]

    return re.sub(r'(?<=style=")[^"]*', lambda style: _HEX.sub(variable, style[0]), svg)


def _parsed(source: str) -> Element:
    try:
        root: Element = fromstring(source)
    except ParseError as error:
        raise ValueError(str(error)) from error
    if root.tag != f"{{{_NAMESPACE}}}svg":
        raise ValueError(f"<{root.tag}>")
    if _depth(root) > _DEEPEST:
        raise ValueError(f"> {_DEEPEST} × <g>")
    return root


def _depth(root: Element) -> int:
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
    return depth


def _keep_drawing(element: Element) -> None:
    element.tag = element.tag.removeprefix(f"{{{_NAMESPACE}}}")
    if _XLINK_HREF in element.attrib:
        element.set("href", element.attrib[_XLINK_HREF])
    element.attrib = {
        name: value for name, value in element.attrib.items() if _is_drawing(name, value)
    }
    for child in list(element):
        local = str(child.tag).removeprefix(f"{{{_NAMESPACE}}}")
        if local in _ELEMENTS:
            _keep_drawing(child)
        else:
            element.remove(child)


def _is_drawing(name: str, value: str) -> bool:
    if name not in _ATTRIBUTES:
        return False
    return bool(_HREF.fullmatch(value)) if name == "href" else not _OTHER_URL.search(value)


def _renumber(root: Element, prefix: str) -> None:
    elements = list(root.iter())
    ids = [element.attrib["id"] for element in elements if "id" in element.attrib]
    names = {old: f"{prefix}-{number}" for number, old in enumerate(dict.fromkeys(ids), 1)}
    used = _references(elements)
    for element in elements:
        for name, value in list(element.attrib.items()):
            if name == "id" and value not in used:
                del element.attrib["id"]
            else:
                element.set(name, _renamed(name, value, names))


def _references(elements: list[Element]) -> set[str]:
    values = [value for element in elements for value in element.attrib.values()]
    links = {value[1:] for value in values if value.startswith("#")}
    return links | {found for value in values for found in _REFERENCE.findall(value)}


def _renamed(name: str, value: str, names: Mapping[str, str]) -> str:
    if name == "id":
        return names[value]
    if name == "href" and value.startswith("#"):
        return f"#{names.get(value[1:], '')}"
    return _REFERENCE.sub(lambda found: f"url(#{names.get(found[1], '')})", value)


def _length(root: Element, name: str) -> str:
    found = _LENGTH.match(root.get(name, ""))
    if found is None:
        raise ValueError(f"<svg {name}={root.get(name, '')!r}>")
    return found[0]
