"""A report as a PDF file with text in it."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence

from ictanalysis.exchange.audit.report import Passage, Place, Report, is_heading
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

MOST_PAGES = 500

_BEGINS = re.compile(r"(?:[-+•–]|\d{1,2}(?:\.\d{1,2})*\.|[IVX]+\.|[^\W\d_]\))\s")
_CLOSED = re.compile(r"[.;:/!?…”)]$")
_COLUMNS = re.compile(r"\S\s{3,}(?=\S)")
_ALONE = re.compile(r"\s*(?:\d{1,3}(?:/\d{1,3})?)\s*")
_INDENT = 2
_FULL = 0.8


def pdf_report(content: bytes, name: str) -> Report:
    """Return the paragraphs of a file, put together from its lines; tables are left out.

    Raises
    ------
    InputError
        If it is damaged, has a password, has more pages than a report, or holds pictures alone.
    """
    pages = _pages(content, name)
    if not any(page.strip() for page in pages):
        message = _("holds pictures of text and no text: make it from the document itself")
        raise InputError(message, file=name)
    return Report(name, [*_passages(pages)])


def _pages(content: bytes, name: str) -> Sequence[str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            message = _("is protected with a password: remove it and save again")
            raise InputError(message, file=name)
        if len(reader.pages) > MOST_PAGES:
            raise InputError(_("has more pages than a report can have"), file=name)
        return [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except InputError:
        raise
    except Exception as error:  # readers of PDF stumble over damaged files in many ways
        message = _("is not a PDF file, or is damaged: make it again")
        raise InputError(message, file=name) from error


def _passages(pages: Sequence[str]) -> Iterator[Passage]:
    lines: list[str] = []
    start = 1
    for number, line, begins in _lines(pages):
        if lines and (begins or not line):
            yield from _passage(lines, start)
            lines = []
        if line:
            start = start if lines else number
            lines.append(line)
    yield from _passage(lines, start)


def _lines(pages: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines with their page, and whether each begins a paragraph.

    An empty line stands for what parts paragraphs: the row of a table, or an empty line.
    """
    before = ""
    for number, page in enumerate(pages, start=1):
        lines = unicodedata.normalize("NFC", page).split("\n")
        filled = [line for line in lines if line.strip() and not _COLUMNS.search(line.strip())]
        left = min((len(line) - len(line.lstrip()) for line in filled), default=0)
        longest = max((len(line.rstrip()) for line in filled), default=0)
        for line in lines:
            text = line.strip()
            if not text or _ALONE.fullmatch(line):
                continue
            if _COLUMNS.search(text):
                yield number, "", True
                before = ""
                continue
            indented = len(line) - len(line.lstrip()) > left + _INDENT
            ended = _CLOSED.search(before) and len(before) < longest * _FULL
            yield number, " ".join(text.split()), bool(_BEGINS.match(text) or indented or ended)
            before = line.rstrip()


def _passage(lines: Sequence[str], page: int) -> Iterator[Passage]:
    text = " ".join(lines)
    if text:
        item = text.startswith(("- ", "+ ", "• "))
        yield Passage(text.removeprefix("- "), Place(page=page), is_heading(text), item)
