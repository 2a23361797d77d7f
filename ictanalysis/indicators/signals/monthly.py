"""The monthly series that is judged: every month once and in order, and where its phases begin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

Better = Literal["higher", "lower"]
Values = npt.NDArray[np.float64]


def monthly(series: pd.Series) -> pd.Series:
    """Return a series with one row for every month from its first to its last.

    Parameters
    ----------
    series
        Numbers under a ``PeriodIndex`` of months, in any order; NaN or no row is a missing month.

    Returns
    -------
    Series
        float64 in the order of time; NaN is a missing month.

    Raises
    ------
    UsageError
        If the index is not one of months, a month stands twice, there are none, or a value is not
        a finite number.
    """
    months = series.index if isinstance(series, pd.Series) else None
    if not isinstance(months, pd.PeriodIndex) or months.freqstr != "M":
        raise UsageError(_("the index of the series is not one of months: use a PeriodIndex, M"))
    if not len(months) or months.hasnans:
        raise UsageError(_("the series has no months, or one without a name: name every month"))
    if not months.is_unique:
        twice = months[months.duplicated()][0]
        raise UsageError(_("{month} is in the series twice: keep one value", month=twice))
    known = pd.Series(_numbers(series), index=months)
    return known.reindex(pd.period_range(months.min(), months.max(), freq="M"))


def _numbers(series: pd.Series) -> Values:
    dtype = series.dtype
    if not pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_bool_dtype(dtype):
        raise UsageError(_("the values of the series are {kind}, not numbers", kind=str(dtype)))
    values = np.asarray(series.to_numpy("float64", na_value=np.nan), dtype=np.float64)
    if np.isinf(values).any():
        month = series.index[np.isinf(values)][0]
        raise UsageError(_("{month} is infinite: leave a missing month empty", month=month))
    return values


def phase_numbers(months: pd.PeriodIndex, breaks: Iterable[pd.Period]) -> npt.NDArray[np.int64]:
    """Return the number of the phase of every month, from 1.

    A phase begins at each month of `breaks`, whether that month has a value or not. A break that
    lies outside the months, or at the first of them, parts nothing.

    Raises
    ------
    UsageError
        If a break is not a month but a text, a day or a quarter.
    """
    known = list(breaks)
    for each in known:
        if not isinstance(each, pd.Period) or each.freqstr != "M":
            raise UsageError(_("“{value}” is not a month: use a Period, M", value=str(each)))
    begins = np.unique(np.array([each.ordinal for each in known], dtype=np.int64))
    numbers = np.searchsorted(begins, months.asi8, side="right")
    return np.asarray(numbers - numbers[0] + 1, dtype=np.int64)
