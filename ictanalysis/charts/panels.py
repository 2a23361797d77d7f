"""Small drawings side by side, all to one scale: one line each, and one grey line behind all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.frame import BESIDE, MONTHS, TICK, Frame, from_zero, tick_names, ticks
from ictanalysis.charts.markers import dot
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.exporters.document.palette import GRID, MUTED, NAVY, REST
from ictanalysis.indicators.series import Values

PLOT = 60.0
UNDER_NAME = 6.0
BETWEEN = 16.0
UNDER = 14.0
NARROWEST = 100.0
MOST_LINES = 3
POINT = 2.3


@dataclass(frozen=True)
class Panel:
    """A drawing: its name, the text of its last value, its line."""

    name: str
    text: str
    series: Series


@dataclass(frozen=True)
class Panels:
    """Panels of one scale.

    Attributes
    ----------
    months
        Of all panels.
    every
        The panels in their order; each has a value.
    behind
        What all are compared with, one value a month; None without.
    """

    months: pd.PeriodIndex
    every: Sequence[Panel]
    behind: Values | None

    @cached_property
    def heights(self) -> list[float]:
        """Return where the ticks of the scale that all share stand."""
        values = [panel.series.values[panel.series.known] for panel in self.every]
        low, high = from_zero(np.concatenate(values).tolist())
        return ticks(low, high, whole=self.every[0].series.is_whole)

    def height_names(self) -> list[str]:
        """Return the names of the lowest and of the highest tick."""
        series = self.every[0].series
        names = tick_names(self.heights, series.unit, series.locale)
        return [names[0], names[-1]]


@dataclass(frozen=True)
class _Grid:
    """How panels lie on the sheet."""

    left: float
    columns: int
    width: float

    def x(self, column: int) -> float:
        return self.left + column * (self.width + BETWEEN)

    def names(self, panels: Sequence[Panel]) -> list[list[str]]:
        return [wrap(panel.name, self.width) for panel in panels]

    def fits_beside(self, panel: Panel) -> bool:
        """Return whether the value of a panel has room behind its name."""
        needed = text_width(panel.text, bold=True) + BESIDE
        return text_width(wrap(panel.name, self.width)[-1]) + needed <= self.width


def draw_panels(canvas: Canvas, panels: Panels) -> float:
    """Draw all panels in rows and return their bottom."""
    left = widest(panels.height_names()) + BESIDE
    grid = next(_grids(panels.every, left, canvas.width))
    beside = all(grid.fits_beside(panel) for panel in panels.every)
    bottom, tops = -UNDER, []
    for first in range(0, len(panels.every), grid.columns):
        row = panels.every[first : first + grid.columns]
        lines = max(len(each) for each in grid.names(row)) + (0 if beside else 1)
        tops.append(bottom + UNDER + lines * LINE)
        for column, panel in enumerate(row):
            _draw_header(canvas, grid, column, tops[-1], panel, beside=beside)
            _draw_panel(canvas, _frame(grid, column, tops[-1], panels), panel, panels)
        _draw_scale(canvas, _frame(grid, 0, tops[-1], panels), panels.height_names())
        bottom = tops[-1] + UNDER_NAME + PLOT
    for column in range(grid.columns):
        lowest = (len(panels.every) - 1 - column) // grid.columns
        _draw_ends(canvas, _frame(grid, column, tops[lowest], panels), panels)
    return bottom + MONTHS


def _grids(every: Sequence[Panel], left: float, width: float) -> Iterator[_Grid]:
    """Yield grids from the most columns down whose names take no more than a few lines."""
    room = width - left - POINT
    most = max(1, min(len(every), int((room + BETWEEN) // (NARROWEST + BETWEEN))))
    for columns in range(most, 0, -1):
        grid = _Grid(left, columns, (room + BETWEEN) / columns - BETWEEN)
        if columns == 1 or max(len(lines) for lines in grid.names(every)) <= MOST_LINES:
            yield grid


def _frame(grid: _Grid, column: int, top: float, panels: Panels) -> Frame:
    x, upper, heights = grid.x(column), top + UNDER_NAME, panels.heights
    count = len(panels.months)
    return Frame(x, x + grid.width, upper, upper + PLOT, count, heights[0], heights[-1])


def _draw_header(
    canvas: Canvas, grid: _Grid, column: int, bottom: float, panel: Panel, *, beside: bool
) -> None:
    """Draw the name of a panel down to a bottom, its last value behind it or under it."""
    x, lines = grid.x(column), wrap(panel.name, grid.width)
    under = 0 if beside else LINE
    canvas.lines(x, bottom - under - len(lines) * LINE, lines)
    start = x + grid.width - text_width(panel.text, bold=True) if beside else x
    canvas.line(start, bottom - LINE, panel.text, bold=True)


def _draw_panel(canvas: Canvas, frame: Frame, panel: Panel, panels: Panels) -> None:
    edges = [[(frame.left, y), (frame.right, y)] for y in (frame.top, frame.bottom)]
    canvas.strokes(edges[:1], GRID)
    canvas.strokes(edges[1:], MUTED)
    if panels.behind is not None:
        canvas.strokes(_joined(frame, panels.behind), REST, 2)
    series = panel.series
    canvas.strokes([frame.upright(at) for at in series.breaks], MUTED, 1, dashed=True)
    spots = {at: frame.spot(at, float(series.values[at])) for at in series.known}
    canvas.strokes([[spots[at] for at in run] for run in series.runs if len(run) > 1], NAVY, 1.5)
    alone = [run[0] for run in series.runs if len(run) == 1]
    canvas.shapes([dot(*spots[at], POINT) for at in {*alone, series.known[-1]}], NAVY)


def _joined(frame: Frame, values: Values) -> list[list[tuple[float, float]]]:
    """Return the lines through values, none of them across a gap."""
    known = np.flatnonzero(~np.isnan(values))
    runs = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    return [[frame.spot(at, float(values[at])) for at in run.tolist()] for run in runs]


def _draw_scale(canvas: Canvas, frame: Frame, names: Sequence[str]) -> None:
    for y, name in zip((frame.bottom, frame.top), names, strict=True):
        canvas.line(frame.left - BESIDE - text_width(name), y - LINE / 2, name)


def _draw_ends(canvas: Canvas, frame: Frame, panels: Panels) -> None:
    """Draw the names of the last month and, where there is room, of the first."""
    name = panels.every[0].series.locale.month_short
    first, last = name(panels.months[0]), name(panels.months[-1])
    start = frame.right - text_width(last)
    canvas.line(start, frame.bottom + TICK, last)
    if frame.left + text_width(first) + BESIDE <= start:
        canvas.line(frame.left, frame.bottom + TICK, first)
