from __future__ import annotations

import pandas as pd
import pytest

from ictanalysis.demo.timeline import MONTHS, between, risen, workload


@pytest.mark.parametrize(
    ("month", "days", "season"),
    [
        ("2018-06", 21, 1),  # Fri 1 June to Sat 30 June, no holiday
        ("2018-09", 20, 1),  # the second is a Sunday
        ("2019-02", 15, 1),  # twenty, less Mon 4 to Fri 8 February
        ("2020-01", 17, 1),  # 23, less New Year, 23, 24, 27, 28 and 29 January
        ("2020-02", 20, 1),
        ("2021-01", 20, 1),  # 21, less New Year, a Friday
        ("2021-02", 15, 1),  # twenty, less 10, 11, 12, 15 and 16 February
        ("2019-04", 21, 1),  # 22, less the thirtieth, a Tuesday
        ("2019-05", 22, 1),  # 23, less the first, a Wednesday
        ("2020-12", 23, 1.12),
    ],
)
def test_a_month_is_worked_as_much_as_it_has_working_days(
    month: str, days: int, season: float
) -> None:
    assert workload(pd.Period(month, "M")) == pytest.approx(days / 21 * season)


def test_a_line_goes_from_the_first_month_to_the_last() -> None:
    assert between(10, 80, MONTHS[0]) == 10
    assert between(10, 80, MONTHS[1]) == 12
    assert between(10, 80, MONTHS[-1]) == 80


def test_what_begins_later_is_nothing_before() -> None:
    since = pd.Period("2021-01", "M")
    assert [risen(since, 50, month) for month in MONTHS[-6:]] == [0, 10, 20, 30, 40, 50]
