"""The table of a month: its rows as cells, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from ictanalysis.catalog import Catalog, IndicatorKey, Measure, Ratio
from ictanalysis.dataset.cells import Cell, Cells
from ictanalysis.dataset.datafile import MOST_PROBLEMS, DataFile
from ictanalysis.dataset.findings import Facts, Finding
from ictanalysis.dataset.numerals import Read, Refused, read_value
from ictanalysis.dataset.plainrows import Known, Names, plain_cells
from ictanalysis.dataset.rows import Row, read_rows
from ictanalysis.dataset.statuses import STATUSES, VALUELESS
from ictanalysis.language.invisible import is_blank, odd, plain
from ictanalysis.language.messages import _, plural
from ictanalysis.language.spelling import fold, with_nearest


class TableReader:
    """Reads the files of one table, month after month.

    What a measure and its members mean is looked up in the catalog once and kept, for the same
    names come back every month.
    """

    def __init__(self, catalog: Catalog, table: str) -> None:
        self._catalog = catalog
        self._name = table
        self._table = catalog.tables[table]
        self._known: Known = {}
        self.header = ["measure", *self._table.dimensions, "value", "status", "note"]

    def read(self, file: DataFile) -> tuple[Cells, list[Finding]]:
        """Return the cells of a file and its structure findings, all of them.

        A cell that cannot be read is a finding and stands as missing, so that no sum is drawn from
        it.
        """
        plain = plain_cells(file, self.header, self._known)
        return self._closely(file) if plain is None else (plain, [])

    def _closely(self, file: DataFile) -> tuple[Cells, list[Finding]]:
        """Return the cells of a file, row after row, with what there is to say of each."""
        rows, findings = read_rows(file, self.header)
        cells: dict[Names, Cell] = {}
        misplaced: list[Row] = []
        problems: list[Finding] = []
        told: list[Finding] = []
        for written in rows:
            if len(problems) > MOST_PROBLEMS:
                break
            row, names = self._seen(written, told)
            if misfits := self._misfits(row, names):
                misplaced.append(row)
                problems += misfits
            elif names in cells:
                message = _("repeats line {first}: remove one", first=cells[names].line)
                problems.append(row.finding(message, measure=names[0]))
            else:
                cells[names] = self._cell(row, names, problems, told)
        for row in misplaced:
            if meant := self._meant(row):
                cells.setdefault(meant, _missing(row, self._key(meant)))
        return {cell.key: cell for cell in cells.values()}, [
            *findings,
            *problems,
            *_shortened(told),
        ]

    def _seen(self, row: Row, told: list[Finding]) -> tuple[Row, Names]:
        """Return a row as it is meant, and its names; where nobody sees what differs, tell it."""
        names = self._names(row)
        if len(row.cells) != len(self.header):
            return row, names
        *written, status, note = row.cells
        if names in self._known and (not status or status in STATUSES):
            return row, names
        seen = [*map(plain, (*names, status))]
        for text, meant in zip((*names, status), seen, strict=True):
            if text != meant and (characters := odd(text)):
                message = _(
                    "“{value}” holds {characters}: it is read as “{plain}”; write it so",
                    value=text,
                    characters=characters,
                    plain=meant,
                )
                told.append(row.finding(message, severity="warning", found=text, expected=meant))
        row = row._replace(cells=[*seen[:-1], written[-1], seen[-1], note])
        return row, self._names(row)

    def _names(self, row: Row) -> Names:
        return tuple(row.cells[: 1 + len(self._table.dimensions)])

    def _key(self, names: Names) -> IndicatorKey:
        members = dict(zip(self._table.dimensions, names[1:], strict=True))
        return IndicatorKey(self._name, names[0]).at(members)

    def _misfits(self, row: Row, names: Names) -> list[Finding]:
        if len(row.cells) != len(self.header):
            return [row.wrong_length(len(self.header))]
        if names in self._known:
            return []
        misfits = list(self._unknown(row, names))
        if not misfits:
            self._known[names] = self._key(names), self._table.indicators[names[0]]
        return misfits

    def _cell(self, row: Row, names: Names, problems: list[Finding], told: list[Finding]) -> Cell:
        """Return the cell of a row; if it cannot be read, as missing, and tell `problems` why.

        What is read otherwise than it is written goes to `told`.
        """
        key, spec = self._known[names]
        text, status, note = row.cells[-3:]
        value = _value(row, spec, text, status or "A")
        if isinstance(value, Finding):
            problems.append(value)
            return _missing(row, key, note)
        if isinstance(value, Read):
            facts: Facts = {"found": text, "expected": value.written}
            told.append(row.finding(value.message, severity="warning", measure=names[0], **facts))
            value = value.value
        return Cell(key, value, status or "A", note, row.file.name, row.line)

    def _unknown(self, row: Row, names: Names) -> Iterator[Finding]:
        measure, *members = names
        measures = self._table.indicators
        if measure not in measures:
            stranger = _("“{value}” is not a measure of the catalog", value=measure)
            message = with_nearest(stranger, measure, measures)
            yield row.finding(message, measure=measure, found=measure, stranger=True)
        where = dict(zip(self._table.dimensions, members, strict=True))
        strangers = {
            dimension: member
            for dimension, member in where.items()
            if member and member not in self._catalog.dimensions[dimension].members
        }
        for dimension, member in strangers.items():
            stranger = _(
                "“{value}” is not a member of {dimension} of the catalog",
                value=member,
                dimension=dimension,
            )
            message = with_nearest(stranger, member, self._catalog.dimensions[dimension].members)
            yield row.finding(message, measure=measure, found=member, stranger=True)
        chosen = {dimension: member for dimension, member in where.items() if member}
        if not strangers and not self._catalog.applies(chosen):
            together = ", ".join(members)
            message = _("“{members}” do not go together in the catalog", members=together)
            yield row.finding(message, measure=measure, found=together)

    def _meant(self, row: Row) -> Names | None:
        """Return the cell that a misspelt or short row most likely is for: it is not absent."""
        names = self._names(row)
        if len(names) <= len(self._table.dimensions):
            return None
        known = [
            [*self._table.measures],
            *(["", *self._catalog.dimensions[name].members] for name in self._table.dimensions),
        ]
        near = [
            word if word in words else next(iter(get_close_matches(fold(word), words, n=1)), None)
            for word, words in zip(names, known, strict=True)
        ]
        return None if None in near else tuple(word or "" for word in near)


def _value(
    row: Row, spec: Measure | Ratio, text: str, status: str
) -> float | Read | Finding | None:
    measure = row.cells[0]
    if status not in STATUSES:
        codes = ", ".join(sorted(STATUSES))
        message = _("“{value}” is not a status: use {codes} or none", value=status, codes=codes)
        return row.finding(message, measure=measure, found=status)
    if is_blank(text):
        text = ""
    if not text and status not in VALUELESS:
        message = _("has no value: write one (0 if there was none), or status M if not known")
        return row.finding(message, measure=measure, found="")
    if not text:
        return None
    if status == "M":
        message = _("has a value and status M (missing): remove one of them")
        return row.finding(message, measure=measure, found=text)
    value = read_value(text, spec)
    if isinstance(value, Refused):
        return row.finding(value.message, measure=measure, found=text, expected=value.probably)
    return value


def _shortened(told: list[Finding]) -> list[Finding]:
    """Return as many findings as are listed of a file, the last of them with how many more."""
    if len(told) <= MOST_PROBLEMS:
        return told
    rest = told[MOST_PROBLEMS - 1 :]
    message = plural(
        "{count} more cell from here on is read otherwise than it is written",
        "{count} more cells from here on are read otherwise than they are written",
        len(rest),
    )
    return [
        *told[: MOST_PROBLEMS - 1],
        replace(rest[0], message=message, found=None, expected=None),
    ]


def _missing(row: Row, key: IndicatorKey, note: str = "") -> Cell:
    return Cell(key, None, "M", note, row.file.name, row.line)
