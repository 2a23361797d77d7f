"""Comparisons of an indicator with its own past, month by month, where they have a meaning.

Flows add up over months, and so do ratios of flows, computed from the sums of their parts. A sum
with a missing month is missing, and nothing is compared or added up over a break in series.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ictanalysis.catalog import WHOLE, Catalog, IndicatorKey, Measure, Target
from ictanalysis.dataset.periods import ReportingWindow, working_days
from ictanalysis.indicators.series import Flags, TimeSeries, TimeSeriesSet, Values
from ictanalysis.indicators.windows import YEAR, lagged, shifted, summed

COMPARED = (
    "value", "status",
    "previous", "change", "change_percent",
    "last_year", "change_on_year", "change_on_year_percent",
    "year_to_date", "year_to_date_status", "year_to_date_last_year",
    "year_to_date_change", "year_to_date_change_percent",
    "twelve_months", "twelve_months_status",
    "working_days", "per_working_day", "per_working_day_last_year",
    "per_working_day_change_percent",
    "share_of_total", "target", "decision", "distance",
)  # fmt: skip
"""Columns of `Comparisons.frame`."""

TEXTS = frozenset({"status", "year_to_date_status", "twelve_months_status", "decision"})


@dataclass(frozen=True)
class Summed:
    """The sums of an indicator over a window of months, one a month.

    Attributes
    ----------
    whole
        The sum, or the ratio of the sums.
    sides
        The sums that a ratio is computed from, numerator and denominator; none for a measure.
    """

    whole: TimeSeries
    sides: tuple[TimeSeries, ...] = ()


@dataclass(frozen=True, repr=False)
class Comparisons:
    """The indicators of a data set compared with their own past.

    Parameters
    ----------
    catalog, series
        What is measured, and its time series.
    targets
        What is to be reached.
    reporting_window
        Which days a month of `series` covers.
    """

    catalog: Catalog
    series: TimeSeriesSet
    targets: Sequence[Target]
    reporting_window: ReportingWindow

    def __repr__(self) -> str:
        return f"<Comparisons, months: {len(self.series.months)}>"

    @cached_property
    def _days(self) -> Values:
        days = [working_days(month, self.reporting_window) for month in self.series.months]
        return np.array(days, dtype="float64")

    def frame(self, key: IndicatorKey, whole: IndicatorKey | None = None) -> pd.DataFrame:
        """Return an indicator with its comparisons.

        Parameters
        ----------
        key
            A measure or a ratio.
        whole
            What `share_of_total` is a share of; None where the indicator is not part of a total.

        Returns
        -------
        DataFrame
            PeriodIndex[M] of all months from the first to the last, with the columns `COMPARED`.
            The unit is the indicator's where nothing else is said. NaN, or a blank text, is what
            is missing, what has no meaning for the indicator, and what would be compared or added
            up over a break in series. A day has `value` (a datetime64) and `status` alone.

            value, status
                The figure and its SDMX code.
            previous, change, change_percent
                The month before, and how the month differs. A percentage changes by points and
                never by percent.
            last_year, change_on_year, change_on_year_percent
                The same month of the year before.
            year_to_date, year_to_date_status
                The sum since January, or the ratio of the sums, and the most severe status in it.
            year_to_date_last_year, year_to_date_change, year_to_date_change_percent
                What it was by the same month of the year before.
            twelve_months, twelve_months_status
                The sum of the month and the eleven before it.
            working_days, per_working_day
                For a flow: days of the reporting window, and the flow of one of them.
            per_working_day_last_year, per_working_day_change_percent
                The same month of the year before.
            share_of_total
                Percent of `whole`; for flows and stocks.
            target, decision, distance
                The target in force that month, the decision that set it, and value − target. One
                that is measured over something else is left out; of several the latest counts.
        """
        months, own = self.series.months, self.series.of(key)
        columns: dict[str, object] = {"value": self.series.column(key), "status": own.statuses}
        kind = self.catalog.spec(key).kind
        if kind != "date":
            columns |= self._against_earlier(key, own)
            columns |= self._against_targets(key, own)
        if (sums := self.year_to_date(key)) is not None:
            columns |= self._summed(key, sums.whole)
        if kind == "flow":
            columns |= self._by_day(own)
        if kind in {"flow", "stock"} and whole is not None:
            total = self.series.of(whole).values
            columns["share_of_total"] = _quotient(own.values * WHOLE, total)
        blank = {name: "" if name in TEXTS else np.nan for name in COMPARED}
        return pd.DataFrame(blank | columns, index=months, columns=list(COMPARED))

    def on_year(self, key: IndicatorKey) -> Values:
        """Return what an indicator was in the same month of the year before."""
        own = self.series.of(key)
        return lagged(own.values, self._breaks(key, own), YEAR)

    def year_to_date(self, key: IndicatorKey) -> Summed | None:
        """Return the sums since January; None for an indicator that does not add up."""
        if key not in self._since_january:
            self._since_january[key] = self._sums(key, self._of_this_year)
        return self._since_january[key]

    @cached_property
    def _since_january(self) -> dict[IndicatorKey, Summed | None]:
        """Sums that were asked for: a report asks for each several times."""
        return {}

    @cached_property
    def _of_this_year(self) -> Flags:
        numbers = self.series.months.month.to_numpy()
        return np.asarray(np.arange(YEAR) >= YEAR - numbers[:, None])

    def twelve_months(self, key: IndicatorKey) -> Summed | None:
        """Return the sums of twelve months; None for an indicator that does not add up."""
        return self._sums(key, np.ones((len(self.series.months), YEAR), dtype=bool))

    def year_to_date_before(self, key: IndicatorKey) -> Summed | None:
        """Return the sum since January by the same month of the year before."""
        sums = self.year_to_date(key)
        if sums is None:
            return None
        broken = self.series.of(key).broken
        sides = tuple(shifted(side, broken, YEAR) for side in sums.sides)
        return Summed(shifted(sums.whole, broken, YEAR), sides)

    def _breaks(self, key: IndicatorKey, own: TimeSeries) -> Flags:
        """Return the breaks of an indicator; a stock is broken too where its opening is."""
        opening = self._opening(key)
        return own.broken if opening is None else own.broken | opening.broken

    def _opening(self, key: IndicatorKey) -> TimeSeries | None:
        measure = self.catalog.measure(key)
        if measure is None or measure.tie is None or measure.tie.opening is None:
            return None
        return self.series.of(IndicatorKey(key.table, measure.tie.opening, key.members))

    def _previous(self, key: IndicatorKey, own: TimeSeries) -> Values:
        """Return last month's value, as `Figure.previous` has it."""
        last, opening = lagged(own.values, own.broken, 1), self._opening(key)
        if opening is None:
            return last
        unstated = ~np.append(False, own.stated[:-1])
        opened = (opening.broken | unstated & opening.stated) & ~own.broken
        return np.where(opened, opening.values, last)

    def _against_earlier(self, key: IndicatorKey, own: TimeSeries) -> dict[str, object]:
        previous, last_year = self._previous(key, own), self.on_year(key)
        return {
            "previous": previous,
            "change": own.values - previous,
            "change_percent": self._percent(key, own.values, previous),
            "last_year": last_year,
            "change_on_year": own.values - last_year,
            "change_on_year_percent": self._percent(key, own.values, last_year),
        }

    def _summed(self, key: IndicatorKey, since_january: TimeSeries) -> dict[str, object]:
        before, twelve = self.year_to_date_before(key), self.twelve_months(key)
        if before is None or twelve is None:
            return {}
        now, earlier = since_january.values, before.whole.values
        return {
            "year_to_date": now,
            "year_to_date_status": since_january.statuses,
            "year_to_date_last_year": earlier,
            "year_to_date_change": now - earlier,
            "year_to_date_change_percent": self._percent(key, now, earlier),
            "twelve_months": twelve.whole.values,
            "twelve_months_status": twelve.whole.statuses,
        }

    def _by_day(self, own: TimeSeries) -> dict[str, object]:
        daily = _quotient(own.values, self._days)
        last_year = lagged(daily, own.broken, YEAR)
        return {
            "working_days": self._days,
            "per_working_day": daily,
            "per_working_day_last_year": last_year,
            "per_working_day_change_percent": _quotient((daily - last_year) * WHOLE, last_year),
        }

    def _against_targets(self, key: IndicatorKey, own: TimeSeries) -> dict[str, object]:
        """Return the target of each month; one that is measured over something else is none."""
        targets = [
            each
            for each in sorted(self.targets, key=lambda each: each.issued)
            if each.denominators_agree and self.catalog.resolve(each.indicator) == key
        ]
        heights, decisions = np.full(len(own.values), np.nan), [""] * len(own.values)
        for place, month in enumerate(self.series.months if targets else ()):
            for target in (each for each in targets if each.in_force(month)):
                heights[place], decisions[place] = target.value, target.decision
        return {"target": heights, "decision": decisions, "distance": own.values - heights}

    def _percent(self, key: IndicatorKey, now: Values, before: Values) -> Values:
        """Return a change in percent; of a percentage there is none, only points."""
        if self.catalog.spec(key).unit == "%":
            return np.full(len(now), np.nan)
        return _quotient((now - before) * WHOLE, before)

    def _sums(self, key: IndicatorKey, inside: Flags) -> Summed | None:
        spec = self.catalog.spec(key)
        if isinstance(spec, Measure):
            return Summed(summed(self.series.of(key), inside)) if spec.kind == "flow" else None
        measures = self.catalog.tables[key.table].measures
        parts = (spec.numerator.measure, spec.denominator.measure)
        if any(measures[part].kind != "flow" for part in parts):
            return None
        above, below = (summed(side, inside) for side in self.series.sides(key))
        return Summed(above.over(below, spec.scale), (above, below))


def _quotient(above: Values, below: Values) -> Values:
    return above / np.where(below == 0, np.nan, below)
