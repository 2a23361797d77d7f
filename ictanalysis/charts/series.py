"""An indicator over the months as a chart shows it: its points, its gaps, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.charts.words import quantity
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.indicators.series import Flags, Values
from ictanalysis.language.locales import VIETNAMESE

__all__ = [
    "MOST_TOLD",
    "Series",
    "catalog_of",
    "first_known",
    "last_month",
    "month_notes",
    "period",
    "series_of",
    "spans",
    "told",
    "told_of_each",
]

MOST_TOLD = 40
"""So many values are all named in an alternative text; of more, only those that stand out."""


@dataclass(frozen=True)
class Series:
    """An indicator over the months up to one of them.

    Attributes
    ----------
    latest
        The figure of the last month: the label, unit and decimals of all.
    months
        Every month, none left out.
    values
        NaN where a month is missing.
    statuses
        SDMX codes.
    broken
        Whether a break lies between a month and the one before it.
    """

    latest: Figure
    months: pd.PeriodIndex
    values: Values
    statuses: Sequence[str]
    broken: Flags

    @cached_property
    def known(self) -> list[int]:
        """Return the places of the months that have a value."""
        return [int(at) for at in np.flatnonzero(~np.isnan(self.values))]

    @property
    def breaks(self) -> list[int]:
        """Return the places of the months that begin anew, after the first that has a value."""
        first = self.known[0] if self.known else len(self.months)
        return [int(at) for at in np.flatnonzero(self.broken) if at > first]

    @property
    def runs(self) -> list[list[int]]:
        """Return the stretches that a line may join: no gap and no break within."""
        runs: list[list[int]] = []
        for at in self.known:
            if runs and at == runs[-1][-1] + 1 and not self.broken[at]:
                runs[-1].append(at)
            else:
                runs.append([at])
        return runs

    def since(self, first: int) -> Series:
        """Return the months from a place on."""
        return replace(
            self,
            months=self.months[first:],
            values=self.values[first:],
            statuses=self.statuses[first:],
            broken=self.broken[first:],
        )

    def figure(self, at: int) -> Figure:
        """Return the figure of a month, as far as it is drawn and told."""
        value = float(self.values[at])
        return replace(
            self.latest, value=None if np.isnan(value) else value, status=self.statuses[at]
        )

    def like(self, value: float) -> Figure:
        """Return a figure like those of the series, with a value that is none of them."""
        return replace(self.latest, value=value, status="A")

    def said(self, at: int) -> str:
        """Return a month with its figure: `5/2021: 12 văn bản`."""
        return f"{VIETNAMESE.month_short(self.months[at])}: {quantity(self.figure(at))}"


def catalog_of(data: Dataset | Month) -> Catalog:
    """Return the catalog of what a chart is asked to show."""
    return data.data.catalog if isinstance(data, Month) else data.catalog


def last_month(data: Dataset | Month, until: pd.Period | None = None) -> Month | None:
    """Return the last month that a chart shows; None where the data set has no months.

    Raises
    ------
    UsageError
        If the data set does not have the month `until`.
    """
    if isinstance(data, Month):
        return data if until is None or until >= data.period else data.data.month(until)
    if until is not None:
        return data.month(until)
    return data.month(data.months[-1]) if len(data.months) else None


def series_of(month: Month, key: IndicatorKey) -> Series:
    """Return an indicator over all months up to one."""
    history, months = month.data.time_series.of(key), month.data.time_series.months
    end = month.period.ordinal - months[0].ordinal + 1
    return Series(
        month.figure(key),
        months[:end],
        history.values[:end],
        history.statuses[:end],
        history.broken[:end],
    )


def first_known(several: Sequence[Series]) -> int:
    """Return the place of the first month that has a value in any series; zero if none has."""
    return min((each.known[0] for each in several if each.known), default=0)


def period(months: pd.PeriodIndex) -> str:
    """Return `từ tháng 6 năm 2018 đến tháng 5 năm 2021`."""
    return f"từ {VIETNAMESE.month(months[0])} đến {VIETNAMESE.month(months[-1])}"


def told(series: Series, *, few: bool | None = None) -> list[str]:
    """Return every value with its month; of many, the latest, the highest and the lowest.

    Parameters
    ----------
    few
        Whether there are few; None counts those of the series.
    """
    few = len(series.known) <= MOST_TOLD if few is None else few
    if few or not series.known:
        return [series.said(at) for at in series.known]
    highest = max(series.known, key=lambda at: series.values[at])
    lowest = min(series.known, key=lambda at: series.values[at])
    return [
        f"mới nhất {series.said(series.known[-1])}",
        f"cao nhất {series.said(highest)}",
        f"thấp nhất {series.said(lowest)}",
    ]


def told_of_each(named: Sequence[tuple[str, Series]]) -> list[str]:
    """Return what each of several series shows: all values where they have few between them."""
    few = sum(len(series.known) for _name, series in named) <= MOST_TOLD
    return [
        f"{name} ({'; '.join(told(series, few=few)) or VIETNAMESE.render(MISSING)})"
        for name, series in named
    ]


def spans(months: pd.PeriodIndex, places: Sequence[int]) -> str:
    """Return months as a note lists them, neighbours as a span.

    Examples
    --------
    >>> spans(pd.period_range("2021-01", periods=6, freq="M"), [0, 2, 3, 4])
    '1/2021, 3/2021–5/2021'
    """
    stretches: list[list[int]] = []
    for at in places:
        if stretches and at == stretches[-1][-1] + 1:
            stretches[-1].append(at)
        else:
            stretches.append([at])
    names = [
        "–".join(VIETNAMESE.month_short(months[at]) for at in dict.fromkeys((run[0], run[-1])))
        for run in stretches
    ]
    return ", ".join(names)


def month_notes(series: Series) -> list[str]:
    """Return what must be said of a series: its breaks, its gaps, what is not final."""
    status = {
        code: [at for at in series.known if series.statuses[at] == code] for code in ("P", "E")
    }
    gaps = [at for at in range(len(series.months)) if np.isnan(series.values[at])]
    told = [
        ("Chuỗi số liệu gián đoạn từ", series.breaks),
        ("Chưa có số liệu:", gaps),
        ("Số liệu sơ bộ:", status["P"]),
        ("Số liệu ước tính (≈):", status["E"]),
    ]
    return [f"{said} {spans(series.months, places)}" for said, places in told if places]
