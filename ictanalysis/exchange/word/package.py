"""What a file must be before it is read as a Word document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ictanalysis.exchange.packages import OLE, Limits, has_password, holds_macros, unpacked
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

DOCUMENT = "word/document.xml"
"""The part with the text."""

MOST_BYTES = 64 * 1024 * 1024
"""No report comes near this size, pictures and all."""

DEEPEST = 200
"""How deep elements may be nested."""

_RELATIONS = "word/_rels/"
_DAMAGED = _("is not a Word document (.docx), or is damaged: save it again as .docx")
_LARGE = _("is larger than a report can be: check what it is")
_LIMITS = Limits(MOST_BYTES, 4 * MOST_BYTES, 2000, 2_000_000, _LARGE, _DAMAGED)
_LINKS = (b"/attachedTemplate", b"/oleObject", b"/subDocument", b"/frame")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a document.

    Raises
    ------
    InputError
        If there is no such file, or it is larger than a report can be.
    """
    if not path.is_file():
        message = _("there is no such file") if not path.exists() else _("is not a file")
        raise InputError(message, file=path.as_posix())
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        problem = _("cannot be read ({reason})", reason=error.strerror)
        raise InputError(problem, file=path.as_posix()) from error
    if len(content) > MOST_BYTES:
        raise InputError(_LARGE, file=path.as_posix())
    return content


def word_parts(content: bytes, name: str) -> Mapping[str, bytes]:
    """Return path → content of each part of a .docx file.

    Raises
    ------
    InputError
        If it is no .docx file, has a password, holds macros, takes contents from other files, or
        is larger than a report can be; `name` is what messages call it.
    """
    if content.startswith(OLE):
        message = (
            _("is protected with a password: remove it and save again")
            if has_password(content)
            else _("is a document of the old form (.doc): save it as .docx")
        )
        raise InputError(message, file=name)
    parts = unpacked(content, name, _LIMITS)
    if DOCUMENT not in parts:
        raise InputError(_DAMAGED, file=name)
    if holds_macros(parts):
        raise InputError(_("holds macros: save it as .docx, which has none"), file=name)
    relations = [part for path, part in parts.items() if path.startswith(_RELATIONS)]
    if any(_leads_out(part, name) for part in relations):
        message = _("takes contents from other files: paste them as text, and break the links")
        raise InputError(message, file=name)
    return parts


def _leads_out(relations: bytes, name: str) -> bool:
    if not relations:
        return False
    return any(
        each.get("TargetMode") == "External" and each.get("Type", "").encode().endswith(_LINKS)
        for each in parsed(relations, name)
    )


def parsed(part: bytes, name: str) -> Element:
    """Return the root of an XML part.

    Raises
    ------
    InputError
        If it is not well-formed, or declares entities or a document type.
    """
    try:
        root: Element = fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise InputError(_DAMAGED, file=name) from error
    if _is_deeper(root):
        raise InputError(_DAMAGED, file=name)
    return root


def _is_deeper(root: Element) -> bool:
    """Return whether elements are nested deeper than in any document."""
    level = [root]
    for _depth in range(DEEPEST):
        level = [child for each in level for child in each]
        if not level:
            return False
    return True
