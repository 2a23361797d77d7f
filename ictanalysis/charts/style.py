"""The one style of all charts: sizes, type and colours, whatever the reader's own settings are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib

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

_FILE = Path(__file__).with_name("ictanalysis.mplstyle")


@cache
def settings() -> matplotlib.RcParams:
    """Return the style's settings of matplotlib, over its own defaults."""
    return matplotlib.rc_params_from_file(_FILE, use_default_template=False)


@contextmanager
def in_style() -> Iterator[None]:
    """Yield with the style in force; the settings of the caller come back afterwards."""
    with matplotlib.rc_context():
        for name, value in _all_settings().items():
            matplotlib.rcParams._set(name, value)
        yield


@cache
def _all_settings() -> Mapping[Any, object]:
    """Return every setting of the style and of matplotlib's own, as matplotlib has made it.

    To set them once more needs no second look at each, which takes longer than a small chart. What
    belongs to the session of the caller, such as the time zone, is none of them.
    """
    unset = object()
    with matplotlib.rc_context():
        for name in set(matplotlib.rcParams) - {"backend"}:
            matplotlib.rcParams._set(name, unset)
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(settings())
        values = dict(matplotlib.rcParams.copy())
    del values["backend"]
    return {name: value for name, value in values.items() if value is not unset}
