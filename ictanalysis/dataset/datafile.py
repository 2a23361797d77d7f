"""The text of a file of a month, in the one form in which it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Unpack

import pandas as pd

from ictanalysis.dataset.findings import NOWHERE, Facts, Finding, Severity
from ictanalysis.language.messages import Message, _
from ictanalysis.language.unprintable import UNPRINTABLE, code

MOST_PROBLEMS = 100
"""How many problems of a file are listed."""

_LONGEST = 499
_ENDLESS = re.compile(rf"\S{{{_LONGEST + 1},}}")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
"""Characters some of which Python calls printable, and no page can show."""


@dataclass(frozen=True)
class DataFile:
    """The text of a file of a month, and where it stands; `table` is blank for a document."""

    month: pd.Period
    table: str
    name: str
    text: str

    def finding(
        self,
        message: Message,
        *,
        line: int = 0,
        severity: Severity = "error",
        measure: str = "",
        **facts: Unpack[Facts],
    ) -> Finding:
        """Return a structure finding about a place of this file."""
        indicator, place = (self.table, measure, NOWHERE), (self.name, line)
        return Finding(self.month, "structure", severity, message, *indicator, *place, **facts)


def clean_text(file: DataFile) -> tuple[str, list[Finding]]:
    """Return the text in the one form that is read, and a warning for each thing made uniform.

    A byte order mark and Windows line ends are what spreadsheets write, and a decomposed letter is
    the same letter; none changes a figure, and none is passed over in silence.
    """
    text, warnings = file.text, []
    if is_clean(text):
        return text, []
    if text.startswith("\ufeff"):
        text = text[1:]
        message = _("begins with a byte order mark, which is left out: save as UTF-8 without it")
        warnings.append(file.finding(message, line=1, severity="warning", found="U+FEFF"))
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        message = _("has Windows line ends, which are read as plain ones: save with LF")
        warnings.append(file.finding(message, line=line, severity="warning", found="CR"))
    if not unicodedata.is_normalized("NFC", text):
        composed = [unicodedata.is_normalized("NFC", part) for part in text.split("\n")]
        line = composed.index(False) + 1
        text = unicodedata.normalize("NFC", text)
        message = _("has decomposed letters (NFD), which are read as composed ones: save as NFC")
        warnings.append(file.finding(message, line=line, severity="warning", found="NFD"))
    return text, [*warnings, *islice(_unprintable(file, text), MOST_PROBLEMS)]


def is_clean(text: str) -> bool:
    """Return whether there is surely nothing in a text to be made uniform or told."""
    return (
        unicodedata.is_normalized("NFC", text)
        and text.replace("\n", "").isprintable()
        and not _BEYOND.search(text)
        and max(map(len, text.split()), default=0) <= _LONGEST
    )


def _unprintable(file: DataFile, text: str) -> Iterator[Finding]:
    """Yield what no page could show: characters without a glyph, and words without an end."""
    if not (UNPRINTABLE.search(text) or _ENDLESS.search(text)):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for match in UNPRINTABLE.finditer(line):
            found = code(match[0])
            message = _(
                "holds the character {code}, which cannot be printed: remove it", code=found
            )
            yield file.finding(message, line=number, found=found)
        for match in _ENDLESS.finditer(line):
            message = _(
                "holds a word of {count} letters (“{beginning}…”): divide it",
                count=len(match[0]),
                beginning=match[0][:20],
            )
            yield file.finding(message, line=number, found=match[0][:20])
