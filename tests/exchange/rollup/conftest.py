"""Three units with small tables, in a country of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.exchange.rollup import RolledUp, roll_up
from ictanalysis.pipeline.workers import Slots, Workers
from tests.datasets import SETTINGS, small, write

Months = Mapping[str, Mapping[str, str]]
Roll = Callable[..., RolledUp]

REGISTER = "reporter,name,became,from\na,Tỉnh A,,\nb,Tỉnh B,,\nc,Tỉnh C,a,2021-05\n"
"""C has joined A with May."""


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """Return the folder of a country without units."""
    data = tmp_path / "data"
    data.mkdir()
    write(data / "dataset.yml", SETTINGS)
    write(data / "targets.yml", "targets: []\n")
    write(data / "reporters.csv", REGISTER)
    return tmp_path


@pytest.fixture
def unit(country: Path) -> Callable[[str, Months], Path]:
    """Return a function that makes the data set of a unit."""

    def make(key: str, months: Months) -> Path:
        folder = country / "units"
        folder.mkdir(exist_ok=True)
        return small(folder, months).rename(folder / key)

    return make


@pytest.fixture
def roll(country: Path) -> Roll:
    """Return a function that rolls the units up."""

    def rolled(month: str = "2021-05") -> RolledUp:
        with closing(Slots(2)) as slots:
            return roll_up(
                country / "units",
                pd.Period(month, "M"),
                country / "data",
                country / "notebooks",
                Workers(slots),
            )

    return rolled
