from __future__ import annotations

import pandas as pd
import pytest

from ictanalysis.charts.frame import from_zero, month_step, tick_names, ticks
from ictanalysis.charts.labels import apart
from ictanalysis.charts.series import spans
from ictanalysis.language.locales import ENGLISH, VIETNAMESE


@pytest.mark.parametrize(
    ("values", "between"),
    [
        ([40, 100], (0, 100)),
        ([50, 100], (50, 100)),
        ([97.5, 99.9], (97.5, 99.9)),
        ([0, 0], (0, 0)),
        ([7, 7], (0, 7)),
    ],
)
def test_a_scale_begins_at_zero_where_that_is_not_far(
    values: list[float], between: tuple[float, float]
) -> None:
    assert from_zero(values) == between


@pytest.mark.parametrize(
    ("low", "high", "names"),
    [
        (0, 1644, ["0", "500", "1.000", "1.500", "2.000"]),
        (97.5, 99.9, ["97", "98", "99", "100"]),
        (0, 0, ["0", "1"]),
    ],
)
def test_ticks_enclose_what_is_drawn(low: float, high: float, names: list[str]) -> None:
    assert tick_names(ticks(low, high, whole=True), "", VIETNAMESE) == names


@pytest.mark.parametrize(
    ("name", "month", "step"),
    [(40, 50, 1), (40, 49, 2), (40, 10, 6), (40, 8, 12), (40, 4, 24), (40, 1, 60)],
)
def test_as_many_months_lie_between_two_names_as_their_width_needs(
    name: float, month: float, step: int
) -> None:
    # names are 10 points apart
    assert month_step(name, month) == step


@pytest.mark.parametrize(
    ("middles", "starts"),
    [
        # all have room where they belong
        ([10, 50, 90], [5, 45, 85]),
        # two of one place share it: 40 to 60 around 50
        ([50, 50], [40, 50]),
        # a third joins them: 15 either way of the mean of 50, 50 and 56
        ([50, 50, 56], [37, 47, 57]),
        # neither above the top nor below the bottom
        ([0, 2], [0, 10]),
        ([99, 100], [80, 90]),
        ([], []),
    ],
)
def test_labels_lie_as_near_as_the_others_let_them(
    middles: list[float], starts: list[float]
) -> None:
    assert apart(middles, [10] * len(middles), 0, 100) == pytest.approx(starts)


def test_labels_without_room_begin_at_the_top() -> None:
    assert apart([5, 5, 5], [10, 10, 10], 0, 20) == [0, 10, 20]


def test_neighbouring_months_are_a_span() -> None:
    months = pd.period_range("2020-11", periods=6, freq="M")
    assert spans(months, [0, 2, 3, 4], VIETNAMESE) == "11/2020, 1/2021–3/2021"
    assert spans(months, [1, 2], VIETNAMESE) == "12/2020–1/2021"
    assert spans(months, [], VIETNAMESE) == ""
    assert spans(months, [1, 2, 5], ENGLISH) == "Dec 2020–Jan 2021, Apr 2021"
