"""Time series: what each indicator was, month after month, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np
import numpy.typing as npt
import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset import Cells
from ictanalysis.indicators.figures import SEVERITY, applies
from ictanalysis.indicators.ratios import terms

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

STATUSES = "A" + SEVERITY[::-1]
"""From the least to the most severe; a figure made of several has the most severe of theirs."""

MISSING = STATUSES.index("M")
BREAK = STATUSES.index("B")
ESTIMATED = STATUSES.index("E")


@dataclass(frozen=True)
class TimeSeries:
    """An indicator over all months, one element a month.

    Attributes
    ----------
    values
        NaN where the figure is missing.
    severity
        Place of its status in `STATUSES`.
    stated
        Whether there is a row for it, even one of status `M`.
    broken
        Whether a break in series lies between the month and the one before it; that of a part of
        a ratio is one of the ratio, even where the ratio itself is missing.
    """

    values: Values
    severity: npt.NDArray[np.int8]
    stated: Flags
    broken: Flags

    @classmethod
    def blank(cls, months: int) -> TimeSeries:
        """Return the series of what was never reported."""
        return cls(
            np.full(months, np.nan),
            np.full(months, MISSING, dtype=np.int8),
            np.zeros(months, dtype=bool),
            np.zeros(months, dtype=bool),
        )

    @property
    def statuses(self) -> list[str]:
        """Return the SDMX code of each month."""
        return [STATUSES[code] for code in self.severity.tolist()]

    def __add__(self, other: TimeSeries) -> TimeSeries:
        """Return the series of the sum of two indicators."""
        return TimeSeries(
            self.values + other.values,
            np.maximum(self.severity, other.severity),
            self.stated & other.stated,
            self.broken | other.broken,
        )

    def over(self, other: TimeSeries, scale: float) -> TimeSeries:
        """Return the series of a quotient; missing where a side is, or the other one is zero."""
        below = np.where(other.values == 0, np.nan, other.values)
        values = self.values * scale / below
        both = self + other
        severity = np.where(np.isnan(values), np.int8(MISSING), both.severity)
        return TimeSeries(values, severity, both.stated, both.broken)


class TimeSeriesSet:
    """What every cell was in every month, gathered once.

    Parameters
    ----------
    catalog
        What is measured.
    cells
        Month → its cells.
    months
        The months of the data set; those between the first and the last are never left out.
    """

    def __init__(
        self, catalog: Catalog, cells: Mapping[pd.Period, Cells], months: pd.PeriodIndex
    ) -> None:
        self._catalog = catalog
        self.months = months
        if len(months):
            self.months = pd.period_range(months[0], months[-1], freq="M", name="month")
        self._gathered = _gathered(cells, self.months)
        self._blank = TimeSeries.blank(len(self.months))

    def measure(self, key: IndicatorKey) -> TimeSeries:
        """Return the series of a cell."""
        return self._gathered.get(key, self._blank)

    def sides(self, key: IndicatorKey) -> tuple[TimeSeries, TimeSeries]:
        """Return the series of the numerator and the denominator of a ratio."""
        above, below = terms(self._catalog, key)
        return self._summed(above), self._summed(below)

    def of(self, key: IndicatorKey) -> TimeSeries:
        """Return the series of a measure or a ratio."""
        ratio = self._catalog.tables[key.table].ratios.get(key.name)
        if ratio is None:
            return self.measure(key)
        if not applies(ratio, key):
            return self._blank
        above, below = self.sides(key)
        return above.over(below, ratio.scale)

    def column(self, key: IndicatorKey) -> Values | pd.DatetimeIndex:
        """Return the values of an indicator as a column of a frame; days as datetime64."""
        values = self.of(key).values
        return as_days(values) if self._catalog.is_day(key) else values

    def _summed(self, keys: Sequence[IndicatorKey]) -> TimeSeries:
        return reduce(TimeSeries.__add__, map(self.measure, keys))


def as_days(values: Values) -> pd.DatetimeIndex:
    """Return the days that ordinals stand for; NaT where one is missing."""
    return pd.to_datetime(values - date(1970, 1, 1).toordinal(), unit="D")


def _gathered(
    cells: Mapping[pd.Period, Cells], months: pd.PeriodIndex
) -> Mapping[IndicatorKey, TimeSeries]:
    severity = {status: place for place, status in enumerate(STATUSES)}
    gathered: dict[IndicatorKey, TimeSeries] = {}
    for place, month in enumerate(months):
        for key, cell in cells.get(month, {}).items():
            series = gathered.get(key)
            if series is None:
                series = gathered[key] = TimeSeries.blank(len(months))
            series.values[place] = np.nan if cell.value is None else cell.value
            series.severity[place] = severity[cell.status]
            series.stated[place] = True
            series.broken[place] = cell.status == "B"
    return gathered
