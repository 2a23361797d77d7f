"""An indicator over the months as a chart shows it: its points, its gaps, and its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.charts.breakdown import Breakdown, Part
from ictanalysis.charts.words import on_label
from ictanalysis.dataset.periods import parse_month
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.indicators.series import Flags, Values
from ictanalysis.language.locales import Locale

FEWEST = 5
"""So many numbers make a chart: fewer are read sooner in a sentence or in a table."""

FEWEST_MONTHS = 2
"""So many months make a line."""

MOST_DESCRIBED = 40
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

    @classmethod
    def of(cls, month: Month, key: IndicatorKey) -> Series:
        """Return an indicator over all months up to one."""
        history, months = month.data.time_series.of(key), month.data.time_series.months
        latest, end = month.figure(key), month.period.ordinal - months[0].ordinal + 1
        every = cls(latest, months, history.values, history.statuses, history.broken)
        return every.between(0, end)

    @property
    def locale(self) -> Locale:
        """Return the language of the data set."""
        return self.latest.locale

    @property
    def unit(self) -> str:
        """Return what follows a number on an axis: `%` or nothing."""
        return "%" if self.latest.unit == "%" else ""

    @property
    def is_whole(self) -> bool:
        """Return whether its values are whole numbers."""
        return self.latest.decimals == 0

    @property
    def last(self) -> int:
        """Return the place of the last month that has a value."""
        return self.known[-1]

    @property
    def first(self) -> int:
        """Return the place of the first value that compares with the last: no break between."""
        since = max((at for at in self.breaks if at <= self.last), default=0)
        return next(at for at in self.known if at >= since)

    @property
    def end(self) -> str:
        """Return the label of the last value."""
        return on_label(self.figure(self.last))

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
        return stretches(self.known, np.flatnonzero(self.broken).tolist())

    def between(self, first: int, end: int | None = None) -> Series:
        """Return the months from a place on, up to an end that is left out."""
        inside = slice(first, end)
        return replace(
            self,
            months=self.months[inside],
            values=self.values[inside],
            statuses=self.statuses[inside],
            broken=self.broken[inside],
        )

    def figure(self, at: int) -> Figure:
        """Return the figure of a month, as far as it is drawn and described."""
        value = float(self.values[at])
        return replace(
            self.latest, value=None if np.isnan(value) else value, status=self.statuses[at]
        )

    def describe(self, at: int) -> str:
        """Return a month with its figure: `May 2021: 12 documents`."""
        return f"{self.locale.month_short(self.months[at])}: {self.figure(at).quantity}"

    def describe_values(self, *, few: bool | None = None) -> list[str]:
        """Return every value with its month; of many, the latest, the highest and the lowest.

        Parameters
        ----------
        few
            Whether there are few; None counts those of the series.
        """
        few = len(self.known) <= MOST_DESCRIBED if few is None else few
        if few or not self.known:
            return [self.describe(at) for at in self.known]
        highest, lowest = (int(find(self.values)) for find in (np.nanargmax, np.nanargmin))
        return [
            self.locale.say("latest {value}", value=self.describe(self.last)),
            self.locale.say("highest {value}", value=self.describe(highest)),
            self.locale.say("lowest {value}", value=self.describe(lowest)),
        ]

    @property
    def period(self) -> str:
        """Return its months: `from June 2018 to May 2021`."""
        first, last = (self.locale.month(self.months[at]) for at in (0, -1))
        return self.locale.say("from {first} to {last}", first=first, last=last)

    @property
    def notes(self) -> list[str]:
        """Return what must be known of it: its breaks, its gaps, what is not final."""
        return month_notes(self, [self])


def last_month(data: Dataset | Month, until: str | pd.Period | None = None) -> Month | None:
    """Return the last month that a chart shows; None where the data set has no months.

    Raises
    ------
    UsageError
        If the data set does not have the month `until`.
    """
    if until is not None:
        period = until if isinstance(until, pd.Period) else parse_month(until)
        whole = data.data if isinstance(data, Month) else data
        return data if isinstance(data, Month) and period >= data.period else whole.month(period)
    if isinstance(data, Month):
        return data
    return data.month(data.months[-1]) if len(data.months) else None


def members_over_time(
    month: Month, breakdown: Breakdown
) -> tuple[list[tuple[Part, Series]], list[str]]:
    """Return the parts that ever had a value, from the first month in which one had.

    The others are named in the note that is returned beside them; without any there is no note.
    """
    every = [(part, Series.of(month, part.figure.key)) for part in breakdown.every]
    first = min((series.known[0] for _part, series in every if series.known), default=0)
    known = [(part, series.between(first)) for part, series in every if series.known]
    never = [part.label for part, series in every if not series.known]
    note = month.locale.say("Not available: {names}", names=", ".join(never))
    return known, [note] if never else []


def describe_movement(locale: Locale, label: str, difference: float, **values: str) -> str:
    """Return in words that something rose, fell or stayed as it was."""
    if difference > 0:
        return locale.say("{label} rose to {now}, from {then} in {month}", label=label, **values)
    if difference < 0:
        return locale.say("{label} fell to {now}, from {then} in {month}", label=label, **values)
    return locale.say("{label} stayed at {now}, from {then} in {month}", label=label, **values)


def describe_each(named: Sequence[tuple[str, Series]]) -> list[str]:
    """Return what each of several series shows: all values where they have few between them."""
    few = sum(len(series.known) for _name, series in named) <= MOST_DESCRIBED
    return [
        f"{name} ({'; '.join(each.describe_values(few=few)) or each.locale.render(MISSING)})"
        for name, each in named
    ]


def stretches(places: Iterable[int], breaks: Collection[int] = ()) -> list[list[int]]:
    """Return places as stretches of neighbours, none of them across a break."""
    runs: list[list[int]] = []
    for at in places:
        if runs and at == runs[-1][-1] + 1 and at not in breaks:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def spans(months: pd.PeriodIndex, places: Sequence[int], locale: Locale) -> str:
    """Return months as a note lists them, neighbours as a span.

    Examples
    --------
    >>> from ictanalysis.language.locales import ENGLISH
    >>> spans(pd.period_range("2021-01", periods=6, freq="M"), [0, 2, 3, 4], ENGLISH)
    'Jan 2021, Mar 2021–May 2021'
    """
    ends = (dict.fromkeys((run[0], run[-1])) for run in stretches(places))
    return ", ".join("–".join(locale.month_short(months[at]) for at in each) for each in ends)


def month_notes(total: Series, parts: Sequence[Series]) -> list[str]:
    """Return notes of a total: its breaks and gaps, and which months of its parts are not final."""
    say = total.locale.say
    known = [(at, each.statuses[at]) for each in parts for at in each.known]
    gaps = set(range(len(total.months))).difference(total.known)
    partial = gaps.intersection(at for at, _status in known)
    provisional, estimated = ({at for at, status in known if status == code} for code in "PE")

    def names(places: Iterable[int]) -> str:
        return spans(total.months, sorted(places), total.locale)

    notes = [
        (total.breaks, say("Break in series from {names}", names=names(total.breaks))),
        (gaps - partial, say("Not available: {names}", names=names(gaps - partial))),
        (partial, say("Some parts not available: {names}", names=names(partial))),
        (provisional, say("Provisional: {names}", names=names(provisional))),
        (estimated, say("Estimated (≈): {names}", names=names(estimated))),
    ]
    return [note for places, note in notes if places]
