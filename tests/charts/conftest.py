"""What the charts are drawn from: May 2021, and small data sets made for the purpose."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ictanalysis.analysis import Dataset, Month
from tests.datasets import CATALOG, MAY, REAL, copy_of_real, edit, loaded, small

Edits = Mapping[str, Mapping[str, str]]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two numbers make a chart, so that what is drawn of them can be worked out by hand."""
    for name in ("trend", "small_multiples", "composition_over_time"):
        monkeypatch.setattr(sys.modules[f"ictanalysis.charts.{name}"], "FEWEST", 2)


@pytest.fixture(scope="session")
def may() -> Month:
    return loaded(REAL).month(MAY)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edits], Month]:
    """Return May 2021 with other texts in its files: file → old text → new text."""

    def edited(edits: Edits) -> Month:
        path = copy_of_real(tmp_path)
        for file, replaced in edits.items():
            for old, new in replaced.items():
                edit(path / file, old, new)
        return loaded(path).month(MAY)

    return edited


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Dataset]:
    """Return a small data set from month → table → rows; its figures are made up."""

    def made(months: Edits, catalog: str = CATALOG) -> Dataset:
        return loaded(small(tmp_path, months, catalog))

    return made
