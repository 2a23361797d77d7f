from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ictanalysis.indicators.signals.monthly import monthly, phase_numbers
from ictanalysis.language.errors import UsageError
from tests.indicators.signals.series import series

MONTHS = pd.period_range("2020-11", periods=4, freq="M")


def months(*names: str) -> pd.PeriodIndex:
    return pd.PeriodIndex(list(names), freq="M")


def test_months_come_in_order_and_none_is_left_out() -> None:
    given = pd.Series([3, 1, 2], index=months("2021-02", "2020-11", "2020-12"))
    regular = monthly(given)
    assert regular.index.equals(MONTHS)
    np.testing.assert_array_equal(regular, [1.0, 2.0, np.nan, 3.0])
    assert given.tolist() == [3, 1, 2]


@pytest.mark.parametrize("dtype", ["int64", "float32", "Int64", "Float64"])
def test_any_numbers_are_read(dtype: str) -> None:
    regular = monthly(pd.Series([1, 2, 3, 4], index=MONTHS, dtype=dtype))
    assert (str(regular.dtype), regular.tolist()) == ("float64", [1.0, 2.0, 3.0, 4.0])


def test_a_missing_number_of_pandas_is_missing() -> None:
    regular = monthly(pd.Series([1, None, 3, 4], index=MONTHS, dtype="Int64"))
    np.testing.assert_array_equal(regular, [1.0, np.nan, 3.0, 4.0])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (pd.Series([1.0, 2.0]), "not one of months"),
        (pd.Series([1.0], index=pd.PeriodIndex(["2020Q1"], freq="Q")), "not one of months"),
        (pd.Series([1.0], index=pd.to_datetime(["2020-01-01"])), "not one of months"),
        (pd.Series([], index=months(), dtype="float64"), "has no months"),
        (pd.Series([1.0, 2.0], index=months("2020-01", "NaT")), "has no months, or one without"),
        (pd.Series([1.0, 2.0], index=months("2020-01", "2020-01")), "2020-01 is in the series twi"),
        (pd.Series(["1", "2"], index=months("2020-01", "2020-02")), "are str, not numbers"),
        (pd.Series([True], index=months("2020-01")), "are bool, not numbers"),
        (pd.Series([1.0, np.inf], index=months("2020-01", "2020-02")), "2020-02 is infinite"),
        (pd.Series([-np.inf], index=months("2020-01")), "2020-01 is infinite"),
    ],
)
def test_what_is_no_monthly_series_is_refused(given: pd.Series, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        monthly(given)


@pytest.mark.parametrize(
    ("breaks", "numbers"),
    [
        ([], [1, 1, 1, 1]),
        (["2021-01"], [1, 1, 2, 2]),
        (["2021-02", "2020-12", "2020-12"], [1, 2, 2, 3]),
        (["2020-11", "2021-01"], [1, 1, 2, 2]),
        (["2019-01", "2025-01"], [1, 1, 1, 1]),
    ],
)
def test_a_phase_begins_at_each_break(breaks: list[str], numbers: list[int]) -> None:
    found = phase_numbers(MONTHS, [pd.Period(each, "M") for each in breaks])
    assert found.tolist() == numbers


@pytest.mark.parametrize("value", ["2020-01", pd.Period("2020-01-01", "D"), None, pd.NaT])
def test_what_is_no_month_is_refused(value: pd.Period) -> None:
    with pytest.raises(UsageError, match="is not a month"):
        phase_numbers(MONTHS, [value])


def test_a_break_may_stand_in_a_gap() -> None:
    regular = monthly(series([1, None, None, 4]))
    found = phase_numbers(pd.PeriodIndex(regular.index), [pd.Period("2020-03", "M")])
    assert found.tolist() == [1, 1, 2, 2]
