"""The PDF: an A4 document in official form, set by Typst.

References
----------
Decree 30/2020/ND-CP, Annex I; ISO 19005-2 (PDF/A-2a); ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from traitlets import List, Unicode

from ictanalysis.exporters.base import BodyExporter
from ictanalysis.exporters.document.blocks import Chart, Picture
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.fonts import available, choose
from ictanalysis.exporters.glyphs import STANDARDS, refuse_unprintable
from ictanalysis.exporters.labels import labels
from ictanalysis.exporters.pandoc import convert, print_html
from ictanalysis.exporters.templating import TEMPLATES
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

__all__ = ["ReportPDFExporter", "print_pdf"]

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
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
        return _compiled(folder, fonts, body.issued)


def _write_parts(body: Body, folder: Path, font: str) -> None:
    (folder / "report.typ").write_bytes((TEMPLATES / "report.typ").read_bytes())
    pictures: dict[str, Mapping[str, str]] = {}
    for block in body.blocks:
        if isinstance(block, Chart):
            file = f"{block.key}.svg"
            (folder / file).write_text(block.svg, encoding="utf-8")
            words = {"title": block.title, "subtitle": block.subtitle, "source": block.source}
            pictures[block.key] = {"file": file, "alt": block.alt, **words}
        elif isinstance(block, Picture):
            file = f"{block.key}.{_EXTENSIONS[block.media_type]}"
            (folder / file).write_bytes(block.content)
            pictures[block.key] = {"file": file, "alt": block.alt}
    data = json.dumps(_stated(body, font) | {"pictures": pictures}, ensure_ascii=False)
    (folder / "data.json").write_text(data, encoding="utf-8")


def _stated(body: Body, font: str) -> dict[str, Any]:
    return {
        "font": font,
        "title": body.title,
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


def _compiled(folder: Path, fonts: typst.Fonts, issued: datetime) -> bytes:
    try:
        return typst.compile(
            folder / "main.typ",
            root=folder,
            font_paths=fonts,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=issued,
        )
    except typst.TypstError as error:
        raise _not_set(" ".join([error.message, *error.hints])) from error
    except BaseException as error:
        # A defect of the compiler arrives as a panic, which is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _not_set(str(error)) from error


def _not_set(problem: str) -> RenderingError:
    return RenderingError(
        _(
            "Typst could not set the PDF ({problem}); "
            "look for an unusual character or picture in the notebook",
            problem=problem,
        )
    )
