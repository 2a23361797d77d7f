"""The workbook of May 2021, made once, and the data set that it belongs to."""

from __future__ import annotations

import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.workbooks import template
from tests.datasets import MAY, REAL, loaded


@pytest.fixture(scope="session")
def real() -> Dataset:
    """Return the real data set."""
    return loaded(REAL)


@pytest.fixture(scope="session")
def may(real: Dataset) -> bytes:
    """Return the workbook of May 2021 with its values."""
    return template(real, MAY)
