"""The ledger of a data set: which figure was told to leadership, when, and by which role.

Lines are only ever added. Each has the SHA-256 of the line before it, the first that of the header,
so that a line that is changed, taken out or put in is found.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from ictanalysis.dataset.periods import parse_month
from ictanalysis.files.csvtext import csv_text
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import Message, _

LEDGER = "ledger.csv"

COLUMNS = (
    "month", "key", "value", "status", "note", "vintage", "published", "by", "report", "previous",
)  # fmt: skip

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest ledger: two thousand figures a month take three megabytes a year."""


@dataclass(frozen=True)
class Told:
    """A figure as it was told.

    Attributes
    ----------
    month, key
        Which figure.
    value, status, note
        As `indicators.csv` had them; the value is a text, blank where it was missing.
    vintage
        Which time it was told, from 1 on.
    published, by
        When, in the time of UTC (`2021-05-20T02:00:00Z`), and by which role.
    report
        The SHA-256 of the manifest of the report that told it.
    line
        Where it stands in the ledger.
    """

    month: str
    key: str
    value: str
    status: str
    note: str
    vintage: int
    published: str
    by: str
    report: str
    line: int = 0

    @property
    def period(self) -> pd.Period:
        """Return the month."""
        return parse_month(self.month)


class Break(NamedTuple):
    """The line from which on a ledger cannot be trusted, and why."""

    line: int
    problem: Message


@dataclass(frozen=True)
class Ledger:
    """What was told, in the order in which it was.

    Attributes
    ----------
    lines
        The figures, as far as the ledger can be trusted.
    heads
        The SHA-256 of the header, and then of each of the lines.
    broken
        Where it cannot be trusted any more; None where it can.
    """

    lines: Sequence[Told]
    heads: Sequence[str]
    broken: Break | None = None

    def last(self, until: int | None = None) -> dict[tuple[str, str], Told]:
        """Return month and key → the figure as it was told last.

        Parameters
        ----------
        until
            Leave out the lines from this one on, counted from 0.
        """
        return {(each.month, each.key): each for each in self.lines[:until]}

    def head_at(self, lines: int) -> str:
        """Return the SHA-256 of its last line when it had so many, the header included."""
        return self.heads[lines - 1] if 0 < lines <= len(self.heads) else ""

    def first_report(self, month: str) -> tuple[int, int] | None:
        """Return from which to before which line the first report of a month was told."""
        begun = 0
        for of, count in self._publications():
            if of == month:
                return begun, begun + count
            begun += count
        return None

    def _publications(self) -> Iterator[tuple[str, int]]:
        """Yield the month of each publication, and how many lines it has."""
        for _report, lines in groupby(self.lines, key=lambda each: (each.published, each.report)):
            told = list(lines)
            # A report tells what has changed of earlier months first, and then its own.
            yield told[-1].month, len(told)

    def followed_by(self, figures: Iterable[Told]) -> str:
        """Return the text of lines to be added; each gets its vintage, and what chains it."""
        vintages = {name: told.vintage for name, told in self.last().items()}
        head, rows = self.heads[-1], []
        for each in figures:
            vintage = vintages.get((each.month, each.key), 0) + 1
            told = astuple(replace(each, vintage=vintage))[:-1]
            row = csv_text([[*map(_in_one_line, told), head]])
            head = digest(row.removesuffix("\n"))
            rows.append(row)
        return "".join(rows)


HEADER = csv_text([COLUMNS])
"""The first line of a ledger."""


def digest(line: str) -> str:
    """Return the SHA-256 of a line, without its end."""
    return hashlib.sha256(line.encode()).hexdigest()


EMPTY = Ledger((), [digest(HEADER.rstrip("\n"))])
"""The ledger of a data set of which nothing was published yet."""


def read_ledger(text: str) -> Ledger:
    """Return a ledger, as far as each of its lines has the digest of the one before it."""
    if not text:
        return EMPTY
    first, *rest = text.split("\n")
    if first != HEADER.rstrip("\n"):
        return Ledger((), EMPTY.heads, Break(1, _("is not the first line of a ledger")))
    if rest[-1:] != [""]:
        problem = _("ends in the middle of a line")
        return replace(_lines(rest[:-1]), broken=Break(len(rest) + 1, problem))
    return _lines(rest[:-1])


def _lines(rows: Sequence[str]) -> Ledger:
    heads, lines = [*EMPTY.heads], list[Told]()
    for number, row in enumerate(rows, start=2):
        told = _told(row, number, heads[-1])
        if not isinstance(told, Told):
            return Ledger(lines, heads, Break(number, told))
        lines.append(told)
        heads.append(digest(row))
    return Ledger(lines, heads)


def _told(row: str, number: int, head: str) -> Told | Message:
    """Return the figure of a line, or what is wrong with it."""
    try:
        [cells] = csv.reader([row], strict=True)
        *told, previous = cells
        month, key, value, status, note, vintage, published, by, report = told
        read = Told(
            month, key, value, status, note, int(vintage), published, by, report, line=number
        )
        read.period  # noqa: B018
    except (ValueError, csv.Error, UsageError):
        return _("is not a line of a ledger")
    if previous != head:
        return _("does not follow the line before it: one of them was changed, added or taken out")
    return read


def _in_one_line(cell: object) -> str:
    return " ".join(str(cell).split())


def refuse_broken(ledger: Ledger, name: str) -> None:
    """Refuse to go on with a ledger that cannot be trusted.

    Raises
    ------
    InputError
        If it is broken; with the line.
    """
    if ledger.broken is not None:
        raise InputError(ledger.broken.problem, file=name, line=ledger.broken.line)
