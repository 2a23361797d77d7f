"""Months across and values up: the scales of a plot, and where its places lie on a canvas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from matplotlib.ticker import MaxNLocator

from ictanalysis.charts.canvas import Canvas, Spot
from ictanalysis.charts.labels import Label, Line
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest
from ictanalysis.exporters.document.palette import GRID, INK, MUTED
from ictanalysis.indicators.windows import YEAR
from ictanalysis.language.locales import Locale

BESIDE = 6.0
TICK = 3.5
MONTHS = TICK + 2 + LINE
"""How high the months under a frame are."""

CLEAR = 6.0
TICKS = 4
STEPS = (1, 2, 3, 6)
APART = 10.0
NEAR_ZERO = 0.5
"""Where the lowest value is less than this part of the highest, a scale begins at zero."""


@dataclass(frozen=True)
class Frame:
    """A plot on a canvas, its places in points from the upper left corner.

    Attributes
    ----------
    left, right, top, bottom
        Its edges.
    count
        How many months it has.
    heights
        The values of its grid, from that at its bottom to that at its top.
    margin
        How many months lie between an edge and the middle of the month next to it.
    """

    left: float
    right: float
    top: float
    bottom: float
    count: int
    heights: Sequence[float] = (0.0, 1.0)
    margin: float = 0.5

    @property
    def month(self) -> float:
        """Return the width of a month."""
        return (self.right - self.left) / (self.count - 1 + 2 * self.margin)

    def x(self, at: float) -> float:
        """Return where the middle of a month lies."""
        return self.left + (at + self.margin) * self.month

    def y(self, value: float) -> float:
        """Return where a value lies."""
        low, high = self.heights[0], self.heights[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def spot(self, at: float, value: float) -> Spot:
        """Return where a value of a month lies."""
        return self.x(at), self.y(value)

    def upright(self, at: float, beyond: float = 0.0) -> Line:
        """Return the line from the top, or some way over it, to the bottom before a month."""
        x = self.x(at - 0.5)
        return (x, self.top - beyond), (x, self.bottom)

    def level(self, value: float) -> Line:
        """Return the line across at a value."""
        return (self.left, self.y(value)), (self.right, self.y(value))


def ticks(low: float, high: float, *, whole: bool) -> list[float]:
    """Return where the ticks of a scale stand; the first and the last enclose both values."""
    locator = MaxNLocator(TICKS, integer=whole, steps=[1, 2, 2.5, 5, 10])
    top = high if high > low else low + 1
    return [round(float(tick), 9) for tick in locator.tick_values(low, top)]


def from_zero(values: Iterable[float]) -> tuple[float, float]:
    """Return the lowest and the highest of what a line shows; zero, where it is not far off."""
    known = list(values)
    low, high = min(known), max(known)
    return (0.0, high) if low < high * NEAR_ZERO or low == high else (low, high)


def runs_in(frame: Frame, series: Series) -> list[list[Spot]]:
    """Return the stretches of the line of a series, which neither a gap nor a break divides."""
    return [[frame.spot(at, float(series.values[at])) for at in run] for run in series.runs]


def tick_names(places: Sequence[float], unit: str, locale: Locale) -> list[str]:
    """Return the labels of ticks, none of them rounded."""
    exponents = (Decimal(repr(tick)).normalize().as_tuple().exponent for tick in places)
    decimals = max(0, *(-int(exponent) for exponent in exponents))
    return [locale.number(tick, decimals) + unit for tick in places]


def month_names(months: pd.PeriodIndex, locale: Locale) -> list[str]:
    """Return the names of the months of an axis."""
    return [locale.month_short(each) for each in months]


def month_step(name: float, month: float) -> int:
    """Return how many months lie between two names that do not crowd each other.

    Parameters
    ----------
    name, month
        How wide the widest name and a month are.
    """
    needed = (name + APART) / month
    fitting = (step for step in STEPS if step >= needed)
    return next(fitting, YEAR * max(1, -int(-needed // YEAR)))


def draw_heights(canvas: Canvas, frame: Frame, names: Sequence[str]) -> None:
    """Draw the grid with its numbers left of it; the lowest line is the axis."""
    levels = [frame.level(each) for each in frame.heights]
    canvas.strokes(levels[1:], GRID)
    canvas.strokes(levels[:1], MUTED)
    for height, name in zip(frame.heights, names, strict=True):
        x = frame.left - BESIDE - text_width(name)
        canvas.line(x, frame.y(height) - LINE / 2, name)


def draw_months(canvas: Canvas, frame: Frame, names: Sequence[str]) -> float:
    """Draw as many names of months as fit under a frame, the last among them; return their bottom.

    A name that would leave the sheet at its left is left out.
    """
    step = month_step(widest(names), frame.month)
    shown = [
        (frame.x(at), names[at])
        for at in range(len(names) - 1, -1, -step)
        if frame.x(at) >= text_width(names[at]) / 2
    ]
    canvas.strokes([[(x, frame.bottom), (x, frame.bottom + TICK)] for x, _name in shown], MUTED)
    for x, name in shown:
        start = min(x - text_width(name) / 2, canvas.width - text_width(name))
        canvas.line(start, frame.bottom + TICK + 2, name)
    return frame.bottom + MONTHS


def draw_breaks(canvas: Canvas, frame: Frame, breaks: Sequence[int], locale: Locale) -> None:
    """Draw a dashed line before each month that begins anew, and its label where it fits."""
    for at in breaks:
        canvas.strokes([frame.upright(at, 2)], MUTED, 1, dashed=True)
    for label in break_labels(frame, breaks, canvas.width, locale):
        label.draw(canvas)


def break_labels(frame: Frame, breaks: Iterable[int], width: float, locale: Locale) -> list[Label]:
    """Return the labels of breaks over a frame; the first stands for those that have no room."""
    labels: list[Label] = []
    name = locale.say("break in series")
    for at in breaks:
        middle, wide = frame.x(at - 0.5), text_width(name)
        start = max(frame.left, min(middle - wide / 2, width - wide))
        if not labels or start >= labels[-1].right + CLEAR:
            labels.append(Label([name], start, frame.top - LINE - 2, colour=INK))
    return labels
