"""Rows of cells, one a month, coloured by how far the month lies from the mean of its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pandas as pd

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.frame import BESIDE, TICK, Frame
from ictanalysis.charts.labels import BEHIND, Mark, draw_legend
from ictanalysis.charts.markers import box, cross, triangle
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.charts.words import on_label
from ictanalysis.exporters.document.palette import GRID, INK, MUTED, NAVY, ORANGE, PAPER
from ictanalysis.indicators.figures import MISSING as NOT_AVAILABLE
from ictanalysis.indicators.windows import YEAR
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

Steps = npt.NDArray[np.int64]

FURTHEST = 3
"""The step of a month that lies outside the limits; those between are 0, 1 and 2 either way."""

MISSING = 8
"""In place of a step: the month has no value."""

UNKNOWN = 9
"""In place of a step: the row has no limits there, so that it cannot be compared."""

OPACITY = (0.5, 0.3, 0.62, 1.0)
HIGH, LOW, NEAR_MEAN = NAVY, ORANGE, GRID
CELL = 15.0
BETWEEN = 5.0
OVER = 2.0
GAP = 0.8
LABELS = 0.4
SHORTEST = 180.0
"""Room that the cells need beside their names; else the names stand over them."""

TOO_FEW = _("too little to compare")
SAMPLE = 12.0
MARKED = 5.0
THIRD = (3, 6)


@dataclass(frozen=True)
class HeatRow:
    """An indicator and the step of each of its months."""

    series: Series
    steps: Steps

    @property
    def label(self) -> str:
        """Return the label of the indicator."""
        return self.series.latest.label

    @property
    def text(self) -> str:
        """Return the value of the last month; a dash where it is missing."""
        last = len(self.series.months) - 1
        return on_label(self.series.figure(last)) if last in self.series.known else "–"


def draw_heat_cells(canvas: Canvas, rows: Sequence[HeatRow]) -> float:
    """Draw rows of cells with names and values, the months and a legend; return the bottom."""
    months, locale = rows[0].series.months, rows[0].series.locale
    right = canvas.width - BESIDE - max(text_width(row.text, bold=True) for row in rows)
    names = [wrap(row.label, canvas.width * LABELS) for row in rows]
    left = max(text_width(locale.say("month")), *map(widest, names)) + BESIDE
    if beside := right - left >= SHORTEST:
        frame = Frame(left, right, 0, 0, len(months))
    else:
        names = [wrap(row.label, right - BESIDE) for row in rows]
        frame = Frame(0, canvas.width, 0, 0, len(months))
    bottom = OVER if beside else 0.0
    for row, lines in zip(rows, names, strict=True):
        end = canvas.lines(0, bottom, lines)
        value, cells = end - LINE, end + 2
        if beside:
            value = cells = (bottom + end - CELL) / 2
        _draw_row(canvas, frame, cells, row)
        x = canvas.width - text_width(row.text, bold=True)
        canvas.line(x, value, row.text, bold=True)
        bottom = max(end, cells + CELL) + BETWEEN
    frame = replace(frame, bottom=bottom - BETWEEN / 2)
    bottom = _draw_calendar(canvas, frame, months, locale)
    return draw_legend(canvas, bottom + 6, _entries(rows, locale))


def _draw_row(canvas: Canvas, frame: Frame, top: float, row: HeatRow) -> None:
    gap = min(GAP, frame.month / 4)
    width = frame.month - gap
    for step in np.unique(row.steps).tolist():
        lefts = [frame.x(at) - width / 2 for at in np.flatnonzero(row.steps == step).tolist()]
        _draw_step(canvas, step, lefts, top, width)
    ends = (top - OVER, top + CELL + OVER)
    canvas.strokes([[(frame.x(at - 0.5), y) for y in ends] for at in row.series.breaks], INK, 1.4)


def _draw_step(canvas: Canvas, step: int, lefts: Sequence[float], top: float, width: float) -> None:
    """Draw all cells of a step; the outer steps have a mark that shows their side in grey."""
    outlines = [box(x, top, width, CELL) for x in lefts]
    if step in {MISSING, UNKNOWN}:
        inner = [box(x + 0.4, top + 0.4, width - 0.8, CELL - 0.8) for x in lefts]
        canvas.outlines(inner, MUTED if step == MISSING else GRID, "none", 0.6)
        if step == MISSING:
            crosses = [line for x in lefts for line in cross(x, top, width, CELL)]
            canvas.strokes(crosses, MUTED, 0.6)
        return
    colour = HIGH if step > 0 else LOW if step < 0 else NEAR_MEAN
    canvas.shapes(outlines, colour, opacity=OPACITY[abs(step)])
    if abs(step) >= FURTHEST - 1 and width >= MARKED:
        half = min(width, CELL) / 2 - 1 if abs(step) == FURTHEST else width / 4
        middle = top + CELL / 2
        marks = [triangle(x + width / 2, middle, half * 0.85, up=step > 0) for x in lefts]
        canvas.shapes(marks, PAPER if abs(step) == FURTHEST else INK)


def _draw_calendar(canvas: Canvas, frame: Frame, months: pd.PeriodIndex, locale: Locale) -> float:
    """Draw the number of every third month, back from the last, and the years under them.

    Where months are too narrow for that, their numbers or all but some years are left out.
    """
    step = next((each for each in THIRD if each * frame.month >= text_width("12") + 2), 0)
    for at in range(len(months) - 1, -1, -step) if step else ():
        name = str(months[at].month)
        x = frame.x(at) - text_width(name) / 2
        canvas.line(max(0.0, min(x, canvas.width - text_width(name))), frame.bottom, name)
    year = locale.say("year")
    rows = (locale.say("month"), year) if step else (year,)
    years = frame.bottom + (len(rows) - 1) * LINE
    _draw_years(canvas, frame, years, months)
    for line, name in enumerate(rows if frame.left else ()):
        x = frame.left - BESIDE - text_width(name)
        canvas.line(x, frame.bottom + line * LINE, name, colour=MUTED)
    return years + LINE


def _draw_years(canvas: Canvas, frame: Frame, top: float, months: pd.PeriodIndex) -> None:
    """Draw each year in the middle of its months, and a line before each but the first."""
    end_of_last = -1.0
    for year, places in groupby(range(len(months)), key=lambda at: months[at].year):
        inside, name = list(places), str(year)
        start, end = frame.x(inside[0] - 0.5), frame.x(inside[-1] + 0.5)
        x = (start + end - text_width(name)) / 2
        if inside[0]:
            low = top + LINE if x > start else frame.bottom + TICK
            canvas.strokes([[(start, frame.bottom), (start, low)]], GRID, 1)
        # A part of a year at either end must hold its name; a whole one may reach out of its own.
        holds = text_width(name) + 2 <= end - start or len(inside) == YEAR
        if holds and x > end_of_last and 0 <= x <= canvas.width - text_width(name):
            end_of_last = canvas.line(x, top, name, colour=MUTED) + 2


def _entries(rows: Sequence[HeatRow], locale: Locale) -> Iterator[tuple[str, Mark]]:
    low = locale.say("low")
    strip = (2 * FURTHEST + 1) * SAMPLE
    steps = range(-FURTHEST, FURTHEST + 1)
    shades = Mark(text_width(low) + BEHIND + strip, partial(_draw_strip, low, steps))
    yield locale.say("high against the mean"), shades
    both = (-FURTHEST, FURTHEST)
    yield locale.say("outside the limits"), Mark(2 * SAMPLE, partial(_draw_strip, "", both))
    for step, text in ((MISSING, NOT_AVAILABLE), (UNKNOWN, TOO_FEW)):
        if any((row.steps == step).any() for row in rows):
            yield locale.render(text), Mark(SAMPLE, partial(_draw_strip, "", (step,)))


def _draw_strip(before: str, steps: Sequence[int], canvas: Canvas, x: float, middle: float) -> None:
    if before:
        x = canvas.line(x, middle - LINE / 2, before) + BEHIND
    for number, step in enumerate(steps):
        _draw_step(canvas, step, [x + number * SAMPLE], middle - CELL / 2, SAMPLE - GAP)
