"""A line over the months, with the labels of its end and of targets where they cross nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from ictanalysis.charts.canvas import ASCENT, DASHES, POINTS_PER_INCH
from ictanalysis.charts.labels import OFF, Box, Line, Place, above_or_below, along, first_free, over
from ictanalysis.charts.scale import month_step, tick_names, ticks
from ictanalysis.charts.style import LINE, in_style
from ictanalysis.charts.text_metrics import font, text_width, widest, wrap
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY

__all__ = ["BROKEN", "Curve", "Level", "draw_curve"]

PLOT = 150.0
UNDER = 26.0
OVER = 9.0
INSET = 10.0
BESIDE = 8.0
SHORTEST = 170.0
"""Room that a line needs to be followed, in points; else the label of its end stands over it."""
BROKEN = "gián đoạn chuỗi"


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
    breaks
        Places on the axis where what was measured before is not what was measured after.
    """

    runs: Sequence[Sequence[Place]]
    months: Sequence[str]
    end: str
    unit: str
    whole: bool
    levels: Sequence[Level]
    breaks: Sequence[float] = ()

    @property
    def first(self) -> Place:
        """Return the first point."""
        return self.runs[0][0]

    @property
    def last(self) -> Place:
        """Return the last point."""
        return self.runs[-1][-1]

    @property
    def heights(self) -> list[float]:
        """Return where the vertical axis has its ticks; the last is above all that is drawn."""
        drawn = [value for run in self.runs for _at, value in run]
        highest = max([*drawn, *(level.value for level in self.levels)])
        return ticks(0, highest, whole=self.whole)

    def height_names(self) -> list[str]:
        """Return the labels of the ticks, none of them rounded."""
        return tick_names(self.heights, self.unit)


@dataclass(frozen=True)
class _Frame:
    """Where the curve lies on the sheet, in points from its lower left corner."""

    width: float
    left: float
    right: float
    first: float
    last: float
    highest: float

    @property
    def month(self) -> float:
        return (self.right - self.left - INSET) / (self.last - self.first)

    @property
    def top(self) -> float:
        return UNDER + PLOT

    def place(self, at: float, value: float) -> Place:
        x = self.right - (self.last - at) * self.month
        return max(x, self.left), UNDER + value / self.highest * PLOT

    def line(self, start: Place, end: Place) -> Line:
        return self.place(*start), self.place(*end)


def draw_curve(curve: Curve, width: float) -> Figure:
    """Return a drawing of a curve, as wide as asked and as high as its labels need."""
    frame = _frame(curve, width)
    boxes = _boxes(curve, frame)
    height = max([UNDER + PLOT + OVER, *(box.top + 2 for box in boxes)])
    with in_style():
        drawing = Figure(figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH))
        across = (frame.right - frame.left) / width
        axes = drawing.add_axes((frame.left / width, UNDER / height, across, PLOT / height))
        _draw_lines(axes, curve)
        _draw_axes(axes, curve, frame)
        for box in boxes:
            _write(drawing, box)
    return drawing


def _frame(curve: Curve, width: float) -> _Frame:
    half = widest(curve.months) / 2
    left = max(widest(curve.height_names()) + BESIDE, half)
    beside = width - max(BESIDE + text_width(curve.end, bold=True), half) - 1
    right = beside if beside - left >= SHORTEST else width - half - 1
    return _Frame(width, left, right, curve.first[0], curve.last[0], curve.heights[-1])


def _draw_lines(axes: Axes, curve: Curve) -> None:
    for run in curve.runs:
        places, values = zip(*run, strict=True)
        axes.plot(places, values, color=NAVY, marker="o" if len(run) == 1 else "", clip_on=False)
    axes.plot(*([each] for each in curve.last), color=NAVY, marker="o", clip_on=False)
    for level in curve.levels:
        ends = [level.start, curve.last[0]]
        axes.plot(ends, [level.value] * 2, color=INK, linewidth=1, clip_on=False)
    for at in curve.breaks:
        ends = [0, curve.heights[-1]]
        axes.plot([at, at], ends, color=MUTED, linewidth=1, linestyle=DASHES, clip_on=False)


def _draw_axes(axes: Axes, curve: Curve, frame: _Frame) -> None:
    axes.set_xlim(frame.first - INSET / frame.month, frame.last)
    axes.set_ylim(0, frame.highest)
    axes.set_yticks(curve.heights, labels=curve.height_names())
    step = month_step(widest(curve.months), frame.month)
    shown = range(len(curve.months) - 1, -1, -step)
    ticks = [frame.first + number for number in shown]
    axes.set_xticks(ticks, labels=[curve.months[number] for number in shown])
    axes.tick_params(axis="x", pad=5)


def _write(drawing: Figure, box: Box) -> None:
    points = Affine2D().scale(1 / POINTS_PER_INCH) + drawing.dpi_scale_trans
    for number, line in enumerate(box.lines):
        drawing.text(
            box.left,
            box.top - number * LINE - ASCENT,
            line,
            transform=points,
            color=box.colour,
            fontproperties=font(bold=box.bold),
        )


def _boxes(curve: Curve, frame: _Frame) -> list[Box]:
    """Return the labels of the end, of breaks and of levels, none of them in the way of another."""
    boxes = [_end_box(curve, frame)]
    for at in curve.breaks:
        _add_break(boxes, over(BROKEN, frame.place(at, frame.highest), frame.width))
    for level in curve.levels:
        boxes.append(_level_box(level, curve, frame, boxes))
    return boxes


def _end_box(curve: Curve, frame: _Frame) -> Box:
    """Return the label of the last point: beside it, else over or under it, else over the plot."""
    x, y = frame.place(*curve.last)
    width = text_width(curve.end, bold=True)
    if x + BESIDE + width < frame.width:
        return Box([curve.end], x + BESIDE, y + ASCENT / 2 + 1.5 - LINE, bold=True)
    above = Box([curve.end], frame.width - width - 1, frame.top + OFF, bold=True)
    near = above_or_below(above, y, UNDER, frame.top)
    return first_free(near, _lines(curve, frame), []) or above


def _add_break(boxes: list[Box], box: Box) -> None:
    """Add the label of a break where it fits; the first stands for those that have no room."""
    if not any(box.meets(other) for other in boxes):
        boxes.append(box)
    elif len(boxes) == 1:
        boxes.append(replace(box, bottom=boxes[0].top))


def _level_box(level: Level, curve: Curve, frame: _Frame, others: Sequence[Box]) -> Box:
    """Return the label of a level: at its line, off the grid if that can be, else above all."""
    lines = wrap(level.label, frame.right - frame.left)
    tried = list(along(lines, _level_line(level, frame), UNDER))
    drawn = list(_lines(curve, frame))
    free = first_free(tried, [*drawn, *_grid(curve, frame)], others)
    above = max([frame.top + OFF, *(box.top for box in others)])
    return free or first_free(tried, drawn, others) or Box(lines, frame.left, above)


def _level_line(level: Level, frame: _Frame) -> Line:
    return frame.line((level.start, level.value), (frame.last, level.value))


def _lines(curve: Curve, frame: _Frame) -> Iterator[Line]:
    """Yield all that a label must not lie on."""
    for run in curve.runs:
        yield from (frame.line(*ends) for ends in pairwise([run[0], *run]))
    yield from (_level_line(level, frame) for level in curve.levels)
    yield from (frame.line((at, 0), (at, frame.highest)) for at in curve.breaks)


def _grid(curve: Curve, frame: _Frame) -> Iterator[Line]:
    for tick in curve.heights:
        _x, y = frame.place(frame.last, tick)
        yield (frame.left, y), (frame.right, y)
