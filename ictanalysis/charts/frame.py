"""Months across and values up: where they lie on a canvas, and the scale drawn around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from ictanalysis.charts.canvas import Canvas, Spot
from ictanalysis.charts.curve import BROKEN
from ictanalysis.charts.scale import month_step
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest
from ictanalysis.exporters.document.palette import GRID, INK, MUTED
from ictanalysis.language.locales import VIETNAMESE

__all__ = [
    "BESIDE",
    "MONTHS",
    "TICK",
    "Frame",
    "draw_breaks",
    "draw_heights",
    "draw_months",
    "month_names",
]

BESIDE = 6.0
TICK = 3.5
MONTHS = TICK + 2 + LINE
"""How high the months under a frame are."""

CLEAR = 6.0


@dataclass(frozen=True)
class Frame:
    """A plot on a canvas, its places in points from the upper left corner.

    Attributes
    ----------
    left, right, top, bottom
        Its edges.
    count
        How many months it has; each takes the same width.
    low, high
        The values at its bottom and at its top.
    """

    left: float
    right: float
    top: float
    bottom: float
    count: int
    low: float
    high: float

    @property
    def month(self) -> float:
        """Return the width of a month."""
        return (self.right - self.left) / self.count

    def x(self, at: float) -> float:
        """Return where the middle of a month lies."""
        return self.left + (at + 0.5) * self.month

    def y(self, value: float) -> float:
        """Return where a value lies."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def spot(self, at: float, value: float) -> Spot:
        """Return where a value of a month lies."""
        return self.x(at), self.y(value)


def draw_heights(
    canvas: Canvas, frame: Frame, heights: Sequence[float], names: Sequence[str]
) -> None:
    """Draw the grid with its numbers left of it; the lowest line is the axis."""
    levels = [[(frame.left, frame.y(each)), (frame.right, frame.y(each))] for each in heights]
    canvas.strokes(levels[1:], GRID)
    canvas.strokes(levels[:1], MUTED)
    for height, name in zip(heights, names, strict=True):
        x = frame.left - BESIDE - text_width(name)
        canvas.line(x, frame.y(height) - LINE / 2, name)


def month_names(months: pd.PeriodIndex) -> list[str]:
    """Return how the months of an axis are called."""
    return [VIETNAMESE.month_short(each) for each in months]


def draw_months(canvas: Canvas, frame: Frame, months: pd.PeriodIndex) -> float:
    """Draw as many names of months as fit under a frame, the last among them; yield their bottom.

    A name that would leave the sheet at its left is left out.
    """
    names = month_names(months)
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


def draw_breaks(canvas: Canvas, frame: Frame, breaks: Iterable[int]) -> None:
    """Draw a dashed line before each month that begins anew, and its label where it fits.

    The label stands over the frame; the first stands for those that have no room.
    """
    taken = -CLEAR
    for at in breaks:
        x = frame.x(at - 0.5)
        canvas.strokes([[(x, frame.top - 2), (x, frame.bottom)]], MUTED, 1, dashed=True)
        width = text_width(BROKEN)
        start = max(0.0, min(x - width / 2, canvas.width - width))
        if start >= taken + CLEAR:
            taken = canvas.line(start, frame.top - LINE - 2, BROKEN, colour=INK)
