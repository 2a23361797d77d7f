"""A line over the months between its limits, the months that are signals marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple

from ictanalysis.charts.canvas import Canvas, Spot
from ictanalysis.charts.frame import (
    BESIDE,
    Frame,
    draw_breaks,
    draw_heights,
    draw_months,
    from_zero,
    month_names,
    runs_in,
    tick_names,
    ticks,
)
from ictanalysis.charts.labels import Label, Mark, draw_legend, in_column
from ictanalysis.charts.markers import diamond, dot, triangle
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import widest
from ictanalysis.exporters.document.palette import MUTED, NAVY, ORANGE, PAPER, PLUM, TEAL
from ictanalysis.indicators.signals import Kind
from ictanalysis.language.messages import Message, _

PLOT = 150.0
OVER = 8.0
SHORTEST = 230.0
"""Room that a line and its limits need beside their labels; else a legend names the lines."""

SAMPLE = 16.0
MARK = 4.2
POINT = 1.7
SMALL = 1000
"""Below it, the mean of a count is given with a decimal."""


class Marker(NamedTuple):
    """The marker of a month that is a signal, and what it means."""

    colour: str
    fill: str
    text: Message


KINDS: Mapping[Kind, Marker] = MappingProxyType(
    {
        Kind.IMPROVEMENT: Marker(TEAL, PAPER, _("Sign of improvement")),
        Kind.CONCERN: Marker(ORANGE, ORANGE, _("Sign of concern")),
        Kind.NEUTRAL_HIGH: Marker(PLUM, PLUM, _("Sign of a rise")),
        Kind.NEUTRAL_LOW: Marker(PLUM, PAPER, _("Sign of a fall")),
    }
)
"""In grey, what is filled and what is hollow, and triangles and diamonds, are still told apart."""

NEUTRAL = frozenset({Kind.NEUTRAL_HIGH, Kind.NEUTRAL_LOW})


class PhaseLines(NamedTuple):
    """The mean of a phase and its limits, as values with names, and its first and last month."""

    start: int
    end: int
    lines: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class ControlChart:
    """A series from its first value on, its signals (place → kind), the lines of its phases."""

    series: Series
    signals: Mapping[int, Kind]
    phase_lines: Sequence[PhaseLines]

    @cached_property
    def heights(self) -> list[float]:
        """Return where the ticks stand."""
        lines = [value for each in self.phase_lines for value, _name in each.lines]
        low, high = from_zero([*self.series.values[self.series.known].tolist(), *lines])
        return ticks(low, high, whole=self.series.is_whole)

    @property
    def current(self) -> Sequence[tuple[float, str]]:
        """Return the lines that reach the last value, if any do."""
        last = self.phase_lines[-1]
        return last.lines if last.end >= self.series.last else []


def number_at(value: float, series: Series) -> str:
    """Return a mean or a limit, which lie between the values that a count can have."""
    decimals = series.latest.decimals or int(abs(value) < SMALL)
    return series.locale.number(value, decimals) + series.unit


def draw_limits(canvas: Canvas, chart: ControlChart) -> float:
    """Draw a control chart and return its bottom."""
    series, heights = chart.series, chart.heights
    names = tick_names(heights, series.unit, series.locale)
    months = month_names(series.months, series.locale)
    left = widest(names) + BESIDE
    labels = _labels(chart, named=True)
    named = bool(chart.current) and canvas.width - left - _beside(labels) >= SHORTEST
    if not named:
        labels = _labels(chart, named=False)
    top = OVER + (LINE if series.breaks else 0)
    right = canvas.width - max(_beside(labels), widest(months) / 2)
    frame = Frame(left, right, top, top + PLOT, len(months), heights)
    draw_heights(canvas, frame, names)
    _draw_lines(canvas, frame, chart)
    draw_breaks(canvas, frame, series.breaks, series.locale)
    middles = [frame.y(value) for value, _label in labels]
    placed = [replace(label, x=right + BESIDE) for _value, label in labels]
    for label in in_column(placed, middles, top - OVER, frame.bottom + LINE / 2):
        label.draw(canvas)
    bottom = draw_months(canvas, frame, months)
    return draw_legend(canvas, bottom + 4, _entries(chart, named=named))


def _labels(chart: ControlChart, *, named: bool) -> list[tuple[float, Label]]:
    """Return the labels at the right end, the latest value among them, from the top down."""
    series = chart.series
    labels = [(float(series.values[series.last]), Label([series.end], bold=True))]
    mean, limits = chart.current[:1], chart.current[1:]
    labels += [
        (value, Label([name if named else number_at(value, series)], colour=MUTED))
        for value, name in (*limits[1:], *mean, *limits[:1])
    ]
    return sorted(labels, key=lambda each: -each[0])


def _beside(labels: Sequence[tuple[float, Label]]) -> float:
    return BESIDE + max(label.width for _value, label in labels) + 1


def _draw_lines(canvas: Canvas, frame: Frame, chart: ControlChart) -> None:
    series, signals = chart.series, chart.signals
    means: dict[int, float] = {}
    for start, end, lines in chart.phase_lines:
        ends = (start - 0.5, end + 0.5)
        mean, *limits = [[frame.spot(at, value) for at in ends] for value, _name in lines]
        canvas.strokes([mean], MUTED, 1)
        canvas.strokes(limits[::-1], MUTED, 1, dashed=True)
        means |= dict.fromkeys(range(start, end + 1), lines[0][0])
    canvas.strokes([run for run in runs_in(frame, series) if len(run) > 1], NAVY, 1.5)
    spots = {at: frame.spot(at, float(series.values[at])) for at in series.known}
    canvas.shapes([dot(*spots[at], POINT) for at in spots if at not in signals], NAVY)
    for kind, look in KINDS.items():
        marks = [
            _outline(kind, spots[at], up=bool(series.values[at] >= means[at]))
            for at in signals
            if signals[at] == kind
        ]
        canvas.outlines(marks, look.colour, look.fill)


def _outline(kind: Kind, spot: Spot, *, up: bool) -> Sequence[Spot]:
    """Return the marker of a month: a triangle that points away from the mean, or a diamond."""
    return diamond(*spot, MARK) if kind in NEUTRAL else triangle(*spot, MARK, up=up)


def _entries(chart: ControlChart, *, named: bool) -> Iterator[tuple[str, Mark]]:
    locale, found = chart.series.locale, set(chart.signals.values())
    for kind in (each for each in KINDS if each in found):
        text = locale.inside(locale.render(KINDS[kind].text))
        yield text, Mark(2 * MARK, partial(_draw_mark, kind))
    if not named:
        yield locale.say("mean"), Mark(SAMPLE, partial(_draw_sample, False))
        yield locale.say("limits"), Mark(SAMPLE, partial(_draw_sample, True))


def _draw_mark(kind: Kind, canvas: Canvas, x: float, middle: float) -> None:
    outline = _outline(kind, (x + MARK, middle), up=True)
    canvas.outlines([outline], KINDS[kind].colour, KINDS[kind].fill)


def _draw_sample(dashed: bool, canvas: Canvas, x: float, middle: float) -> None:
    canvas.strokes([[(x, middle), (x + SAMPLE, middle)]], MUTED, 1, dashed=dashed)
