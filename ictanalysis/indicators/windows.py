"""Windows over a time series: the values of earlier months, and sums of several months."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from ictanalysis.indicators.series import BREAK, ESTIMATED, MISSING, Flags, TimeSeries, Values

Number = TypeVar("Number", bound=np.generic)

YEAR = 12
"""The months of a year; no window is longer."""


def crossed(broken: Flags, months: int) -> Flags:
    """Return whether a break lies between each month and the one so many months before.

    Parameters
    ----------
    broken
        The months between which and the month before there is a break, as `TimeSeries.broken`.
    """
    count = np.cumsum(broken)
    earlier = np.append(np.zeros(min(months, len(count)), dtype=count.dtype), count[:-months])
    return np.asarray(count > earlier)


def lagged(values: Values, broken: Flags, months: int) -> Values:
    """Return the values of so many months before; NaN where there are none or across a break."""
    earlier = np.append(np.full(min(months, len(values)), np.nan), values[:-months])
    return np.where(crossed(broken, months), np.nan, earlier)


def shifted(series: TimeSeries, broken: Flags, months: int) -> TimeSeries:
    """Return the series of so many months before, in the place of each month, as `lagged`."""
    values = lagged(series.values, broken, months)
    before = np.full(min(months, len(values)), MISSING, dtype=np.int8)
    return _settled(values, np.append(before, series.severity[:-months]))


def summed(series: TimeSeries, inside: Flags) -> TimeSeries:
    """Return the sums of a window of months.

    A sum is missing where one of its months is, or lies before the first of all, and where a break
    lies between two of them. It is estimated where one of its months is, and else as uncertain as
    the most severe of them.

    Parameters
    ----------
    inside
        One row a month, twelve columns: whether the window of the month has each of the twelve
        months up to it, the month itself last.
    """
    follows = inside.copy()
    follows[:, 0] = False
    follows[:, 1:] &= inside[:, :-1]
    broken = (_windows(series.broken, False) & follows).any(axis=1)
    sums = np.where(inside, _windows(series.values, np.nan), 0.0).sum(axis=1)
    # What begins at a break is whole: only a break inside the window matters.
    whole = np.where(series.severity == BREAK, 0, series.severity)
    severity = np.where(inside, _windows(whole, MISSING), 0)
    estimated = (severity == ESTIMATED).any(axis=1)
    codes = np.where(estimated, ESTIMATED, severity.max(axis=1))
    return _settled(np.where(broken, np.nan, sums), codes)


def _settled(values: Values, severity: npt.NDArray[np.integer]) -> TimeSeries:
    missing = np.isnan(values)
    codes = np.where(missing, MISSING, severity).astype(np.int8)
    return TimeSeries(values, codes, ~missing, np.zeros(len(values), dtype=bool))


def _windows(months: npt.NDArray[Number], before: object) -> npt.NDArray[Number]:
    """Return for each month the twelve months up to it; those before the first are all alike."""
    padded = np.append(np.full(YEAR, before, dtype=months.dtype), months)
    return sliding_window_view(padded, YEAR)[1:]
