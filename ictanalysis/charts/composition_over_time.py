"""How a whole is made up of its parts, month after month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down, chosen
from ictanalysis.charts.canvas import on_canvas
from ictanalysis.charts.captions import Caption, captioned
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.layers import Layer, Layers, draw_layers
from ictanalysis.charts.segments import MOST, colours
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.series import (
    Series,
    catalog_of,
    first_known,
    last_month,
    period,
    series_of,
    spans,
    told_of_each,
)
from ictanalysis.charts.words import lowered, on_label, percentage, quantity, title_or
from ictanalysis.indicators.series import Flags, Values
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.messages import _

__all__ = ["composition_over_time"]

FEWEST = 2
WHOLE = 100


def composition_over_time(
    data: Dataset | Month,
    key: str,
    by: str,
    *,
    shares: bool = False,
    title: str | None = None,
    emphasis: str | None = None,
) -> Chart | Sentence:
    """Return a chart of a bar a month, each made up of the parts of a figure.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    key
        Key of a count.
    by
        The dimension whose members are the parts; at most five may have values.
    shares
        Whether bars are all of one height, which is a hundred per cent, and not as high as what
        they stand for.
    title
        Template of `prose` filled from the last month; without one, how the share of the
        emphasised part has changed since the first bar, or the first since a break.
    emphasis
        As for `composition`.

    Returns
    -------
    Chart or Sentence
        A sentence where fewer than two months have a bar, or all are zero. A month in which a part
        is missing that has values between the same breaks has no bar, since it would be too low,
        but a cross, and is named. Shares are of the sum of the parts.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, it is not a count, or more
        parts than can be told apart have values.
    """
    month = last_month(data)
    if month is None:
        label = catalog_of(data).label(catalog_of(data).resolve(key))
        return _not_yet(label)
    breakdown = broken_down(month, key, by)
    layered = _layered(month, breakdown)
    _check_few(layered, by)
    if len(layered.complete) < FEWEST:
        return _not_yet(breakdown.name)
    if not layered.totals[layered.complete].any():
        return Sentence(f"{breakdown.name}: không có {period(layered.months)}.")
    members = [part.member for part in layered.parts]
    emphasised = chosen(
        breakdown.every, by, emphasis, title, drawn=members, largest=[layered.largest]
    )
    first = min(map(members.index, emphasised))
    caption = _caption(breakdown, layered, title_or(title, month, layered.finding(first)))
    drawn = layered.drawn(emphasised, shares=shares)
    return captioned(month, on_canvas(lambda canvas: draw_layers(canvas, drawn)), caption)


def _check_few(layered: _Layered, by: str) -> None:
    if len(layered.parts) > MOST:
        raise UsageError(
            _(
                "{count} members of “{name}” have values, more than the {most} that can be told "
                "apart: draw small multiples",
                count=len(layered.parts),
                name=by,
                most=MOST,
            )
        )


def _caption(breakdown: Breakdown, layered: _Layered, title: str) -> Caption:
    return Caption(
        title,
        "Biểu đồ cột chồng theo tháng",
        breakdown.name,
        f"{breakdown.whole.unit} (tỷ trọng, %)",
        told_of_each(layered.named),
        [*layered.notes, *breakdown.about_sum],
        [breakdown.whole.key.table],
        period(layered.months),
        [layered.total, *layered.shares_told],
    )


def _not_yet(label: str) -> Sentence:
    return Sentence(
        f"Biểu đồ cơ cấu theo tháng của {lowered(label)} sẽ có khi có số liệu đầy đủ của ít nhất "
        "hai tháng."
    )


def _layered(month: Month, breakdown: Breakdown) -> _Layered:
    """Return the parts that ever had a value, from the first month in which one had."""
    every = [(part, series_of(month, part.figure.key)) for part in breakdown.every]
    first = first_known([series for _part, series in every])
    known = [(part, series.since(first)) for part, series in every if series.known]
    never = [part.label for part, series in every if not series.known]
    return _Layered([part for part, _each in known], [each for _part, each in known], never)


@dataclass(frozen=True)
class _Layered:
    """Parts with their series, and the labels of those that never had a value."""

    parts: Sequence[Part]
    series: Sequence[Series]
    never: Sequence[str]

    @property
    def months(self) -> pd.PeriodIndex:
        return self.series[0].months

    @property
    def named(self) -> list[tuple[str, Series]]:
        return [(part.label, each) for part, each in zip(self.parts, self.series, strict=True)]

    @cached_property
    def broken(self) -> Flags:
        broken = np.any([each.broken for each in self.series], axis=0)
        broken[0] = False
        return np.asarray(broken)

    @cached_property
    def stacked(self) -> Values:
        """Return the values, one row a part: nothing in a month that is not complete.

        A part without any value between two breaks is zero there: it did not exist.
        """
        stacked = np.array([each.values for each in self.series])
        phases = np.cumsum(self.broken)
        for phase in range(int(phases[-1]) + 1 if len(phases) else 0):
            inside = phases == phase
            absent = np.isnan(stacked[:, inside]).all(axis=1)
            if not absent.all():
                stacked[np.ix_(absent, inside)] = 0
        stacked[:, np.isnan(stacked).any(axis=0)] = np.nan
        return stacked

    @cached_property
    def totals(self) -> Values:
        return np.asarray(self.stacked.sum(axis=0))

    @cached_property
    def complete(self) -> list[int]:
        """Return the months that have a bar; none where no part has a value."""
        return np.flatnonzero(~np.isnan(self.totals)).tolist() if self.series else []

    @property
    def last(self) -> int:
        return self.complete[-1]

    @property
    def largest(self) -> Part:
        return self.parts[int(np.argmax(self.stacked[:, self.last]))]

    def share(self, part: int, at: int) -> float:
        total = float(self.totals[at])
        return float(self.stacked[part, at]) / total if total else 0.0

    def finding(self, part: int) -> str:
        """Return how the share of a part has changed since the first bar that compares."""
        since = [at for at in np.flatnonzero(self.broken).tolist() if at <= self.last]
        first = next(at for at in self.complete if at >= max(since, default=0))
        before, after = self.share(part, first), self.share(part, self.last)
        name = f"Tỷ trọng {lowered(self.parts[part].label)}"
        if first == self.last:
            return f"{name}: {percentage(after)}"
        moved = "tăng lên" if after > before else "giảm còn" if after < before else "vẫn là"
        return (
            f"{name} {moved} {percentage(after)}, từ {percentage(before)} của "
            f"{VIETNAMESE.month(self.months[first])}"
        )

    @property
    def total(self) -> str:
        month = VIETNAMESE.month_short(self.months[self.last])
        return f"Tổng {month}: {quantity(self.series[0].like(float(self.totals[self.last])))}"

    def _text(self, part: int) -> str:
        each = self.series[part]
        value = float(self.stacked[part, self.last])
        figure = each.figure(self.last) if self.last in each.known else each.like(value)
        return f"{on_label(figure)} ({percentage(self.share(part, self.last))})"

    @property
    def shares_told(self) -> list[str]:
        shares = "; ".join(
            f"{part.label} {self._text(number)}" for number, part in enumerate(self.parts)
        )
        return [f"Tỷ trọng {VIETNAMESE.month_short(self.months[self.last])}: {shares}"]

    @property
    def notes(self) -> list[str]:
        complete = set(self.complete)
        gaps = [at for at in range(len(self.months)) if at not in complete]
        partly = [at for at in gaps if any(at in each.known for each in self.series)]
        wholly = [at for at in gaps if at not in set(partly)]
        told = [
            ("Chuỗi số liệu gián đoạn từ", np.flatnonzero(self.broken).tolist()),
            ("Chưa có số liệu:", wholly),
            ("Chưa đủ số liệu các phần:", partly),
            ("Số liệu sơ bộ:", self._of_status("P")),
            ("Số liệu ước tính (≈):", self._of_status("E")),
        ]
        never = [f"Chưa có số liệu: {', '.join(self.never)}"] if self.never else []
        return [*(f"{said} {spans(self.months, at)}" for said, at in told if at), *never]

    def _of_status(self, status: str) -> list[int]:
        return [
            at
            for at in range(len(self.months))
            if any(each.statuses[at] == status for each in self.series if at in each.known)
        ]

    def drawn(self, emphasised: frozenset[str], *, shares: bool) -> Layers:
        colour = colours([part.member for part in self.parts], emphasised)
        values = self.stacked
        if shares:
            values = values * WHOLE / np.where(self.totals == 0, 1, self.totals)
        layers = [
            Layer(
                part.label,
                self._text(number),
                values[number],
                colour[part.member],
                part.member in emphasised,
            )
            for number, part in enumerate(self.parts)
        ]
        breaks = np.flatnonzero(self.broken).tolist()
        return Layers(self.months, breaks, layers, self.total, "%" if shares else "")
