"""Months, and the days and working days that a report on a month covers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal

import pandas as pd

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

Monthlike = str | date | pd.Period
"""What names a month: `2021-05`, a day in it, or a period of pandas."""

ReportingWindow = Literal["15-14", "calendar"]

_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


def parse_month(text: str) -> pd.Period:
    """Return the month that ``YYYY-MM`` names.

    Raises
    ------
    UsageError
        For anything else: `2021-13`, `21-5`, a path.

    Examples
    --------
    >>> parse_month("2021-05")
    Period('2021-05', 'M')
    """
    if not isinstance(text, str) or not _MONTH.fullmatch(text):
        raise UsageError(
            _("“{value}” is not a month: write it as YYYY-MM, for example 2021-05", value=text)
        )
    return _period(text)


@cache
def _period(text: str) -> pd.Period:
    return pd.Period(text, freq="M")


def month_of(month: Monthlike) -> pd.Period:
    """Return the month that a text, a day or a period names.

    Raises
    ------
    UsageError
        If it names none: `2021-13`, a quarter.

    Examples
    --------
    >>> month_of(date(2021, 5, 14))
    Period('2021-05', 'M')
    """
    if isinstance(month, pd.Period) and month.freqstr in {"M", "D"}:
        return month.asfreq("M")
    if isinstance(month, date):
        return pd.Period(year=month.year, month=month.month, freq="M")
    return parse_month(month if isinstance(month, str) else str(month))


def month_range(text: str) -> list[pd.Period]:
    """Return the months of ``YYYY-MM`` or ``YYYY-MM:YYYY-MM``, in order.

    Raises
    ------
    UsageError
        If a part is not a month or the range runs backwards.
    """
    first_text, colon, last_text = text.partition(":")
    first = parse_month(first_text)
    last = parse_month(last_text) if colon else first
    if last < first:
        raise UsageError(_("“{value}” runs backwards: write the earlier month first", value=text))
    return list(pd.period_range(first, last, freq="M"))


def window(month: pd.Period, kind: ReportingWindow) -> tuple[date, date]:
    """Return the first and the last day that the report of a month covers.

    References
    ----------
    Decree 09/2019/ND-CP, Article 12: a monthly report covers the 15th of the month before to the
    14th of the month.

    Examples
    --------
    >>> window(pd.Period("2021-05", "M"), "15-14")
    (datetime.date(2021, 4, 15), datetime.date(2021, 5, 14))
    """
    if kind == "calendar":
        return month.start_time.date(), month.end_time.date()
    before = month - 1
    return date(before.year, before.month, 15), date(month.year, month.month, 14)


@cache
def working_days(month: pd.Period, kind: ReportingWindow) -> int:
    """Return how many days of a month's reporting window offices are open.

    Monday to Friday, without public holidays and the days off in lieu of them, and with the
    Saturdays that the Government has had worked in exchange for a day off (5 January 2019 for 31
    December 2018).

    References
    ----------
    Labour Code 2012, Article 115, and 2019, Article 112; the announcements of each year, as the
    package `holidays` has them for VN.

    Examples
    --------
    The new year of 2021 took five working days, 10 to 16 February, two of them after the 14th:

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
