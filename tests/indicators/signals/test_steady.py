from __future__ import annotations

import numpy as np
import pytest

from ictanalysis.indicators.signals.steady import steady_trend

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "direction"),
    [
        # 45 pairs of ten, all of them rise; (45 − 1) / √(10 × 9 × 25 / 18) = 3.94.
        (range(10), 1),
        (range(10, 0, -1), -1),
        # Nine are too few.
        (range(9), 0),
        # A month that is missing is no value, and the others keep their places.
        ([0, 1, 2, NAN, 4, 5, 6, 7, 8, 9, 10], 1),
        # 34 pairs rise, 11 fall: (23 − 1) / 11.18 = 1.97.
        ([5, 6, 7, 8, 4, 3, 9, 10, 11, 9.5], 1),
        # 33 rise, 12 fall: (21 − 1) / 11.18 = 1.79, which chance explains.
        ([5, 6, 7, 8, 4, 3, 9, 10, 11, 8.5], 0),
        ([5.0] * 12, 0),
    ],
)
def test_a_trend_is_one_that_chance_does_not_explain(values: list[float], direction: int) -> None:
    assert steady_trend(np.array(values, dtype="float64"), reach=10) == direction


@pytest.mark.parametrize(("last", "direction"), [(14, 1), (14.1, 0), (6, 1), (5.9, 0)])
def test_the_latest_month_lies_within_reach_of_the_line(last: float, direction: int) -> None:
    # The line through 0, 1, … 9 stands at 10 in the eleventh month.
    assert steady_trend(np.array([*range(10), last]), reach=4) == direction


def test_a_step_is_no_steady_trend() -> None:
    # 18 months about 11, then 18 about 31: the line leads from the first to the last.
    values = np.array([10, 12] * 9 + [30, 32] * 9, dtype="float64")
    assert steady_trend(values, reach=2.66 * 2) == 0
