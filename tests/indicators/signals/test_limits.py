from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ictanalysis.indicators.signals.limits import (
    Limits,
    moving_ranges,
    process_limits,
    rounding_noise,
)

NAN = np.nan


def limits_of(values: Sequence[float]) -> Limits:
    limits = process_limits(np.array(values, dtype=np.float64))
    assert limits is not None
    return limits


def test_the_lines_of_a_chart() -> None:
    limits = Limits(mean=1000, mean_moving_range=75, points=12)
    assert (limits.lower, limits.upper) == (800.5, 1199.5)
    assert (limits.near_lower, limits.near_upper) == (867.0, 1133.0)
    assert limits.range_limit == pytest.approx(245.025)


def test_a_moving_range_never_spans_a_missing_month() -> None:
    ranges = moving_ranges(np.array([1.0, 4.0, NAN, 9.0, 7.0]))
    np.testing.assert_array_equal(ranges, [NAN, 3.0, NAN, NAN, 2.0])


@pytest.mark.parametrize(("count", "known"), [(11, False), (12, True)])
def test_eleven_values_give_no_limits_and_twelve_do(count: int, known: bool) -> None:
    values = np.array([1.0, 3.0] * 6)[:count]
    assert (process_limits(values) is not None) is known
    with_gap = np.concatenate([values, [NAN], [NAN]])
    assert (process_limits(with_gap) is not None) is known


@pytest.mark.parametrize(("pairs", "known"), [(4, False), (5, True)])
def test_five_moving_ranges_are_needed(pairs: int, known: bool) -> None:
    joined = [1.0, 3.0, NAN] * pairs
    alone = [2.0, NAN] * (12 - 2 * pairs)
    assert (process_limits(np.array(joined + alone)) is not None) is known


def test_the_gap_counts_neither_in_the_mean_nor_in_the_ranges() -> None:
    limits = limits_of([1, 3, 1, 3, 1, 3, NAN, 9, 11, 9, 11, 9, 11])
    assert (limits.mean, limits.mean_moving_range, limits.points) == (6.0, 2.0, 12)


def test_a_range_that_reaches_the_factor_exactly_is_screened_out() -> None:
    """1000 ranges of which one is 3.267 times their mean: (999 a + 3.267 m) / 1000 = m."""
    steps = np.full(1000, 996.733)
    steps[500] = 3.267 * 999
    values = np.concatenate([[0.0], np.cumsum(steps * np.where(np.arange(1000) % 2, -1, 1))])
    limits = process_limits(values)
    assert limits is not None
    assert limits.screened == 1
    assert limits.mean_moving_range == pytest.approx(996.733)


def test_screening_happens_once() -> None:
    """Ranges: eleven of 1, one of 5, one of 20; their mean is 36 / 13 = 2.77, 3.267 times it 9.05.

    Without the 20 the mean is 16 / 12 = 1.33 and 3.267 times that 4.36: the 5 stays all the same.
    """
    limits = limits_of([0, 1, 0, 1, 0, 1, 0, 5, 4, 5, 4, 5, 25, 24])
    assert (limits.screened, limits.mean_moving_range) == (1, pytest.approx(16 / 12))


def test_the_mean_is_that_of_all_values_the_outlier_too() -> None:
    limits = limits_of([1, 3] * 6 + [28])
    assert (limits.mean, limits.mean_moving_range, limits.screened) == (4.0, 2.0, 1)


@pytest.mark.parametrize("value", [0.1, 79.37, 0.0, -1e9 / 3])
@pytest.mark.parametrize("count", [12, 13, 49])
def test_equal_values_have_limits_without_width(value: float, count: int) -> None:
    limits = limits_of([value] * count)
    assert (limits.lower, limits.mean, limits.upper) == (value, value, value)


def test_a_single_step_is_not_screened_out_of_a_series_that_stands_still() -> None:
    """3 / 11 of a range: without it all months would lie outside limits of no width."""
    limits = limits_of([5.0] * 11 + [8.0])
    assert (limits.mean, limits.screened) == (5.25, 0)
    assert limits.mean_moving_range == pytest.approx(3 / 11)
    assert limits.lower == pytest.approx(5.25 - 7.98 / 11)


def test_fixed_limits_count_values_and_not_months() -> None:
    values = np.array([1.0, 3.0, NAN] + [1.0, 3.0] * 5 + [50.0, 70.0])
    fixed = process_limits(values, fix_after=12)
    assert fixed is not None
    assert (fixed.mean, fixed.mean_moving_range, fixed.points) == (2.0, 2.0, 12)


def test_noise_is_of_the_size_of_the_values() -> None:
    assert rounding_noise(np.array([NAN, -2e6, 1.0])) == pytest.approx(2e-6)
    assert rounding_noise(np.array([NAN])) == 0
