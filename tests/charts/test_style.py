from __future__ import annotations

import matplotlib
import matplotlib.style

from ictanalysis.charts.style import SIZE, in_style, settings
from ictanalysis.exporters.document import palette


def test_the_style_has_the_colours_of_the_palette_and_the_size_of_type() -> None:
    style = settings()
    assert style["text.color"] == palette.INK
    assert style["axes.edgecolor"] == style["xtick.color"] == palette.MUTED
    assert style["grid.color"] == palette.GRID
    assert style["font.size"] == SIZE


def test_an_analyst_can_use_it_for_a_chart_of_their_own() -> None:
    with matplotlib.style.context("ictanalysis.charts.ictanalysis"):
        assert matplotlib.rcParams["font.size"] == SIZE
        assert matplotlib.rcParams["axes.spines.top"] is False


def test_the_settings_of_the_caller_come_back() -> None:
    with matplotlib.rc_context({"font.size": 33}):
        with in_style():
            assert matplotlib.rcParams["font.size"] == SIZE
        assert matplotlib.rcParams["font.size"] == 33


def test_all_settings_are_those_of_the_style_and_of_matplotlib() -> None:
    with matplotlib.rc_context({"lines.linewidth": 9, "timezone": "Asia/Ho_Chi_Minh"}):
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(settings())
            expected = dict(matplotlib.rcParams.copy())
        with in_style():
            assert dict(matplotlib.rcParams.copy()) == expected
            assert matplotlib.rcParams["timezone"] == "Asia/Ho_Chi_Minh"
        assert matplotlib.rcParams["lines.linewidth"] == 9
