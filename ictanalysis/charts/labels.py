"""Labels of what is drawn, and of a legend: where each may stand, so that it crosses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import fmean
from typing import NamedTuple

from ictanalysis.charts.canvas import Canvas, Spot
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import widest, wrap
from ictanalysis.exporters.document.palette import INK

SWATCH = 8.0
BEHIND = 5.0
"""From the mark before a text to the text."""

INDENT = SWATCH + BEHIND
APART = 16.0
OFF = 3.0
CLEAR = 4.0
SLIDE = 8.0
STEP = 4.0
MARK = 4.0
"""From the middle of the mark of a point to a label over or under it."""

Line = tuple[Spot, Spot]


class Mark(NamedTuple):
    """What stands before a text; it is drawn from its left end, around a middle height."""

    width: float
    draw: Callable[[Canvas, float, float], object]


def swatch(colour: str) -> Mark:
    """Return the mark of what is drawn in a colour."""
    return Mark(
        SWATCH,
        lambda canvas, x, middle: canvas.rectangle(x, middle - SWATCH / 2, SWATCH, SWATCH, colour),
    )


BLANK = Mark(SWATCH, lambda _canvas, _x, _middle: None)
"""Room for a swatch, and none in it."""


@dataclass(frozen=True)
class Label:
    """Lines of text, the mark before them, and the upper left corner of their room, in points."""

    lines: Sequence[str]
    x: float = 0.0
    top: float = 0.0
    bold: bool = False
    colour: str = INK
    mark: Mark | None = None

    @property
    def indent(self) -> float:
        """Return how far the text is from the left edge."""
        return 0.0 if self.mark is None else self.mark.width + BEHIND

    @property
    def width(self) -> float:
        """Return how wide it is, its mark included."""
        return self.indent + widest(self.lines, bold=self.bold)

    @property
    def height(self) -> float:
        """Return how high its lines are."""
        return len(self.lines) * LINE

    @property
    def right(self) -> float:
        """Return where the longest line ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the bottom of the last line."""
        return self.top + self.height

    def draw(self, canvas: Canvas) -> None:
        """Draw the lines, behind the mark."""
        if self.mark is not None:
            self.mark.draw(canvas, self.x, self.top + LINE / 2)
        start = self.x + self.indent
        canvas.lines(start, self.top, self.lines, bold=self.bold, colour=self.colour)

    def meets(self, other: Label) -> bool:
        """Return whether another label is too near."""
        return (
            self.x < other.right + CLEAR
            and other.x < self.right + CLEAR
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_crossed(self, line: Line) -> bool:
        """Return whether a line between two places, the first of them leftmost, is too near."""
        start, end = line
        low, high = max(self.x - CLEAR, start[0]), min(self.right + CLEAR, end[0])
        if low > high:
            return False
        if start[0] == end[0]:
            heights = [start[1], end[1]]
        else:
            slope = (end[1] - start[1]) / (end[0] - start[0])
            heights = [start[1] + (x - start[0]) * slope for x in (low, high)]
        return min(heights) < self.bottom + OFF / 2 and max(heights) > self.top - OFF / 2


def first_free(
    tried: Iterable[Label], lines: Iterable[Line], others: Sequence[Label]
) -> Label | None:
    """Return the first label that no line crosses and no other meets; None if there is none."""
    drawn = list(lines)
    free = (
        label
        for label in tried
        if not any(label.is_crossed(line) for line in drawn)
        and not any(label.meets(other) for other in others)
    )
    return next(free, None)


def along(label: Label, level: Line, floor: float) -> Iterator[Label]:
    """Yield a label above a level line and below it, from its beginning to its end.

    Parameters
    ----------
    floor
        What no label may reach down to.
    """
    (start, y), (end, _y) = level
    furthest = end - label.width
    nearest = min(start, furthest)
    steps = range(int((furthest - nearest) // SLIDE) + 1)
    for top in (y - OFF - label.height, y + OFF):
        if top + label.height < floor:
            yield from (replace(label, x=nearest + step * SLIDE, top=top) for step in steps)


def above_or_below(label: Label, y: float, ceiling: float, floor: float) -> Iterator[Label]:
    """Yield a label over a mark, from there up to a ceiling, then under it and down to a floor.

    Parameters
    ----------
    y
        Where the middle of the mark is.
    """
    up = range(int((y - ceiling) // STEP) + 1)
    down = range(int(max(0.0, floor - y - MARK - LINE) // STEP) + 1)
    yield from (replace(label, top=y - MARK - LINE - step * STEP) for step in up)
    for step in down:
        if (top := y + MARK + step * STEP) + LINE < floor:
            yield replace(label, top=top)


def in_column(
    labels: Sequence[Label], middles: Sequence[float], top: float, bottom: float, gap: float = 0.0
) -> list[Label]:
    """Return labels one under another, each as near to its middle as the others let it."""
    tops = apart(middles, [label.height + gap for label in labels], top, bottom)
    return [replace(label, top=each) for label, each in zip(labels, tops, strict=True)]


def apart(
    middles: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Return where labels in a column begin, each as near to its middle as the others let it.

    Places run downwards. Labels that have no room between top and bottom begin at the top and
    reach below the bottom.

    Parameters
    ----------
    middles, heights
        Of each label, in the order from the top down.

    References
    ----------
    Least squares under an order: pool adjacent violators.
    """
    above = [0.0, *accumulate(heights)]
    pools: list[list[float]] = []
    for middle, height, over_it in zip(middles, heights, above, strict=False):
        pools.append([middle - height / 2 - over_it])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    starts = [fmean(pool) for pool in pools for _each in pool]
    furthest = bottom - above[-1]
    return [
        max(top, min(start, furthest)) + over_it
        for start, over_it in zip(starts, above, strict=False)
    ]


def draw_legend(canvas: Canvas, top: float, entries: Iterable[tuple[str, Mark]]) -> float:
    """Draw what marks mean, side by side in as many rows as they need, and return their bottom."""
    labels = [
        Label(wrap(text, canvas.width - mark.width - BEHIND), mark=mark) for text, mark in entries
    ]
    return draw_labels(canvas, top, in_rows(labels, canvas.width, APART))


def draw_labels(canvas: Canvas, top: float, rows: Iterable[Sequence[Label]]) -> float:
    """Draw rows of labels, each below the one before it, and return the bottom of the last."""
    for row in rows:
        for label in row:
            replace(label, top=top).draw(canvas)
        top += max(label.height for label in row)
    return top


def in_rows(labels: Iterable[Label], room: float, apart: float) -> Iterator[list[Label]]:
    """Yield labels side by side, as many in each row as fit into its room."""
    row: list[Label] = []
    for label in labels:
        x = row[-1].right + apart if row else 0.0
        if row and x + label.width > room:
            yield row
            row, x = [], 0.0
        row.append(replace(label, x=x))
    if row:
        yield row
