"""A sheet of given width that grows downwards, measured in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import POINTS_PER_INCH, font, text_width
from ictanalysis.exporters.document.palette import INK

Spot = tuple[float, float]
"""A place on a canvas: from its left, and down from its top."""

DASHES = (0, (4, 3))

ASCENT = 11.0
"""From the top of a line of text, its accents included, to its baseline."""


class Canvas:
    """Collects shapes and lines of text, then becomes a figure as high as it was asked to be.

    Every position is known beforehand: no axes are needed, and none are paid for.
    """

    def __init__(self, width: float, margin: float = 0.0) -> None:
        self.width = width
        self._margin = margin
        self._top = 0.0
        self._artists: list[tuple[Artist, float]] = []

    def draw_below(self, top: float, draw: Callable[[Canvas], float]) -> float:
        """Draw from a top down what would begin at the upper edge, and return its bottom."""
        self._top += top
        bottom = top + draw(self)
        self._top -= top
        return bottom

    def _add(self, artist: Artist) -> None:
        self._artists.append((artist, self._top))

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a filled rectangle whose upper left corner is at (x, y)."""
        shape = Rectangle((x, y), width, height, facecolor=colour, linewidth=0)
        self._add(shape)

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
            self._add(PathPatch(path, **look))

    def line(
        self, x: float, y: float, text: str, *, bold: bool = False, colour: str = INK
    ) -> float:
        """Draw a line of text whose top is at y and return where it ends."""
        self._add(_Line(x, y + ASCENT, text, color=colour, fontproperties=font(bold=bold)))
        return x + text_width(text, bold=bold)

    def lines(
        self, x: float, y: float, texts: Sequence[str], *, bold: bool = False, colour: str = INK
    ) -> float:
        """Draw lines of text under each other and return the bottom of the last."""
        for number, text in enumerate(texts):
            self.line(x, y + number * LINE, text, bold=bold, colour=colour)
        return y + len(texts) * LINE

    def figure(self, height: float) -> Figure:
        """Return all that was drawn, as a figure of the given height."""
        sides = (self.width + 2 * self._margin, height + 2 * self._margin)
        figure = Figure(figsize=(sides[0] / POINTS_PER_INCH, sides[1] / POINTS_PER_INCH))
        upright = Affine2D().scale(1, -1).translate(self._margin, self._margin + height)
        tops = {top for _artist, top in self._artists}
        points = {
            top: upright.frozen().translate(0, -top).scale(1 / POINTS_PER_INCH) for top in tops
        }
        for artist, top in self._artists:
            artist.set_transform(points[top] + figure.dpi_scale_trans)
            figure.add_artist(artist)
        return figure


class _Line(Text):
    """A line of text whose place is known.

    A `Text` of matplotlib measures itself twice before it is drawn, to find its place, and takes
    what stands between dollar signs for a formula.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Draw it from its place on, which is on its baseline."""
        if not (text := self.get_text()):
            return
        x, y = self.get_transform().transform(self.get_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        graphics = renderer.new_gc()
        graphics.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        renderer.open_group("text", self.get_gid())
        renderer.draw_text(graphics, x, y, text, self.get_fontproperties(), 0)
        renderer.close_group("text")
        graphics.restore()


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
