from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.indicators.signals import (
    Better,
    DetectionRule,
    ProcessBehaviour,
    process_behaviour,
)
from ictanalysis.language.errors import UsageError
from tests.indicators.signals.series import found, series

COLUMNS = [
    *["value", "mean", "lower", "upper", "range_limit", "moving_range"],
    *["phase", "run", "trend", "rules", "kind"],
]
OUTLIER = [1, 3] * 6 + [28]
"""Mean 4, mean moving range 2 once the 25 is screened out: limits -1.32 and 9.32."""

RUN = [0, 10, 0, 10, 0, 10, 0, 6, 7, 6, 7, 6, 7, 6, 7]
"""Mean 82 / 15 = 5.47: the last eight lie above it."""

TREND_ACROSS = [5, 1] * 4 + [1, 2, 3, 4] + [5, 6, 7, 8] + [1, 5] * 4
"""From the ninth to the sixteenth month it rises; the thirteenth begins the second dozen."""

BREAK = pd.Period("2021-01", "M")

VALUES = st.lists(st.one_of(st.none(), st.integers(-50, 50)), min_size=12, max_size=40).filter(
    lambda values: any(each is not None for each in values)
)


def test_one_row_a_month_and_what_stands_in_it() -> None:
    frame = process_behaviour(series(OUTLIER), better="higher").frame
    assert (frame.columns.tolist(), frame.index.name) == (COLUMNS, "month")
    assert frame.index.equals(pd.period_range("2020-01", "2021-01", freq="M"))
    last = frame.iloc[-1]
    assert (last["value"], last["mean"], last["moving_range"]) == (28.0, 4.0, 25.0)
    assert (last["lower"], last["upper"]) == (pytest.approx(-1.32), pytest.approx(9.32))
    assert last["range_limit"] == pytest.approx(6.534)
    assert (last["phase"], last["run"], last["trend"]) == (1, 1, 3)
    assert last["rules"] == (DetectionRule.ABOVE_LIMIT,)


def test_every_rule_that_holds_is_told_and_the_first_decides() -> None:
    """The twelve before the outlier are a run below the mean, which it has lifted."""
    behaviour = process_behaviour(series(OUTLIER), better="higher")
    assert behaviour.frame["rules"].tolist()[:12] == [(DetectionRule.BELOW_MEAN,)] * 12
    assert behaviour.frame["kind"].tolist() == ["concern"] * 12 + ["improvement"]


@pytest.mark.parametrize(
    ("better", "low", "high"),
    [
        ("higher", "concern", "improvement"),
        ("lower", "improvement", "concern"),
        (None, "neutral low", "neutral high"),
    ],
)
def test_the_kind_depends_on_what_is_better(better: Better | None, low: str, high: str) -> None:
    kinds = process_behaviour(series(OUTLIER), better=better).frame["kind"].tolist()
    assert kinds == [low] * 12 + [high]


@pytest.mark.parametrize(
    ("length", "run", "flagged"), [(13, 6, []), (14, 7, range(7, 14)), (15, 8, range(7, 15))]
)
def test_six_on_one_side_are_none_and_seven_are_all(
    length: int, run: int, flagged: list[int]
) -> None:
    behaviour = process_behaviour(series(RUN[:length]))
    assert behaviour.frame["run"].iloc[-1] == run
    assert found(behaviour) == dict.fromkeys(flagged, "seven or more above the mean")


def test_a_gap_ends_a_run_and_is_part_of_none() -> None:
    behaviour = process_behaviour(series([*RUN[:10], None, *RUN[10:14]]))
    frame = behaviour.frame
    assert found(behaviour) == {}
    assert frame["run"].tolist() == [-1, 1, -1, 1, -1, 1, -1, 1, 2, 3, 0, 1, 2, 3, 4]
    assert np.flatnonzero(frame["moving_range"].isna()).tolist() == [0, 10, 11]
    assert frame["kind"].isna().tolist() == [at == 10 for at in range(15)]
    assert frame["mean"].iloc[10] == pytest.approx(75 / 14)


def test_a_row_that_is_absent_is_a_missing_month() -> None:
    with_gap = series([*RUN[:10], None, *RUN[10:14]])
    without_row = process_behaviour(with_gap.dropna()).frame
    pd.testing.assert_frame_equal(process_behaviour(with_gap).frame, without_row)


def test_a_trend_does_not_cross_a_break() -> None:
    joined = process_behaviour(series(TREND_ACROSS))
    assert found(joined) == dict.fromkeys(range(8, 16), "seven or more rising")
    parted = process_behaviour(series(TREND_ACROSS), breaks=[BREAK])
    assert found(parted) == {}
    assert parted.frame["trend"].tolist()[8:16] == [0, 2, 3, 4, 0, 2, 3, 4]
    assert np.flatnonzero(parted.frame["moving_range"].isna()).tolist() == [0, 12]
    assert parted.frame["phase"].tolist() == [1] * 12 + [2] * 12
    assert [(str(each.first), str(each.last)) for each in parted.phases] == [
        ("2020-01", "2020-12"),
        ("2021-01", "2021-12"),
    ]


def test_the_limits_of_a_phase_are_its_own() -> None:
    """Means 34 / 12 and 50 / 12, mean moving ranges 31 / 11 and (3 + 7 + 28) / 11 less none."""
    parted = process_behaviour(series(TREND_ACROSS), breaks=[BREAK])
    first, second = (each.limits for each in parted.phases)
    assert first is not None
    assert second is not None
    assert first.mean == pytest.approx(34 / 12)
    assert first.mean_moving_range == pytest.approx(31 / 11)
    assert second.mean == pytest.approx(50 / 12)
    assert second.mean_moving_range == pytest.approx(38 / 11)


def test_a_phase_of_eleven_has_no_limits_and_no_signals() -> None:
    """Rising throughout, so that the rule of trends would hold if it were asked."""
    short = process_behaviour(series(range(11)), better="higher")
    assert (short.limits, found(short)) == (None, {})
    assert short.frame[["mean", "lower", "upper", "range_limit", "kind"]].isna().all(axis=None)
    assert short.frame["moving_range"].tolist()[1:] == [1.0] * 10
    assert short.frame[["run", "trend"]].eq(0).all(axis=None)
    long = process_behaviour(series(range(12)), better="higher")
    assert long.limits is not None
    assert long.frame["kind"].notna().all()


def test_a_new_phase_has_no_limits_until_it_has_twelve_months() -> None:
    behaviour = process_behaviour(series([*OUTLIER[:12], 50, 51]), breaks=[BREAK])
    assert behaviour.phases[0].limits is not None
    assert behaviour.limits is None
    assert behaviour.frame["kind"].isna().tolist() == [False] * 12 + [True] * 2


def test_a_series_that_stands_still_has_no_signals() -> None:
    behaviour = process_behaviour(series([79.37] * 24))
    assert set(behaviour.frame["kind"]) == {"common cause"}
    assert behaviour.frame["run"].eq(0).all()


def test_a_single_step_is_a_signal_and_the_months_before_are_inside() -> None:
    """Mean 5.25, limits 4.52 and 5.98."""
    behaviour = process_behaviour(series([5] * 11 + [8]))
    before = dict.fromkeys(range(11), "seven or more below the mean")
    assert found(behaviour) == {**before, 11: "above the upper limit"}


def test_a_value_that_is_on_the_limit_in_decimals_is_inside() -> None:
    """Mean 10 and moving range 1 of the first twelve: 12.66 is the limit, 12.67 beyond it."""
    values = [9.5, 10.5] * 6
    assert found(process_behaviour(series([*values, 12.66]), fix_after=12)) == {}
    beyond = process_behaviour(series([*values, 12.67]), fix_after=12)
    assert found(beyond) == {12: "above the upper limit"}


def test_a_series_of_nothing_but_gaps() -> None:
    behaviour = process_behaviour(series([None] * 14))
    assert (behaviour.limits, found(behaviour)) == (None, {})
    assert behaviour.frame["kind"].isna().all()


def test_limits_are_not_clipped() -> None:
    behaviour = process_behaviour(series([99, 95, 100, 94] * 4))
    assert behaviour.limits is not None
    assert behaviour.limits.upper > 100


@pytest.mark.parametrize("count", [-1, 0, 11])
def test_limits_are_not_fixed_after_fewer_than_twelve(count: int) -> None:
    with pytest.raises(UsageError, match=f"after {count} values: take 12 or more"):
        process_behaviour(series(RUN), fix_after=count)


def test_a_direction_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="“up” is no direction"):
        process_behaviour(series(RUN), better="up")  # type: ignore[arg-type]
    assert process_behaviour(series(RUN)).better is None


def test_the_series_is_left_as_it_was() -> None:
    values = series(OUTLIER)
    process_behaviour(values, breaks=[BREAK])
    pd.testing.assert_series_equal(values, series(OUTLIER))


def lines(behaviour: ProcessBehaviour) -> list[float]:
    columns = ["mean", "lower", "upper"]
    return behaviour.frame[columns].to_numpy().ravel().tolist()


@given(VALUES, st.integers(-1000, 1000))
def test_a_shift_shifts_the_limits_and_no_signal(values: list[int | None], shift: int) -> None:
    before = process_behaviour(series(values), better="higher")
    after = process_behaviour(series(values) + shift, better="higher")
    expected = [each + shift for each in lines(before)]
    assert lines(after) == pytest.approx(expected, abs=1e-8, nan_ok=True)
    assert found(after) == found(before)


@given(VALUES, st.sampled_from([0.001, 0.1, 3.0, 1e6]))
def test_a_scale_scales_the_limits_and_no_signal(values: list[int | None], scale: float) -> None:
    before = process_behaviour(series(values))
    after = process_behaviour(series(values) * scale)
    expected = [each * scale for each in lines(before)]
    assert lines(after) == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True)
    assert found(after) == found(before)


@given(VALUES)
def test_a_mirror_swaps_high_and_low(values: list[int | None]) -> None:
    upright = process_behaviour(series(values), better="higher").frame
    mirrored = process_behaviour(-series(values), better="lower").frame
    assert mirrored["kind"].tolist() == pytest.approx(upright["kind"].tolist(), nan_ok=True)
    neutral = process_behaviour(-series(values)).frame["kind"]
    swapped = {"neutral high": "neutral low", "neutral low": "neutral high"}
    straight = process_behaviour(series(values)).frame["kind"]
    told = [swapped.get(each, each) for each in straight.dropna()]
    assert neutral.dropna().tolist() == told
    for column in ("run", "trend", "mean", "value"):
        np.testing.assert_allclose(mirrored[column], -upright[column], atol=1e-9)
    np.testing.assert_allclose(mirrored["lower"], -upright["upper"], atol=1e-9)
