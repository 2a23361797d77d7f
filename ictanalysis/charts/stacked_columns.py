"""Columns over the months, each made of segments, whose names stand beside the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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


@dataclass(frozen=True)
class StackedColumns:
    """Columns and the segments that they are made of.

    Attributes
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

    whole: Series
    segments: Sequence[Segment]
    values: Values
    total: str
    unit: str

    @cached_property
    def tops(self) -> Values:
        """Return the upper edges of all segments: one row a segment, one column a month."""
        return np.asarray(np.cumsum(self.values, axis=0))


def draw_stacked_columns(canvas: Canvas, drawn: StackedColumns) -> float:
    """Draw columns, their scale and their labels, and return the bottom of all."""
    heights = ticks(0, round(float(np.nanmax(drawn.tops)), 9), whole=True)
    names = tick_names(heights, drawn.unit, drawn.whole.locale)
    months = month_names(drawn.whole.months, drawn.whole.locale)
    left = widest(names) + BESIDE
    labels = _labels(drawn, canvas.width * LABELS)
    beside = BESIDE + max(label.width for label in labels) + 1
    fits = canvas.width - left - beside >= SHORTEST
    top = OVER + (LINE if drawn.whole.breaks else 0)
    height = sum(label.height + LABEL_GAP for label in labels)
    plot = max(PLOT, height) if fits else PLOT
    right = canvas.width - (beside if fits else widest(months) / 2)
    frame = Frame(left, right, top, top + plot, len(months), 0, heights[-1])
    draw_heights(canvas, frame, heights, names)
    _draw_columns(canvas, frame, drawn)
    draw_breaks(canvas, frame, drawn.whole.breaks, drawn.whole.locale)
    bottom = draw_months(canvas, frame, months)
    if fits:
        _draw_labels(canvas, frame, labels, drawn)
        return bottom
    bottom = canvas.lines(0, bottom + 4, wrap(drawn.total, canvas.width, bold=True), bold=True)
    entries = [(f"{each.name}: {each.text}", swatch(each.colour)) for each in drawn.segments]
    return draw_legend(canvas, bottom, entries[::-1])


def _labels(drawn: StackedColumns, room: float) -> list[Label]:
    """Return the labels of the last column, the total above those of its segments."""
    total = Label(wrap(drawn.total, room, bold=True), bold=True, mark=BLANK)
    return [total, *(each.label([each.name, each.text], room) for each in drawn.segments[::-1])]


def _draw_labels(
    canvas: Canvas, frame: Frame, labels: Sequence[Label], drawn: StackedColumns
) -> None:
    tops, values = (each[:, drawn.whole.last] for each in (drawn.tops, drawn.values))
    middles = [float(tops[-1]), *(tops - values / 2)[::-1].tolist()]
    placed = [replace(label, x=frame.right + BESIDE) for label in labels]
    heights = [frame.y(middle) for middle in middles]
    for label in in_column(placed, heights, frame.top - OVER, frame.bottom, LABEL_GAP):
        label.draw(canvas)


def _draw_columns(canvas: Canvas, frame: Frame, drawn: StackedColumns) -> None:
    width = frame.month * (1 - BETWEEN)
    for segment, values, tops in zip(drawn.segments, drawn.values, drawn.tops, strict=True):
        columns = []
        for at in np.flatnonzero(values > 0).tolist():
            upper, lower = frame.y(float(tops[at])), frame.y(float(tops[at] - values[at]))
            # A hair between the segments keeps neighbours of a like grey apart on paper.
            height = lower - upper - (THIN / 2 if lower - upper > THIN else 0)
            columns.append(box(frame.x(at) - width / 2, upper, width, height))
        canvas.shapes(columns, segment.colour)
    size = min(3.0, width / 2)
    crosses = [
        line
        for at in np.flatnonzero(np.isnan(drawn.tops[-1])).tolist()
        for line in cross(frame.x(at) - size, frame.bottom - 3 * size, 2 * size, 2 * size)
    ]
    canvas.strokes(crosses, MUTED, 1)
