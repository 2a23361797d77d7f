from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.indicators.signals.limits import Limits
from ictanalysis.indicators.signals.rules import (
    DetectionRule,
    detect,
    long_rows,
    near_limit,
    outside,
    rules_of,
    run_lengths,
    side_of_mean,
    trend_lengths,
    two_in_three,
)

NAN = np.nan
LIMITS = Limits(mean=1000, mean_moving_range=75, points=12)
"""Limits 800.5 and 1199.5, two thirds of the way 867 and 1133."""

SIGNS = st.lists(st.sampled_from([-1, 0, 1]), max_size=30)


def signs(values: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def floats(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(values, dtype=np.float64)


def test_exactly_on_a_line_is_not_beyond_it() -> None:
    values = floats([800.4, 800.5, 866.9, 867, 1000, 1133, 1133.1, 1199.5, 1199.6, NAN])
    assert outside(values, LIMITS).tolist() == [-1, 0, 0, 0, 0, 0, 0, 0, 1, 0]
    assert near_limit(values, LIMITS).tolist() == [0, -1, -1, 0, 0, 0, 1, 1, 0, 0]
    assert side_of_mean(values, LIMITS).tolist() == [-1, -1, -1, -1, 0, 1, 1, 1, 1, 0]


def test_a_value_on_the_mean_but_for_the_last_bit_is_on_it() -> None:
    limits = Limits(mean=0.1 + 0.2, mean_moving_range=1, points=12)
    assert side_of_mean(floats([0.3]), limits, 1e-13).tolist() == [0]
    assert side_of_mean(floats([0.3]), limits).tolist() == [-1]


def test_lengths_of_runs() -> None:
    found = run_lengths(signs([1, 1, 1, 0, 0, -1, -1, 1]))
    assert found.tolist() == [1, 2, 3, 0, 0, -1, -2, 1]
    assert run_lengths(signs([])).tolist() == []


def test_lengths_of_trends_count_the_month_that_they_start_from() -> None:
    assert trend_lengths(floats([1, 2, 3, 3, 2, 1, 2, NAN, 3, 4])).tolist() == [
        *[0, 2, 3, 0, -2, -3, 2, 0, 0, 2]
    ]


@pytest.mark.parametrize(
    ("side", "found"),
    [
        ([1] * 6, [0] * 6),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 7, [1] * 7),
        ([1] * 8 + [-1], [1] * 8 + [0]),
        ([-1] * 8 + [1], [-1] * 8 + [0]),
        ([1] * 3 + [0] + [1] * 4, [0] * 8),
        ([0] * 9, [0] * 9),
        ([1] + [-1] * 7 + [1] * 7 + [-1] * 6, [0] + [-1] * 7 + [1] * 7 + [0] * 6),
    ],
)
def test_seven_on_one_side(side: list[int], found: list[int]) -> None:
    """The first to fifth as in NHSRplotthedots, test-ptd_calculate_point_type.R."""
    assert long_rows(run_lengths(signs(side))).tolist() == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] + [1] * 7 + [0]),
        ([7, 6, 5, 4, 3, 2, 1], [-1] * 7),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0] + [-1] * 7 + [0]),
        ([1, 2, 3, NAN, 4, 5, 6, 7, 8], [0] * 9),
        ([5, 5, 5, 5, 5, 5, 5, 5], [0] * 8),
    ],
)
def test_seven_that_rise_or_fall(values: list[float], found: list[int]) -> None:
    """The first six as in NHSRplotthedots, test-ptd_calculate_point_type.R."""
    assert long_rows(trend_lengths(floats(values))).tolist() == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [1] * 6 + [-1] * 7),
        ([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7], [1] * 14),
        ([1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1], [1] * 7 + [-1] * 7),
        ([1, 2, 3, 4, 5, 6, 7, 6, 5], [1] * 7 + [0, 0]),
    ],
)
def test_where_two_trends_meet(values: list[float], found: list[int]) -> None:
    """The turning point is the later trend's; without one, each month keeps its own direction."""
    assert long_rows(trend_lengths(floats(values))).tolist() == found


@pytest.mark.parametrize(
    ("near", "side", "found"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 0, 1]),
        ([0, 1, 1], [1, 1, 1], [0, 1, 1]),
        ([1, 1, 0], [1, 1, 1], [1, 1, 0]),
        ([1, 1, 1], [1, 1, 1], [1, 1, 1]),
        ([-1, 0, -1], [-1, -1, -1], [-1, 0, -1]),
        ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 0, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [1] * 7, [0, 0, 1, 1, 0, 0, 0]),
        ([1, 0, 0, 1], [1] * 4, [0] * 4),
        ([1, 0, 0, 1, 1], [1] * 5, [0, 0, 0, 1, 1]),
        ([1, 0, 1], [1, -1, 1], [0] * 3),
        ([1, 0, 1], [1, 0, 1], [0] * 3),
        ([1, 1, 0], [1, 1, -1], [0] * 3),
        ([1, -1, 0], [1, -1, 1], [0] * 3),
        ([1, 1], [1, 1], [0, 0]),
        ([1], [1], [0]),
        ([], [], []),
    ],
)
def test_two_in_three_near_a_limit(near: list[int], side: list[int], found: list[int]) -> None:
    """Most as in NHSRplotthedots, test-ptd_calculate_point_type.R, `ptd_part_of_two_in_three`."""
    assert two_in_three(signs(near), signs(side)).tolist() == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1300, 1300, 1150], [1, 1, 0]),
        ([1300, 1150, 1150], [1, 1, 1]),
    ],
)
def test_a_month_outside_the_limits_is_not_one_of_the_two(
    values: list[float], found: list[int]
) -> None:
    """The two charts of NHSRplotthedots, issue 153: only the second flags its last month."""
    assert detect(floats(values), LIMITS).leading.tolist() == found


def windows(length: int, span: int) -> list[range]:
    return [range(start, start + span) for start in range(length - span + 1)]


def in_windows(length: int, span: int, holds: Callable[[range], bool]) -> list[bool]:
    """Return by the bare definition whether each place is in a window of which something holds."""
    good = [window for window in windows(length, span) if holds(window)]
    return [any(at in window for window in good) for at in range(length)]


@given(SIGNS)
def test_one_side_is_what_any_seven_in_a_row_say(side: list[int]) -> None:
    for sign in (1, -1):
        expected = in_windows(len(side), 7, lambda w, s=sign: all(side[at] == s for at in w))  # type: ignore[misc]
        assert (long_rows(run_lengths(signs(side))) == sign).tolist() == expected


@given(st.lists(st.integers(0, 1), max_size=25), st.integers(0, 3))
def test_a_trend_is_what_any_six_steps_say(steps: list[int], pause: int) -> None:
    moves = [0 if pause and at % 9 == pause else (2 * step - 1) for at, step in enumerate(steps)]
    values = np.cumsum([0, *moves]).tolist()
    expected = in_windows(
        len(values),
        7,
        lambda w: abs(sum(np.sign(values[at + 1] - values[at]) for at in w[:-1])) == 6,
    )
    assert (long_rows(trend_lengths(floats(values))) != 0).tolist() == expected


@given(st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.booleans()), max_size=25))
def test_two_in_three_is_what_any_three_in_a_row_say(months: list[tuple[int, bool]]) -> None:
    side = [sign for sign, _close in months]
    near = [sign if close else 0 for sign, close in months]

    def holds(window: range) -> bool:
        together = {side[at] for at in window}
        return together in ({1}, {-1}) and sum(near[at] != 0 for at in window) >= 2

    expected = [
        member and near[at] != 0 for at, member in enumerate(in_windows(len(side), 3, holds))
    ]
    found = two_in_three(signs(near), signs(side))
    assert (found != 0).tolist() == expected
    assert all(mark in {0, near[at]} for at, mark in enumerate(found.tolist()))


@pytest.mark.parametrize(
    ("found", "rules"),
    [
        ((0, 0, 0, 0), ()),
        ((1, 0, 0, 1), (DetectionRule.ABOVE_LIMIT, DetectionRule.ABOVE_MEAN)),
        (
            (0, -1, 1, 1),
            (DetectionRule.FALLING, DetectionRule.NEAR_UPPER, DetectionRule.ABOVE_MEAN),
        ),
        (
            (-1, 1, 0, -1),
            (DetectionRule.BELOW_LIMIT, DetectionRule.RISING, DetectionRule.BELOW_MEAN),
        ),
        ((0, 0, -1, 0), (DetectionRule.NEAR_LOWER,)),
    ],
)
def test_rules_stand_in_the_order_of_precedence(
    found: tuple[int, ...], rules: tuple[DetectionRule, ...]
) -> None:
    assert rules_of(found) == rules


def test_the_rule_that_leads_gives_the_sign() -> None:
    """Falling below 1133 on the upper side: the trend leads, two in three and one side follow."""
    values = floats([1190, 1180, 1170, 1160, 1150, 1140, 1110, 1300])
    detections = detect(values, LIMITS)
    assert detections.signs[:, 0].tolist() == [0, -1, 1, 1]
    assert detections.leading.tolist() == [-1] * 7 + [1]
    assert (detections.run[-1], detections.trend[-2]) == (8, -7)
