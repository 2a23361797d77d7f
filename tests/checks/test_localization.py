from __future__ import annotations

from itertools import combinations
from math import inf

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ictanalysis.checks.elimination import Row
from ictanalysis.checks.localization import Localization, clusters

CELLS = 6
HIGHEST = 4
LARGEST = 20


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[Row], list[float]]:
    """Return constraints on six cells, and a value of each."""
    coefficients = st.dictionaries(
        st.integers(0, CELLS - 1), st.sampled_from([1.0, -1.0]), min_size=2, max_size=4
    )
    terms = draw(st.lists(coefficients, min_size=1, max_size=4))
    rows = [Row(each, upper=draw(st.sampled_from([0.0, inf]))) for each in terms]
    values = st.integers(0, HIGHEST).map(float)
    return rows, draw(st.lists(values, min_size=CELLS, max_size=CELLS))


def can_be_met(rows: list[Row], values: list[float], free: tuple[int, ...]) -> bool:
    """Return whether there are small numbers for the free cells with which all rows hold."""
    tried = [np.float64(value) for value in values]
    for cell, numbers in zip(free, np.indices((LARGEST + 1,) * len(free)), strict=True):
        tried[cell] = numbers
    sums = [sum(by * tried[cell] for cell, by in row.terms.items()) for row in rows]
    held = [
        (row.lower <= total) & (total <= row.upper) for row, total in zip(rows, sums, strict=True)
    ]
    return bool(np.any(np.logical_and.reduce(np.broadcast_arrays(*held))))


@settings(deadline=None)
@given(systems())
def test_the_smallest_sets_are_those_that_trying_everything_finds(
    system: tuple[list[Row], list[float]],
) -> None:
    rows, values = system
    broken = [number for number, row in enumerate(rows) if not row.holds(values)]
    assume(broken)
    found = {frozenset(each) for each in Localization(rows, values, [0] * CELLS).smallest(broken)}
    size = len(next(iter(found), range(3)))
    for fewer in range(1, size):
        for free in combinations(range(CELLS), fewer):
            assert not can_be_met(rows, values, free)
    tried = (free for free in combinations(range(CELLS), size) if can_be_met(rows, values, free))
    assert found == set(map(frozenset, tried))


def test_rows_that_share_no_cell_have_causes_of_their_own() -> None:
    rows = [Row({0: 1.0, 1: -1.0}, upper=0.0), Row({2: 1.0, 3: -1.0}, upper=0.0)]
    values = [1.0, 2.0, 3.0, 4.0]
    assert clusters(rows, values) == [[0], [1]]
    sets = Localization(rows, values, [0] * 4).smallest([0], [1])
    assert sets == [{0: (2.0, 2.0)}, {1: (1.0, 1.0)}]


def test_more_than_three_are_not_looked_for() -> None:
    rows = [Row({cell: 1.0}, lower=5.0, upper=5.0) for cell in range(4)]
    assert Localization(rows, [0.0] * 4, [0] * 4).smallest(range(4)) == []
