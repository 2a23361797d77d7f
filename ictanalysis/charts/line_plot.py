"""A line over the months, with the labels of its end and of targets where they cross nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.frame import (
    BESIDE,
    Frame,
    break_labels,
    draw_breaks,
    draw_heights,
    draw_months,
    month_names,
    tick_names,
    ticks,
)
from ictanalysis.charts.labels import OFF, Label, Line, above_or_below, along, first_free
from ictanalysis.charts.markers import dot
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import widest, wrap
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY

PLOT = 150.0
OVER = 9.0
INSET = 6.0
POINT = 2.5
SHORTEST = 170.0
"""Room that a line needs to be followed, in points; else the label of its end stands over it."""


@dataclass(frozen=True)
class Level:
    """A horizontal line from a place on the axis to the last value, with its label."""

    start: float
    value: float
    label: str


@dataclass(frozen=True)
class LinePlot:
    """A series from its first value to its last, and levels to compare it with."""

    series: Series
    levels: Sequence[Level] = ()

    @cached_property
    def heights(self) -> list[float]:
        """Return where the vertical axis has its ticks; the last is above all that is drawn."""
        drawn = self.series.values[self.series.known].tolist()
        highest = max([*drawn, *(level.value for level in self.levels)])
        return ticks(0, highest, whole=self.series.is_whole)

    @property
    def height_names(self) -> list[str]:
        """Return the labels of the ticks, none of them rounded."""
        return tick_names(self.heights, self.series.unit, self.series.locale)

    def spots(self, frame: Frame) -> list[list[tuple[float, float]]]:
        """Return the stretches of the line, which neither a gap nor a break divides."""
        values = self.series.values
        return [[frame.spot(at, float(values[at])) for at in run] for run in self.series.runs]

    def level_line(self, level: Level, frame: Frame) -> Line:
        """Return the line of a level."""
        return frame.spot(level.start, level.value), frame.spot(self.series.last, level.value)


def draw_line_plot(canvas: Canvas, plot: LinePlot) -> float:
    """Draw a line over the months, as high as its labels need, and return its bottom."""
    series, months = plot.series, month_names(plot.series.months, plot.series.locale)
    end = Label([series.end], bold=True)
    frame = _frame(canvas.width, plot, end.width, widest(months) / 2)
    labels = _labels(plot, frame, end, canvas.width)
    down = max(OVER, LINE + 2 if series.breaks else 0, *(-label.top for label in labels))
    frame = replace(frame, top=down, bottom=down + PLOT)
    draw_heights(canvas, frame, plot.heights, plot.height_names)
    runs = plot.spots(frame)
    canvas.strokes([run for run in runs if len(run) > 1], NAVY, 2)
    canvas.shapes([dot(*run[0], POINT) for run in runs if len(run) == 1], NAVY)
    canvas.shapes([dot(*runs[-1][-1], POINT)], NAVY)
    canvas.strokes([plot.level_line(level, frame) for level in plot.levels], INK, 1)
    draw_breaks(canvas, frame, series.breaks, series.locale)
    for label in labels:
        replace(label, top=label.top + down).draw(canvas)
    return draw_months(canvas, frame, months)


def _frame(width: float, plot: LinePlot, end: float, half_month: float) -> Frame:
    """Return the frame, its top at zero: the label of the end beside it where there is room."""
    left = max(widest(plot.height_names) + BESIDE, half_month - INSET)
    beside = width - max(end + BESIDE, half_month - INSET) - 1
    right = beside if beside - left >= SHORTEST else width - half_month - 1
    count = len(plot.series.months)
    margin = INSET * (count - 1) / (right - left - 2 * INSET)
    return Frame(left, right, 0, PLOT, count, 0, plot.heights[-1], margin)


def _labels(plot: LinePlot, frame: Frame, end: Label, width: float) -> list[Label]:
    """Return the labels of the end and of levels, none of them in the way of another or a break."""
    breaks = break_labels(frame, plot.series.breaks, width, plot.series.locale)
    labels = [_end_label(plot, frame, end, breaks, width)]
    for level in plot.levels:
        labels.append(_level_label(level, plot, frame, [*breaks, *labels]))
    return labels


def _end_label(
    plot: LinePlot, frame: Frame, end: Label, breaks: Sequence[Label], width: float
) -> Label:
    """Return the label of the last point: beside it, else over or under it, else over the plot."""
    _x, y = plot.spots(frame)[-1][-1]
    beside = replace(end, x=frame.right + BESIDE, top=y - LINE / 2)
    if beside.right <= width:
        return beside
    ceiling = min([frame.top, *(label.top for label in breaks)])
    over = replace(end, x=width - end.width - 1, top=ceiling - OFF - LINE)
    near = above_or_below(over, y, frame.top, frame.bottom)
    return first_free(near, _lines(plot, frame), breaks) or over


def _level_label(level: Level, plot: LinePlot, frame: Frame, others: Sequence[Label]) -> Label:
    """Return the label of a level: at its line, off the grid if that can be, else above all."""
    label = Label(wrap(level.label, frame.right - frame.left), x=frame.left, colour=MUTED)
    tried = list(along(label, plot.level_line(level, frame), frame.bottom))
    drawn = list(_lines(plot, frame))
    grid = [(start, end) for start, end in map(frame.level, plot.heights)]
    free = first_free(tried, [*drawn, *grid], others) or first_free(tried, drawn, others)
    ceiling = min([frame.top, *(other.top for other in others)])
    return free or replace(label, top=ceiling - OFF - label.height)


def _lines(plot: LinePlot, frame: Frame) -> Iterator[Line]:
    """Yield all that a label must not lie on."""
    for run in plot.spots(frame):
        yield from pairwise([run[0], *run])
    yield from (plot.level_line(level, frame) for level in plot.levels)
    for at in plot.series.breaks:
        upper, lower = frame.upright(at)
        yield upper, lower
