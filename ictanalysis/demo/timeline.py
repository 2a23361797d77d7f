"""The months of the demonstration, how far along each is, and how much is worked in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

__all__ = ["MONTHS", "between", "risen", "workload"]

FIRST = pd.Period("2018-06", "M")
LAST = pd.Period("2021-05", "M")
MONTHS = tuple(pd.period_range(FIRST, LAST, freq="M"))

USUAL_DAYS = 21
YEAR_END = {11: 1.04, 12: 1.12}
"""Month of the year → how much more is done in it, whatever its days."""

TET = (
    (date(2018, 2, 14), date(2018, 2, 20)),
    (date(2019, 2, 4), date(2019, 2, 8)),
    (date(2020, 1, 23), date(2020, 1, 29)),
    (date(2021, 2, 10), date(2021, 2, 16)),
)
"""First and last day off at Tết, 2018 to 2021, as the package `holidays` 0.109 has them for VN."""

SOLAR_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
"""Month and day of the public holidays of the solar calendar (Bộ luật Lao động 2012, Điều 115)."""


def between(first: float, last: float, month: pd.Period) -> float:
    """Return how high a straight line is in a month that goes from one value to another."""
    return first + (last - first) * (month.ordinal - FIRST.ordinal) / (LAST.ordinal - FIRST.ordinal)


def risen(since: pd.Period, last: float, month: pd.Period) -> float:
    """Return how high a line is that rises from nothing before its first month to a last value."""
    steps = max(0, month.ordinal - since.ordinal + 1)
    return last * steps / (LAST.ordinal - since.ordinal + 1)


def workload(month: pd.Period) -> float:
    """Return how much is done in a month beside a usual one: its working days and its season."""
    return _working_days(month) / USUAL_DAYS * YEAR_END.get(month.month, 1)


def _working_days(month: pd.Period) -> int:
    """Return the days from Monday to Friday that are no holiday.

    A simplification, good enough for made-up figures: a holiday on a weekend is not made up for,
    and the day of the Hùng Kings, which moves, is worked.
    """
    begins, ends = month.start_time.date(), (month + 1).start_time.date()
    return int(np.busday_count(begins, ends, holidays=list(_holidays(month.year))))


def _holidays(year: int) -> Iterator[date]:
    for month, day in SOLAR_HOLIDAYS:
        yield date(year, month, day)
    for first, last in TET:
        for offset in range((last - first).days + 1):
            yield first + timedelta(days=offset)
