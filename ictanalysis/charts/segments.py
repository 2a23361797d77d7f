"""A bar made of segments end to end, each with its label under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.exporters.document.palette import LILAC, MUTED, NAVY, REST, TEAL

__all__ = ["INDENT", "MOST", "SWATCH", "Segment", "colours", "draw_segments"]

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
    """A part of a bar: its name, the text of its value, its colour and whether it is emphasised."""

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
        return INDENT + widest(self.lines, bold=self.segment.bold)


def colours(members: Sequence[str], emphasised: frozenset[str]) -> dict[str, str]:
    """Return member → colour: the first emphasised one in the accent, all others quiet."""
    accent = next(member for member in members if member in emphasised)
    rest = [member for member in members if member != accent]
    return {accent: NAVY, **dict(zip(rest, QUIET, strict=False))}


def draw_segments(
    canvas: Canvas, top: float, segments: Sequence[Segment], scale: float, *, inline: bool = False
) -> float:
    """Draw a bar and its labels and yield their bottom.

    Parameters
    ----------
    scale
        The value that is as long as the sheet is wide.
    inline
        Whether values follow the names on the same line even where there is room under them.
    """
    starts = list(_draw_bar(canvas, top, segments, scale))
    bottom = top + BAR + UNDER
    for row in _rows(starts, segments, canvas.width, inline):
        for x, label in row:
            _draw_label(canvas, x, bottom, label)
        bottom += LINE * max(len(label.lines) for _x, label in row)
    return bottom


def _rows(
    starts: Sequence[float], segments: Sequence[Segment], width: float, inline: bool
) -> Iterator[Sequence[tuple[float, _Label]]]:
    """Yield labels with their places: near their segments in one row, else in rows as they fit."""
    listed = [_inline(segment, width) for segment in segments]
    labels = listed if inline else list(_upright(segments, width))
    places = _side_by_side(starts, labels, width) if labels else []
    if places and places[0] >= 0:
        yield list(zip(places, labels, strict=True))
    else:
        yield from _flowing(listed, width)


def _draw_bar(
    canvas: Canvas, top: float, segments: Sequence[Segment], scale: float
) -> Iterator[float]:
    reached = 0.0
    for segment in segments:
        x = canvas.width * reached / scale
        reached += segment.value
        width = canvas.width * reached / scale - x
        if width:
            narrowed = max(width - BETWEEN, width / 2)
            canvas.rectangle(x, top, narrowed, BAR, segment.colour)
        yield x


def _inline(segment: Segment, width: float) -> _Label:
    """Return a label with its value behind the name."""
    text = f"{segment.name}: {segment.text}"
    return _Label(wrap(text, width - INDENT, bold=segment.bold), segment)


def _upright(segments: Sequence[Segment], width: float) -> Iterator[_Label]:
    """Yield labels with their values under the names; nothing if a value has to be broken."""
    room = width / len(segments) - APART - INDENT
    if all(text_width(each.text, bold=each.bold) <= room for each in segments):
        for each in segments:
            yield _Label([*wrap(each.name, room, bold=each.bold), each.text], each)


def _side_by_side(starts: Sequence[float], labels: Sequence[_Label], width: float) -> list[float]:
    """Return where labels in one line begin, each as near to its segment as the others let it.

    The first position is negative if they do not fit into one line.
    """
    positions: list[float] = []
    least = 0.0
    for start, label in zip(starts, labels, strict=True):
        positions.append(max(start, least))
        least = positions[-1] + label.width + APART
    limit = width
    for number in reversed(range(len(labels))):
        positions[number] = min(positions[number], limit - labels[number].width)
        limit = positions[number] - APART
    return positions


def _flowing(labels: Sequence[_Label], width: float) -> Iterator[list[tuple[float, _Label]]]:
    row: list[tuple[float, _Label]] = []
    x = 0.0
    for label in labels:
        if row and x + label.width > width:
            yield row
            row, x = [], 0.0
        row.append((x, label))
        x += label.width + APART
    yield row


def _draw_label(canvas: Canvas, x: float, top: float, label: _Label) -> None:
    canvas.rectangle(x, top + (LINE - SWATCH) / 2, SWATCH, SWATCH, label.segment.colour)
    canvas.lines(x + INDENT, top, label.lines, bold=label.segment.bold)
