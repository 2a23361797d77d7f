"""The PDF: an A4 document in official form, set by Typst.

References
----------
Decree 30/2020/ND-CP, Annex I; ISO 19005-2 (PDF/A-2a); ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import json
from typing import Any

from traitlets import List, Unicode

from ictanalysis.exporters.base import BodyExporter
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.parts import Heading
from ictanalysis.exporters.fonts import available, choose
from ictanalysis.exporters.glyphs import STANDARDS, refuse_unprintable
from ictanalysis.exporters.labels import field_labels, labels
from ictanalysis.exporters.pandoc import convert, print_html
from ictanalysis.exporters.signaturefields import with_fields
from ictanalysis.exporters.templating import TEMPLATES
from ictanalysis.exporters.typesetting import typeset

_MAIN = b'#import "report.typ": *\n#show: set-document\n\n'


class ReportPDFExporter(BodyExporter):
    """Exporter of the printed document: PDF/A-2a and PDF/UA-1, the same bytes every time.

    Text reaches Typst as pandoc's output or as data that the template reads, never as code.
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
            "main.typ": _MAIN + _convert(body),
            "report.typ": (TEMPLATES / "report.typ").read_bytes(),
            "data.json": json.dumps(_data(body, font), ensure_ascii=False).encode(),
            **{picture.file: picture.content for picture in body.pictures},
        }
        options = {"format": "pdf", "pdf_standards": STANDARDS, "timestamp": body.issued}
        pdf: bytes = typeset("PDF", files, fonts=fonts, **options)
        return pdf if body.signature is None else with_fields(pdf, field_labels(body.opening))


def _convert(body: Body) -> bytes:
    return convert(
        print_html(body),
        to="typst-smart",
        options=[
            f"--lua-filter={TEMPLATES / 'typst.lua'}",
            f"--metadata=form:{'official' if body.official else 'plain'}",
            "--shift-heading-level-by=-1",
        ],
    )


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
