"""What a file must be before it is read as a workbook: an .xlsx of a size that a month can have."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _

MOST_BYTES = 8 * 1024 * 1024
"""No workbook of a month comes near this size."""

MOST_UNPACKED = 16 * 1024 * 1024
MOST_PARTS = 500
MOST_TAGS = 500_000
"""How many tags a part may have: whoever reads them all keeps something of each."""

TOO_LARGE = _("is larger than a workbook of a month can be: fill in the template and nothing else")
DAMAGED = _("is not an Excel workbook (.xlsx), or is damaged: save it again as .xlsx")

WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError
)  # fmt: skip


def check_container(content: bytes, name: str) -> None:
    """Refuse a file that is no workbook of a month before anything reads what it means.

    Each part is unpacked once, so that a file that unpacks to more than it says is found here.

    Parameters
    ----------
    content, name
        The file, and the name that messages give it.

    Raises
    ------
    InputError
        If it is not an .xlsx file, has a password, holds macros or leads to other files, or is
        larger than any workbook of a month.
    """
    if len(content) > MOST_BYTES:
        raise InputError(TOO_LARGE, file=name)
    if content.startswith(_OLE):
        message = (
            _("is protected with a password: remove it and save again")
            if _ENCRYPTED in content
            else _("is a workbook of the old form (.xls): save it as .xlsx")
        )
        raise InputError(message, file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive, name)
    except _BROKEN as error:
        raise InputError(DAMAGED, file=name) from error
    if WORKBOOK not in parts or TYPES not in parts:
        raise InputError(DAMAGED, file=name)
    if problem := _unwanted(parts):
        raise InputError(problem, file=name)


def _parts(archive: zipfile.ZipFile, name: str) -> Mapping[str, bytes]:
    """Return path → content of each part, as long as there is room for it."""
    entries = [each for each in archive.infolist() if not each.is_dir()]
    if len(entries) > MOST_PARTS:
        raise InputError(TOO_LARGE, file=name)
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    for entry in entries:
        with archive.open(entry) as file:
            part = file.read(room + 1)
        room -= len(part)
        if room < 0 or part.count(b"<") > MOST_TAGS:
            raise InputError(TOO_LARGE, file=name)
        if entry.filename in parts:
            raise InputError(DAMAGED, file=name)
        parts[entry.filename] = part
    return parts


def _unwanted(parts: Mapping[str, bytes]) -> Message | None:
    if b"macroEnabled" in parts[TYPES] or any("vba" in path for path in parts):
        return _("holds macros: save it as .xlsx, which has none")
    if any(path.startswith("xl/externalLinks/") for path in parts):
        return _("leads to other workbooks: paste the values alone, and break the links")
    if _STRICT in parts[WORKBOOK]:
        return _("is a “Strict Open XML” workbook: save it as “Excel Workbook” (.xlsx)")
    return None
