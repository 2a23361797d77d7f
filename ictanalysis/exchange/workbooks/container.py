"""What a file must be before it is read as a workbook: an .xlsx of a size that a month can have."""

from __future__ import annotations

from collections.abc import Mapping

from ictanalysis.exchange.packages import (
    OLE,
    Limits,
    has_password,
    holds_macros,
    packed,
    unpacked,
)
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _

MOST_BYTES = 8 * 1024 * 1024
"""No workbook of a month comes near this size."""

MOST_UNPACKED = 16 * 1024 * 1024
MOST_PARTS = 500
MOST_TAGS = 500_000

TOO_LARGE = _("is larger than a workbook of a month can be: fill in the template and nothing else")
DAMAGED = _("is not an Excel workbook (.xlsx), or is damaged: save it again as .xlsx")

WORKBOOK = "xl/workbook.xml"
_STRICT = b"http://purl.oclc.org/ooxml"
_LIMITS = Limits(MOST_BYTES, MOST_UNPACKED, MOST_PARTS, MOST_TAGS, TOO_LARGE, DAMAGED)


def container(content: bytes, name: str) -> bytes:
    """Return a workbook of a month as readers of workbooks expect its parts to be named.

    A file that is none is refused before anything reads what it means.

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
    if len(content) <= MOST_BYTES and content.startswith(OLE):
        message = (
            _("is protected with a password: remove it and save again")
            if has_password(content)
            else _("is a workbook of the old form (.xls): save it as .xlsx")
        )
        raise InputError(message, file=name)
    parts = unpacked(content, name, _LIMITS)
    if WORKBOOK not in parts:
        raise InputError(DAMAGED, file=name)
    if problem := _unwanted(parts):
        raise InputError(problem, file=name)
    return packed(parts)


def _unwanted(parts: Mapping[str, bytes]) -> Message | None:
    if holds_macros(parts):
        return _("holds macros: save it as .xlsx, which has none")
    if any(path.startswith("xl/externallinks/") for path in parts):
        return _("leads to other workbooks: paste the values alone, and break the links")
    if _STRICT in parts[WORKBOOK]:
        return _("is a “Strict Open XML” workbook: save it as “Excel Workbook” (.xlsx)")
    return None
