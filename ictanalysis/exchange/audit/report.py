"""A report as it is audited: passages of text and tables, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ictanalysis.language.messages import Message, _


@dataclass(frozen=True)
class Place:
    """Where something stands: a line of a text, a page, a paragraph or a table; 0 for none."""

    line: int = 0
    paragraph: int = 0
    page: int = 0
    table: int = 0

    @property
    def message(self) -> Message:
        """Return the words for it."""
        if self.page:
            return _("page {number}", number=self.page)
        if self.table:
            return _("table {number}", number=self.table)
        if self.line:
            return _("line {number}", number=self.line)
        return _("paragraph {number}", number=self.paragraph)


@dataclass(frozen=True)
class Passage:
    """A paragraph of a report, in one line.

    Attributes
    ----------
    text, place
        Its words, with composed letters and without marks of emphasis, and where it stands.
    heading
        Whether it is one.
    item
        Whether it is one of a list.
    """

    text: str
    place: Place
    heading: bool = False
    item: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a report: the texts of its cells row by row, the same number in each."""

    rows: Sequence[Sequence[str]]
    place: Place


@dataclass(frozen=True)
class Report:
    """What a file says, in the order of reading.

    Attributes
    ----------
    name
        The file, as messages call it.
    passages, tables
        Its paragraphs and its tables.
    """

    name: str
    passages: Sequence[Passage]
    tables: Sequence[Table] = ()


_NUMBERED = re.compile(r"(?:[IVX]+|[A-Z])\.\s")
_LONGEST_HEADING = 160


def is_heading(text: str) -> bool:
    """Return whether a text that nothing marks as a heading looks like one: `IV. …`.

    Examples
    --------
    >>> is_heading("IV. PLAN OF JUNE"), is_heading("In May the office issued 2 letters.")
    (True, False)
    """
    short = len(text) <= _LONGEST_HEADING and text[-1:] not in {".", ";"}
    return short and _NUMBERED.match(text) is not None
