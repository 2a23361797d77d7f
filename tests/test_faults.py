"""A few of the faults and attacks that `make faults` makes hundreds of."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.datasets import small
from tests.faults import faults
from tests.hostile import BOMBS, Attack, attacked, attacks, template, workbooks


@pytest.mark.skipif(sys.platform != "linux", reason="faults are made as Linux makes them")
def test_whatever_is_killed_nothing_is_lost_half_made_or_left_over(tmp_path: Path) -> None:
    made = faults(tmp_path, 2, each_change=False, seed=2)
    assert made.problems == []
    assert sum(made.counts.values()) == 2 + 2 + 1


FIXED = len(BOMBS) * 4 + 1
"""How many of the attacks are the same every time."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    small(folder, {"2021-04": {}, "2021-05": {}})
    return folder


def test_bombs_are_refused_before_they_are_built(project: Path) -> None:
    some = attacks(project, random.Random(1))
    for attack in (next(some) for _number in range(FIXED)):
        assert attacked(project, attack) == "", attack.name


@pytest.mark.parametrize("seed", range(2))
def test_files_that_are_spoilt_are_told(project: Path, seed: int) -> None:
    chance = random.Random(seed)
    every = attacks(project, chance)
    for _fixed in range(FIXED):
        next(every)
    packages: Iterator[Attack] = workbooks(template(project), chance)
    for number in range(40):
        attack = next(every if number % 4 else packages)
        assert attacked(project, attack) == "", attack.content
