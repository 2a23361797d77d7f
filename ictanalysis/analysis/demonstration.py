"""The demonstration as a data set that is there without a folder."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ictanalysis.analysis.dataset import Dataset
from ictanalysis.dataset import read_dataset
from ictanalysis.demo import dataset_texts
from ictanalysis.files.publication import make_dataset

FOLDER = Path("demo")
"""The folder that the sources of its figures name."""


@cache
def demonstration() -> Dataset:
    """Return the demonstration: three years of a province that does not exist, to try all on.

    Its figures are made up, the same in every call. It is held in memory: `ictanalysis demo demo`
    writes the files that its figures name as their sources.

    Returns
    -------
    Dataset
        The months 2018-06 to 2021-05, with nine districts.

    Raises
    ------
    UsageError
        If there is no room in the folder for temporary files.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> demo = ict.demonstration()
    >>> len(demo), demo["2021-05"]["dossiers.received"].sources
    (36, ['demo/2021-05/dossiers.csv:2'])
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / FOLDER
        make_dataset(path, dataset_texts())
        files = read_dataset(path)
    return Dataset(replace(files, path=FOLDER))
