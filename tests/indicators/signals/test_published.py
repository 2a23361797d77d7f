"""Charts that others have published, reckoned again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from ictanalysis.indicators.signals import phrase, process_behaviour, process_limits
from ictanalysis.indicators.signals.limits import moving_ranges
from tests.indicators.signals.series import found, series

ACCIDENTS_A = [43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39]
ACCIDENTS_B = [35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19]
"""D. J. Wheeler, Making Sense of Data, 2003, Table 9.1."""

# fmt: off
BREACHES_RQM = [
    1199, 929, 970, 1178, 1110, 1388, 2061, 1985, 2675, 3141, 1942, 2030,
    1309, 1960, 1169, 1117, 1085, 1492, 1280, 1197, 1569, 1406, 1328, 1564,
]
BREACHES_RRK = [
    1195, 1843, 1397, 1333, 1771, 1751, 2013, 1759, 2179, 2585, 1654, 1543,
    1632, 1558, 1190, 1357, 1279, 1683, 2190, 1804, 986, 2181, 2048, 2154,
]
"""NHSRdatasets, `ae_attendances`: breaches, type 1, April 2016 to March 2018."""

NORMAL = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774,
    1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197,
    1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113,
    1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
]
"""R: set.seed(123); rnorm(20)."""
# fmt: on


def array(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(values, dtype=np.float64)


def test_the_data_that_software_is_verified_with() -> None:
    """Wheeler, Making Sense of Data, p. 382: 4135.50, 355.93, 3188.72 and 5082.28.

    The range limit there is 1163.19, with the factor 3.268; with 3.267 it is 1162.83.
    """
    first = [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285]
    values = array([*first, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200])
    ranges = [695, 0, 375, 315, 140, 55, 200, 305, 55, 280, 115, 460, 385, 222, 1737]
    assert moving_ranges(values)[1:].tolist() == ranges
    limits = process_limits(values, screen_outliers=False)
    assert limits is not None
    assert (limits.mean, round(limits.mean_moving_range, 2)) == (4135.5, 355.93)
    assert (round(limits.lower, 2), round(limits.upper, 2)) == (3188.72, 5082.28)
    assert (round(limits.range_limit, 2), limits.points) == (1162.83, 16)


def test_peak_flow_rates() -> None:
    """Wheeler, Making Sense of Data, p. 130, Figure 9.9: 183.1 and 52.4.

    The book's limits, 43.7 and 322.5, come from the rounded mean moving range; unrounded they are
    43.8 and 322.3.
    """
    values = array(
        [120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180]
    )
    limits = process_limits(values, screen_outliers=False)
    assert limits is not None
    assert (round(limits.mean, 1), round(limits.mean_moving_range, 1)) == (183.1, 52.4)
    assert (round(limits.lower, 1), round(limits.upper, 1)) == (43.8, 322.3)


def test_two_phases_have_each_its_own_limits() -> None:
    """Wheeler, Making Sense of Data, Table 9.1: 25.6 to 43.9 for group A, 18.0 to 39.3 for B."""
    behaviour = process_behaviour(
        series(ACCIDENTS_A + ACCIDENTS_B), breaks=[pd.Period("2021-01", "M")]
    )
    first, second = (each.limits for each in behaviour.phases)
    assert first is not None
    assert second is not None
    assert (round(first.lower, 1), round(first.upper, 1)) == (25.6, 43.9)
    assert (round(second.lower, 1), round(second.upper, 1)) == (18.0, 39.3)
    assert behaviour.limits == second


def test_a_phase_is_held_against_the_limits_of_its_first_twelve() -> None:
    """Wheeler, Making Sense of Data, Table 9.1: four of group B lie below the limits of A."""
    behaviour = process_behaviour(series(ACCIDENTS_A + ACCIDENTS_B), fix_after=12)
    below = [at for at, rule in found(behaviour).items() if rule == "below the lower limit"]
    assert below == [12 + 7, 12 + 8, 12 + 10, 12 + 11]
    assert behaviour.limits is not None
    assert (round(behaviour.limits.lower, 1), behaviour.limits.points) == (25.6, 12)


@pytest.mark.parametrize(("at", "below"), [(6, False), (7, True), (8, True), (9, False)])
def test_a_month_of_group_b_is_held_against_group_a(at: int, below: bool) -> None:
    """Wheeler, Making Sense of Data, Table 9.1, the same comparison, one month at a time."""
    limits = process_limits(array(ACCIDENTS_A))
    assert limits is not None
    assert (ACCIDENTS_B[at] < limits.lower, ACCIDENTS_B[at] > limits.upper) == (below, False)


def test_a_run_below_the_mean() -> None:
    """Wheeler, Making Sense of Data, Table 8.1: the last eight years lie below the mean.

    The mean is 269.8 / 14 = 19.27 and the mean moving range 11.1 / 13 = 0.854, so that 20.79 is
    two thirds of the way to the upper limit: 21.3, 20.9 and 21.0 lie beyond it.
    """
    smoking = [21.3, 20.2, 20.9, 21.0, 18.8, 19.6, 18.7, 18.6, 18.1, 18.9, 19.2, 18.2, 17.3, 19.0]
    behaviour = process_behaviour(series(smoking), better="lower")
    near = dict.fromkeys([0, 2, 3], "two of three near the upper limit")
    run = dict.fromkeys(range(6, 14), "seven or more below the mean")
    assert found(behaviour) == near | run
    assert behaviour.frame["kind"].tolist() == [
        *["concern", "common cause", "concern", "concern", "common cause", "common cause"],
        *["improvement"] * 8,
    ]
    # 70 of the 91 pairs fall, and 21 rise: (49 − 1) / √(14 × 13 × 33 / 18) = 2.63.
    assert phrase(behaviour) == "improving (falling over 14 months)"


@pytest.mark.parametrize(("screen", "lower", "upper"), [(True, -0.72, 4.6), (False, -3.06, 6.95)])
def test_an_outlier_is_screened_out_of_the_limits(screen: bool, lower: float, upper: float) -> None:
    """NHSRplotthedots, vignettes/deviations.Rmd, 1: the captions of the two charts."""
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    behaviour = process_behaviour(series(values), better="higher", screen_outliers=screen)
    limits = behaviour.limits
    assert limits is not None
    assert round(limits.mean, 2) == 1.94
    assert (round(limits.lower, 2), round(limits.upper, 2)) == (lower, upper)
    assert limits.screened == (2 if screen else 0)
    kinds = behaviour.frame["kind"].tolist()
    assert kinds[4] == "improvement"
    assert set(kinds[:4] + kinds[5:]) == {"common cause"}


@pytest.mark.parametrize(
    ("outlier", "screen", "mean", "lower", "upper"),
    [
        (None, True, 0.1416238, -3.01138, 3.294627),
        (10.0, True, 0.6694159, -2.383666, 3.722497),
        (10.0, False, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_twenty_normal_deviates(
    outlier: float | None, screen: bool, mean: float, lower: float, upper: float
) -> None:
    """NHSRplotthedots, tests/testthat/_snaps/ptd_spc_standard.md: `mean_col`, `lpl`, `upl`."""
    values = array(NORMAL)
    if outlier is not None:
        values[14] = outlier
    limits = process_limits(values, screen_outliers=screen)
    assert limits is not None
    assert limits.mean == pytest.approx(mean, rel=1e-6)
    assert limits.lower == pytest.approx(lower, rel=1e-6)
    assert limits.upper == pytest.approx(upper, rel=1e-6)


def test_breaches_of_waiting_times() -> None:
    """NHSRplotthedots, README: the chart with labelled limits, and its summary for target 1200."""
    behaviour = process_behaviour(series(BREACHES_RQM, "2016-04"), better="lower")
    limits = behaviour.limits
    assert limits is not None
    assert [round(each) for each in (limits.lower, limits.mean, limits.upper)] == [740, 1545, 2350]
    kinds = behaviour.frame["kind"]
    assert kinds[kinds == "improvement"].index.astype(str).tolist() == ["2016-05", "2016-06"]
    assert kinds[kinds == "concern"].index.astype(str).tolist() == ["2016-12", "2017-01"]
    assert (kinds.iloc[-1], phrase(behaviour)) == ("common cause", "within its usual range")
    assert limits.lower < 1200 < limits.upper


def test_eight_months_of_fewer_breaches() -> None:
    """NHSRplotthedots, vignettes/NHSRplotthedots.Rmd, stable period: eight improved in a row."""
    behaviour = process_behaviour(series(BREACHES_RRK, "2016-04"), better="lower")
    kinds = behaviour.frame["kind"]
    months = [str(each) for each in pd.period_range("2017-02", "2017-09", freq="M")]
    assert kinds[kinds == "improvement"].index.astype(str).tolist() == months


def test_near_opposite_limits_is_no_signal() -> None:
    """NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R, the last test."""
    behaviour = process_behaviour(series([1, -1] * 7 + [5.5, -5.5]), better="higher")
    assert behaviour.frame["kind"].tolist()[-2:] == ["common cause", "common cause"]
