"""The one style of all charts: sizes, type and colours, whatever the reader's own settings are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib

from ictanalysis.charts.palette import GRID, INK, MUTED

__all__ = ["LINE", "NARROW", "RC", "SIZE", "WIDE", "in_style"]

WIDE = 440.0
"""Width of a chart in points where there is room: on paper, and on a screen."""

NARROW = 264.0
"""Width in points of the same chart on a telephone.

Its type is 12 pixels high in the narrowest column there is (288 pixels), and 15 in a usual one.
"""

SIZE = 11.0
"""Size of all type in points, in both widths."""

LINE = 15.0
"""Distance between the baselines of two lines of a label."""

RC: dict[str, object] = {
    "font.family": "DejaVu Sans",
    "font.size": SIZE,
    "text.color": INK,
    "text.parse_math": False,
    "figure.dpi": 72,
    "figure.facecolor": "none",
    "figure.edgecolor": "none",
    "savefig.facecolor": "none",
    "savefig.edgecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "ytick.major.size": 0,
    "lines.linewidth": 2,
    "lines.markersize": 5,
    "svg.fonttype": "path",
    "svg.hashsalt": "ictanalysis",
}
"""Settings of matplotlib, over its own defaults."""


@contextmanager
def in_style() -> Iterator[None]:
    """Yield with the style in force; the settings of the caller come back afterwards."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(RC)  # type: ignore[arg-type]
        yield
