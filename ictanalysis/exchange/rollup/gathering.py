"""The data sets of a folder, each read and checked in a process of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks import check, to_fill_in
from ictanalysis.dataset import DatasetFiles, cells_of, read_dataset
from ictanalysis.exchange.rollup.register import Register
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.workers import Tell, Workers


class Given(NamedTuple):
    """A figure as a unit gave it, and the line of its table; None and `M` where it is missing."""

    value: float | None
    status: str
    note: str
    line: int


Figures = Mapping[IndicatorKey, Given]


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
    synthetic
        Whether its figures are made up.
    months
        Month → its figures, for the months asked for that it has.
    standings
        Month → how it stands, for the same months.
    digests
        Name of a table's file, as `vinh-long/2021-05/portal.csv` → its SHA-256.
    """

    key: str
    catalog: Catalog
    synthetic: bool
    months: Mapping[pd.Period, Figures]
    standings: Mapping[pd.Period, Standing]
    digests: Mapping[str, str]


def gather(
    folder: Path, register: Register, month: pd.Period, workers: Workers
) -> Mapping[str, Gathered]:
    """Return key → what the data set of each unit says of the months up to one.

    A unit of the register without a folder has not reported; each of those that are there is read
    in a process of its own.

    Parameters
    ----------
    folder
        The folder of the data sets.
    register
        Who is to report.
    month
        The month that is checked; all earlier ones are read alone.
    workers
        Where they are read.

    Raises
    ------
    InputError
        If a data set cannot be read, or there is none.
    UsageError
        If the folder has a data set that the register does not list.
    """
    paths = [each.parent for each in sorted(folder.glob("*/dataset.yml"))]
    if not paths:
        problem = _("holds no data sets: name the folder that the units' data sets lie in")
        raise InputError(problem, file=folder.as_posix())
    for path in paths:
        if path.name not in register.units:
            raise UsageError(
                _(
                    "{path}: the register of who reports does not list “{name}”: add a row for it "
                    "to reporters.csv, or move the folder away",
                    path=path,
                    name=path.name,
                )
            )
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
        catalog=catalog,
        synthetic=files.settings.synthetic,
        months={each: _figures(files, each) for each in months},
        standings={each: _standing(files, each, checked=each == month) for each in months},
        digests=_digests(path, months, catalog),
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


def _digests(path: Path, months: Sequence[pd.Period], catalog: Catalog) -> Mapping[str, str]:
    tables = [name for name, table in catalog.tables.items() if table.rows_of is None]
    files = [path / str(month) / f"{table}.csv" for month in months for table in tables]
    return {
        f"{path.name}/{file.parent.name}/{file.name}": hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.is_file()
    }
