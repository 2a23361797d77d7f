"""The key of a drawing: what a mark means, where that cannot stand at the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap

__all__ = ["Entry", "draw_key"]

AFTER = 5.0
APART = 16.0


@dataclass(frozen=True)
class Entry:
    """A mark and what it means.

    Attributes
    ----------
    text
        What it means.
    width
        How wide the mark is.
    draw
        Draws the mark from a left end, around a middle height.
    """

    text: str
    width: float
    draw: Callable[[Canvas, float, float], None]


def draw_key(canvas: Canvas, top: float, entries: Sequence[Entry]) -> float:
    """Draw entries side by side, in as many rows as they need, and yield their bottom."""
    bottom = top
    for row in _rows(entries, canvas.width):
        x, height = 0.0, LINE
        for entry in row:
            lines = wrap(entry.text, canvas.width - entry.width - AFTER)
            entry.draw(canvas, x, bottom + LINE / 2)
            canvas.lines(x + entry.width + AFTER, bottom, lines)
            x += entry.width + AFTER + widest(lines) + APART
            height = max(height, len(lines) * LINE)
        bottom += height
    return bottom


def _rows(entries: Sequence[Entry], width: float) -> Iterator[list[Entry]]:
    row: list[Entry] = []
    x = 0.0
    for entry in entries:
        needed = entry.width + AFTER + text_width(entry.text)
        if row and x + needed > width:
            yield row
            row, x = [], 0.0
        row.append(entry)
        x += needed + APART
    if row:
        yield row
