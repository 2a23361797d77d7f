"""The record that a report in Word carries of itself, read back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pandas as pd

from ictanalysis.exchange.word.package import parsed
from ictanalysis.exporters.docx_record import NAMESPACE
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

_N = f"{{{NAMESPACE}}}"
_PART = re.compile(r"customxml/item\d+\.xml")
_MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class BoundNumber:
    """A figure in a paragraph as it was written: its key, and where its words stand."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class RecordedParagraph:
    """A paragraph as it was written."""

    text: str
    numbers: Sequence[BoundNumber]


@dataclass(frozen=True)
class Record:
    """The month of a report, and its paragraphs as they were written, those of tables too."""

    month: pd.Period
    paragraphs: Sequence[RecordedParagraph]


def read_record(parts: Mapping[str, bytes], name: str) -> Record | None:
    """Return the record of a document; None if it is no report of this package.

    Raises
    ------
    InputError
        If the record is damaged; `name` is what messages call the file.
    """
    for path in sorted(parts):
        if _PART.fullmatch(path) and NAMESPACE.encode() in parts[path]:
            root = parsed(parts[path], name)
            if root.tag == f"{_N}report":
                return _record(root, name)
    return None


def _record(root: Element, name: str) -> Record:
    month = root.get("month", "")
    try:
        if not _MONTH.fullmatch(month):
            raise ValueError(month)
        paragraphs = [_paragraph(each) for each in root.iterfind(f"{_N}paragraph")]
    except ValueError as error:
        message = _("does not remember well what it was: take the report that was made last")
        raise InputError(message, file=name) from error
    return Record(pd.Period(month, "M"), paragraphs)


def _paragraph(element: Element) -> RecordedParagraph:
    numbers = [
        BoundNumber(each.get("key", ""), int(each.get("start", "")), int(each.get("end", "")))
        for each in element.iterfind(f"{_N}figure")
    ]
    return RecordedParagraph(element.findtext(f"{_N}text") or "", numbers)
