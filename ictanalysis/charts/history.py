"""An indicator over the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from ictanalysis import vietnamese
from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import Target
from ictanalysis.charts.captions import Caption, captioned
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.curve import Curve, Level, draw_curve
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.words import (
    for_comparison,
    lowered,
    on_label,
    quantity,
    reservations,
    title_or,
)
from ictanalysis.errors import UsageError
from ictanalysis.goals import at_line, remarks, worded
from ictanalysis.indicators import Figure
from ictanalysis.messages import _

__all__ = ["trend"]

FEWEST = 2


@dataclass(frozen=True)
class _Point:
    """A month of the series; `at` is its place on the axis."""

    at: int
    month: Month
    figure: Figure


def trend(data: Dataset | Month, key: str, *, title: str | None = None) -> Chart | Sentence:
    """Yield an indicator over the months as a line, its last value at its end.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it, so that a report that is made
        again says nothing of what came later.
    key
        Key of a measure or a ratio.
    title
        Template of `prose` filled from the last month; without one, the finding is how the
        last value compares with the first, or with the first since a break in series.

    Returns
    -------
    Chart or Sentence
        With fewer than two values, a sentence that says from when there will be a chart. A month
        without a value leaves a gap and is named; a break in series (status `B`) is not crossed,
        and a dashed line marks it. Targets in force in the last month are lines over the months of
        which they are.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, or it is a date.
    """
    months = _months(data)
    catalog = data.data.catalog if isinstance(data, Month) else data.catalog
    resolved = catalog.resolve(key)
    figures = [(month, month.figure(resolved)) for month in months]
    points = [
        _Point(month.period.ordinal - months[0].period.ordinal, month, figure)
        for month, figure in figures
        if figure.value is not None
    ]
    if figures and figures[0][1].kind == "date":
        raise UsageError(_("“{key}” is a day, which a line over the months cannot show", key=key))
    if len(points) < FEWEST:
        return _not_yet(lowered(catalog.label(resolved)), months, points)
    last = points[-1]
    targets = [each for each in last.month.targets if catalog.resolve(each.indicator) == resolved]
    caption = Caption(
        title_or(title, last.month, _finding(points)),
        "Biểu đồ đường",
        last.figure.label,
        last.figure.unit,
        [*map(_worded, points), *(worded(target, last.figure.unit) for target in targets)],
        [*for_comparison(targets), *_notes(points, months[-1].period)],
        [resolved.table],
        _period(points),
        remarks(targets),
    )
    names = [vietnamese.month_short(each) for each in _every(points, last.month.period)]
    return captioned(last.month, partial(draw_curve, _curve(points, targets, names)), caption)


def _months(data: Dataset | Month) -> list[Month]:
    if isinstance(data, Month):
        return [month for month in _months(data.data) if month.period <= data.period]
    return [data.month(period) for period in data.months]


def _not_yet(label: str, months: Sequence[Month], points: Sequence[_Point]) -> Sentence:
    if not points:
        return Sentence(f"Biểu đồ xu hướng của {label} sẽ có khi có số liệu của ít nhất hai tháng.")
    first = vietnamese.month(months[-1].period + 1)
    return Sentence(
        f"Biểu đồ xu hướng của {label} sẽ có từ báo cáo {first}, khi có số liệu của ít nhất "
        "hai tháng."
    )


def _finding(points: Sequence[_Point]) -> str:
    first, last = _since_break(points), points[-1]
    if first is last:
        return f"{last.figure.label}: {quantity(last.figure)}"
    before, after = first.figure.value or 0.0, last.figure.value or 0.0
    moved = "tăng lên" if after > before else "giảm còn" if after < before else "vẫn là"
    return (
        f"{last.figure.label} {moved} {quantity(last.figure)}, từ {quantity(first.figure)} của "
        f"{vietnamese.month(first.month.period)}"
    )


def _since_break(points: Sequence[_Point]) -> _Point:
    """Yield the first point that the last can be compared with."""
    breaks = _breaks(points)
    return breaks[-1] if breaks else points[0]


def _period(points: Sequence[_Point]) -> str:
    first, last = (vietnamese.month(each.month.period) for each in (points[0], points[-1]))
    return f"từ {first} đến {last}"


def _worded(point: _Point) -> str:
    return f"{vietnamese.month_short(point.month.period)}: {quantity(point.figure)}"


def _every(points: Sequence[_Point], last: pd.Period) -> pd.PeriodIndex:
    """Yield every month from the first point on, whether it has a value or not."""
    return pd.period_range(points[0].month.period, last, freq="M")


def _breaks(points: Sequence[_Point]) -> list[_Point]:
    return [each for each in points if each.figure.status == "B"]


def _notes(points: Sequence[_Point], last: pd.Period) -> list[str]:
    breaks = _breaks(points)
    named = [(vietnamese.month_short(each.month.period), each.figure) for each in points]
    broken = ", ".join(vietnamese.month_short(each.month.period) for each in breaks)
    known = {each.month.period for each in points}
    gaps = [vietnamese.month_short(each) for each in _every(points, last) if each not in known]
    return [
        *([f"Chuỗi số liệu gián đoạn từ {broken}"] if breaks else []),
        *([f"Chưa có số liệu: {', '.join(gaps)}"] if gaps else []),
        *reservations(named),
    ]


def _runs(points: Sequence[_Point]) -> list[list[_Point]]:
    """Yield the stretches that a line may join: no gap and no break in series within."""
    runs: list[list[_Point]] = []
    for each in points:
        if runs and each.at == runs[-1][-1].at + 1 and each.figure.status != "B":
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _curve(points: Sequence[_Point], targets: Sequence[Target], months: Sequence[str]) -> Curve:
    last = points[-1].figure
    return Curve(
        [[(each.at, each.figure.value or 0.0) for each in run] for run in _runs(points)],
        months,
        on_label(last),
        "%" if last.unit == "%" else "",
        last.decimals == 0,
        [_level(target, points, last.unit) for target in targets],
        [each.at - 0.5 for each in _breaks(points) if each is not points[0]],
    )


def _level(target: Target, points: Sequence[_Point], unit: str) -> Level:
    """Yield the line of a target, no longer than the target is in force."""
    first, last = points[0], points[-1]
    since = next(
        at
        for at in range(first.at, last.at + 1)
        if target.in_force(first.month.period + (at - first.at))
    )
    return Level(max(since - 0.5, first.at), target.value, at_line(target, unit))
