"""Bars under each other, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down, chosen
from ictanalysis.charts.canvas import Canvas, on_canvas
from ictanalysis.charts.captions import Caption, captioned, empty
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.lettering import text_width, widest, wrap
from ictanalysis.charts.palette import INK, MUTED, NAVY, REST
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.style import LINE
from ictanalysis.charts.words import listed, on_label, quantity, title_or
from ictanalysis.indicators import MISSING

__all__ = ["Row", "draw_rows", "in_order", "ranking"]

BAR = 14.0
BETWEEN = 8.0
BESIDE = 8.0
UNDER_NAME = 1.0
AXIS = 0.8
LABELS = 0.45
SHORTEST = 90.0
"""Room that the longest bar needs to be compared with others, in points."""


@dataclass(frozen=True)
class Row:
    """A bar: its name, the text at its end, its length (None: missing), its emphasis."""

    name: str
    text: str
    value: float | None
    emphasised: bool


def ranking(
    month: Month, key: str, by: str, *, title: str | None = None, emphasis: str | None = None
) -> Chart | Sentence:
    """Yield a chart that compares the members of a dimension, the largest first.

    Parameters
    ----------
    key
        Key of a measure or a ratio.
    by
        The dimension whose members are compared.
    title, emphasis
        As for `composition`; the finding is the largest member and its value.

    Returns
    -------
    Chart or Sentence
        A sentence where no member has a value or all are zero. A member without a value stands
        last, in words and without a bar.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, or it is a date.
    """
    breakdown = broken_down(month, key, by, additive=False)
    if nothing := empty(month, breakdown.name, [part.value for part in breakdown.parts]):
        return nothing
    emphasised = chosen(
        breakdown.every, by, emphasis, title, drawn=breakdown.drawn, largest=breakdown.largest
    )
    rows = _rows(breakdown, emphasised)
    caption = Caption(
        title_or(title, month, _finding(breakdown)),
        "Biểu đồ thanh",
        breakdown.name,
        breakdown.whole.unit,
        [f"{part.label}: {quantity(part.figure)}" for part in in_order(breakdown.parts)],
        [*breakdown.about_sum, *breakdown.reservations],
        [breakdown.whole.key.table],
    )
    return captioned(month, on_canvas(lambda canvas: draw_rows(canvas, rows)), caption)


def in_order(parts: Sequence[Part]) -> list[Part]:
    """Yield parts from the largest down; equal ones in the order of the catalog."""
    return sorted(parts, key=lambda part: -part.value)


def _rows(breakdown: Breakdown, emphasised: frozenset[str]) -> list[Row]:
    known = [
        Row(part.label, on_label(part.figure), part.value, part.member in emphasised)
        for part in in_order(breakdown.parts)
    ]
    missing = [part.label for part in breakdown.every if part.figure.value is None]
    return [*known, *(Row(label, MISSING, None, False) for label in missing)]


def _finding(breakdown: Breakdown) -> str:
    largest = breakdown.largest
    names, value = listed([part.label for part in largest]), quantity(largest[0].figure)
    most = "nhiều nhất" if breakdown.whole.kind in {"stock", "flow"} else "cao nhất"
    return f"{names} {'cùng ' if len(largest) > 1 else ''}{most}: {value}"


def draw_rows(canvas: Canvas, rows: Sequence[Row]) -> float:
    """Draw bars with their values behind them, from the top, and yield their bottom.

    Names stand before the bars, or over them where they would leave the bars too little room.
    """
    names = [wrap(row.name, canvas.width * LABELS, bold=row.emphasised) for row in rows]
    left = BESIDE + max(
        widest(lines, bold=row.emphasised) for lines, row in zip(names, rows, strict=True)
    )
    behind = BESIDE + max(text_width(row.text, bold=row.emphasised) for row in rows)
    if canvas.width - left - behind < SHORTEST:
        return _draw_under_names(canvas, rows, canvas.width - behind)
    return _draw_beside_names(canvas, rows, names, left, canvas.width - left - behind)


def _draw_beside_names(
    canvas: Canvas, rows: Sequence[Row], names: Sequence[Sequence[str]], left: float, room: float
) -> float:
    longest = max(row.value or 0 for row in rows)
    bottom = 0.0
    for lines, row in zip(names, rows, strict=True):
        middle = bottom + BETWEEN / 2 + len(lines) * LINE / 2
        canvas.lines(0, middle - len(lines) * LINE / 2, lines, bold=row.emphasised)
        _draw_row(canvas, left, middle, (row.value or 0) * room / longest, row)
        bottom = middle + len(lines) * LINE / 2 + BETWEEN / 2
    canvas.rectangle(left - AXIS, 0, AXIS, bottom, MUTED)
    return bottom


def _draw_under_names(canvas: Canvas, rows: Sequence[Row], room: float) -> float:
    longest = max(row.value or 0 for row in rows)
    bottom = -BETWEEN
    for row in rows:
        lines = wrap(row.name, canvas.width, bold=row.emphasised)
        bar = canvas.lines(0, bottom + BETWEEN, lines, bold=row.emphasised) + UNDER_NAME
        _draw_row(canvas, 0, bar + LINE / 2, (row.value or 0) * room / longest, row)
        bottom = bar + LINE
    return bottom


def _draw_row(canvas: Canvas, left: float, middle: float, length: float, row: Row) -> None:
    colour = NAVY if row.emphasised else REST
    if length:
        canvas.rectangle(left, middle - BAR / 2, length, BAR, colour)
    canvas.line(
        left + length + (BESIDE - 2 if left or length else 0),
        middle - LINE / 2,
        row.text,
        bold=row.emphasised,
        colour=MUTED if row.value is None else INK,
    )
