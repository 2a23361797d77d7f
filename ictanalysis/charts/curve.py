"""A line over the months, with the labels of its end and of targets where they cross nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D

from ictanalysis import vietnamese
from ictanalysis.charts.canvas import ASCENT, POINTS_PER_INCH
from ictanalysis.charts.lettering import font, text_width, widest, wrap
from ictanalysis.charts.palette import INK, MUTED, NAVY
from ictanalysis.charts.style import LINE, WIDTH, in_style

__all__ = ["Curve", "Level", "draw_curve"]

PLOT = 150.0
UNDER = 26.0
OVER = 9.0
INSET = 10.0
BESIDE = 8.0
APART = 10.0
OFF = 3.0
CLEAR = 4.0
SLIDE = 8.0
TICKS = 4
YEAR = 12
STEPS = (1, 2, 3, 6)

Place = tuple[float, float]


@dataclass(frozen=True)
class Level:
    """A horizontal line from a place on the axis to its end, with its label."""

    start: float
    value: float
    label: str


@dataclass(frozen=True)
class Curve:
    """What is drawn.

    Attributes
    ----------
    runs
        Stretches of points (month as a number, value) that a line may join.
    months
        Name of each month on the axis, from the first point to the last.
    end
        Label at the last point.
    unit
        What follows a number on the axis: `%` or nothing.
    whole
        Whether the values are whole numbers.
    levels
        Lines to compare with.
    """

    runs: Sequence[Sequence[Place]]
    months: Sequence[str]
    end: str
    unit: str
    whole: bool
    levels: Sequence[Level]

    @property
    def first(self) -> Place:
        """Yield the first point."""
        return self.runs[0][0]

    @property
    def last(self) -> Place:
        """Yield the last point."""
        return self.runs[-1][-1]

    @property
    def heights(self) -> list[float]:
        """Yield where the vertical axis has its ticks; the last is above all that is drawn."""
        drawn = [value for run in self.runs for _at, value in run]
        highest = max([*drawn, *(level.value for level in self.levels)])
        locator = MaxNLocator(TICKS, integer=self.whole, steps=[1, 2, 2.5, 5, 10])
        return [round(float(tick), 9) for tick in locator.tick_values(0, highest or 1)]

    def height_names(self) -> list[str]:
        """Yield the labels of the ticks, none of them rounded."""
        exponents = (Decimal(repr(tick)).normalize().as_tuple().exponent for tick in self.heights)
        decimals = max(0, *(-int(exponent) for exponent in exponents))
        return [vietnamese.number(tick, decimals) + self.unit for tick in self.heights]


@dataclass(frozen=True)
class _Frame:
    """Where the curve lies on the sheet, in points from its lower left corner."""

    left: float
    right: float
    first: float
    last: float
    highest: float

    @property
    def month(self) -> float:
        return (self.right - self.left - INSET) / (self.last - self.first)

    def place(self, at: float, value: float) -> Place:
        x = self.right - (self.last - at) * self.month
        return max(x, self.left), UNDER + value / self.highest * PLOT


@dataclass(frozen=True)
class _Box:
    lines: Sequence[str]
    left: float
    bottom: float

    @property
    def right(self) -> float:
        return self.left + widest(self.lines)

    @property
    def top(self) -> float:
        return self.bottom + len(self.lines) * LINE

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right + CLEAR
            and other.left < self.right + CLEAR
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def is_crossed(self, start: Place, end: Place) -> bool:
        """Yield whether a line between two places, the first of them leftmost, is too near."""
        low, high = max(self.left - CLEAR, start[0]), min(self.right + CLEAR, end[0])
        if low > high:
            return False
        slope = (end[1] - start[1]) / (end[0] - start[0]) if end[0] > start[0] else 0.0
        ends = [start[1] + (x - start[0]) * slope for x in (low, high)]
        return min(ends) < self.top + OFF / 2 and max(ends) > self.bottom - OFF / 2


def draw_curve(curve: Curve) -> Figure:
    """Yield a drawing of a curve, as high as its labels need."""
    frame = _frame(curve)
    boxes = _boxes(curve, frame)
    height = max([UNDER + PLOT + OVER, *(box.top + 2 for box in boxes)])
    with in_style():
        drawing = Figure(figsize=(WIDTH / POINTS_PER_INCH, height / POINTS_PER_INCH))
        across = (frame.right - frame.left) / WIDTH
        axes = drawing.add_axes((frame.left / WIDTH, UNDER / height, across, PLOT / height))
        _draw_lines(axes, curve)
        _draw_axes(axes, curve, frame)
        x, y = frame.place(*curve.last)
        _write(drawing, x + BESIDE, y - ASCENT / 2 + 1.5, curve.end, bold=True)
        for box in boxes:
            for number, line in enumerate(box.lines):
                _write(drawing, box.left, box.top - number * LINE - ASCENT, line, colour=MUTED)
    return drawing


def _frame(curve: Curve) -> _Frame:
    beside = widest(curve.months) / 2
    left = max(widest(curve.height_names()) + BESIDE, beside)
    right = WIDTH - max(BESIDE + text_width(curve.end, bold=True), beside) - 1
    return _Frame(left, right, curve.first[0], curve.last[0], curve.heights[-1])


def _draw_lines(axes: Axes, curve: Curve) -> None:
    for run in curve.runs:
        places, values = zip(*run, strict=True)
        axes.plot(places, values, color=NAVY, marker="o" if len(run) == 1 else "", clip_on=False)
    axes.plot(*([each] for each in curve.last), color=NAVY, marker="o", clip_on=False)
    for level in curve.levels:
        ends = [level.start, curve.last[0]]
        axes.plot(ends, [level.value] * 2, color=INK, linewidth=1, clip_on=False)


def _draw_axes(axes: Axes, curve: Curve, frame: _Frame) -> None:
    axes.set_xlim(frame.first - INSET / frame.month, frame.last)
    axes.set_ylim(0, frame.highest)
    axes.set_yticks(curve.heights, labels=curve.height_names())
    step = _step(curve, frame)
    shown = range(len(curve.months) - 1, -1, -step)
    ticks = [frame.first + number for number in shown]
    axes.set_xticks(ticks, labels=[curve.months[number] for number in shown])
    axes.tick_params(axis="x", pad=5)


def _step(curve: Curve, frame: _Frame) -> int:
    """Yield how many months lie between two names that do not crowd each other."""
    needed = (widest(curve.months) + APART) / frame.month
    fitting = (step for step in STEPS if step >= needed)
    return next(fitting, YEAR * max(1, -int(-needed // YEAR)))


def _write(
    drawing: Figure, x: float, y: float, text: str, *, bold: bool = False, colour: str = INK
) -> None:
    points = Affine2D().scale(1 / POINTS_PER_INCH) + drawing.dpi_scale_trans
    drawing.text(x, y, text, transform=points, color=colour, fontproperties=font(bold=bold))


def _boxes(curve: Curve, frame: _Frame) -> list[_Box]:
    """Yield the labels of the levels, each at its line, or above everything if all is crossed."""
    boxes: list[_Box] = []
    levels = [
        (frame.place(each.start, each.value), frame.place(frame.last, each.value))
        for each in curve.levels
    ]
    drawn = [*_segments(curve, frame), *levels]
    grid = [
        ((frame.left, y), (frame.right, y))
        for _x, y in (frame.place(frame.last, tick) for tick in curve.heights)
    ]
    for level, (start, _end) in zip(curve.levels, levels, strict=True):
        lines = wrap(level.label, frame.right - frame.left)
        tried = list(_candidates(lines, frame, start))
        free = [
            box
            for lying in ([*drawn, *grid], drawn)
            for box in tried
            if not any(box.is_crossed(*each) for each in lying)
            and not any(box.meets(other) for other in boxes)
        ]
        above = max([UNDER + PLOT + OFF, *(box.top for box in boxes)])
        boxes.append(free[0] if free else _Box(lines, frame.left, above))
    return boxes


def _segments(curve: Curve, frame: _Frame) -> Iterator[tuple[Place, Place]]:
    for run in curve.runs:
        places = [frame.place(*point) for point in run]
        yield from pairwise([places[0], *places])


def _candidates(lines: Sequence[str], frame: _Frame, start: Place) -> Iterator[_Box]:
    """Yield where a label may stand: above its line or below it, from its beginning to its end."""
    furthest = frame.right - widest(lines)
    nearest = min(start[0], furthest)
    steps = range(int((furthest - nearest) // SLIDE) + 1)
    for bottom in (start[1] + OFF, start[1] - OFF - len(lines) * LINE):
        if bottom > UNDER:
            yield from (_Box(lines, nearest + step * SLIDE, bottom) for step in steps)
