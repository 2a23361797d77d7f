"""The DOCX: an A4 document in official form, for a word processor to work on.

References
----------
Decree 30/2020/ND-CP, Annex I; ISO/IEC 29500-1 (WordprocessingML).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ictanalysis.exporters.base import BodyExporter
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.docx_package import opening, package, signature
from ictanalysis.exporters.docx_record import recorded, with_bookmarks
from ictanalysis.exporters.docx_tables import format_tables
from ictanalysis.exporters.pandoc import convert, print_html
from ictanalysis.exporters.rasterization import Bitmap, rasterize
from ictanalysis.exporters.templating import TEMPLATES, in_xml

_FILTER = TEMPLATES / "docx.lua"
_OWN_PARTS = ("word/settings.xml", "word/fontTable.xml", "docProps/core.xml", "docProps/app.xml")
_YEARS_OF_ZIP = (1980, 2107)
_DOCUMENT = "word/document.xml"


class ReportDOCXExporter(BodyExporter):
    """Exporter of the document as Word and LibreOffice edit it: the same bytes every time.

    The form, that is styles, headers and margins, is the package of ``templates/docx``; pandoc
    writes the text into it. Text is never markup, field code or formula.
    """

    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    export_from_notebook = "ictanalysis DOCX"
    _other_medium_tag = "screen-only"

    def write(self, body: Body, _resources: dict[str, Any]) -> bytes:
        """Return a document as the content of a DOCX file."""
        form = package(body)
        with TemporaryDirectory(prefix="ictanalysis-") as name:
            folder = Path(name)
            (folder / "reference.docx").write_bytes(_zip(form, body.issued))
            _write_data(body, folder)
            written = _unzip(_convert(body, folder))
        own = {part: form[part] for part in _OWN_PARTS}
        document = format_tables(written[_DOCUMENT])
        parts = recorded({**written, **own}, body, document)
        return _zip({**parts, _DOCUMENT: document}, body.issued)


def _convert(body: Body, folder: Path) -> bytes:
    return convert(
        in_xml(print_html(body, cited=with_bookmarks)),
        to="docx",
        options=[
            "--reference-doc=reference.docx",
            f"--lua-filter={_FILTER}",
            "--shift-heading-level-by=-1",
            "--syntax-highlighting=none",
            "--fail-if-warnings",
        ],
        folder=folder,
    )


def _write_data(body: Body, folder: Path) -> None:
    pictures = rasterize(body)
    for picture in pictures:
        (folder / picture.file).write_bytes(picture.content)
    data = {
        "official": body.official,
        "opening": opening(body),
        "signature": signature(body),
        "pictures": _words(body, pictures),
    }
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _words(body: Body, bitmaps: Sequence[Bitmap]) -> dict[str, Any]:
    """Return for the filter the file of each picture, by key, and what stands around it."""
    return {
        picture.key: {
            "file": bitmap.file,
            "media_type": bitmap.media_type,
            "width": f"{bitmap.width:.2f}cm",
            **{name: in_xml(text) for name, text in picture.words.items()},
        }
        for picture, bitmap in zip(body.pictures, bitmaps, strict=True)
    }


def _unzip(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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
