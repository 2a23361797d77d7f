"""A report in plain text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ictanalysis.exchange.audit.report import Passage, Place, Report, Table, is_heading
from ictanalysis.exchange.sources.delimited import decoded
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_HEADING = re.compile(r"#{1,6}\s+|\*\*[IVX\d.]+\s")
_ITEM = re.compile(r"\s*(?:[-+*•–]\s+)")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_ENDED = re.compile(r"[.;:!?]\s*$")
_RULE = re.compile(r"[\s|:-]+")


def text_report(content: bytes, name: str) -> Report:
    """Return the paragraphs and the tables of a text.

    Raises
    ------
    InputError
        If it is no text.
    """
    try:
        text = decoded(content)
    except UnicodeDecodeError as error:
        raise InputError(_("is not a text: save it as UTF-8"), file=name) from error
    if "\0" in text:
        raise InputError(_("is not a text: save it as UTF-8"), file=name)
    passages: list[Passage] = []
    tables: list[Table] = []
    for line, block in _blocks(text):
        if _ROW.match(block[0]):
            tables.append(Table(_rows(block), Place(line=line)))
        elif passage := _passage(block, line):
            passages.append(passage)
    return Report(name, passages, tables)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that belong together, with the number of the first."""
    block: list[str] = []
    start = 0
    for number, line in enumerate(text.splitlines(), start=1):
        row = _ROW.match(line) is not None
        ended = block and _ENDED.search(block[-1]) and line.lstrip()[:1].isupper()
        new = ended or not line.strip() or _HEADING.match(line) or _ITEM.match(line)
        if block and (new or row != (_ROW.match(block[0]) is not None)):
            yield start, block
            block = []
        if line.strip():
            start = start if block else number
            block.append(line)
            if line.startswith("#"):
                yield start, block
                block = []
    if block:
        yield start, block


def _passage(block: list[str], line: int) -> Passage | None:
    first = block[0]
    item = _ITEM.match(first)
    heading = _HEADING.match(first)
    if item:
        first = first[item.end() :]
    text = _plain(" ".join([first, *block[1:]]).removeprefix("#").lstrip("#"))
    if not text:
        return None
    return Passage(text, Place(line=line), bool(heading) or is_heading(text), bool(item))


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", text)).split())


def _rows(block: list[str]) -> list[list[str]]:
    rows = [
        [_plain(cell) for cell in line.strip().strip("|").split("|")]
        for line in block
        if not _RULE.fullmatch(line)
    ]
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]
