"""A data set that has a catalog and no month yet, for the files of offices."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ictanalysis.analysis import Dataset
from tests.datasets import REAL, ROOT, loaded, write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return the folder of a data set with the catalog of the demonstration."""
    path = tmp_path / "data"
    path.mkdir()
    shutil.copy(ROOT / "ictanalysis/demo/catalog.yml", path)
    shutil.copy(REAL / "dataset.yml", path)
    write(path / "targets.yml", "targets: []\n")
    return path


@pytest.fixture
def office(data: Path) -> Dataset:
    """Return that data set."""
    return loaded(data)
