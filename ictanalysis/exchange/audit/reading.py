"""Read a report, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ictanalysis.exchange.audit.pdfdocument import pdf_report
from ictanalysis.exchange.audit.plaintext import text_report
from ictanalysis.exchange.audit.report import Report
from ictanalysis.exchange.audit.webpage import page_report
from ictanalysis.exchange.audit.worddocument import word_report
from ictanalysis.exchange.packages import OLE
from ictanalysis.exchange.word.package import read_bytes
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

FORMS: Mapping[str, Callable[[bytes, str], Report]] = {
    ".docx": word_report,
    ".pdf": pdf_report,
    ".html": page_report,
    ".htm": page_report,
    ".md": text_report,
    ".txt": text_report,
}
"""Ending of a file → what reads it."""

MOST_TEXT = 16 * 1024 * 1024
"""Bytes of a report that is a text or a page."""

MOST_LETTERS = 6_000
"""How long a paragraph may be: some of what is looked for takes longer than its length."""

MOST_IN_ALL = 500_000
"""Letters of all paragraphs of a report together."""

_STARTS = {b"PK": ".docx", OLE: ".docx", b"%PDF": ".pdf"}


def read_report(path: Path) -> Report:
    """Return the paragraphs and the tables of a file.

    Raises
    ------
    InputError
        If there is no such file, it is none that reports are read from, is not what its name says,
        is damaged, protected or larger than a report can be, or holds no text.
    """
    name, suffix = path.as_posix(), path.suffix.lower()
    content = read_bytes(path)
    if suffix not in FORMS:
        message = _("is not a file that reports are read from: {forms}", forms=", ".join(FORMS))
        raise InputError(message, file=name)
    kind = next((each for start, each in _STARTS.items() if content.startswith(start)), "")
    if kind != suffix and (kind or suffix in _STARTS.values()):
        message = _(
            "is named {suffix} and is something else, or damaged: open it and save it again",
            suffix=suffix,
        )
        raise InputError(message, file=name)
    if not kind and len(content) > MOST_TEXT:
        raise InputError(_("is larger than a report can be: check what it is"), file=name)
    if not content.strip():
        raise InputError(_("holds no text"), file=name)
    report = FORMS[suffix](content, name)
    if sum(len(passage.text) for passage in report.passages) > MOST_IN_ALL:
        raise InputError(_("is larger than a report can be: check what it is"), file=name)
    for passage in report.passages:
        if len(passage.text) > MOST_LETTERS:
            message = _(
                "{place} has {count} letters, which no paragraph has: part it into paragraphs",
                place=passage.place.message,
                count=len(passage.text),
            )
            raise InputError(message, file=name)
    if not any(passage.text for passage in report.passages) and not report.tables:
        raise InputError(_("holds no text"), file=name)
    return report
