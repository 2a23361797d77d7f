"""Bars under each other, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down, chosen
from ictanalysis.charts.canvas import Canvas, on_canvas
from ictanalysis.charts.captions import Caption, captioned, empty
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.charts.words import listed, on_label, quantity, title_or
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY, PAPER, REST
from ictanalysis.indicators.figures import MISSING
from ictanalysis.language.locales import VIETNAMESE

__all__ = ["BAR", "BEFORE", "OVER", "Row", "draw_before", "draw_rows", "in_order", "ranking"]

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


def ranking(
    month: Month, key: str, by: str, *, title: str | None = None, emphasis: str | None = None
) -> Chart | Sentence:
    """Return a chart that compares the members of a dimension, the largest first.

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
    """Return parts from the largest down; equal ones in the order of the catalog."""
    return sorted(parts, key=lambda part: -part.value)


def _rows(breakdown: Breakdown, emphasised: frozenset[str]) -> list[Row]:
    known = [
        Row(part.label, on_label(part.figure), part.value, part.member in emphasised)
        for part in in_order(breakdown.parts)
    ]
    missing = [part.label for part in breakdown.every if part.figure.value is None]
    return [*known, *(Row(label, VIETNAMESE.render(MISSING), None, False) for label in missing)]


def _finding(breakdown: Breakdown) -> str:
    largest = breakdown.largest
    names, value = listed([part.label for part in largest]), quantity(largest[0].figure)
    most = "nhiều nhất" if breakdown.whole.kind in {"stock", "flow"} else "cao nhất"
    return f"{names} {'cùng ' if len(largest) > 1 else ''}{most}: {value}"


def draw_rows(canvas: Canvas, rows: Sequence[Row], top: float = 0.0) -> float:
    """Draw bars with their values behind them, from a top down, and yield their bottom.

    Names stand before the bars, or over them where they would leave the bars too little room.
    """
    names = [wrap(row.name, canvas.width * LABELS, bold=row.emphasised) for row in rows]
    left = BESIDE + max(
        widest(lines, bold=row.emphasised) for lines, row in zip(names, rows, strict=True)
    )
    if canvas.width - left - _behind(rows) < SHORTEST:
        return _draw_under_names(canvas, rows, top)
    return _draw_beside_names(canvas, rows, names, top, left)


def _behind(rows: Sequence[Row]) -> float:
    return BESIDE + max(text_width(row.text, bold=row.emphasised) for row in rows)


def _draw_beside_names(
    canvas: Canvas,
    rows: Sequence[Row],
    names: Sequence[Sequence[str]],
    top: float,
    left: float,
) -> float:
    scale = (canvas.width - left - _behind(rows)) / max(row.reach for row in rows)
    bottom = top
    for lines, row in zip(names, rows, strict=True):
        middle = bottom + BETWEEN / 2 + len(lines) * LINE / 2
        canvas.lines(0, middle - len(lines) * LINE / 2, lines, bold=row.emphasised)
        _draw_row(canvas, left, middle, scale, row)
        bottom = middle + len(lines) * LINE / 2 + BETWEEN / 2
    canvas.rectangle(left - AXIS, top, AXIS, bottom - top, MUTED)
    return bottom


def _draw_under_names(canvas: Canvas, rows: Sequence[Row], top: float) -> float:
    scale = (canvas.width - _behind(rows)) / max(row.reach for row in rows)
    bottom = top - BETWEEN
    for row in rows:
        lines = wrap(row.name, canvas.width, bold=row.emphasised)
        under = UNDER_NAME if row.before is None else UNDER_NAME + OVER
        bar = canvas.lines(0, bottom + BETWEEN, lines, bold=row.emphasised) + under
        _draw_row(canvas, 0, bar + LINE / 2, scale, row)
        bottom = bar + LINE
    return bottom


def _draw_row(canvas: Canvas, left: float, middle: float, scale: float, row: Row) -> None:
    colour = NAVY if row.emphasised else REST
    length, reach = (row.value or 0) * scale, row.reach * scale
    if length:
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
