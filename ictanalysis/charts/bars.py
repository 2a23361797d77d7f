"""Bars under each other, with their names and values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ictanalysis.charts.breakdown import Breakdown, Part, in_order
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY, PAPER, REST
from ictanalysis.indicators.figures import MISSING

BAR = 14.0
BETWEEN = 8.0
BESIDE = 8.0
UNDER_NAME = 1.0
AXIS = 0.8
LABELS = 0.45
BEFORE = 2.0
OVER = 2.0
SHORTEST = 90.0
"""Room that the longest bar needs to be compared with others, in points."""


@dataclass(frozen=True)
class Row:
    """A bar: its name, the text at its end, its length (None: missing), its emphasis.

    `before` is where a mark stands on it, for what it was earlier; None for no mark.
    """

    name: str
    text: str
    value: float | None
    emphasised: bool
    before: float | None = None

    @property
    def reach(self) -> float:
        """Return how far it reaches, its mark included."""
        return max(self.value or 0, self.before or 0)


def rows_of(
    breakdown: Breakdown,
    emphasised: frozenset[str],
    text: Callable[[Part], str],
    before: Callable[[Part], float | None] = lambda _part: None,
) -> list[Row]:
    """Return a row for each part, the largest first; those without a value last, in words."""
    rows = [
        Row(part.label, text(part), part.value, part.member in emphasised, before(part))
        for part in in_order(breakdown.parts)
    ]
    missing = breakdown.locale.render(MISSING)
    absent = [part.label for part in breakdown.every if part.figure.value is None]
    return [*rows, *(Row(label, missing, None, False) for label in absent)]


def draw_rows(canvas: Canvas, rows: Sequence[Row], top: float = 0.0) -> float:
    """Draw bars with their values behind them, from a top down, and return their bottom.

    Names stand before the bars, or over them where they would leave the bars too little room.
    """
    names = [wrap(row.name, canvas.width * LABELS, bold=row.emphasised) for row in rows]
    left = BESIDE + max(
        widest(lines, bold=row.emphasised) for lines, row in zip(names, rows, strict=True)
    )
    behind = BESIDE + max(text_width(row.text, bold=row.emphasised) for row in rows)
    longest = max(row.reach for row in rows)
    if canvas.width - left - behind < SHORTEST:
        return _draw_under_names(canvas, rows, top, (canvas.width - behind) / longest)
    scale = (canvas.width - left - behind) / longest
    bottom = top
    for lines, row in zip(names, rows, strict=True):
        middle = bottom + BETWEEN / 2 + len(lines) * LINE / 2
        canvas.lines(0, middle - len(lines) * LINE / 2, lines, bold=row.emphasised)
        _draw_row(canvas, left, middle, scale, row)
        bottom = middle + len(lines) * LINE / 2 + BETWEEN / 2
    canvas.rectangle(left - AXIS, top, AXIS, bottom - top, MUTED)
    return bottom


def _draw_under_names(canvas: Canvas, rows: Sequence[Row], top: float, scale: float) -> float:
    bottom = top - BETWEEN
    for row in rows:
        lines = wrap(row.name, canvas.width, bold=row.emphasised)
        under = UNDER_NAME if row.before is None else UNDER_NAME + OVER
        bar = canvas.lines(0, bottom + BETWEEN, lines, bold=row.emphasised) + under
        _draw_row(canvas, 0, bar + LINE / 2, scale, row)
        bottom = bar + LINE
    return bottom


def _draw_row(canvas: Canvas, left: float, middle: float, scale: float, row: Row) -> None:
    length, reach = (row.value or 0) * scale, row.reach * scale
    if length:
        colour = NAVY if row.emphasised else REST
        canvas.rectangle(left, middle - BAR / 2, length, BAR, colour)
    if row.before is not None:
        draw_before(canvas, left + row.before * scale, middle)
    canvas.line(
        left + reach + (BESIDE - 2 if left or reach else 0),
        middle - LINE / 2,
        row.text,
        bold=row.emphasised,
        colour=MUTED if row.value is None else INK,
    )


def draw_before(canvas: Canvas, x: float, middle: float) -> None:
    """Draw the mark of an earlier value, which is seen on a bar of any colour and beside it."""
    canvas.rectangle(x - BEFORE, middle - BAR / 2 - OVER, 2 * BEFORE, BAR + 2 * OVER, PAPER)
    canvas.rectangle(x - BEFORE / 2, middle - BAR / 2 - OVER, BEFORE, BAR + 2 * OVER, INK)
