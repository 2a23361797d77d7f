"""The library as a notebook sees it: data sets, their months and their series."""

from __future__ import annotations

import os
from pathlib import Path

from ictanalysis.analysis.dataset import Dataset
from ictanalysis.analysis.month import Month
from ictanalysis.dataset import read_dataset
from ictanalysis.files.reading import real
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

NOTEBOOKS = "ICTANALYSIS_NOTEBOOKS"
"""Variable of the environment that names the folder of the notebooks to those of a run."""

__all__ = ["Dataset", "Month", "keep", "load"]


def load(path: str | Path = "data") -> Dataset:
    """Return the data set in a folder.

    Parameters
    ----------
    path
        The folder. A relative one is looked for in the working directory and then in each folder
        above it, so that a notebook finds `data` from wherever it is opened.

    Raises
    ------
    InputError
        If there is no such folder, or its settings or catalog cannot be used.
    UsageError
        If `path` is no path.

    Notes
    -----
    In a notebook that `ictanalysis run` executes, the findings are those of the run, about the
    notebooks too: it names their folder in the environment.

    Examples
    --------
    >>> load("data")
    <Dataset data: 2021-05>
    """
    if not isinstance(path, str | Path):
        message = _("{value} is no folder: write ict.load({example})", value=path, example='"data"')
        raise UsageError(message)
    found, notebooks = _find(Path(path)), os.environ.get(NOTEBOOKS)
    if notebooks and (kept := _kept.get(real(found))):
        return kept
    return Dataset(read_dataset(found, Path(notebooks) if notebooks else None))


_kept: dict[Path, Dataset] = {}


def keep(folder: Path, data: Dataset) -> None:
    """Have the notebooks of a run, which are executed in forks of this process, load a data set.

    Parameters
    ----------
    folder
        The copy of it that they find, which nobody writes to.
    data
        What reading it there would return, for a process whose environment has `NOTEBOOKS`.
    """
    _kept[real(folder)] = data


def _find(path: Path) -> Path:
    if path.is_absolute() or path.exists():
        return path
    above = (folder / path for folder in Path.cwd().parents)
    return next((folder for folder in above if (folder / "dataset.yml").is_file()), path)
