"""The data sets of a folder, each read and checked in a process of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks import check, to_fill_in
from ictanalysis.dataset import DatasetFiles, cells_of, read_dataset
from ictanalysis.dataset.layouts import layout
from ictanalysis.dataset.tables import TableReader
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.workers import Tell, Workers


class Given(NamedTuple):
    """A figure as a unit gave it, and the line of its table; None and `M` where it is missing."""

    value: float | None
    status: str
    note: str
    line: int


Figures = Mapping[IndicatorKey, Given]


class TableFile(NamedTuple):
    """The file of a table: its SHA-256, and the letter of the column that its values stand in."""

    sha256: str
    column: str


@dataclass(frozen=True)
class Standing:
    """How a unit stands with a month.

    Attributes
    ----------
    expected, known
        How many figures its catalog asks for, and how many have a value.
    errors
        Findings that keep its report from being published; None for a month that was not checked.
    unsure
        The tables that these findings are about.
    """

    expected: int
    known: int
    errors: int | None = None
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gathered:
    """What the data set of a unit says.

    Attributes
    ----------
    key
        The unit: the name of its folder.
    catalog
        What it measures.
    name
        What its settings call it.
    synthetic
        Whether its figures are made up.
    months
        Month → its figures, for the months asked for that it has.
    standings
        Month → how it stands, for the same months.
    files
        Name of a table's file, as `vinh-long/2021-05/portal.csv` → what is known of it.
    """

    key: str
    name: str
    catalog: Catalog
    synthetic: bool
    months: Mapping[pd.Period, Figures]
    standings: Mapping[pd.Period, Standing]
    files: Mapping[str, TableFile]


def gather(folder: Path, month: pd.Period, workers: Workers) -> Mapping[str, Gathered]:
    """Return key → what the data set of each unit says of the months up to one.

    Each is read in a process of its own.

    Parameters
    ----------
    folder
        The folder of the data sets.
    month
        The month that is checked; all earlier ones are read alone.
    workers
        Where they are read.

    Raises
    ------
    InputError
        If a data set cannot be read, or there is none.
    """
    paths = [each.parent for each in sorted(folder.glob("*/dataset.yml"))]
    if not paths:
        problem = _("holds no data sets: name the folder that the units' data sets lie in")
        raise InputError(problem, file=folder.as_posix())
    calls = [partial(_gathered, path, month) for path in paths]
    with closing(workers.each(calls)) as ended:
        found = {done.index: done.result() for done in ended}
    return {paths[index].name: found[index] for index in sorted(found)}


def _gathered(path: Path, month: pd.Period, _tell: Tell) -> Gathered:
    files = read_dataset(path)
    catalog = files.catalog
    months = [each for each in files.months if each <= month]
    return Gathered(
        key=path.name,
        name=" ".join(files.settings.province.split()),
        catalog=catalog,
        synthetic=files.settings.synthetic,
        months={each: _figures(files, each) for each in months},
        standings={each: _standing(files, each, checked=each == month) for each in months},
        files=_files(path, months, catalog),
    )


def _figures(files: DatasetFiles, month: pd.Period) -> Figures:
    """Return the measures of a month; a count of its plan's rows is the unit's own affair."""
    tables = files.catalog.tables
    return {
        key: Given(cell.value, cell.status, cell.note, cell.line)
        for key, cell in cells_of(files, month).items()
        if key.name in tables[key.table].measures and not tables[key.table].rows_of
    }


def _standing(files: DatasetFiles, month: pd.Period, *, checked: bool) -> Standing:
    expected, unknown = to_fill_in(files.catalog, cells_of(files, month))
    known = expected - len(unknown)
    if not checked:
        return Standing(expected, known)
    blocking = [each for each in check(files, month) if each.blocks]
    unsure = frozenset(each.table for each in blocking if each.table)
    return Standing(expected, known, len(blocking), unsure)


def _files(path: Path, months: Sequence[pd.Period], catalog: Catalog) -> Mapping[str, TableFile]:
    found = {}
    for table, spec in catalog.tables.items():
        header = TableReader(catalog, table).header
        for month in months if spec.rows_of is None else ():
            file = path / str(month) / f"{table}.csv"
            if file.is_file():
                content = file.read_bytes()
                form = layout(content.decode(errors="replace").removeprefix("\ufeff"), header)
                at = header.index("value") if form is None else form.places[header.index("value")]
                name = f"{path.name}/{month}/{file.name}"
                found[name] = TableFile(hashlib.sha256(content).hexdigest(), ascii_uppercase[at])
    return found
