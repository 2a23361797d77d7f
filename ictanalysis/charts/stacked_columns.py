"""Columns over the months, each made of segments, whose names stand beside the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.frame import (
    BESIDE,
    Frame,
    draw_breaks,
    draw_heights,
    draw_months,
    month_names,
    tick_names,
    ticks,
)
from ictanalysis.charts.labels import BLANK, Label, draw_legend, in_column, swatch
from ictanalysis.charts.markers import box, cross
from ictanalysis.charts.series import Series
from ictanalysis.charts.stacked_bar import Segment
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import widest, wrap
from ictanalysis.exporters.document.palette import MUTED
from ictanalysis.indicators.series import Values

PLOT = 170.0
OVER = 8.0
LABELS = 0.4
SHORTEST = 150.0
"""Room that columns need beside their labels; else the labels stand under them."""

BETWEEN = 0.2
THIN = 1.6
LABEL_GAP = 3.0


def draw_stacked_columns(
    canvas: Canvas,
    whole: Series,
    segments: Sequence[Segment],
    values: Values,
    *,
    total: str,
    unit: str,
) -> float:
    """Draw columns, their scale and their labels, and return the bottom of all.

    Parameters
    ----------
    whole
        What each column stands for; no value where there is nothing to draw.
    segments
        Those of the last column, from the bottom up.
    values
        One row a segment, one column a month.
    total
        Label of the top of the last column.
    unit
        What follows a number on the axis.
    """
    tops = np.cumsum(values, axis=0)
    heights = ticks(0, round(float(np.nanmax(tops)), 9), whole=True)
    names = tick_names(heights, unit, whole.locale)
    months = month_names(whole.months, whole.locale)
    left = widest(names) + BESIDE
    labels = _labels(total, segments, canvas.width * LABELS)
    beside = BESIDE + max(label.width for label in labels) + 1
    fits = canvas.width - left - beside >= SHORTEST
    top = OVER + (LINE if whole.breaks else 0)
    height = sum(label.height + LABEL_GAP for label in labels)
    plot = max(PLOT, height) if fits else PLOT
    right = canvas.width - (beside if fits else widest(months) / 2)
    frame = Frame(left, right, top, top + plot, len(months), heights)
    draw_heights(canvas, frame, names)
    _draw_columns(canvas, frame, segments, values, tops)
    draw_breaks(canvas, frame, whole.breaks, whole.locale)
    bottom = draw_months(canvas, frame, months)
    if fits:
        middles = [tops[-1], *(tops - values / 2)[::-1]]
        places = [frame.y(float(middle[whole.last])) for middle in middles]
        placed = [replace(label, x=frame.right + BESIDE) for label in labels]
        for label in in_column(placed, places, frame.top - OVER, frame.bottom, LABEL_GAP):
            label.draw(canvas)
        return bottom
    bottom = canvas.lines(0, bottom + 4, wrap(total, canvas.width, bold=True), bold=True)
    entries = [(f"{each.name}: {each.text}", swatch(each.colour)) for each in segments]
    return draw_legend(canvas, bottom, entries[::-1])


def _labels(total: str, segments: Sequence[Segment], room: float) -> list[Label]:
    """Return the labels of the last column, the total above those of its segments."""
    over = Label(wrap(total, room, bold=True), bold=True, mark=BLANK)
    return [over, *(each.label([each.name, each.text], room) for each in segments[::-1])]


def _draw_columns(
    canvas: Canvas, frame: Frame, segments: Sequence[Segment], values: Values, tops: Values
) -> None:
    width = frame.month * (1 - BETWEEN)
    for segment, parts, uppers in zip(segments, values, tops, strict=True):
        columns = []
        for at in np.flatnonzero(parts > 0).tolist():
            upper, lower = frame.y(float(uppers[at])), frame.y(float(uppers[at] - parts[at]))
            # A hair between the segments keeps neighbours of a like grey apart on paper.
            height = lower - upper - (THIN / 2 if lower - upper > THIN else 0)
            columns.append(box(frame.x(at) - width / 2, upper, width, height))
        canvas.shapes(columns, segment.colour)
    size = min(3.0, width / 2)
    crosses = [
        line
        for at in np.flatnonzero(np.isnan(tops[-1])).tolist()
        for line in cross(frame.x(at) - size, frame.bottom - 3 * size, 2 * size, 2 * size)
    ]
    canvas.strokes(crosses, MUTED, 1)
