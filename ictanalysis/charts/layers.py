"""Bars over the months, each made of layers, the names of the layers beside the last of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.frame import (
    BESIDE,
    Frame,
    draw_breaks,
    draw_heights,
    draw_months,
    month_names,
)
from ictanalysis.charts.labels import apart
from ictanalysis.charts.legend import Entry, draw_key
from ictanalysis.charts.marks import box
from ictanalysis.charts.scale import tick_names, ticks
from ictanalysis.charts.segments import INDENT, SWATCH
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import widest, wrap
from ictanalysis.exporters.document.palette import MUTED
from ictanalysis.indicators.series import Values

__all__ = ["Layer", "Layers", "draw_layers"]

PLOT = 170.0
OVER = 8.0
LABELS = 0.4
SHORTEST = 150.0
"""Room that bars need beside their labels; else the labels stand under them."""

BETWEEN = 0.2
THIN = 1.6
LABEL_GAP = 3.0


@dataclass(frozen=True)
class Layer:
    """A part of each bar.

    Attributes
    ----------
    name, text
        What it is called, and its value in the last bar.
    values
        One a month; NaN where there is no bar.
    colour, bold
        How it is drawn, and whether its label is emphasised.
    """

    name: str
    text: str
    values: Values
    colour: str
    bold: bool


@dataclass(frozen=True)
class Layers:
    """What is drawn.

    Attributes
    ----------
    months, breaks
        As `Series` has them.
    layers
        From the bottom up.
    total
        Label of the top of the last bar.
    unit
        What follows a number on the axis.
    """

    months: pd.PeriodIndex
    breaks: Sequence[int]
    layers: Sequence[Layer]
    total: str
    unit: str

    @property
    def tops(self) -> Values:
        """Return the upper edges of all layers: one row a layer, one column a month."""
        return np.cumsum([each.values for each in self.layers], axis=0)

    @property
    def last(self) -> int:
        """Return the place of the last bar."""
        return int(np.flatnonzero(~np.isnan(self.tops[-1]))[-1])


@dataclass(frozen=True)
class _Label:
    lines: Sequence[str]
    middle: float
    layer: Layer | None

    @property
    def bold(self) -> bool:
        return self.layer is None or self.layer.bold

    @property
    def width(self) -> float:
        return INDENT + widest(self.lines, bold=self.bold)

    @property
    def height(self) -> float:
        return LINE * len(self.lines) + LABEL_GAP


def draw_layers(canvas: Canvas, drawn: Layers) -> float:
    """Draw bars, their scale and their labels, and yield the bottom of all."""
    heights = ticks(0, round(float(np.nanmax(drawn.tops)), 9), whole=True)
    names = tick_names(heights, drawn.unit)
    left = widest(names) + BESIDE
    labels = list(_labels(drawn, canvas.width * LABELS))
    beside = BESIDE + max(label.width for label in labels) + 1
    fits = canvas.width - left - beside >= SHORTEST
    top = OVER + (LINE if drawn.breaks else 0)
    plot = max(PLOT, sum(label.height for label in labels)) if fits else PLOT
    right = canvas.width - (beside if fits else widest(month_names(drawn.months)) / 2)
    frame = Frame(left, right, top, top + plot, len(drawn.months), 0, heights[-1])
    draw_heights(canvas, frame, heights, names)
    _draw_bars(canvas, frame, drawn)
    draw_breaks(canvas, frame, drawn.breaks)
    bottom = draw_months(canvas, frame, drawn.months)
    if fits:
        _draw_labels(canvas, frame, labels)
        return bottom
    bottom = canvas.lines(0, bottom + 4, wrap(drawn.total, canvas.width, bold=True), bold=True)
    return draw_key(canvas, bottom, list(_entries(drawn)))


def _labels(drawn: Layers, room: float) -> Iterator[_Label]:
    """Yield the labels of the last bar, the total above those of its layers."""
    tops = drawn.tops[:, drawn.last]
    yield _Label(wrap(drawn.total, room, bold=True), float(tops[-1]), None)
    for number, layer in reversed(list(enumerate(drawn.layers))):
        middle = float(tops[number] - layer.values[drawn.last] / 2)
        lines = [each for text in (layer.name, layer.text) for each in _wrapped(layer, text, room)]
        yield _Label(lines, middle, layer)


def _wrapped(layer: Layer, text: str, room: float) -> list[str]:
    return wrap(text, room - INDENT, bold=layer.bold)


def _draw_labels(canvas: Canvas, frame: Frame, labels: Sequence[_Label]) -> None:
    middles = [frame.y(label.middle) for label in labels]
    tops = apart(middles, [label.height for label in labels], frame.top - OVER, frame.bottom)
    x = frame.right + BESIDE
    for top, label in zip(tops, labels, strict=True):
        if label.layer is not None:
            canvas.rectangle(x, top + (LINE - SWATCH) / 2, SWATCH, SWATCH, label.layer.colour)
        canvas.lines(x + INDENT, top, label.lines, bold=label.bold)


def _draw_bars(canvas: Canvas, frame: Frame, drawn: Layers) -> None:
    width = frame.month * (1 - BETWEEN)
    for layer, tops in zip(drawn.layers, drawn.tops, strict=True):
        bars = []
        for at in np.flatnonzero(layer.values > 0).tolist():
            upper, lower = frame.y(float(tops[at])), frame.y(float(tops[at] - layer.values[at]))
            # A hair between the layers keeps neighbours of a like grey apart on paper.
            height = lower - upper - (THIN / 2 if lower - upper > THIN else 0)
            bars.append(box(frame.x(at) - width / 2, upper, width, height))
        canvas.shapes(bars, layer.colour)
    gaps = np.flatnonzero(np.isnan(drawn.tops[-1])).tolist()
    size = min(3.0, width / 2)
    y = frame.bottom - 2 * size
    crosses = [
        [(frame.x(at) - size, y - size * way), (frame.x(at) + size, y + size * way)]
        for at in gaps
        for way in (1, -1)
    ]
    canvas.strokes(crosses, MUTED, 1)


def _entries(drawn: Layers) -> Iterator[Entry]:
    """Yield the labels as a key, from the top of the last bar down."""
    for layer in reversed(drawn.layers):
        draw = partial(_draw_swatch, layer.colour)
        yield Entry(f"{layer.name}: {layer.text}", SWATCH, draw)


def _draw_swatch(colour: str, canvas: Canvas, x: float, middle: float) -> None:
    canvas.rectangle(x, middle - SWATCH / 2, SWATCH, SWATCH, colour)
