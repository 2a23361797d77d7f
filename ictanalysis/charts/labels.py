"""Labels of a line over the months: where each may stand, so that it crosses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import fmean

from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import widest
from ictanalysis.exporters.document.palette import INK, MUTED

__all__ = [
    "OFF",
    "Box",
    "Line",
    "Place",
    "above_or_below",
    "along",
    "apart",
    "first_free",
    "over",
]

OFF = 3.0
CLEAR = 4.0
SLIDE = 8.0
STEP = 4.0
MARK = 4.0
"""From the middle of the mark of a point to a label over or under it."""

Place = tuple[float, float]
Line = tuple[Place, Place]


@dataclass(frozen=True)
class Box:
    """Lines of text and the lower left corner of the room they take, in points."""

    lines: Sequence[str]
    left: float
    bottom: float
    bold: bool = False

    @property
    def right(self) -> float:
        """Return where the longest line ends."""
        return self.left + widest(self.lines, bold=self.bold)

    @property
    def top(self) -> float:
        """Return the top of the first line."""
        return self.bottom + len(self.lines) * LINE

    @property
    def colour(self) -> str:
        """Return the colour of the text."""
        return INK if self.bold else MUTED

    def meets(self, other: Box) -> bool:
        """Return whether another box is too near."""
        return (
            self.left < other.right + CLEAR
            and other.left < self.right + CLEAR
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def is_crossed(self, line: Line) -> bool:
        """Return whether a line between two places, the first of them leftmost, is too near."""
        start, end = line
        low, high = max(self.left - CLEAR, start[0]), min(self.right + CLEAR, end[0])
        if low > high:
            return False
        if start[0] == end[0]:
            heights = [start[1], end[1]]
        else:
            slope = (end[1] - start[1]) / (end[0] - start[0])
            heights = [start[1] + (x - start[0]) * slope for x in (low, high)]
        return min(heights) < self.top + OFF / 2 and max(heights) > self.bottom - OFF / 2


def first_free(tried: Iterable[Box], lines: Iterable[Line], others: Sequence[Box]) -> Box | None:
    """Return the first box that no line crosses and no other box meets; None if there is none."""
    drawn = list(lines)
    free = (
        box
        for box in tried
        if not any(box.is_crossed(line) for line in drawn)
        and not any(box.meets(other) for other in others)
    )
    return next(free, None)


def along(lines: Sequence[str], level: Line, floor: float) -> Iterator[Box]:
    """Yield where a label may stand: above a level line or below it, from its beginning to its end.

    Parameters
    ----------
    floor
        What no label may reach down to.
    """
    start, end = level
    furthest = end[0] - widest(lines)
    nearest = min(start[0], furthest)
    steps = range(int((furthest - nearest) // SLIDE) + 1)
    for bottom in (start[1] + OFF, start[1] - OFF - len(lines) * LINE):
        if bottom > floor:
            yield from (Box(lines, nearest + step * SLIDE, bottom) for step in steps)


def above_or_below(box: Box, y: float, floor: float, ceiling: float) -> Iterator[Box]:
    """Yield a box over a mark, from there up to a ceiling, then under the mark and down to a floor.

    Parameters
    ----------
    y
        Where the middle of the mark is.
    """
    up = range(int((ceiling - y) // STEP) + 1)
    down = range(int(max(0.0, y - MARK - LINE - floor) // STEP) + 1)
    yield from (replace(box, bottom=y + MARK + step * STEP) for step in up)
    for step in down:
        if (bottom := y - MARK - LINE - step * STEP) > floor:
            yield replace(box, bottom=bottom)


def over(label: str, end: Place, width: float) -> Box:
    """Return where a label stands over the upper end of an upright line, on a sheet of a width."""
    room = width - widest([label])
    return Box([label], max(0.0, min(end[0] - widest([label]) / 2, room)), end[1] + OFF)


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
