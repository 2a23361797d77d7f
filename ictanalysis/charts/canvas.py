"""A sheet of given width that grows downwards, measured in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from ictanalysis.charts.style import LINE, in_style
from ictanalysis.charts.text_metrics import font, text_width
from ictanalysis.exporters.document.palette import INK

__all__ = ["ASCENT", "DASHES", "POINTS_PER_INCH", "Canvas", "Spot", "on_canvas"]

Spot = tuple[float, float]
"""A place on a canvas: from its left, and down from its top."""

DASHES = (0, (4, 3))

ASCENT = 11.0
"""From the top of a line of text, its accents included, to its baseline."""

POINTS_PER_INCH = 72


class Canvas:
    """Collects shapes and lines of text, then becomes a figure as high as it was asked to be.

    Every position is known beforehand: no axes are needed, and none are paid for.
    """

    def __init__(self, width: float) -> None:
        self.width = width
        self._artists: list[Artist] = []

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a filled rectangle whose upper left corner is at (x, y)."""
        shape = Rectangle((x, y), width, height, facecolor=colour, linewidth=0)
        self._artists.append(shape)

    def shapes(
        self, outlines: Sequence[Sequence[Spot]], colour: str, *, opacity: float = 1.0
    ) -> None:
        """Draw filled polygons of one colour, all as one artist: hundreds cost no more than one."""
        filled = to_rgba(colour, opacity)
        self._add_path(outlines, facecolor=filled, edgecolor="none", linewidth=0, closed=True)

    def outlines(
        self, outlines: Sequence[Sequence[Spot]], colour: str, fill: str, width: float = 1.2
    ) -> None:
        """Draw polygons with an edge of one colour and a filling of another."""
        self._add_path(outlines, facecolor=fill, edgecolor=colour, linewidth=width, closed=True)

    def strokes(
        self,
        runs: Sequence[Sequence[Spot]],
        colour: str,
        width: float = 0.8,
        *,
        dashed: bool = False,
    ) -> None:
        """Draw lines, each through its places, all as one artist."""
        style = DASHES if dashed else "solid"
        self._add_path(runs, fill=False, edgecolor=colour, linewidth=width, linestyle=style)

    def _add_path(
        self, runs: Sequence[Sequence[Spot]], *, closed: bool = False, **look: object
    ) -> None:
        path = _compound([[*run, run[0]] if closed else run for run in runs], closed=closed)
        if path is not None:
            self._artists.append(PathPatch(path, **look))

    def line(
        self, x: float, y: float, text: str, *, bold: bool = False, colour: str = INK
    ) -> float:
        """Draw a line of text whose top is at y and yield where it ends."""
        label = Text(x, y + ASCENT, text, color=colour, fontproperties=font(bold=bold))
        self._artists.append(label)
        return x + text_width(text, bold=bold)

    def lines(
        self, x: float, y: float, texts: Sequence[str], *, bold: bool = False, colour: str = INK
    ) -> float:
        """Draw lines of text under each other and yield the bottom of the last."""
        for number, text in enumerate(texts):
            self.line(x, y + number * LINE, text, bold=bold, colour=colour)
        return y + len(texts) * LINE

    def figure(self, height: float) -> Figure:
        """Return all that was drawn, as a figure of the given height."""
        figure = Figure(figsize=(self.width / POINTS_PER_INCH, height / POINTS_PER_INCH))
        points = Affine2D().scale(1, -1).translate(0, height).scale(1 / POINTS_PER_INCH)
        for artist in self._artists:
            artist.set_transform(points + figure.dpi_scale_trans)
            figure.add_artist(artist)
        return figure


def _compound(runs: Sequence[Sequence[Spot]], *, closed: bool) -> Path | None:
    spots = [spot for run in runs for spot in run]
    if not spots:
        return None
    first, next_, close = int(Path.MOVETO), int(Path.LINETO), int(Path.CLOSEPOLY)
    codes: list[int] = []
    for run in runs:
        codes += [first, *[next_] * (len(run) - 1)]
        if closed:
            codes[-1] = close
    return Path(spots, codes)


def on_canvas(draw: Callable[[Canvas], float]) -> Callable[[float], Figure]:
    """Return what draws a figure of any width, from what draws on a canvas."""

    def drawing(width: float) -> Figure:
        with in_style():
            canvas = Canvas(width)
            return canvas.figure(draw(canvas))

    return drawing
