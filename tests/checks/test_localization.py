from __future__ import annotations

from itertools import combinations
from math import inf

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ictanalysis.checks.elimination import Row
from ictanalysis.checks.localization import Localization, clusters
from ictanalysis.checks.two_slips import two_slips

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


def test_a_wrong_rate_puts_no_other_cell_in_its_place() -> None:
    # Rates of 25 and 50 % of a total of 100; the total, its second part and that part's rate are
    # mistyped. Whichever is set free first, the second rate asks nothing any more.
    total, first, second, other, rate = range(5)
    rows = [
        Row({total: 1.0, first: -1.0, second: -1.0, other: -1.0}, upper=0.0),
        Row({total: 0.25, first: -1.0}, upper=0.0),
        Row({total: 0.05, second: -1.0}, upper=0.0, stated=frozenset({rate})),
    ]
    values = [1000.0, 25.0, 500.0, 25.0, 5.0]
    assert [row.holds(values) for row in rows] == [False, False, False]
    sets = Localization(rows, values, [0] * 5).smallest([0, 1, 2])
    assert {total: (100.0, 100.0), second: (50.0, 50.0), rate: None} in sets


def test_two_swaps_are_told_beside_the_sum_that_would_hide_them() -> None:
    rows = [Row({0: 1.0, 1: -1.0, 2: -1.0, 3: -1.0}, upper=0.0)]
    # 628 = 174 + 414 + 40, of which 147 and 144 were typed.
    values = [628.0, 147.0, 144.0, 40.0]
    meant = {frozenset(each.items()) for each in two_slips(rows, values, [0] * 4, [0])}
    assert {(1, (174.0, 174.0)), (2, (414.0, 414.0))} in meant
    for each in meant:
        changed = values.copy()
        for cell, (value, _highest) in each:
            changed[cell] = value
        assert rows[0].holds(changed)
