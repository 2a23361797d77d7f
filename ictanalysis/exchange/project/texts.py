"""A project to begin with: the files of a data set, its notebooks, and how to work with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.dataset import DatasetFiles
from ictanalysis.dataset.settings import read_settings
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.project.analysiscells import analysis, data_quality
from ictanalysis.exchange.project.cells import notebook_text
from ictanalysis.exchange.project.outline import Outline, outline, with_sections
from ictanalysis.exchange.project.reportcells import report
from ictanalysis.files.reading import read_text
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Language

DATA = "data"
CATALOG = f"{DATA}/catalog.yml"
PACKAGED = Path(__file__).parent
_MONTH = "YYYY-MM"
"""Stands in the packaged texts for the first month."""


@dataclass(frozen=True)
class Project:
    """The files of a project before anybody has filled them in.

    Attributes
    ----------
    month
        The month that is there to be filled in.
    texts
        Path inside the project (`data/dataset.yml`) → text.
    added
        Number → title of the sections that were added to the catalog, which needs them.
    """

    month: pd.Period
    texts: Mapping[str, str]
    added: Mapping[str, str]


def project(catalog: Path | None, language: Language, month: pd.Period) -> Project:
    """Return the files of a project.

    Parameters
    ----------
    catalog
        What is measured; None for a small catalog to begin with.
    language
        The language of the catalog, and of everything that is written.
    month
        The first month.

    Raises
    ------
    InputError
        If the catalog cannot be read or does not make sense.
    UsageError
        If a section of the catalog has a number that is none.
    """
    folder = PACKAGED / language
    path = catalog or folder / CATALOG
    name = str(catalog or CATALOG)
    given = read_catalog(path, name, Locale(language))
    parts = outline(given)
    complete = parts.complete(given)
    settings = read_settings(folder / DATA / "dataset.yml", "dataset.yml")
    data = Dataset(DatasetFiles(Path(DATA), settings, complete, [], {}))
    texts = {
        **_packaged(folder, month),
        CATALOG: with_sections(_plain(path, name), parts.added, name),
        **{f"{DATA}/{month}/{each}": text for each, text in blank_month(data, month).texts.items()},
        **_notebooks(complete, parts, month),
        ".gitignore": "reports/\n",
    }
    return Project(month, texts, parts.added)


def _packaged(folder: Path, month: pd.Period) -> Mapping[str, str]:
    """Return path → text of what the package has for every project; it names the first month."""
    paths = {each.relative_to(folder).as_posix(): each for each in sorted(folder.rglob("*.*"))}
    paths["Makefile"] = folder / "Makefile"
    return {name: read_text(each, name).replace(_MONTH, str(month)) for name, each in paths.items()}


def _notebooks(catalog: Catalog, parts: Outline, month: pd.Period) -> Mapping[str, str]:
    made = {"report": report(catalog, parts), "analysis": analysis(catalog)}
    made["data_quality"] = data_quality(catalog)
    return {
        f"notebooks/{name}.ipynb": notebook_text(cells, str(month)) for name, cells in made.items()
    }


def _plain(path: Path, name: str) -> str:
    """Return a text with the ends of lines that files of this package have."""
    return read_text(path, name).removeprefix("\ufeff").replace("\r\n", "\n")
