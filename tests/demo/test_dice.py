from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.demo.dice import Dice, apportioned

WEIGHTS = st.dictionaries(st.text(max_size=3), st.floats(0.01, 100), min_size=1, max_size=13)


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (10, {"a": 1, "b": 1, "c": 1}, {"a": 4, "b": 3, "c": 3}),
        (100, {"a": 47, "b": 16, "c": 15.8, "d": 12, "e": 6.1, "f": 3.1}, [47, 16, 16, 12, 6, 3]),
        (7, {"a": 0, "b": 2}, {"a": 0, "b": 7}),
        (0, {"a": 3, "b": 2}, {"a": 0, "b": 0}),
        (1, {"a": 0.2, "b": 0.5, "c": 0.3}, {"a": 0, "b": 1, "c": 0}),
    ],
)
def test_the_largest_remainders_get_what_is_left(
    total: int, weights: dict[str, float], expected: dict[str, int] | list[int]
) -> None:
    numbers = apportioned(total, weights)
    assert (numbers if isinstance(expected, dict) else list(numbers.values())) == expected


@given(total=st.integers(0, 100_000), weights=WEIGHTS)
def test_nothing_is_lost_and_nobody_is_off_by_one(total: int, weights: dict[str, float]) -> None:
    numbers = apportioned(total, weights)
    whole = sum(weights.values())
    assert sum(numbers.values()) == total
    for part, number in numbers.items():
        assert abs(number - total * weights[part] / whole) < 1 + 1e-6


def test_a_stream_is_its_own() -> None:
    first = [Dice(1, "radio").up_to(1000) for _time in range(3)]
    assert len(set(first)) == 1
    longer = Dice(1, "radio")
    series = [longer.up_to(1000) for _time in range(20)]
    assert series[0] == first[0]
    assert len(set(series)) > 10
    other_subject, other_seed = Dice(1, "press"), Dice(2, "radio")
    assert [other_subject.up_to(1000) for _time in range(20)] != series
    assert [other_seed.up_to(1000) for _time in range(20)] != series


def test_chance_is_the_same_on_every_machine() -> None:
    """`random.Random("1/radio").random()` of CPython 3.11, printed once."""
    assert Dice(1, "radio").up_to(10**9) == 924165010


def test_chance_is_bounded() -> None:
    dice = Dice(4, "bounds")
    around = [dice.around(100, 0.1) for _time in range(2000)]
    assert 90 <= min(around) < 92
    assert 108 < max(around) <= 110
    assert sum(around) / len(around) == pytest.approx(100, abs=0.5)
    assert {dice.up_to(3) for _time in range(200)} == {0, 1, 2, 3}
    assert {dice.up_to(0) for _time in range(20)} == {0}
    assert {dice.one_of("abc") for _time in range(100)} == {"a", "b", "c"}
    happened = sum(dice.happens(0.25) for _time in range(4000))
    assert happened / 4000 == pytest.approx(0.25, abs=0.03)
    assert {dice.count(10, 0.1) for _time in range(200)} == {9, 10, 11}
