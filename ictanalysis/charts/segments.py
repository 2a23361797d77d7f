"""A bar made of segments end to end, each with its label under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.lettering import text_width, wrap
from ictanalysis.charts.palette import LILAC, MUTED, NAVY, REST, TEAL
from ictanalysis.charts.style import LINE, WIDTH

__all__ = ["MOST", "Segment", "colours", "draw_segments"]

QUIET = (REST, MUTED, TEAL, LILAC)
"""Colours of what is not emphasised, in turn: the greys first."""

MOST = len(QUIET) + 1
"""How many segments can be told apart."""

BAR = 22.0
BETWEEN = 1.5
UNDER = 5.0
SWATCH = 8.0
INDENT = SWATCH + 5
APART = 14.0


@dataclass(frozen=True)
class Segment:
    """A part of a bar: its label (the name, then the value on the same line or a new one)."""

    name: str
    text: str
    value: float
    colour: str
    bold: bool


@dataclass(frozen=True)
class _Label:
    lines: Sequence[str]
    segment: Segment

    @property
    def width(self) -> float:
        widths = (text_width(line, bold=self.segment.bold) for line in self.lines)
        return INDENT + max(widths)


def colours(members: Sequence[str], emphasised: frozenset[str]) -> dict[str, str]:
    """Yield member → colour: the first emphasised one in the accent, all others quiet."""
    accent = next(member for member in members if member in emphasised)
    rest = [member for member in members if member != accent]
    return {accent: NAVY, **dict(zip(rest, QUIET, strict=False))}


def draw_segments(
    canvas: Canvas, top: float, segments: Sequence[Segment], scale: float, *, breaking: bool
) -> float:
    """Draw a bar and its labels and yield their bottom.

    Parameters
    ----------
    scale
        The value that is as long as the sheet is wide.
    breaking
        Whether a label's value stands on a line of its own.
    """
    starts = list(_draw_bar(canvas, top, segments, scale))
    labels = [_label(segment, len(segments), breaking=breaking) for segment in segments]
    rows = [list(zip(_side_by_side(starts, labels), labels, strict=True))]
    if rows[0][0][0] < 0:
        rows = list(_flowing(labels))
    bottom = top + BAR + UNDER
    for row in rows:
        for x, label in row:
            _draw_label(canvas, x, bottom, label)
        bottom += LINE * max(len(label.lines) for _x, label in row)
    return bottom


def _draw_bar(
    canvas: Canvas, top: float, segments: Sequence[Segment], scale: float
) -> Iterator[float]:
    reached = 0.0
    for segment in segments:
        x = WIDTH * reached / scale
        reached += segment.value
        width = WIDTH * reached / scale - x
        if width:
            narrowed = max(width - BETWEEN, width / 2)
            canvas.rectangle(x, top, narrowed, BAR, segment.colour)
        yield x


def _label(segment: Segment, count: int, *, breaking: bool) -> _Label:
    room = (WIDTH if not breaking else WIDTH / count - APART) - INDENT
    if not breaking:
        return _Label(wrap(f"{segment.name} {segment.text}", room, bold=segment.bold), segment)
    name = wrap(segment.name, room, bold=segment.bold)
    return _Label([*name, *wrap(segment.text, room, bold=segment.bold)], segment)


def _side_by_side(starts: Sequence[float], labels: Sequence[_Label]) -> list[float]:
    """Yield where labels in one line begin, each as near to its segment as the others let it.

    The first position is negative if they do not fit into one line.
    """
    positions: list[float] = []
    least = 0.0
    for start, label in zip(starts, labels, strict=True):
        positions.append(max(start, least))
        least = positions[-1] + label.width + APART
    limit = WIDTH
    for number in reversed(range(len(labels))):
        positions[number] = min(positions[number], limit - labels[number].width)
        limit = positions[number] - APART
    return positions


def _flowing(labels: Sequence[_Label]) -> Iterator[list[tuple[float, _Label]]]:
    row: list[tuple[float, _Label]] = []
    x = 0.0
    for label in labels:
        if row and x + label.width > WIDTH:
            yield row
            row, x = [], 0.0
        row.append((x, label))
        x += label.width + APART
    yield row


def _draw_label(canvas: Canvas, x: float, top: float, label: _Label) -> None:
    canvas.rectangle(x, top + (LINE - SWATCH) / 2, SWATCH, SWATCH, label.segment.colour)
    canvas.lines(x + INDENT, top, label.lines, bold=label.segment.bold)
