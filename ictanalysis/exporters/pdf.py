"""The PDF: an A4 document in official form, set by Typst.

References
----------
Decree 30/2020/ND-CP, Annex I; ISO 19005-2 (PDF/A-2a); ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from traitlets import List, Unicode

from ictanalysis.exporters.base import BodyExporter
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.paper import paper
from ictanalysis.exporters.document.parts import Heading
from ictanalysis.exporters.fonts import available, choose
from ictanalysis.exporters.glyphs import STANDARDS, refuse_unprintable
from ictanalysis.exporters.labels import field_labels, labels
from ictanalysis.exporters.signaturefields import with_fields
from ictanalysis.exporters.templating import TEMPLATES
from ictanalysis.exporters.typesetting import typeset

_MAIN = b"""#import "report.typ": set-document
#import "text.typ": text-of
#show: set-document
#text-of(json("text.json"))
"""
_UNBROKEN = re.compile(r"[^ ]*[0-9A-Za-z][/-][0-9A-Za-z][^ ]*")
_LONGEST_UNBROKEN = 24
"""A date, a document number or “minutes/day” is not broken over two lines if it is no longer."""


class ReportPDFExporter(BodyExporter):
    """Exporter of the printed document: PDF/A-2a and PDF/UA-1, the same bytes every time.

    Text reaches Typst as data that the templates read, never as code.
    """

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "ictanalysis PDF"
    _other_medium_tag = "screen-only"

    font = Unicode(
        "",
        help="Font family of the document. Empty: the first of Times New Roman, Liberation Serif, "
        "Tinos and Libertinus Serif that is on the machine and has every Vietnamese letter.",
    ).tag(config=True)

    font_folders = List(Unicode(), help="Further folders with fonts.").tag(config=True)

    def write(self, body: Body, resources: dict[str, Any]) -> bytes:
        """Return a document as the content of a PDF file; the resources get the font's name."""
        fonts = available(tuple(self.font_folders))
        font = choose(self.font, fonts)
        resources["ictanalysis"] = {"font": font}
        refuse_unprintable(body, font=font, fonts=fonts)
        files = {
            "main.typ": _MAIN,
            **{name: (TEMPLATES / name).read_bytes() for name in ("report.typ", "text.typ")},
            "data.json": _json(_data(body, font)),
            "text.json": _json([_node(block) for block in paper(body)]),
            **{picture.file: picture.content for picture in body.pictures},
        }
        options = {"format": "pdf", "pdf_standards": STANDARDS, "timestamp": body.issued}
        pdf: bytes = typeset("PDF", files, fonts=fonts, **options)
        return pdf if body.signature is None else with_fields(pdf, field_labels(body.opening))


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _node(element: Element) -> dict[str, Any]:
    """Return an element as the template reads it: its name, its attributes and its children."""
    children = list(_words(element.text, element))
    for child in element:
        children += [_node(child), *_words(child.tail, element)]
    return {**element.attrib, "tag": element.tag, "children": children}


def _words(text: str | None, element: Element) -> Iterator[str | dict[str, Any]]:
    """Yield a text in pieces, those that are not broken over two lines each as an element."""
    text, end = text or "", 0
    for found in [] if element.tag in {"code", "pre"} else _UNBROKEN.finditer(text):
        if len(found[0]) <= _LONGEST_UNBROKEN:
            if found.start() > end:
                yield text[end : found.start()]
            yield {"tag": "unbroken", "children": [found[0]]}
            end = found.end()
    if text[end:]:
        yield text[end:]


def _data(body: Body, font: str) -> dict[str, Any]:
    return {
        "font": font,
        "title": body.title,
        "title_lines": body.title_lines,
        "issuer_lines": body.opening.issuer_lines if isinstance(body.opening, Heading) else [],
        "official": body.official,
        "annexed": body.annexed,
        "words": labels(body.opening, body.signature),
        "opening": body.opening.model_dump(mode="json"),
        "owner": body.opening.owner,
        "about": body.opening.about,
        "signature": body.signature.model_dump() if body.signature is not None else None,
        "pictures": {each.key: {"file": each.file, **each.words} for each in body.pictures},
    }
