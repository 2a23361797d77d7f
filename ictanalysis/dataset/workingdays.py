"""The working days that a month's report covers: what makes two months comparable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pandas as pd

from ictanalysis.dataset.periods import ReportingWindow, window

__all__ = ["working_days"]


@cache
def working_days(month: pd.Period, kind: ReportingWindow) -> int:
    """Return how many days of a month's reporting window offices are open.

    Monday to Friday, public holidays and the days off in lieu of them left out (Tết, and a holiday
    that falls on a weekend), and with the Saturdays that the Government has had worked in exchange
    for a day off (5 January 2019 for 31 December 2018).

    References
    ----------
    Bộ luật Lao động 2012, Điều 115, and 2019, Điều 112; the announcements of each year, as the
    package `holidays` has them for VN.

    Examples
    --------
    Tết 2021 took five working days, 10 to 16 February, two of them after the 14th:

    >>> working_days(pd.Period("2021-02", "M"), "calendar")
    15
    >>> working_days(pd.Period("2021-02", "M"), "15-14")
    18
    """
    first, last = window(month, kind)
    is_worked = _calendar(first.year)
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return sum(is_worked(day) for day in days)


@cache
def _calendar(year: int) -> Callable[[date], bool]:
    from holidays import country_holidays

    # A day off may be worked for in the year before or the year after, and only the year of the
    # day off says so.
    return country_holidays("VN", years=range(year - 1, year + 3)).is_working_day
