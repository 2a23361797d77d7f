"""The legend of a drawing: what a mark means, where that cannot stand at the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.labels import SWATCH
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, wrap

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


def swatch_entry(text: str, colour: str) -> Entry:
    """Return the entry of what is drawn in a colour."""

    def draw(canvas: Canvas, x: float, middle: float) -> None:
        canvas.rectangle(x, middle - SWATCH / 2, SWATCH, SWATCH, colour)

    return Entry(text, SWATCH, draw)


def draw_legend(canvas: Canvas, top: float, entries: Sequence[Entry]) -> float:
    """Draw entries side by side, in as many rows as they need, and return their bottom."""
    bottom = top
    widths = [entry.width + AFTER + text_width(entry.text) for entry in entries]
    for row in in_rows(widths, canvas.width, APART):
        height = LINE
        for number, x in row:
            entry = entries[number]
            lines = wrap(entry.text, canvas.width - entry.width - AFTER)
            entry.draw(canvas, x, bottom + LINE / 2)
            canvas.lines(x + entry.width + AFTER, bottom, lines)
            height = max(height, len(lines) * LINE)
        bottom += height
    return bottom


def in_rows(
    widths: Sequence[float], room: float, apart: float
) -> Iterator[list[tuple[int, float]]]:
    """Yield rows of things of given widths, as many in each as fit: their numbers and left ends."""
    row: list[tuple[int, float]] = []
    x = 0.0
    for number, width in enumerate(widths):
        if row and x + width > room:
            yield row
            row, x = [], 0.0
        row.append((number, x))
        x += width + apart
    if row:
        yield row
