"""A file of an office: what kind it is, whether it is safe to read, and its tables."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ictanalysis.exchange.packages import BROKEN, OLE, has_password, member
from ictanalysis.exchange.sources.blocks import Block, blocks
from ictanalysis.exchange.sources.delimited import delimited_sheet
from ictanalysis.exchange.sources.sheets import Sheet, coordinates
from ictanalysis.exchange.sources.spreadsheets import excel_sheets, other_sheets
from ictanalysis.exchange.sources.wordtables import word_sheets
from ictanalysis.exchange.word.package import DOCUMENT
from ictanalysis.exchange.workbooks.container import (
    DAMAGED,
    MOST_BYTES,
    MOST_PARTS,
    MOST_TAGS,
    MOST_UNPACKED,
    TOO_LARGE,
    container,
)
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _

MOST_ROWS, MOST_COLUMNS = 5000, 400
"""How far from the first cell there may be anything."""

MOST_MERGED = 100_000
"""How many cells of a sheet may be parts of merged ones."""

FORMS = (".xlsx", ".xls", ".ods", ".docx", ".csv", ".tsv", ".txt")

LARGE = _(
    "is larger than a month's tables can be: keep the sheets with figures in a file of their own"
)

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)")
_ROW = re.compile(rb"<table:table-row\b.*?</table:table-row\s*>", re.DOTALL)
_FILLED = re.compile(rb"<table:[a-z-]*cell\b[^>]*office:value[^>]*>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-(?:repeated|spanned)\s*=\s*[\"'](\d+)[\"']")


@dataclass(frozen=True)
class SourceFile:
    """A file of an office.

    Attributes
    ----------
    name, digest
        Its name without folders, and the SHA-256 of its content.
    tables
        The tables on its sheets, from the first on.
    """

    name: str
    digest: str
    tables: Sequence[Block]


def source_file(path: Path, known: Collection[str] = ()) -> SourceFile:
    """Return the tables of a file.

    Parameters
    ----------
    known
        Labels of rows that have numbers, as `blocks` takes them.

    Raises
    ------
    InputError
        If it cannot be read, is not what its name says, has a password or macros, leads to other
        files, or is larger than a month's tables can be.
    """
    name = path.as_posix()
    content = _content(path)
    try:
        sheets = list(_sheets(content, path.suffix.lower(), name))
    except InputError as error:
        if error.problem == TOO_LARGE:
            raise InputError(LARGE, file=name) from error
        raise
    for sheet in sheets:
        for row, column in sheet.cells:
            if row > MOST_ROWS or column > MOST_COLUMNS:
                raise cell_error(
                    name, sheet, (row, column), _("lies far outside of the table: delete it")
                )
    tables = [block for sheet in sheets for block in blocks(sheet, known)]
    if not tables:
        message = _("holds no table with numbers beside texts: name the file that has the figures")
        raise InputError(message, file=name)
    return SourceFile(path.name, hashlib.sha256(content).hexdigest(), tables)


def cell_error(file: str, sheet: Sheet, address: tuple[int, int], problem: Message) -> InputError:
    """Return the error about a cell of a file."""
    return InputError(
        _(
            "{file}, sheet “{sheet}”, cell {cell}: {problem}",
            file=file,
            sheet=sheet.name,
            cell=coordinates(address),
            problem=problem,
        )
    )


def _content(path: Path) -> bytes:
    if not path.is_file():
        message = _("there is no such file") if not path.exists() else _("is not a file")
        raise InputError(message, file=path.as_posix())
    if path.suffix.lower() not in FORMS:
        message = _("is not a file that tables are read from: {forms}", forms=", ".join(FORMS))
        raise InputError(message, file=path.as_posix())
    with path.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise InputError(LARGE, file=path.as_posix())
    return content


def _sheets(content: bytes, suffix: str, name: str) -> Iterator[Sheet]:
    kind = _kind(content, suffix)
    if kind == "html":
        message = _("is a web page by another name: open it in Excel and save it as .xlsx")
        raise InputError(message, file=name)
    if suffix != kind and not (kind == ".csv" and suffix in {".tsv", ".txt"}):
        message = _(
            "is named {suffix} and is something else, or damaged: open it and save it again",
            suffix=suffix,
        )
        raise InputError(message, file=name)
    try:
        if kind == ".xlsx":
            package = container(content, name)
            _check_merged(package, name)
            yield from excel_sheets(package)
        elif kind == ".docx":
            yield from word_sheets(content, name)
        elif kind == ".csv":
            yield delimited_sheet(content, "CSV")
        else:
            _check_other(content, kind, name)
            yield from other_sheets(content)
    except InputError:
        raise
    except (UnicodeDecodeError, csv.Error) as error:
        message = _("cannot be read as a text with a delimiter: save it as CSV UTF-8")
        raise InputError(message, file=name) from error
    except Exception as error:  # readers of workbooks trust a file, and stumble in many ways
        message = _("cannot be read: open it and save it again as .xlsx")
        raise InputError(message, file=name) from error


def _kind(content: bytes, suffix: str) -> str:
    """Return what a file is by its content; a password makes an .xlsx look like an .xls."""
    if content.startswith(OLE):
        return suffix if has_password(content) and suffix == ".docx" else _older(content)
    if content.startswith(b"PK"):
        return _zipped(content)
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"<head")):
        return "html"
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "" if b"\0" in content and not utf16 else ".csv"


def _older(content: bytes) -> str:
    return ".xlsx" if has_password(content) else ".xls"


def _zipped(content: bytes) -> str:
    """Return what a ZIP file is by its parts; a damaged one is taken for a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if member(archive, DOCUMENT):
                return ".docx"
            if "mimetype" in archive.namelist():
                with archive.open("mimetype") as part:
                    return ".ods" if part.read(len(_ODS)) == _ODS else ".xlsx"
    except BROKEN:
        pass
    return ".xlsx"


def _check_merged(content: bytes, name: str) -> None:
    """Refuse merged ranges of which openpyxl would make more cells than memory has."""
    from openpyxl.utils import column_index_from_string

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if not part.startswith("xl/worksheets/"):
                continue
            size = 0
            for first, top, last, bottom in _MERGE.findall(archive.read(part)):
                width = column_index_from_string(last.decode()[:3]) - column_index_from_string(
                    first.decode()[:3]
                )
                size += (abs(width) + 1) * (abs(int(bottom[:8]) - int(top[:8])) + 1)
            if size > MOST_MERGED:
                raise InputError(LARGE, file=name)


def _check_other(content: bytes, kind: str, name: str) -> None:
    """Refuse what cannot be read of an .xls or .ods file, or should not be."""
    if kind == ".xls":
        if _MACROS in content:
            raise InputError(_("holds macros: save it as .xlsx, which has none"), file=name)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNPACKED:
                raise InputError(LARGE, file=name)
            with archive.open("META-INF/manifest.xml") as file:
                locked = b"encryption-data" in file.read(MOST_UNPACKED)
            with archive.open("content.xml") as file:
                text = file.read(MOST_UNPACKED + 1)
            macros = any(each.filename.startswith("Basic/") for each in entries)
    except (*BROKEN, KeyError) as error:
        raise InputError(DAMAGED, file=name) from error
    if locked:
        message = _("is protected with a password: remove it and save again")
        raise InputError(message, file=name)
    if macros:
        raise InputError(_("holds macros: save it as .xlsx, which has none"), file=name)
    if len(text) > MOST_UNPACKED or text.count(b"<") > MOST_TAGS or _swells(text):
        raise InputError(LARGE, file=name)


def _swells(text: bytes) -> bool:
    """Return whether cells with content, each as often as it is repeated, are too many."""
    cells = 0
    for row in _ROW.findall(text):
        head, _end, content = row.partition(b">")
        wide = sum(_times(cell) for cell in _FILLED.findall(content))
        cells += wide * _times(head)
        if (wide and _times(head) > MOST_ROWS) or wide > MOST_COLUMNS or cells > MOST_TAGS:
            return True
    return False


def _times(tag: bytes) -> int:
    """Return how often a row or cell is repeated."""
    return max([1, *(int(each[:9]) for each in _REPEATED.findall(tag))])
