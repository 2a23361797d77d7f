"""The national data set: made of those of many units, month by month, and a project around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.dataset import DatasetFiles, read_dataset
from ictanalysis.dataset.settings import Settings, read_settings
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.project.texts import PACKAGED
from ictanalysis.exchange.rollup.coverage import coverage
from ictanalysis.exchange.rollup.figures import Contributors, National
from ictanalysis.exchange.rollup.gathering import Gathered, gather
from ictanalysis.exchange.rollup.national import REPORTER, catalog_text, national_catalog
from ictanalysis.exchange.rollup.notebooks import notebook_texts
from ictanalysis.exchange.rollup.register import REGISTER, Register, read_register
from ictanalysis.exchange.rollup.texts import coverage_figures, month_texts
from ictanalysis.files.publication import make_dataset, make_folder, replace_files, rewrite_file
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
    """

    months: Sequence[pd.Period]
    units: int
    late: Sequence[str]
    begun: Sequence[Path]


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
    path = data / REGISTER
    register = read_register(path if path.exists() else PROVINCES)
    units = gather(folder, register, month, workers)
    months = sorted({each for unit in units.values() for each in unit.months})
    if month not in months:
        problem = _("no unit has the month {month}", month=str(month))
        raise InputError(problem, file=folder.as_posix())
    own = next(iter(units.values())).catalog
    catalog = national_catalog(
        {key: each.catalog for key, each in units.items()}, register.at(month)
    )
    begun = _begun(data, catalog, synthetic=any(each.synthetic for each in units.values()))
    if not notebooks.exists():
        make_dataset(notebooks, notebook_texts(catalog, own, str(month)))
        begun.append(notebooks)
    settings = read_settings(data / "dataset.yml", f"{data}/dataset.yml")
    _refuse_own_figures(data)
    _refuse_hidden(settings, units, data)
    made = _tables(catalog, own, register, months, units)
    _write(data, catalog, settings, made)
    late = [
        each.name
        for each in register.at(month)
        if each.key not in units or month not in units[each.key].months
    ]
    return RolledUp(months, len(register.at(month)), late, begun)


def _tables(
    catalog: Catalog,
    own: Catalog,
    register: Register,
    months: Sequence[pd.Period],
    units: Mapping[str, Gathered],
) -> Mapping[pd.Period, Mapping[str, str]]:
    """Return month → name of the file → its text."""
    digests = {name: digest for unit in units.values() for name, digest in unit.digests.items()}
    made, before, today = {}, dict[pd.Period, Contributors](), months[-1]
    asked = max(
        standing.expected for unit in units.values() for standing in unit.standings.values()
    )
    for month in months:
        national = National(own, register, month, today, units)
        figures, before[month] = national.figures(before.get(month - 1, {}))
        counts = coverage_figures(coverage(national.standings, asked), national.joined)
        made[month] = month_texts(catalog, [*counts, *figures], month, digests)
    return made


def _begun(data: Path, catalog: Catalog, *, synthetic: bool) -> list[Path]:
    """Make the folder of the national data set where there is none, and return what to fill in."""
    if data.exists():
        return []
    folder = PACKAGED / catalog.locale.code / "data"
    texts = {name: read_text(folder / name, name) for name in ("dataset.yml", "targets.yml")}
    if synthetic:
        texts["dataset.yml"] = texts["dataset.yml"].replace("synthetic: false", "synthetic: true")
    register = read_text(PROVINCES, REGISTER)
    make_dataset(data, {**texts, REGISTER: register, "catalog.yml": _text(catalog)})
    return [data / "dataset.yml"]


def _refuse_own_figures(data: Path) -> None:
    """Refuse to replace the tables of a data set that nobody has rolled up."""
    if not (data / "catalog.yml").exists():
        return
    if REPORTER in read_catalog(data / "catalog.yml", f"{data}/catalog.yml").dimensions:
        return
    for cells in read_dataset(data).cells.values():
        for cell in cells.values():
            if cell.value is not None and cell.line:
                message = _(
                    "{place}: this data set has figures of its own, which would be replaced: name "
                    "another with --data",
                    place=cell.place,
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
