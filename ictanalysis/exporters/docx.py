"""The DOCX: an A4 document in official form, for a word processor to work on.

References
----------
Decree 30/2020/ND-CP, Annex I; ISO/IEC 29500-1 (WordprocessingML).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from ictanalysis.exporters.base import BodyExporter
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.paper import paper
from ictanalysis.exporters.docx_elements import written
from ictanalysis.exporters.docx_package import package
from ictanalysis.exporters.docx_record import record, with_bookmarks
from ictanalysis.exporters.docx_text import TextWriter
from ictanalysis.exporters.rasterization import rasterize

_YEARS_OF_ZIP = (1980, 2107)
_DOCUMENT = "word/document.xml"


class ReportDOCXExporter(BodyExporter):
    """Exporter of the document as Word and LibreOffice edit it: the same bytes every time.

    The form, that is styles, headers and margins, is the package of ``templates/docx``; text is
    never markup, field code or formula.
    """

    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    export_from_notebook = "ictanalysis DOCX"
    _other_medium_tag = "screen-only"

    def write(self, body: Body, _resources: dict[str, Any]) -> bytes:
        """Return a document as the content of a DOCX file."""
        bitmaps = {
            picture.key: bitmap
            for picture, bitmap in zip(body.pictures, rasterize(body), strict=True)
        }
        writer = TextWriter(body, bitmaps)
        text = list(writer.write(with_bookmarks(paper(body))))
        parts = package(body, writer.relations, writer.starts)
        document = _filled(parts[_DOCUMENT], text)
        media = {f"word/media/{each.file}": each.content for each in bitmaps.values()}
        told = {**parts, **media, **record(body, document), _DOCUMENT: written(document)}
        return _zip(told, body.issued)


def _filled(document: bytes, text: Iterable[Element]) -> Element:
    """Return the main part of a package with its text, which stands before its last section."""
    root: Element = fromstring(document)
    root[0][:0] = text
    return root


def _zip(parts: Mapping[str, bytes], issued: datetime) -> bytes:
    """Return a package whose bytes depend on its parts and the day alone."""
    file = io.BytesIO()
    year = min(max(issued.year, _YEARS_OF_ZIP[0]), _YEARS_OF_ZIP[1])
    day = (year, issued.month, issued.day, 0, 0, 0)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # Office looks for the list of content types at the beginning; "[" sorts before letters.
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, date_time=day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return file.getvalue()
