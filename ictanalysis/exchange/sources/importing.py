"""Figures of offices' own files as the tables of a month: what is written, and from where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import IndicatorKey, Measure, Ratio
from ictanalysis.dataset import Cell
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.numerals import MOST_DECIMALS, digits, number_or_day
from ictanalysis.dataset.sources import FORMULA, SOURCES_COLUMNS, Source
from ictanalysis.dataset.tables import TableReader
from ictanalysis.exchange.sources.locating import Located, Search
from ictanalysis.exchange.sources.mapping import FOLDER, SourceMapping, read_mappings
from ictanalysis.exchange.sources.sheets import coordinates
from ictanalysis.exchange.sources.sourcefile import SourceFile, source_file
from ictanalysis.exchange.workbooks import Revision, as_lines, revision
from ictanalysis.exchange.workbooks.filled import FilledTable, FilledWorkbook
from ictanalysis.exchange.workbooks.readyrows import ready_rows
from ictanalysis.files.csvtext import csv_text
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import Message, _


@dataclass(frozen=True)
class SourceRevision:
    """What offices' files would change in a month.

    Attributes
    ----------
    revision
        The tables, as for the template.
    sources
        The text of `sources.csv`.
    empty
        The figures whose cells are empty, which stay missing.
    """

    revision: Revision
    sources: str
    empty: Sequence[IndicatorKey]


def source_revision(
    month: pd.Period, paths: Sequence[Path], data: Dataset, name: str | None
) -> SourceRevision:
    """Return what files would change in a month, by the mappings of the data set.

    Parameters
    ----------
    name
        The mapping to use; None for every one of which the files have a table.

    Raises
    ------
    InputError
        If a file or a mapping cannot be read, or a figure is not found by its texts, or is no
        number; all problems at once.
    UsageError
        If there is no such mapping, or no mapping for a file.
    """
    mappings = _mappings(data, name)
    known = frozenset(label for each in mappings.values() for label in each.rows)
    files = [source_file(path, known) for path in paths]
    found = _search(month, files, data, mappings)
    by_table: dict[str, list[Located]] = {}
    for each in found.found:
        by_table.setdefault(each.key.table, []).append(each)
    tables = _Tables(month, data)
    whole = {table: tables.filled(table, figures) for table, figures in by_table.items()}
    if tables.problems:
        raise InputError(as_lines(tables.problems))
    names = ", ".join(file.name for file in files)
    change = revision(FilledWorkbook(names, month, whole), data.files)
    return SourceRevision(change, _sources_text(found.found, month, data), found.empty)


def _search(
    month: pd.Period,
    files: Sequence[SourceFile],
    data: Dataset,
    mappings: Mapping[str, SourceMapping],
) -> Search:
    """Return the figures of all mappings that have a table in the files."""
    searches = {}
    for each, mapping in mappings.items():
        search = Search(files, data.catalog, month)
        search.find(mapping)
        if search.used or len(mappings) == 1:
            searches[each] = search
    whole = Search(files, data.catalog, month)
    for search in searches.values():
        whole.found += search.found
        whole.empty += search.empty
        whole.problems += search.problems
        whole.used |= search.used
    unused = [file.name for file in files if file.name not in whole.used]
    if unused and not whole.problems:
        raise UsageError(
            _(
                "{files}: no mapping of {folder} has a table of it: make one with ictanalysis map "
                "{files} --accept",
                files=", ".join(unused),
                folder=f"{data.files.path.as_posix()}/{FOLDER}",
            )
        )
    problems = [*whole.problems, *_repeated(whole.found)]
    if problems:
        raise InputError(as_lines(problems))
    return whole


def _mappings(data: Dataset, name: str | None) -> Mapping[str, SourceMapping]:
    folder = f"{data.files.path.as_posix()}/{FOLDER}"
    mappings = read_mappings(data.files.path, data.catalog)
    if name is not None:
        if name not in mappings:
            raise UsageError(_("{path}: there is no such mapping", path=f"{folder}/{name}.yml"))
        return {name: mappings[name]}
    if not mappings:
        message = _(
            "{folder}: there is no mapping yet: make one with ictanalysis map FILE… --accept",
            folder=folder,
        )
        raise UsageError(message)
    return mappings


def _repeated(found: Sequence[Located]) -> Iterator[Message]:
    """Yield why figures cannot be told apart: two cells for one, or one cell for two."""
    seen: dict[IndicatorKey, Located] = {}
    cells: dict[str, Located] = {}
    for each in found:
        other = cells.setdefault(_place(each), each)
        if other.key != each.key:
            yield _(
                "{place}: is taken for {first} and for {second}: name the mapping to use with "
                "--name",
                place=_place(each),
                first=str(other.key),
                second=str(each.key),
            )
        if first := seen.get(each.key):
            yield _(
                "{key} is taken twice, from {first} and from {second}: remove one from the "
                "mappings",
                key=str(each.key),
                first=_place(first),
                second=_place(each),
            )
        seen[each.key] = each


class _Tables:
    """Puts figures into the rows of a month, and reads them as its files are read."""

    def __init__(self, month: pd.Period, data: Dataset) -> None:
        self._month = month
        self._data = data
        self._ready = ready_rows(data, month)
        self._is_new = month not in data.files.months
        self.problems: list[Message] = []

    def filled(self, table: str, figures: Sequence[Located]) -> FilledTable:
        """Return a table with some figures in their rows, and all others as they are."""
        catalog = self._data.catalog
        taken = {each.key: each for each in figures}
        ready = self._ready[table]
        kept = [key for key, cell in ready.items() if cell is not None or self._is_new]
        keys = [*dict.fromkeys([*kept, *taken])]
        reader = TableReader(catalog, table)
        dimensions = catalog.tables[table].dimensions
        rows, lines, line = [reader.header], {}, 2
        for key in keys:
            content = self._content(key, ready.get(key), taken.get(key))
            rows.append([key.name, *(key.where.get(each, "") for each in dimensions), *content])
            lines[line] = key
            line += 1 + "".join(content).count("\n")
        text = csv_text(rows)
        cells, findings = reader.read(DataFile(self._month, table, f"{table}.csv", text))
        for finding in findings:
            if finding.blocks:
                place = (
                    _place(taken[lines[finding.line]]) if lines.get(finding.line) in taken else ""
                )
                self.problems.append(
                    _("{place}: {problem}", place=place or finding.file, problem=finding.message)
                )
        places = {
            key: (_sheet(each), (each.address[0] - 1, each.address[1] - 1))
            for key, each in taken.items()
        }
        return FilledTable(text, cells, places)

    def _content(
        self, key: IndicatorKey, cell: Cell | None, taken: Located | None
    ) -> Sequence[str]:
        """Return value, status and note of a row; a figure that stays the same keeps its own."""
        spec = self._data.catalog.spec(key)
        old = _old(spec, cell)
        if taken is None:
            return old
        value = _text(spec, taken.value)
        return (
            old
            if cell is not None and cell.value is not None and old[0] == value
            else [value, "", ""]
        )


def _old(spec: Measure | Ratio, cell: Cell | None) -> list[str]:
    if cell is None:
        return ["", "M", ""]
    value = number_or_day(spec, cell.value)
    text = digits(value) if isinstance(value, float) else str(value or "")
    return [text, "" if cell.status == "A" else cell.status, cell.note]


def _text(spec: Measure | Ratio, value: Decimal) -> str:
    """Return a value in digits; decimals without end are rounded as the catalog says."""
    text = format(value.normalize(), "f")
    if spec.decimals and len(text.partition(".")[2]) > MOST_DECIMALS:
        return format(round(value, spec.decimals).normalize(), "f")
    return text


def _sheet(figure: Located) -> str:
    return " ".join(figure.block.sheet.name.split())


def _place(figure: Located) -> str:
    return f"{figure.file.name}, “{_sheet(figure)}”, {coordinates(figure.address)}"


def _sources_text(found: Sequence[Located], month: pd.Period, data: Dataset) -> str:
    """Return `sources.csv` with the new sources in place of those that the figures had."""
    known = data.files.months[month].sources if month in data.files.months else {}
    new = {
        each.key: Source(
            value=_text(data.catalog.spec(each.key), each.value),
            file=" ".join(each.file.name.split()),
            sheet=_sheet(each),
            cell=coordinates(each.address),
            formula=each.formula,
            sha256=each.file.digest,
        )
        for each in found
    }
    rows = [
        [
            str(key),
            each.value,
            each.file,
            each.sheet,
            each.cell,
            FORMULA if each.formula else "",
            each.sha256,
        ]
        for key, each in {**known, **new}.items()
    ]
    return csv_text([SOURCES_COLUMNS, *rows])
