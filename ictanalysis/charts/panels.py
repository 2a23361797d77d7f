"""Small drawings side by side, all to one scale: one line each, and one grey line behind all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.frame import (
    BESIDE,
    MONTHS,
    TICK,
    Frame,
    from_zero,
    runs_in,
    tick_names,
    ticks,
)
from ictanalysis.charts.markers import dot
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.exporters.document.palette import GRID, MUTED, NAVY, REST

PLOT = 60.0
UNDER_NAME = 6.0
BETWEEN = 16.0
UNDER = 14.0
NARROWEST = 100.0
MOST_LINES = 3
POINT = 2.3


def shared_heights(several: Sequence[Series]) -> list[float]:
    """Return where the ticks of the scale that all panels share stand."""
    low, high = from_zero(np.concatenate([each.values[each.known] for each in several]).tolist())
    return ticks(low, high, whole=several[0].is_whole)


def draw_panels(
    canvas: Canvas, named: Sequence[tuple[str, Series]], behind: Series | None
) -> float:
    """Draw a panel for each name and its series, in rows, and return the bottom of all.

    Parameters
    ----------
    behind
        What all are compared with; None without.
    """
    several = [series for _name, series in named]
    heights = shared_heights(several)
    lowest, *_between, highest = tick_names(heights, several[0].unit, several[0].locale)
    left = widest([lowest, highest]) + BESIDE
    columns, width = _columns([name for name, _series in named], canvas.width - left - POINT)
    names = [wrap(name, width) for name, _series in named]
    values = [_last_value(each) for each in several]
    beside = all(
        text_width(lines[-1]) + text_width(value, bold=True) + BESIDE <= width
        for lines, value in zip(names, values, strict=True)
    )
    bottom, frames = -UNDER, []
    for first in range(0, len(several), columns):
        row = range(first, min(first + columns, len(several)))
        lines = max(len(names[at]) for at in row) + (0 if beside else 1)
        top = bottom + UNDER + lines * LINE + UNDER_NAME
        bottom = top + PLOT
        for at in row:
            x, count = left + (at - first) * (width + BETWEEN), len(several[at].months)
            frame = Frame(x, x + width, top, bottom, count, heights)
            _draw_header(canvas, frame, names[at], values[at], beside=beside)
            _draw_panel(canvas, frame, several[at], behind)
            frames.append(frame)
        for y, name in ((bottom, lowest), (top, highest)):
            canvas.line(left - BESIDE - text_width(name), y - LINE / 2, name)
    for frame in sorted(frames[-columns:], key=lambda frame: frame.left):
        _draw_ends(canvas, frame, several[0])
    return bottom + MONTHS


def _columns(names: Sequence[str], room: float) -> tuple[int, float]:
    """Return how many panels lie side by side, and how wide each is: names take a few lines."""
    most = min(len(names), int((room + BETWEEN) // (NARROWEST + BETWEEN)))
    for columns in range(most, 1, -1):
        width = (room + BETWEEN) / columns - BETWEEN
        if max(len(wrap(name, width)) for name in names) <= MOST_LINES:
            return columns, width
    return 1, room


def _last_value(series: Series) -> str:
    """Return the last value, with its month where that is not the last of all."""
    if series.last == len(series.months) - 1:
        return series.end
    return f"{series.end} ({series.locale.month_short(series.months[series.last])})"


def _draw_header(
    canvas: Canvas, frame: Frame, name: Sequence[str], value: str, *, beside: bool
) -> None:
    """Draw the name of a panel over its frame, its last value behind it or under it."""
    bottom = frame.top - UNDER_NAME
    under = 0 if beside else LINE
    canvas.lines(frame.left, bottom - under - len(name) * LINE, name)
    start = frame.right - text_width(value, bold=True) if beside else frame.left
    canvas.line(start, bottom - LINE, value, bold=True)


def _draw_panel(canvas: Canvas, frame: Frame, series: Series, behind: Series | None) -> None:
    canvas.strokes([[(frame.left, frame.top), (frame.right, frame.top)]], GRID)
    canvas.strokes([[(frame.left, frame.bottom), (frame.right, frame.bottom)]], MUTED)
    if behind is not None:
        canvas.strokes(runs_in(frame, behind), REST, 2)
    canvas.strokes([frame.upright(at) for at in series.breaks], MUTED, 1, dashed=True)
    runs = runs_in(frame, series)
    canvas.strokes([run for run in runs if len(run) > 1], NAVY, 1.5)
    ends = [run[0] for run in runs[:-1] if len(run) == 1] + [runs[-1][-1]]
    canvas.shapes([dot(*spot, POINT) for spot in ends], NAVY)


def _draw_ends(canvas: Canvas, frame: Frame, series: Series) -> None:
    """Draw the names of the last month and, where there is room, of the first."""
    first, last = (series.locale.month_short(series.months[at]) for at in (0, -1))
    start = frame.right - text_width(last)
    canvas.line(start, frame.bottom + TICK, last)
    if frame.left + text_width(first) + BESIDE <= start:
        canvas.line(frame.left, frame.bottom + TICK, first)
