"""The national data set: made of those of many units, month by month, and a project around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.dataset import DatasetFiles
from ictanalysis.dataset.settings import Settings, read_settings
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.project.texts import PACKAGED
from ictanalysis.exchange.rollup.coverage import coverage
from ictanalysis.exchange.rollup.figures import Contributors, National
from ictanalysis.exchange.rollup.gathering import Gathered, gather
from ictanalysis.exchange.rollup.national import REPORTER, catalog_text, national_catalog
from ictanalysis.exchange.rollup.notebooks import notebook_texts
from ictanalysis.exchange.rollup.register import REGISTER, Register, Unit, read_register
from ictanalysis.exchange.rollup.texts import coverage_figures, month_texts
from ictanalysis.files.publication import (
    make_dataset,
    make_folder,
    replace_files,
    rewrite_file,
    write_new,
)
from ictanalysis.files.reading import read_text
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.workers import Workers

PROVINCES = Path(__file__).with_name("provinces.csv")
"""The provinces of Viet Nam, with those that became others on 1 July 2025.

References
----------
Resolution 202/2025/QH15 of the National Assembly on the arrangement of provinces.
"""

_OF_PEOPLE = frozenset({"plan.csv", "acknowledged.csv", "registration.csv"})
_BLANK = re.compile(r"\s*|.*,,M,\s*")
"""A row of a table that is to be filled in."""

DOCUMENTS = ("narrative.md", "plan.csv")
"""What a month has beside its tables, and people write."""


@dataclass(frozen=True)
class RolledUp:
    """What was put together.

    Attributes
    ----------
    months
        The months whose tables were made.
    units, late
        How many units were to report on the last one, and the names of those that have not.
    begun
        The files and folders that were there for the first time and are to be filled in.
    unused
        The units that have figures of the last month although they are parts of others by then.
    """

    months: Sequence[pd.Period]
    units: int
    late: Sequence[str]
    begun: Sequence[Path]
    unused: Sequence[str] = ()


def roll_up(
    folder: Path, month: pd.Period, data: Path, notebooks: Path, workers: Workers
) -> RolledUp:
    """Make the tables of a national data set from the data sets of many units.

    The tables of a month, and of all months before it that any unit has, are made anew; what
    people write beside them stays. A project that is not there yet is begun.

    Parameters
    ----------
    folder
        The folder of the units' data sets, each named as the register has it.
    month
        The month of the report: its units are those of the tables.
    data, notebooks
        The folder of the national data set, and that of its notebooks.
    workers
        Where data sets are read.

    Raises
    ------
    InputError
        If a data set or the register cannot be read, or no unit has the month.
    UsageError
        If the catalogs differ, a unit is not listed, the national data set has figures of its own,
        or it does not say of made-up figures that they are.
    """
    units = gather(folder, month, workers)
    register = _register(data / REGISTER, units, folder)
    months = sorted({each for unit in units.values() for each in unit.months})
    if month not in months:
        problem = _("no unit has the month {month}", month=str(month))
        raise InputError(problem, file=folder.as_posix())
    own = next(iter(units.values())).catalog
    catalog = national_catalog(
        {key: each.catalog for key, each in units.items()}, register.at(month)
    )
    _refuse_own_figures(data)
    synthetic = any(each.synthetic for each in units.values())
    begun = _begun(data, catalog, register, synthetic=synthetic)
    if not notebooks.exists():
        make_dataset(notebooks, notebook_texts(catalog, own, str(month)))
        begun.append(notebooks)
    settings = read_settings(data / "dataset.yml", f"{data}/dataset.yml")
    _refuse_hidden(settings, units, data)
    made = _tables(catalog, own, register, months, units)
    _write(data, catalog, settings, made)
    due = {each.key: each.name for each in register.at(month)}
    late = [name for key, name in due.items() if not _has_reported(units.get(key), month)]
    unused = [key for key, each in units.items() if key not in due and month in each.months]
    return RolledUp(months, len(due), late, begun, unused)


def _tables(
    catalog: Catalog,
    own: Catalog,
    register: Register,
    months: Sequence[pd.Period],
    units: Mapping[str, Gathered],
) -> Mapping[pd.Period, Mapping[str, str]]:
    """Return month → name of the file → its text."""
    files = {name: file for unit in units.values() for name, file in unit.files.items()}
    made, before, today = {}, dict[pd.Period, Contributors](), months[-1]
    asked = max(
        standing.expected for unit in units.values() for standing in unit.standings.values()
    )
    for month in months:
        national = National(own, register, month, today, units)
        figures, before[month] = national.figures(before.get(month - 1, {}))
        counts = coverage_figures(coverage(national.standings, asked), national.joined)
        made[month] = month_texts(catalog, [*counts, *figures], month, files)
    return made


def _register(path: Path, units: Mapping[str, Gathered], folder: Path) -> Register:
    """Return who is to report: who a file lists, else provinces, else who has a data set."""
    if path.exists():
        register = read_register(path)
        for key in units:
            if key not in register.units:
                raise UsageError(
                    _(
                        "{path}: {register} does not list “{name}”: add a row for it there, or "
                        "move the folder away",
                        path=folder / key,
                        register=path,
                        name=key,
                    )
                )
        return register
    provinces = read_register(PROVINCES)
    if provinces.units.keys() >= units.keys():
        return provinces
    return Register({key: Unit(key, each.name) for key, each in units.items()})


def _has_reported(unit: Gathered | None, month: pd.Period) -> bool:
    return unit is not None and month in unit.standings and unit.standings[month].known > 0


def _begun(data: Path, catalog: Catalog, register: Register, *, synthetic: bool) -> list[Path]:
    """Make what the national data set lacks beside its tables, and return what to fill in."""
    folder = PACKAGED / catalog.locale.code / "data"
    texts = {name: read_text(folder / name, name) for name in ("dataset.yml", "targets.yml")}
    if synthetic:
        texts["dataset.yml"] = texts["dataset.yml"].replace("synthetic: false", "synthetic: true")
    texts[REGISTER] = register.text
    begun = [] if (data / "dataset.yml").exists() else [data / "dataset.yml"]
    if not data.exists():
        make_dataset(data, {**texts, "catalog.yml": _text(catalog)})
        return begun
    for name, text in texts.items():
        if not (data / name).exists():
            write_new(data / name, text.encode())
    return begun


def _refuse_own_figures(data: Path) -> None:
    """Refuse to replace tables that nobody has rolled up, be they readable or not."""
    path = data / "catalog.yml"
    if path.exists() and REPORTER in read_catalog(path, path.as_posix()).dimensions:
        return
    for table in sorted(data.glob("[0-9]*/*.csv")):
        rows = table.read_bytes().decode(errors="replace").splitlines()[1:]
        if table.name not in _OF_PEOPLE and not all(map(_BLANK.fullmatch, rows)):
            message = _(
                "{file}: this data set has figures of its own, which would be replaced: name "
                "another with --data",
                file=table.as_posix(),
            )
            raise UsageError(message)


def _refuse_hidden(settings: Settings, units: Mapping[str, Gathered], data: Path) -> None:
    made_up = next((key for key, each in units.items() if each.synthetic), None)
    if made_up is not None and not settings.synthetic:
        problem = _(
            "the figures of “{unit}” are made up, and this does not say so: write synthetic: true",
            unit=made_up,
        )
        raise InputError(problem, file=f"{data}/dataset.yml")


def _write(
    data: Path,
    catalog: Catalog,
    settings: Settings,
    made: Mapping[pd.Period, Mapping[str, str]],
) -> None:
    """Write the catalog and the months that differ from what is there."""
    text = _text(catalog)
    if not _is(data / "catalog.yml", text):
        rewrite_file(data / "catalog.yml", text.encode)
    for month, texts in made.items():
        folder = data / str(month)
        if not folder.exists():
            files = DatasetFiles(data, settings, catalog, [], {})
            blank = blank_month(Dataset(files), month).texts
            make_folder(folder, {**{name: blank[name] for name in DOCUMENTS}, **texts})
        elif differing := {
            name: each for name, each in texts.items() if not _is(folder / name, each)
        }:
            replace_files(folder, differing)


def _text(catalog: Catalog) -> str:
    comment = catalog.locale.say(
        "Made from the catalog of the reporting units: change theirs, and roll up again."
    )
    return catalog_text(catalog, comment)


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
