"""Months and the days that a report on a month covers."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import pandas as pd

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

__all__ = ["ReportingWindow", "month_range", "parse_month", "window"]

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
    return pd.Period(text, freq="M")


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
    Nghị định 09/2019/NĐ-CP, Điều 12: a monthly report covers the 15th of the month before to the
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
