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
    tick_names,
    ticks,
)
from ictanalysis.charts.labels import Label, Mark, draw_legend, in_column
from ictanalysis.charts.markers import diamond, dot, triangle
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import widest
from ictanalysis.charts.words import inside_sentence
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
        Kind.NEUTRAL_HIGH: Marker(PLUM, PLUM, _("Unusually high")),
        Kind.NEUTRAL_LOW: Marker(PLUM, PAPER, _("Unusually low")),
    }
)
"""In grey, what is filled and what is hollow, and triangles and diamonds, are still told apart."""

NEUTRAL = frozenset({Kind.NEUTRAL_HIGH, Kind.NEUTRAL_LOW})


@dataclass(frozen=True)
class PhaseLines:
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


@dataclass(frozen=True)
class ControlChart:
    """A series with its limits and its signals.

    Attributes
    ----------
    series
        From its first value on.
    kinds
        What each month is a sign of; None where there are no limits.
    phase_lines
        The mean and the limits of each phase.
    """

    series: Series
    kinds: Sequence[Kind | None]
    phase_lines: Sequence[PhaseLines]

    @cached_property
    def heights(self) -> list[float]:
        """Return where the ticks stand."""
        lines = [line for each in self.phase_lines for line in (each.mean, *each.limits)]
        low, high = from_zero([*self.series.values[self.series.known].tolist(), *lines])
        return ticks(low, high, whole=self.series.is_whole)

    @property
    def current(self) -> PhaseLines | None:
        """Return the lines that reach the last value."""
        last = self.phase_lines[-1]
        return last if last.end >= self.series.last else None

    @property
    def signals(self) -> dict[int, Kind]:
        """Return the signals: place → kind."""
        marked = ((at, kind) for at, kind in enumerate(self.kinds) if kind is not None)
        return {at: kind for at, kind in marked if kind in KINDS}

    def number(self, value: float) -> str:
        """Return a mean or a limit, which lie between the values that a count can have."""
        decimals = self.series.latest.decimals or int(abs(value) < SMALL)
        return self.series.locale.number(value, decimals) + self.series.unit

    def names(self, each: PhaseLines) -> list[tuple[float, str]]:
        """Return the lines that are drawn, each with its name."""
        say = self.series.locale.say
        lines = [(each.mean, say("mean {number}", number=self.number(each.mean)))]
        if each.lower is not None:
            lines.append((each.lower, say("lower limit {number}", number=self.number(each.lower))))
        if each.upper is not None:
            lines.append((each.upper, say("upper limit {number}", number=self.number(each.upper))))
        return lines


def draw_limits(canvas: Canvas, chart: ControlChart) -> float:
    """Draw a control chart and return its bottom."""
    series, heights = chart.series, chart.heights
    names = tick_names(heights, series.unit, series.locale)
    months = month_names(series.months, series.locale)
    left = widest(names) + BESIDE
    labels = _labels(chart, named=True)
    named = chart.current is not None and canvas.width - left - _beside(labels) >= SHORTEST
    if not named:
        labels = _labels(chart, named=False)
    top = OVER + (LINE if series.breaks else 0)
    right = canvas.width - max(_beside(labels), widest(months) / 2)
    frame = Frame(left, right, top, top + PLOT, len(months), heights[0], heights[-1])
    draw_heights(canvas, frame, heights, names)
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
    series, lines = chart.series, chart.current
    labels = [(float(series.values[series.last]), Label([series.end], bold=True))]
    if lines is not None:
        mean, *limits = chart.names(lines)
        labels += [
            (value, Label([name if named else chart.number(value)], colour=MUTED))
            for value, name in (*limits[1:], mean, *limits[:1])
        ]
    return sorted(labels, key=lambda each: -each[0])


def _beside(labels: Sequence[tuple[float, Label]]) -> float:
    return BESIDE + max(label.width for _value, label in labels) + 1


def _draw_lines(canvas: Canvas, frame: Frame, chart: ControlChart) -> None:
    for lines in chart.phase_lines:
        ends = (lines.start - 0.5, lines.end + 0.5)
        canvas.strokes([[frame.spot(at, lines.mean) for at in ends]], MUTED, 1)
        limits = [[frame.spot(at, each) for at in ends] for each in lines.limits]
        canvas.strokes(limits, MUTED, 1, dashed=True)
    series, signals = chart.series, chart.signals
    spots = {at: frame.spot(at, float(series.values[at])) for at in series.known}
    canvas.strokes([[spots[at] for at in run] for run in series.runs if len(run) > 1], NAVY, 1.5)
    canvas.shapes([dot(*spots[at], POINT) for at in spots if at not in signals], NAVY)
    for kind in KINDS:
        marks = [_mark(kind, spots[at], chart, at) for at in signals if signals[at] == kind]
        canvas.outlines(marks, KINDS[kind].colour, KINDS[kind].fill)


def _mark(kind: Kind, spot: Spot, chart: ControlChart, at: int) -> Sequence[Spot]:
    """Return the marker of a month: a triangle that points away from the mean, or a diamond."""
    if kind in NEUTRAL:
        return diamond(*spot, MARK)
    mean = next(each.mean for each in chart.phase_lines if each.start <= at <= each.end)
    return triangle(*spot, MARK, up=bool(chart.series.values[at] >= mean))


def _entries(chart: ControlChart, *, named: bool) -> Iterator[tuple[str, Mark]]:
    locale, found = chart.series.locale, set(chart.signals.values())
    for kind in (each for each in KINDS if each in found):
        text = inside_sentence(locale.render(KINDS[kind].text), locale)
        yield text, Mark(2 * MARK, partial(_draw_mark, kind))
    if not named:
        yield locale.say("mean"), Mark(SAMPLE, partial(_draw_sample, False))
        yield locale.say("limits"), Mark(SAMPLE, partial(_draw_sample, True))


def _draw_mark(kind: Kind, canvas: Canvas, x: float, middle: float) -> None:
    shape = diamond if kind in NEUTRAL else partial(triangle, up=True)
    canvas.outlines([shape(x + MARK, middle, MARK)], KINDS[kind].colour, KINDS[kind].fill)


def _draw_sample(dashed: bool, canvas: Canvas, x: float, middle: float) -> None:
    canvas.strokes([[(x, middle), (x + SAMPLE, middle)]], MUTED, 1, dashed=dashed)
