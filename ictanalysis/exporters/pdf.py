"""The PDF: an A4 document in official form, set by Typst.

References
----------
Decree 30/2020/ND-CP, Annex I; ISO 19005-2 (PDF/A-2a); ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from traitlets import List, Unicode

from ictanalysis.exporters.base import BodyExporter
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.parts import Heading
from ictanalysis.exporters.fonts import available, choose
from ictanalysis.exporters.glyphs import STANDARDS, refuse_unprintable
from ictanalysis.exporters.labels import labels
from ictanalysis.exporters.pandoc import convert, print_html
from ictanalysis.exporters.templating import TEMPLATES
from ictanalysis.exporters.typesetting import typeset
from ictanalysis.language.messages import Message, _

__all__ = ["ReportPDFExporter", "print_pdf"]

_MAIN = '#import "report.typ": *\n#show: set-document\n\n'


class ReportPDFExporter(BodyExporter):
    """Exporter of the printed document: PDF/A-2a and PDF/UA-1, the same bytes every time."""

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

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **_kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of an executed notebook, and nbconvert's resources.

        ``resources["ictanalysis"]["font"]`` names the font used.

        Raises
        ------
        RenderingError
            If an output is an error, a picture or an official part cannot be read, the font is
            unfit, or pandoc or Typst fails.
        """
        fonts = available(tuple(self.font_folders))
        font = choose(self.font, fonts)
        body, resources = self._read(nb, resources)
        resources["ictanalysis"] = {"font": font}
        return print_pdf(body, font=font, fonts=fonts), resources


def print_pdf(body: Body, *, font: str, fonts: typst.Fonts) -> bytes:
    """Return a document as a PDF.

    Text reaches Typst as pandoc's output or as data that the template reads, never as code.

    Raises
    ------
    RenderingError
        If a letter is in no font, or pandoc or Typst fails.
    """
    refuse_unprintable(body, font=font, fonts=fonts)
    form = "official" if body.official else "plain"
    text = convert(
        print_html(body),
        to="typst-smart",
        options=[
            f"--lua-filter={TEMPLATES / 'typst.lua'}",
            f"--metadata=form:{form}",
            "--shift-heading-level-by=-1",
        ],
    )
    with TemporaryDirectory(prefix="ictanalysis-") as name:
        folder = Path(name)
        _write_parts(body, folder, font)
        (folder / "main.typ").write_text(_MAIN + text, encoding="utf-8")
        options = {"format": "pdf", "pdf_standards": STANDARDS, "timestamp": body.issued}
        pdf: bytes = typeset(folder, fonts=fonts, failed=_failed, **options)
        return pdf


def _write_parts(body: Body, folder: Path, font: str) -> None:
    (folder / "report.typ").write_bytes((TEMPLATES / "report.typ").read_bytes())
    for picture in body.pictures:
        (folder / picture.file).write_bytes(picture.content)
    pictures = {each.key: {"file": each.file, **each.words} for each in body.pictures}
    data = json.dumps(_data(body, font) | {"pictures": pictures}, ensure_ascii=False)
    (folder / "data.json").write_text(data, encoding="utf-8")


def _data(body: Body, font: str) -> dict[str, Any]:
    return {
        "font": font,
        "title": body.title,
        "title_lines": body.title_lines,
        "issuer_lines": body.opening.issuer_lines if isinstance(body.opening, Heading) else [],
        "language": body.locale.code,
        "official": body.official,
        "draft": body.draft,
        "synthetic": body.synthetic,
        "words": labels(body),
        "opening": body.opening.model_dump(mode="json") if body.opening is not None else None,
        "owner": body.owner,
        "about": body.about,
        "signature": body.signature.model_dump() if body.signature is not None else None,
    }


def _failed(problem: str) -> Message:
    return _(
        "Typst could not set the PDF ({problem}); "
        "look for an unusual character or picture in the notebook",
        problem=problem,
    )
