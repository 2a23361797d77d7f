"""An indicator held against its own limits: which months mean something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts.canvas import on_canvas
from ictanalysis.charts.captions import Caption, captioned
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.limits import KINDS, Judged, Stretch, draw_limits
from ictanalysis.charts.scale import from_zero
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.series import (
    Series,
    catalog_of,
    first_known,
    last_month,
    month_notes,
    period,
    series_of,
    told,
)
from ictanalysis.charts.words import lowered, on_label, quantity, title_or
from ictanalysis.indicators.figures import MISSING
from ictanalysis.indicators.signals import Kind, Limits, ProcessBehaviour, phrase
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.language.locales import VIETNAMESE

__all__ = ["behaviour"]

WHOLE = 100
SMALL = 1000
"""Below it, the mean of a count is told with a decimal."""


def behaviour(
    data: Dataset | Month, key: str, until: pd.Period | None = None, *, title: str | None = None
) -> Chart | Sentence:
    """Return a process behaviour chart (XmR): values, their mean, their limits, and the signals.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    key
        Key of a measure or a ratio.
    until
        The last month to draw; None takes all.
    title
        Template of `prose` filled from the last month; without one, the last figure and what it
        is a sign of.

    Returns
    -------
    Chart or Sentence
        A sentence where no phase has enough values for limits. Mean and limits step at a break in
        series. A limit that no value can reach (a count below zero, a percentage above a hundred
        where none was so far) is not drawn. Months that are a sign of something differ from the
        others by shape, filling and colour.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, it is a day, or there is no month `until`.

    References
    ----------
    See `signals.process_behaviour`.
    """
    resolved = catalog_of(data).resolve(key)
    label = catalog_of(data).label(resolved)
    month = last_month(data, until)
    if month is None:
        return _not_yet(label, 0)
    judged = month.data.behaviour(key, until=month.period)
    whole = series_of(month, resolved)
    drawn = _Behaviour(whole.since(first_known([whole])), judged, month)
    if all(phase.limits is None for phase in judged.phases):
        return _not_yet(label, len(drawn.series.known))
    caption = Caption(
        title_or(title, month, drawn.finding),
        "Biểu đồ kiểm soát (XmR)",
        label,
        whole.latest.unit,
        told(drawn.series),
        [*drawn.about_scale, *month_notes(drawn.series)],
        [resolved.table],
        period(drawn.series.months),
        [*drawn.about_limits, *drawn.about_signals],
    )
    return captioned(month, on_canvas(lambda canvas: draw_limits(canvas, drawn.judged)), caption)


def _not_yet(label: str, count: int) -> Sentence:
    fewest = VIETNAMESE.number(FEWEST_VALUES)
    known = f"hiện có {VIETNAMESE.number(count)} tháng"
    if count >= FEWEST_VALUES:
        known += ", nhưng chuỗi số liệu ngắt quãng"
    return Sentence(
        f"Biểu đồ kiểm soát của {lowered(label)} cần số liệu của ít nhất {fewest} tháng để tính "
        f"giới hạn; {known}."
    )


@dataclass(frozen=True)
class _Behaviour:
    """A series and its judgement, from the first month that has a value."""

    series: Series
    behaviour: ProcessBehaviour
    month: Month

    @property
    def frame(self) -> pd.DataFrame:
        return self.behaviour.frame.loc[self.series.months[0] :]

    @property
    def finding(self) -> str:
        latest = self.series.latest
        if latest.value is None:
            missing = VIETNAMESE.render(MISSING)
            return f"{latest.label}: {missing} của {VIETNAMESE.month(self.month.period)}"
        return f"{latest.label}: {quantity(latest)}, {phrase(self.behaviour)}"

    @cached_property
    def kinds(self) -> list[Kind | None]:
        return [None if pd.isna(kind) else Kind(kind) for kind in self.frame["kind"].tolist()]

    @cached_property
    def stretches(self) -> list[Stretch]:
        first, found = self.series.months[0].ordinal, []
        for phase in self.behaviour.phases:
            start, end = phase.first.ordinal - first, phase.last.ordinal - first
            if phase.limits is not None and end >= 0:
                lower, upper = self._reachable(phase.limits)
                found.append(Stretch(max(start, 0), end, phase.limits.mean, lower, upper))
        return found

    def _reachable(self, limits: Limits) -> tuple[float | None, float | None]:
        """Return the limits, None for one that cannot be reached."""
        lower = limits.lower if limits.lower >= 0 else None
        values = self.series.values
        bounded = self.series.latest.unit == "%" and np.nanmax(values) <= WHOLE
        return lower, None if bounded and limits.upper > WHOLE else limits.upper

    @cached_property
    def judged(self) -> Judged:
        series = self.series
        heights = [line for each in self.stretches for line in each.lines]
        low, high = from_zero([*series.values[series.known].tolist(), *heights])
        return Judged(
            series.months,
            series.values,
            series.runs,
            series.breaks,
            self.kinds,
            self.stretches,
            low,
            high,
            "%" if series.latest.unit == "%" else "",
            series.latest.decimals == 0,
            on_label(series.figure(series.known[-1])),
            self._number,
        )

    def _number(self, value: float) -> str:
        """Return a mean or a limit, which lie between the values that a count can have."""
        figure = self.series.latest
        decimals = figure.decimals or int(abs(value) < SMALL)
        return VIETNAMESE.number(value, decimals) + ("%" if figure.unit == "%" else "")

    @property
    def about_scale(self) -> list[str]:
        return ["Trục dọc không bắt đầu từ 0"] if self.judged.heights[0] > 0 else []

    @property
    def about_limits(self) -> list[str]:
        return [self._worded(each) for each in self.stretches]

    def _worded(self, each: Stretch) -> str:
        months = self.series.months
        first, last = (VIETNAMESE.month_short(months[at]) for at in (each.start, each.end))
        lines = [("trung bình", each.mean), ("giới hạn dưới", each.lower)]
        lines.append(("giới hạn trên", each.upper))
        told = ", ".join(f"{name} {self._number(at)}" for name, at in lines if at is not None)
        return f"{first}–{last}: {told}"

    @property
    def about_signals(self) -> list[str]:
        months = self.series.months
        found = {
            kind: [VIETNAMESE.month_short(months[at]) for at in _places(self.kinds, kind)]
            for kind in KINDS
        }
        told = [f"{KINDS[kind].text}: {', '.join(names)}" for kind, names in found.items() if names]
        return [_capital(each) for each in told] or ["Không có tháng nào khác thường"]


def _places(kinds: Sequence[Kind | None], kind: Kind) -> list[int]:
    return [at for at, each in enumerate(kinds) if each == kind]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
