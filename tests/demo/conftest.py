"""The demonstration data, written once for all tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.demo import dataset_texts
from ictanalysis.files.publication import make_dataset
from tests.datasets import loaded


def written(folder: Path, seed: int) -> Path:
    """Return the folder of the demonstration data of a seed."""
    make_dataset(folder / f"demo-{seed}", dataset_texts(seed))
    return folder / f"demo-{seed}"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Return the demonstration data of the default seed."""
    return loaded(written(tmp_path_factory.mktemp("demo"), 2021))
