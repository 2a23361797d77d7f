"""An indicator over the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ictanalysis import vietnamese
from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import Target
from ictanalysis.charts.captions import Caption, captioned
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.palette import INK, MUTED, NAVY
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.style import SIZE, WIDTH, in_style
from ictanalysis.charts.words import lowered, on_label, quantity, reservations, title_or
from ictanalysis.indicators import Figure

__all__ = ["trend"]

FEWEST = 2
HEIGHT = 190.0
POINTS_PER_INCH = 72
MOST_LABELS = 8


@dataclass(frozen=True)
class _Point:
    """A month of the series; `at` is its place on the axis."""

    at: int
    month: Month
    figure: Figure


def trend(data: Dataset, key: str, *, title: str | None = None) -> Chart | Sentence:
    """Yield an indicator over the months as a line, its last value at its end.

    Parameters
    ----------
    key
        Key of a measure or a ratio.
    title
        Template of `prose` filled from the last month; without one, the finding is how the
        last value compares with the first.

    Returns
    -------
    Chart or Sentence
        With fewer than two values, a sentence that says from when there will be a chart. A month
        without a value leaves a gap, and a break in series (status `B`) is not crossed.

    Raises
    ------
    UsageError
        If the catalog has no such indicator.
    """
    resolved = data.catalog.resolve(key)
    months = [data.month(period) for period in data.months]
    figures = [(month, month.figure(resolved)) for month in months]
    points = [
        _Point(month.period.ordinal - months[0].period.ordinal, month, figure)
        for month, figure in figures
        if figure.value is not None
    ]
    if len(points) < FEWEST:
        return _not_yet(data, key, points)
    last = points[-1]
    caption = Caption(
        title_or(title, last.month, _finding(points)),
        "Biểu đồ đường",
        last.figure.label,
        last.figure.unit,
        [
            f"{vietnamese.month_short(each.month.period)}: {quantity(each.figure)}"
            for each in points
        ],
        [f"Từ {vietnamese.month(points[0].month.period)}", *_notes(points)],
        [resolved.table],
    )
    targets = [
        each for each in last.month.targets if data.catalog.resolve(each.indicator) == resolved
    ]
    return captioned(last.month, _draw(points, targets), caption)


def _not_yet(data: Dataset, key: str, points: Sequence[_Point]) -> Sentence:
    label = lowered(data.catalog.label(data.catalog.resolve(key)))
    if not points:
        return Sentence(f"Biểu đồ xu hướng của {label} sẽ có khi có số liệu của ít nhất hai tháng.")
    first = vietnamese.month(points[-1].month.period + 1)
    return Sentence(
        f"Biểu đồ xu hướng của {label} sẽ có từ báo cáo {first}, khi có số liệu của ít nhất "
        "hai tháng."
    )


def _finding(points: Sequence[_Point]) -> str:
    first, last = points[0], points[-1]
    before, after = first.figure.value or 0.0, last.figure.value or 0.0
    moved = "tăng lên" if after > before else "giảm còn" if after < before else "vẫn là"
    return (
        f"{last.figure.label} {moved} {quantity(last.figure)}, từ {quantity(first.figure)} của "
        f"{vietnamese.month(first.month.period)}"
    )


def _notes(points: Sequence[_Point]) -> list[str]:
    breaks = [each for each in points if each.figure.status == "B"]
    named = [(vietnamese.month_short(each.month.period), each.figure) for each in points]
    broken = ", ".join(vietnamese.month_short(each.month.period) for each in breaks)
    return [*([f"Chuỗi số liệu gián đoạn từ {broken}"] if breaks else []), *reservations(named)]


def _runs(points: Sequence[_Point]) -> list[list[_Point]]:
    """Yield the stretches that a line may join: no gap and no break in series within."""
    runs: list[list[_Point]] = []
    for each in points:
        if runs and each.at == runs[-1][-1].at + 1 and each.figure.status != "B":
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _draw(points: Sequence[_Point], targets: Sequence[Target]) -> Drawing:
    with in_style():
        drawing = Drawing(figsize=(WIDTH / POINTS_PER_INCH, HEIGHT / POINTS_PER_INCH))
        axes = drawing.add_axes((0.13, 0.13, 0.70, 0.80))
        for run in _runs(points):
            places, values = [each.at for each in run], [each.figure.value for each in run]
            marker = "o" if len(run) == 1 else ""
            axes.plot(places, values, color=NAVY, marker=marker)  # type: ignore[arg-type]
        last = points[-1]
        axes.plot([last.at], [last.figure.value or 0.0], color=NAVY, marker="o")
        for target in targets:
            _draw_target(axes, target, points[0].at)
        axes.set_ylim(bottom=0)
        _label_axes(axes, points)
        axes.annotate(
            on_label(last.figure),
            (last.at, last.figure.value or 0.0),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            weight="bold",
            annotation_clip=False,
        )
    return drawing


def _draw_target(axes: Axes, target: Target, left: int) -> None:
    axes.axhline(target.value, color=INK, linewidth=1)
    text = f"{target.decision}: {vietnamese.number(target.value)}%"
    offset = (0, 4)
    axes.annotate(
        text,
        (left, target.value),
        xytext=offset,
        textcoords="offset points",
        color=MUTED,
        size=SIZE,
    )


def _label_axes(axes: Axes, points: Sequence[_Point]) -> None:
    first, last = points[0], points[-1]
    start: pd.Period = first.month.period
    span = last.at - first.at
    step = max(1, -(-span // (MOST_LABELS - 1)))
    ticks = list(range(first.at, last.at + 1, step))
    names = [vietnamese.month_short(start + (at - first.at)) for at in ticks]
    axes.set_xticks(ticks, labels=names)
    decimals = 0 if last.figure.decimals == 0 or last.figure.unit == "%" else last.figure.decimals
    unit = "%" if last.figure.unit == "%" else ""
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=decimals == 0))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _at: vietnamese.number(value, decimals) + unit)
    )
