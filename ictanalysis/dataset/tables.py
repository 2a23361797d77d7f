"""One CSV file of a month: its rows as observations, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from math import nan
from typing import NamedTuple

from ictanalysis.catalog import Catalog, Measure, Ratio
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.numerals import Refused, read_value
from ictanalysis.dataset.rows import read_rows, wrong_length
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.dataset.tablefile import MOST_PROBLEMS, TableFile
from ictanalysis.language.messages import Message, _
from ictanalysis.language.spelling import fold

__all__ = ["Observation", "TableReader"]

TAIL = ("value", "status", "note")


class Observation(NamedTuple):
    """One row of a table: `members` follows the table's dimensions, blank for the total."""

    measure: str
    members: tuple[str, ...]
    value: float
    status: str
    note: str
    line: int


class TableReader:
    """Reads the files of one table, month after month.

    What a combination of measure and members means is looked up in the catalog once and kept, for
    the same combinations come back every month.
    """

    def __init__(self, catalog: Catalog, table: str) -> None:
        self._catalog = catalog
        self._table = catalog.tables[table]
        self._known: dict[tuple[str, ...], Measure | Ratio] = {}
        self.header = ["measure", *self._table.dimensions, *TAIL]

    def read(self, file: TableFile) -> tuple[list[Observation], list[Finding]]:
        """Return the observations of a file and its structure findings, all of them.

        A cell that cannot be read is told as a finding and stands as missing, so that no sum is
        drawn from it.
        """
        rows, findings = read_rows(file, self.header)
        observations, problems = self._observations(file, rows)
        return observations, [*findings, *problems]

    def _observations(
        self, file: TableFile, rows: Sequence[tuple[int, list[str]]]
    ) -> tuple[list[Observation], list[Finding]]:
        observations: dict[tuple[str, ...], Observation] = {}
        misplaced: list[_Row] = []
        problems: list[Finding] = []
        for line, cells in rows:
            if len(problems) >= MOST_PROBLEMS:
                message = _(
                    "has more than {most} problems: the rest is not told", most=MOST_PROBLEMS
                )
                problems.append(file.finding(message, line=line))
                break
            row = _Row(file, line, cells, len(self._table.dimensions))
            found = self._misfits(row)
            if found:
                misplaced.append(row)
            elif row.key in observations:
                first = observations[row.key].line
                found = [row.finding(_("repeats line {first}: remove one", first=first))]
            else:
                value = self._value(row)
                if isinstance(value, Finding):
                    found, value = [value], nan
                observations[row.key] = row.observation(value, bool(found))
            problems += found
        for row in misplaced:
            if key := self._meant(row):
                observations.setdefault(key, Observation(key[0], key[1:], nan, "M", "", row.line))
        return list(observations.values()), problems

    def _meant(self, row: _Row) -> tuple[str, ...] | None:
        """Return the cell that a misspelt or short row most likely is for: it is not absent."""
        if len(row.key) <= len(self._table.dimensions):
            return None
        known = [
            [*self._table.measures],
            *(["", *self._catalog.dimensions[name].members] for name in self._table.dimensions),
        ]
        near = [
            word if word in words else next(iter(get_close_matches(fold(word), words, n=1)), None)
            for word, words in zip(row.key, known, strict=True)
        ]
        return None if None in near else tuple(word or "" for word in near)

    def _misfits(self, row: _Row) -> list[Finding]:
        if len(row.cells) != len(self.header):
            return [wrong_length(row.file, row.line, len(row.cells), len(self.header))]
        if row.key in self._known:
            return []
        unknown = list(self._unknown(row))
        if not unknown:
            self._known[row.key] = self._spec(row.measure)
        return unknown

    def _value(self, row: _Row) -> float | Finding:
        text, status = row.text, row.status
        if status not in STATUSES:
            codes = ", ".join(sorted(STATUSES))
            message = _("“{value}” is not a status: use {codes} or none", value=status, codes=codes)
            return row.finding(message, found=status)
        if not text:
            if status == "M":
                return nan
            message = _("has no value: write one (0 if there was none), or status M if not known")
            return row.finding(message, found="")
        if status == "M":
            message = _("has a value and status M (missing): remove one of them")
            return row.finding(message, found=text)
        value = read_value(text, self._known[row.key])
        if isinstance(value, Refused):
            return row.finding(value.message, found=text, expected=value.probably)
        return value

    def _spec(self, measure: str) -> Measure | Ratio:
        measures = self._table.measures
        return measures[measure] if measure in measures else self._table.ratios[measure]

    def _unknown(self, row: _Row) -> Iterator[Finding]:
        names = [*self._table.measures, *self._table.ratios]
        if row.measure not in names:
            message = _unknown(_("measure"), row.measure, names)
            yield row.finding(message, found=row.measure)
        known = True
        for dimension, member in zip(self._table.dimensions, row.members, strict=True):
            members = self._catalog.dimensions[dimension].members
            if member and member not in members:
                known = False
                label = _("member of {dimension}", dimension=dimension)
                yield row.finding(_unknown(label, member, members), found=member)
        where = dict(zip(self._table.dimensions, row.members, strict=True))
        if known and not self._catalog.applies({key: name for key, name in where.items() if name}):
            yield row.finding(
                _("“{members}” do not go together in the catalog", members=", ".join(row.members)),
                found=", ".join(row.members),
            )


class _Row:
    """A row being read: its cells by their role."""

    __slots__ = ("cells", "file", "key", "line")

    def __init__(self, file: TableFile, line: int, cells: list[str], dimensions: int) -> None:
        self.file = file
        self.line = line
        self.cells = cells
        self.key = tuple(cells[: 1 + dimensions])

    @property
    def measure(self) -> str:
        return self.cells[0]

    @property
    def members(self) -> tuple[str, ...]:
        return self.key[1:]

    @property
    def text(self) -> str:
        return self.cells[-3]

    @property
    def status(self) -> str:
        return self.cells[-2] or "A"

    def observation(self, value: float, unread: bool) -> Observation:
        measure, *_members, _text, status, note = self.cells
        status = "M" if unread else status or "A"
        return Observation(measure, self.key[1:], value, status, note, self.line)

    def finding(
        self, message: Message, *, found: str | None = None, expected: float | None = None
    ) -> Finding:
        return self.file.finding(
            message, line=self.line, measure=self.measure, found=found, expected=expected
        )


def _unknown(what: Message, value: str, known: Iterable[str]) -> Message:
    near = get_close_matches(fold(value), list(known), n=1, cutoff=0)
    return _(
        "“{value}” is not a {what} of the catalog (the nearest is “{near}”)",
        value=value,
        what=what,
        near=near[0],
    )
