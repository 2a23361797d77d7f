"""What a DOCX remembers of itself: its month, its paragraphs, and the keys of its figures.

A custom XML part holds it, which word processors keep; whoever edits the document leaves it as it
was, so that what was changed can be told afterwards.

References
----------
ISO/IEC 29500-1, 15.2.5 and 22.5 (custom XML data).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from xml.etree.ElementTree import Element, SubElement, tostring

from ictanalysis.exporters.document.blocks import Prose
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.docx_elements import OFFICE, RELATION
from ictanalysis.exporters.wordprocessing import marked_text, paragraphs_of

RECORD = "customXml/item1.xml"
"""The part of a DOCX that holds the record."""

NAMESPACE = "urn:ictanalysis:report:1"
"""The namespace of its elements."""

BOOKMARK = "ict_"
"""How the name of a bookmark begins that stands around a figure."""

_ITEM = "{72C2B5A1-4E0F-4E0B-9C68-1C7A1B1A0001}"
_CITED = re.compile(r'<a\b[^>]*\bhref="#nguon-(\d+)"[^>]*>')
_KEY = re.compile(r'\bdata-trace="[^"\n]*\n([^"\n]*)')


def with_bookmarks(tree: Element) -> Element:
    """Return the tree of a document in which each figure that is cited has the id of a bookmark."""
    numbers = count(1)
    for span in tree.iter("span"):
        _before, cites, source = span.get("to", "").partition("nguon-")
        if cites and source.isdecimal():
            span.set("id", f"{BOOKMARK}{source}_{next(numbers)}")
    return tree


def record(body: Body, document: Element) -> dict[str, bytes]:
    """Return the parts of a package that hold the record of its text.

    Parameters
    ----------
    document
        The root of the part ``word/document.xml``, as it will be written.
    """
    keys = _keys(body)
    root = Element("report", {"xmlns": NAMESPACE, "month": f"{body.opening.issued:%Y-%m}"})
    for paragraph in paragraphs_of(document):
        told = marked_text(paragraph)
        element = SubElement(root, "paragraph")
        SubElement(element, "text").text = told.text
        for mark in told.marks:
            cited = mark.name.removeprefix(BOOKMARK).partition("_")[0]
            if mark.name.startswith(BOOKMARK) and cited in keys:
                place = {"start": str(mark.start), "end": str(mark.end)}
                SubElement(element, "figure", {"name": mark.name, "key": keys[cited], **place})
    return {
        RECORD: _xml(root),
        "customXml/itemProps1.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<ds:datastoreItem ds:itemID="{_ITEM}" '
            f'xmlns:ds="{OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/>'
            "</ds:schemaRefs></ds:datastoreItem>"
        ).encode(),
        "customXml/_rels/item1.xml.rels": (
            '<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="http://schemas.'
            'openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{RELATION}/customXmlProps" Target="itemProps1.xml"/>'
            "</Relationships>"
        ).encode(),
    }


def _keys(body: Body) -> Mapping[str, str]:
    """Return number of a source → key of the figure that it is of."""
    keys: dict[str, str] = {}
    for block in body.blocks:
        if isinstance(block, Prose):
            for tag in _CITED.finditer(block.html):
                if key := _KEY.search(tag[0]):
                    keys.setdefault(tag[1], key[1])
    return keys


def _xml(root: Element) -> bytes:
    text: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return text
