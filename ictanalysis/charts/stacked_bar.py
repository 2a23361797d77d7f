"""A bar made of segments end to end, each with its label under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

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

    def label(self, texts: Sequence[str], room: float) -> Label:
        """Return its label of several texts, each on lines of its own in a room beside a swatch."""
        lines = [line for text in texts for line in wrap(text, room - INDENT, bold=self.bold)]
        return Label(lines, bold=self.bold, mark=swatch(self.colour))


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
    values = accumulate((each.value for each in segments), initial=0.0)
    edges = [canvas.width * value / scale for value in values]
    for segment, start, end in zip(segments, edges, edges[1:], strict=False):
        if end > start:
            width = max(end - start - BETWEEN, (end - start) / 2)
            canvas.rectangle(start, top, width, BAR, segment.colour)
    return draw_labels(canvas, top + BAR + UNDER, _rows(edges[:-1], segments, canvas.width, inline))


def _rows(
    starts: Sequence[float], segments: Sequence[Segment], width: float, inline: bool
) -> Iterable[Sequence[Label]]:
    """Return labels near their segments in one row, else in as many rows as they need.

    Values stand under the names where none of them would have to be broken.
    """
    listed = [each.label([f"{each.name}: {each.text}"], width) for each in segments]
    labels, room = listed, width / len(segments) - APART
    if not inline:
        if any(text_width(each.text, bold=each.bold) > room - INDENT for each in segments):
            return in_rows(listed, width, APART)
        labels = [each.label([each.name, each.text], room) for each in segments]
    places = _side_by_side(starts, labels, width)
    if places[0] < 0:
        return in_rows(listed, width, APART)
    return [[replace(label, x=x) for x, label in zip(places, labels, strict=True)]]


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
