from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.dataset.periods import (
    ReportingWindow,
    month_range,
    parse_month,
    window,
    working_days,
)
from ictanalysis.language.errors import UsageError

YEARS = st.integers(1000, 2999)
MONTHS = st.integers(1, 12)

NOT_MONTHS = [
    "",
    "2021",
    "2021-5",
    "21-5",
    "2021-00",
    "2021-13",
    "2021-05/",
    "2021-05\n",
    " 2021-05",
    "2021-05-01",
    "2021/05",
    "../../etc",
    "２０２１-05",
    "٢٠٢١-05",
    "0021-05",
    "3021-05",
    "-2021-05",
    "2021−05",
    "latest",
    "nan",
]


@given(YEARS, MONTHS)
def test_a_month_that_is_written_is_read_back(year: int, number: int) -> None:
    period = parse_month(f"{year:04d}-{number:02d}")
    assert (period.year, period.month, period.freqstr) == (year, number, "M")
    assert str(period) == f"{year:04d}-{number:02d}"


@pytest.mark.parametrize("text", NOT_MONTHS)
def test_anything_else_is_refused_with_its_value(text: str) -> None:
    with pytest.raises(UsageError) as told:
        parse_month(text)
    assert f"“{text}” is not a month" in str(told.value)
    assert "YYYY-MM" in str(told.value)


@given(st.text(max_size=12).filter(lambda text: not text.isascii() or "-" not in text))
def test_no_text_without_a_hyphen_or_beyond_ascii_is_a_month(text: str) -> None:
    with pytest.raises(UsageError):
        parse_month(text)


def test_a_range_has_every_month_in_order() -> None:
    months = ["2020-11", "2020-12", "2021-01", "2021-02"]
    assert [str(each) for each in month_range("2020-11:2021-02")] == months


@given(st.integers(1900 * 12, 2100 * 12), st.integers(0, 60))
def test_a_range_is_as_long_as_its_ends_are_apart(first: int, more: int) -> None:
    last = first + more
    text = f"{first // 12}-{first % 12 + 1:02d}:{last // 12}-{last % 12 + 1:02d}"
    months = month_range(text)
    assert len(months) == more + 1
    assert f"{months[0]}:{months[-1]}" == text


def test_one_month_is_a_range_of_itself() -> None:
    assert month_range("2021-05") == [pd.Period("2021-05", "M")]


@pytest.mark.parametrize("text", ["2021-06:2021-05", "2021-05:2020-05"])
def test_a_range_that_runs_backwards_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=f"“{text}” runs backwards"):
        month_range(text)


@pytest.mark.parametrize("text", ["2021-05:", ":2021-05", ":", "2021-05:2021-13", "a:b", "1:2:3"])
def test_a_range_with_a_part_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a month"):
        month_range(text)


@pytest.mark.parametrize(
    ("month", "kind", "first", "last"),
    [
        ("2021-05", "15-14", date(2021, 4, 15), date(2021, 5, 14)),
        ("2021-01", "15-14", date(2020, 12, 15), date(2021, 1, 14)),
        ("2021-03", "15-14", date(2021, 2, 15), date(2021, 3, 14)),
        ("2021-05", "calendar", date(2021, 5, 1), date(2021, 5, 31)),
        ("2020-02", "calendar", date(2020, 2, 1), date(2020, 2, 29)),
        ("2100-02", "calendar", date(2100, 2, 1), date(2100, 2, 28)),
    ],
)
def test_the_window_of_a_report(month: str, kind: ReportingWindow, first: date, last: date) -> None:
    assert window(pd.Period(month, "M"), kind) == (first, last)


@given(st.integers(1900 * 12, 2100 * 12))
def test_the_windows_of_two_months_meet_without_gap_or_overlap(count: int) -> None:
    month = pd.Period(year=count // 12, month=count % 12 + 1, freq="M")
    last, first = window(month, "15-14")[1], window(month + 1, "15-14")[0]
    assert (first - last).days == 1


TET_2021 = "Thông báo 4875/TB-LĐTBXH (2020): 10 to 16 February 2021 off; 2 and 3 September off"
SWAPPED = "Công văn 6519/VPCP-KGVX (2018): 31/12/2018 for Saturday 5/1/2019, 29/4 for 4/5/2019"
TET_2020 = "Sở Công Thương Đắk Lắk, 7/1/2020: 23 to 29 January 2020 off"
IN_LIEU = "Bộ luật Lao động 2019, Điều 111-112: 1/5/2021 is a Saturday, 3/5 is off in lieu"
LABOUR_2012 = "Bộ luật Lao động 2012, Điều 115: 2/9/2018 is a Sunday, 3/9 is off in lieu"


@pytest.mark.parametrize(
    ("month", "kind", "weekdays", "off", "worked", "source"),
    [
        ("2021-02", "calendar", 20, 5, 0, TET_2021),
        # 10, 11 and 12 February belong to February's report, 15 and 16 to March's.
        ("2021-02", "15-14", 21, 3, 0, TET_2021),
        ("2021-03", "15-14", 20, 2, 0, TET_2021),
        ("2021-09", "calendar", 22, 2, 0, TET_2021),
        # 21 April is the day of the Hùng Kings.
        ("2021-04", "calendar", 22, 2, 0, IN_LIEU),
        ("2021-05", "calendar", 21, 1, 0, IN_LIEU),
        ("2021-05", "15-14", 22, 3, 0, IN_LIEU),
        ("2018-12", "calendar", 21, 1, 0, SWAPPED),
        ("2019-01", "calendar", 23, 1, 1, SWAPPED),
        ("2019-01", "15-14", 21, 2, 1, SWAPPED),
        # 15 April for the Hùng Kings' Sunday, 29 and 30 April.
        ("2019-04", "calendar", 22, 3, 0, SWAPPED),
        ("2019-05", "calendar", 23, 1, 1, SWAPPED),
        ("2020-01", "calendar", 23, 6, 0, TET_2020),
        # A leap year: 29 February is a Saturday.
        ("2020-02", "calendar", 20, 0, 0, TET_2020),
        ("2018-09", "calendar", 20, 1, 0, LABOUR_2012),
    ],
)
def test_working_days_of_a_month(
    month: str, kind: ReportingWindow, weekdays: int, off: int, worked: int, source: str
) -> None:
    assert source
    assert working_days(pd.Period(month, "M"), kind) == weekdays - off + worked


@given(st.integers(0, 12 * 20 - 1), st.sampled_from(["calendar", "15-14"]))
def test_no_month_has_many_more_working_days_than_weekdays(
    number: int, kind: ReportingWindow
) -> None:
    month = pd.Period("2006-01", "M") + number
    first, last = window(month, kind)
    weekdays = int(np.busday_count(first, last)) + (last.weekday() < 5)
    assert weekdays - 8 <= working_days(month, kind) <= weekdays + 1
