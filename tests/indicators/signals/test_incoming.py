from __future__ import annotations

import math

import pandas as pd
import pytest

from ictanalysis.indicators.signals import incoming
from ictanalysis.language.errors import UsageError
from tests.indicators.signals.series import series

BEFORE = [9.5, 10.5] * 6
"""Mean 10, mean moving range 1: limits 7.34 and 12.66."""

MONTH = pd.Period("2021-01", "M")


@pytest.mark.parametrize(
    ("value", "side"),
    [(12.66, None), (12.67, "high"), (7.34, None), (7.33, "low"), (10, None), (1e9, "high")],
)
def test_a_value_against_the_months_before_it(value: float, side: str | None) -> None:
    came_in = incoming(series([*BEFORE, value]), MONTH)
    assert (came_in.value, came_in.side) == (value, side)
    assert came_in.limits is not None
    assert (came_in.limits.mean, came_in.limits.points) == (10.0, 12)
    assert came_in.limits.upper == pytest.approx(12.66)


def test_the_month_and_those_after_it_have_no_part_in_the_limits() -> None:
    alone = incoming(series([*BEFORE, 13]), MONTH)
    followed = incoming(series([*BEFORE, 13, 500, 900]), MONTH)
    assert alone == followed
    assert followed.side == "high"


def test_eleven_months_before_say_nothing() -> None:
    came_in = incoming(series([*BEFORE[1:], 500], "2020-02"), MONTH)
    assert (came_in.value, came_in.limits, came_in.side) == (500.0, None, None)


def test_the_first_month_has_none_before_it() -> None:
    assert incoming(series([5]), pd.Period("2020-01", "M")).limits is None


def test_a_month_that_is_missing_is_not_outside() -> None:
    came_in = incoming(series([*BEFORE, None, 10]), MONTH)
    assert math.isnan(came_in.value)
    assert (came_in.limits is not None, came_in.side) == (True, None)


@pytest.mark.parametrize("begin", ["2021-01", "2020-02"])
def test_nothing_before_a_break_counts(begin: str) -> None:
    came_in = incoming(series([*BEFORE, 500]), MONTH, breaks=[pd.Period(begin, "M")])
    assert (came_in.limits, came_in.side) == (None, None)


def test_a_break_after_the_month_parts_nothing() -> None:
    later = pd.Period("2021-02", "M")
    assert incoming(series([*BEFORE, 500, 3]), MONTH, breaks=[later]).side == "high"


def test_a_series_that_stood_still_is_left_by_any_other_value() -> None:
    still = [79.37] * 12
    assert incoming(series([*still, 79.37]), MONTH).side is None
    assert incoming(series([*still, 79.38]), MONTH).side == "high"


@pytest.mark.parametrize("month", ["2019-12", "2021-02"])
def test_a_month_outside_the_series_is_refused(month: str) -> None:
    with pytest.raises(UsageError, match=f"{month} is not among the months"):
        incoming(series([*BEFORE, 10]), pd.Period(month, "M"))


def test_a_text_is_no_month() -> None:
    with pytest.raises(UsageError, match="“2021-01” is not a month"):
        incoming(series([*BEFORE, 10]), "2021-01")  # type: ignore[arg-type]
