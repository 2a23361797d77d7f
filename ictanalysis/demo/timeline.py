"""The months of the demonstration, with their trends, holidays and workload."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

FIRST = pd.Period("2018-06", "M")
LAST = pd.Period("2021-05", "M")
MONTHS = tuple(pd.period_range(FIRST, LAST, freq="M"))

USUAL_DAYS = 21
YEAR_END = {11: 1.04, 12: 1.12}
"""Month of the year → its seasonal factor."""

TET = (
    (date(2018, 2, 14), date(2018, 2, 20)),
    (date(2019, 2, 4), date(2019, 2, 8)),
    (date(2020, 1, 23), date(2020, 1, 29)),
    (date(2021, 2, 10), date(2021, 2, 16)),
)
"""First and last day off at the lunar new year, as the package `holidays` 0.109 has them for VN."""

SOLAR_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
"""Month and day of the public holidays of the solar calendar (Labour Code 2012, Article 115)."""


def between(first: float, last: float, month: pd.Period) -> float:
    """Return the value of a month on a straight line from the first month to the last."""
    return first + (last - first) * (month.ordinal - FIRST.ordinal) / (LAST.ordinal - FIRST.ordinal)


def risen(since: pd.Period, last: float, month: pd.Period) -> float:
    """Return the value of a month on a line that starts from zero just before `since`."""
    steps = max(0, month.ordinal - since.ordinal + 1)
    return last * steps / (LAST.ordinal - since.ordinal + 1)


def days_off(year: int) -> list[date]:
    """Return the holidays of a year.

    A simplification, good enough for made-up figures: there are no days off in lieu, and the
    Hung Kings' day, which moves, counts as a working day.
    """
    solar = [date(year, *day) for day in SOLAR_HOLIDAYS]
    return [*solar, *(day for first, last in TET for day in pd.date_range(first, last).date)]


def workload(month: pd.Period) -> float:
    """Return the work of a month relative to a usual one: its working days and its season."""
    return _working_days(month) / USUAL_DAYS * YEAR_END.get(month.month, 1)


def _working_days(month: pd.Period) -> int:
    """Return how many days from Monday to Friday are no holiday."""
    begins, ends = month.start_time.date(), (month + 1).start_time.date()
    return int(np.busday_count(begins, ends, holidays=days_off(month.year)))
