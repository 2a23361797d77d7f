from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.dataset.periods import ReportingWindow, window
from ictanalysis.dataset.workingdays import working_days

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
