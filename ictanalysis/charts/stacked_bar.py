"""A bar made of segments end to end, each with its label under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ictanalysis.charts.breakdown import Breakdown
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.labels import INDENT, Label, draw_labels, in_rows, swatch
from ictanalysis.charts.text_metrics import text_width, wrap
from ictanalysis.exporters.document.palette import LILAC, MUTED, NAVY, REST, TEAL

QUIET = (REST, MUTED, TEAL, LILAC)
"""Colours of what is not emphasised, in turn: the greys first."""

MOST = len(QUIET) + 1
"""How many segments can be told apart."""

BAR = 22.0
BETWEEN = 1.5
UNDER = 5.0
APART = 14.0


@dataclass(frozen=True)
class Segment:
    """A part of a bar: its name, the text of its value, its colour and whether it is emphasised."""

    name: str
    text: str
    value: float
    colour: str
    bold: bool


def colours(members: Sequence[str], emphasised: frozenset[str]) -> dict[str, str]:
    """Return member → colour: the first emphasised one in the accent, all others quiet."""
    accent = next(member for member in members if member in emphasised)
    rest = [member for member in members if member != accent]
    return {accent: NAVY, **dict(zip(rest, QUIET, strict=False))}


def segments_of(
    breakdown: Breakdown, colour: Mapping[str, str], emphasised: frozenset[str] = frozenset()
) -> list[Segment]:
    """Return the parts that have a value as segments."""
    return [
        Segment(
            part.label,
            breakdown.on_label(part),
            part.value,
            colour[part.member],
            part.member in emphasised,
        )
        for part in breakdown.parts
    ]


def draw_stacked_bar(
    canvas: Canvas, top: float, segments: Sequence[Segment], scale: float, *, inline: bool = False
) -> float:
    """Draw a bar and its labels and return their bottom.

    Parameters
    ----------
    scale
        The value that is as long as the sheet is wide.
    inline
        Whether values follow the names on the same line even where there is room under them.
    """
    starts = list(_draw_bar(canvas, top, segments, scale))
    return draw_labels(canvas, top + BAR + UNDER, _rows(starts, segments, canvas.width, inline))


def _rows(
    starts: Sequence[float], segments: Sequence[Segment], width: float, inline: bool
) -> Iterator[Sequence[Label]]:
    """Yield labels near their segments in one row, else in as many rows as they need."""
    listed = [_label(each, [f"{each.name}: {each.text}"], width - INDENT) for each in segments]
    labels = listed if inline else list(_upright(segments, width))
    places = _side_by_side(starts, labels, width) if labels else []
    if places and places[0] >= 0:
        yield [replace(label, x=x) for x, label in zip(places, labels, strict=True)]
    else:
        yield from in_rows(listed, width, APART)


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


def _label(segment: Segment, texts: Sequence[str], room: float) -> Label:
    lines = [line for text in texts for line in wrap(text, room, bold=segment.bold)]
    return Label(lines, bold=segment.bold, mark=swatch(segment.colour))


def _upright(segments: Sequence[Segment], width: float) -> Iterator[Label]:
    """Yield labels with their values under the names; nothing if a value has to be broken."""
    room = width / len(segments) - APART - INDENT
    if all(text_width(each.text, bold=each.bold) <= room for each in segments):
        for each in segments:
            yield _label(each, [each.name, each.text], room)


def _side_by_side(starts: Sequence[float], labels: Sequence[Label], width: float) -> list[float]:
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
