"""A line over the months between its limits, the months that mean something marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from ictanalysis.charts.canvas import Canvas, Spot
from ictanalysis.charts.frame import (
    BESIDE,
    Frame,
    draw_breaks,
    draw_heights,
    draw_months,
    month_names,
)
from ictanalysis.charts.labels import apart
from ictanalysis.charts.legend import Entry, draw_key
from ictanalysis.charts.marks import diamond, dot, triangle
from ictanalysis.charts.scale import tick_names, ticks
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY, ORANGE, PAPER, PLUM, TEAL
from ictanalysis.indicators.series import Values
from ictanalysis.indicators.signals import Kind

__all__ = ["KINDS", "Judged", "Look", "Stretch", "draw_limits"]

PLOT = 150.0
OVER = 8.0
SHORTEST = 230.0
"""Room that a line and its limits need beside their labels; else a key says what the lines are."""

SAMPLE = 16.0
MARK = 4.2
POINT = 1.7


class Look(NamedTuple):
    """How a month that means something is marked, and what it means."""

    colour: str
    fill: str
    text: str


KINDS: Mapping[Kind, Look] = MappingProxyType(
    {
        Kind.IMPROVEMENT: Look(TEAL, PAPER, "dấu hiệu cải thiện"),
        Kind.CONCERN: Look(ORANGE, ORANGE, "dấu hiệu đáng lo ngại"),
        Kind.NEUTRAL_HIGH: Look(PLUM, PLUM, "cao khác thường"),
        Kind.NEUTRAL_LOW: Look(PLUM, PAPER, "thấp khác thường"),
    }
)
"""In grey, what is filled and what is hollow, and triangles and diamonds, are still told apart."""

NEUTRAL = frozenset({Kind.NEUTRAL_HIGH, Kind.NEUTRAL_LOW})


@dataclass(frozen=True)
class Stretch:
    """The lines of a phase: places of its first and last month; None is a line not drawn."""

    start: int
    end: int
    mean: float
    lower: float | None
    upper: float | None

    @property
    def limits(self) -> list[float]:
        """Return the limits that are drawn."""
        return [each for each in (self.upper, self.lower) if each is not None]

    @property
    def lines(self) -> list[float]:
        """Return all lines that are drawn."""
        return [self.mean, *self.limits]


@dataclass(frozen=True)
class Judged:
    """What is drawn.

    Attributes
    ----------
    months, values, runs, breaks
        As `Series` has them.
    kinds
        What each month is a sign of; None where nothing can be said.
    stretches
        Lines, phase by phase.
    low, high
        Between what all lies, and where the scale begins if zero is not far.
    unit, whole
        What follows a number on the axis; whether the values are whole numbers.
    end
        Label at the last point.
    number
        Writes the number of a line.
    """

    months: pd.PeriodIndex
    values: Values
    runs: Sequence[Sequence[int]]
    breaks: Sequence[int]
    kinds: Sequence[Kind | None]
    stretches: Sequence[Stretch]
    low: float
    high: float
    unit: str
    whole: bool
    end: str
    number: Callable[[float], str]

    @property
    def heights(self) -> list[float]:
        """Return where the ticks stand."""
        return ticks(self.low, self.high, whole=self.whole)

    @property
    def last(self) -> int:
        """Return the place of the last value."""
        return self.runs[-1][-1]

    @property
    def current(self) -> Stretch | None:
        """Return the lines that reach the last month."""
        last = self.stretches[-1]
        return last if last.end >= self.last else None

    def signals(self) -> Iterator[tuple[int, Kind]]:
        """Yield the months that mean something."""
        for at, kind in enumerate(self.kinds):
            if kind is not None and kind in KINDS:
                yield at, kind


class _Label(NamedTuple):
    value: float
    text: str
    bold: bool


def draw_limits(canvas: Canvas, judged: Judged) -> float:
    """Draw a process behaviour chart and yield its bottom."""
    heights = judged.heights
    names = tick_names(heights, judged.unit)
    left = widest(names) + BESIDE
    labels = list(_labels(judged, named=True))
    roomy = canvas.width - left - _beside(labels) >= SHORTEST
    named = roomy and judged.current is not None
    if not named:
        labels = list(_labels(judged, named=False))
    half = widest(month_names(judged.months)) / 2
    top = OVER + (LINE if judged.breaks else 0)
    right = canvas.width - max(_beside(labels), half)
    count = len(judged.months)
    frame = Frame(left, right, top, top + PLOT, count, heights[0], heights[-1])
    draw_heights(canvas, frame, heights, names)
    _draw_lines(canvas, frame, judged)
    draw_breaks(canvas, frame, judged.breaks)
    _draw_labels(canvas, frame, labels)
    bottom = draw_months(canvas, frame, judged.months)
    return draw_key(canvas, bottom + 4, list(_entries(judged, named=named)))


def _labels(judged: Judged, *, named: bool) -> Iterator[_Label]:
    """Yield the labels at the right end, the latest value among them, from the top down."""
    labels = [_Label(float(judged.values[judged.last]), judged.end, True)]
    if (lines := judged.current) is not None:
        each = [(lines.upper, "giới hạn trên"), (lines.mean, "trung bình")]
        each.append((lines.lower, "giới hạn dưới"))
        for value, name in each:
            if value is not None:
                number = judged.number(value)
                labels.append(_Label(value, f"{name} {number}" if named else number, False))
    yield from sorted(labels, key=lambda label: -label.value)


def _beside(labels: Sequence[_Label]) -> float:
    return BESIDE + max(text_width(label.text, bold=label.bold) for label in labels) + 1


def _draw_labels(canvas: Canvas, frame: Frame, labels: Sequence[_Label]) -> None:
    middles = [frame.y(label.value) for label in labels]
    tops = apart(middles, [LINE] * len(labels), frame.top - OVER, frame.bottom + LINE / 2)
    for top, label in zip(tops, labels, strict=True):
        colour = INK if label.bold else MUTED
        canvas.line(frame.right + BESIDE, top, label.text, bold=label.bold, colour=colour)


def _draw_lines(canvas: Canvas, frame: Frame, judged: Judged) -> None:
    for lines in judged.stretches:
        ends = (lines.start - 0.5, lines.end + 0.5)
        canvas.strokes([[frame.spot(at, lines.mean) for at in ends]], MUTED, 1)
        limits = [[frame.spot(at, each) for at in ends] for each in lines.limits]
        canvas.strokes(limits, MUTED, 1, dashed=True)
    spots = {at: frame.spot(at, float(judged.values[at])) for run in judged.runs for at in run}
    canvas.strokes([[spots[at] for at in run] for run in judged.runs if len(run) > 1], NAVY, 1.5)
    signals = dict(judged.signals())
    canvas.shapes([dot(*spots[at], POINT) for at in spots if at not in signals], NAVY)
    for kind in KINDS:
        marks = [_mark(kind, spots[at], judged, at) for at in signals if signals[at] == kind]
        canvas.outlines(marks, KINDS[kind].colour, KINDS[kind].fill)


def _mark(kind: Kind, spot: Spot, judged: Judged, at: int) -> Sequence[Spot]:
    """Return the mark of a month: a triangle that points away from the mean, or a diamond."""
    if kind in NEUTRAL:
        return diamond(*spot, MARK)
    mean = next(each.mean for each in judged.stretches if each.start <= at <= each.end)
    return triangle(*spot, MARK, up=bool(judged.values[at] >= mean))


def _entries(judged: Judged, *, named: bool) -> Iterator[Entry]:
    found = {kind for _at, kind in judged.signals()}
    for kind in (each for each in KINDS if each in found):
        yield Entry(KINDS[kind].text, 2 * MARK, partial(_draw_mark, kind))
    if not named:
        yield Entry("trung bình", SAMPLE, partial(_draw_sample, False))
        yield Entry("giới hạn", SAMPLE, partial(_draw_sample, True))


def _draw_mark(kind: Kind, canvas: Canvas, x: float, middle: float) -> None:
    shape = diamond if kind in NEUTRAL else partial(triangle, up=True)
    canvas.outlines([shape(x + MARK, middle, MARK)], KINDS[kind].colour, KINDS[kind].fill)


def _draw_sample(dashed: bool, canvas: Canvas, x: float, middle: float) -> None:
    canvas.strokes([[(x, middle), (x + SAMPLE, middle)]], MUTED, 1, dashed=dashed)
