"""The text of a table's file, in the one form in which it is read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pandas as pd

from ictanalysis.findings import Finding, Severity
from ictanalysis.messages import Message, _

__all__ = ["TableFile", "clean_text"]


@dataclass(frozen=True)
class TableFile:
    """The text of a table's file and where it stands."""

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
        found: float | str | None = None,
        expected: float | str | None = None,
    ) -> Finding:
        """Yield a structure finding about a place of this file."""
        return Finding(
            month=self.month,
            rule="structure",
            severity=severity,
            message=message,
            table=self.table,
            measure=measure,
            file=self.name,
            line=line,
            found=found,
            expected=expected,
        )


def clean_text(file: TableFile) -> tuple[str, list[Finding]]:
    """Yield the text in the one form that is read, and a warning for each thing made uniform.

    A byte order mark and Windows line ends are what spreadsheets write, and a decomposed letter is
    the same letter; none changes a figure, and none is passed over in silence.
    """
    text, warnings = file.text, []
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
        line = next(
            number
            for number, part in enumerate(text.split("\n"), start=1)
            if not unicodedata.is_normalized("NFC", part)
        )
        text = unicodedata.normalize("NFC", text)
        message = _("has decomposed letters (NFD), which are read as composed ones: save as NFC")
        warnings.append(file.finding(message, line=line, severity="warning", found="NFD"))
    return text, warnings
