from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure as Drawing

from ictanalysis.catalog import IndicatorKey
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.series import Series
from ictanalysis.charts.style import NARROW, WIDE, in_style
from ictanalysis.charts.trend import Level, draw_line
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.locales import VIETNAMESE
from tests.charts.drawings import (
    LONG,
    UNBROKEN,
    dots,
    lines,
    middles,
    misplaced_on,
    outlines,
    texts,
    wording,
)

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def draw(
    values: list[float],
    levels: list[tuple[float, str]],
    width: float,
    unit: str = "%",
    breaks: Sequence[int] = (),
    decimals: int = 2,
) -> Drawing:
    """Return the drawing of a line over consecutive months from May 2021 on."""
    key = IndicatorKey("letters", "signed_rate")
    latest = Figure(key, "", unit, "ratio", decimals, values[-1], "A", (), VIETNAMESE)
    months = pd.period_range("2021-05", periods=len(values), freq="M")
    broken = np.isin(np.arange(len(values)), breaks)
    series = Series(latest, months, np.array(values), ["A"] * len(values), broken)
    with in_style():
        canvas = Canvas(width)
        drawn = [Level(0, value, label) for value, label in levels]
        return canvas.figure(draw_line(canvas, series, drawn))


def crossed(figure: Drawing) -> list[str]:
    """Return the labels that a line of data or of a level runs through, point by point."""
    drawn = [(text, box) for text, box in texts(figure) if text != "gián đoạn chuỗi"]
    found = set()
    for colour in (NAVY, INK):
        for line in outlines(figure, colour, filled=False):
            for (x0, y0), (x1, y1) in pairwise([line[0], *line]):
                for step in range(101):
                    x, y = x0 + (x1 - x0) * step / 100, y0 + (y1 - y0) * step / 100
                    found |= {text for text, box in drawn if box.contains(x, y)}
    return sorted(found)


@pytest.mark.parametrize(
    ("values", "levels", "names", "end"),
    [
        ([32.94, 46.93], [], ["0%", "20%", "40%", "60%"], "46,93%"),
        ([79.37, 97.6], [(100, "100")], ["0%", "25%", "50%", "75%", "100%"], "97,60%"),
        ([0.3, 1.0], [], ["0,00%", "0,25%", "0,50%", "0,75%", "1,00%"], "1,00%"),
        ([0.0, 0.0], [], ["0,00%", "0,25%", "0,50%", "0,75%", "1,00%"], "0,00%"),
    ],
)
def test_ticks_begin_at_zero_end_above_everything_and_are_not_rounded(
    values: list[float], levels: list[tuple[float, str]], names: list[str], end: str
) -> None:
    figure = draw(values, levels, WIDE)
    assert wording(figure)[: len(names) + 1] == [*names, end]


@pytest.mark.parametrize(
    ("highest", "names", "end"),
    [
        (7999, ["0", "2.000", "4.000", "6.000", "8.000"], "7.999"),
        (1, ["0", "1"], "1"),
        (0, ["0", "1"], "0"),
    ],
)
def test_whole_numbers_have_whole_ticks(highest: float, names: list[str], end: str) -> None:
    figure = draw([0, highest], [], WIDE, "", decimals=0)
    assert wording(figure)[: len(names) + 1] == [*names, end]


@WIDTHS
def test_a_level_above_everything_has_room_for_its_label(width: float) -> None:
    figure = draw([80, 97], [(100, "≥ 100%: 942/QĐ-TTg")], width)
    assert misplaced_on(figure) == []
    assert crossed(figure) == []


@pytest.mark.parametrize(
    "values",
    [
        [80.0, 80.0, 80.0],
        [0.0, 100.0, 0.0, 100.0],
        [75.0, 85.0] * 12,
        [100.0] * 7,
        [float(n % 17) * 6 for n in range(48)],
    ],
)
@pytest.mark.parametrize(
    "levels",
    [
        [(80, "≥ 80%: 749/QĐ-TTg")],
        [(80, "≥ 80%: 749/QĐ-TTg"), (82, "≥ 82%: 1/QĐ"), (100, "≥ 100%: 2/QĐ")],
        [(0, "≤ 0%: 1/QĐ"), (1, "≤ 1%: 2/QĐ")],
        [(50, LONG), (60, UNBROKEN)],
    ],
)
@WIDTHS
def test_labels_of_levels_are_in_no_ones_way(
    values: list[float], levels: list[tuple[float, str]], width: float
) -> None:
    figure = draw(values, levels, width)
    assert misplaced_on(figure) == []
    assert crossed(figure) == []


PERCENT = st.floats(0, 100).map(lambda value: round(value, 2))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PERCENT, min_size=2, max_size=40),
    st.lists(st.tuples(PERCENT, st.sampled_from(["≥ 80%: 1/QĐ", LONG])), max_size=3),
    st.sets(st.integers(1, 39), max_size=3),
    st.sampled_from([WIDE, NARROW]),
)
def test_nothing_overlaps_and_nothing_is_cut(
    values: list[float], levels: list[tuple[float, str]], broken: set[int], width: float
) -> None:
    breaks = sorted(at for at in broken if at < len(values))
    figure = draw(values, levels, width, breaks=breaks)
    assert misplaced_on(figure) == []
    assert crossed(figure) == []


@pytest.mark.parametrize("count", [2, 3, 6, 7, 12, 13, 24, 60, 240])
@WIDTHS
def test_the_last_month_is_always_named(count: int, width: float) -> None:
    figure = draw([50.0] * count, [], width)
    named = [word for word in wording(figure) if "/" in word]
    assert named[0] == VIETNAMESE.month_short(pd.Period("2021-05", "M") + count - 1)
    assert len(named) >= 2
    assert misplaced_on(figure) == []


def test_the_last_point_bears_a_mark() -> None:
    assert dots(draw([0, 100], [], WIDE)) == [(1, 100)]


@WIDTHS
def test_a_break_is_a_dashed_line_from_the_axis_to_the_top_with_its_label(width: float) -> None:
    figure = draw([20.0] * 12, [], width, breaks=[6])
    ((places, values),) = lines(figure, MUTED)
    assert places == [5.5, 5.5]
    # it begins at the top of the plot or a little over it, and ends on the axis
    assert values[0] >= 20
    assert values[1] == 0
    assert wording(figure).count("gián đoạn chuỗi") == 1
    assert misplaced_on(figure) == []
    assert crossed(figure) == []


def test_of_breaks_too_near_for_a_label_each_all_are_drawn() -> None:
    figure = draw([20.0] * 36, [], WIDE, breaks=[11, 12, 31])
    assert len(lines(figure, MUTED)) == 3
    assert wording(figure).count("gián đoạn chuỗi") == 2


def test_the_label_of_a_level_keeps_clear_of_a_break() -> None:
    levels = [(15.0, "≥ 15%: 749/QĐ-TTg")]
    figure = draw([5.0] * 12, levels, NARROW, breaks=[2])
    assert crossed(figure) == []


def test_where_the_line_has_no_room_its_last_value_stands_over_its_end() -> None:
    wide, narrow = (draw([1000.0] * 24, [], width) for width in (WIDE, NARROW))
    ends = [dict(texts(figure))["1.000,00%"] for figure in (wide, narrow)]
    marks = [middles(outlines(figure, NAVY, filled=True))[-1] for figure in (wide, narrow)]
    assert ends[0].x0 > marks[0][0] + 5
    assert ends[1].x0 < marks[1][0] < ends[1].x1
    assert marks[1][1] < ends[1].y0 < marks[1][1] + 12


def test_where_the_end_is_surrounded_its_value_stands_over_the_plot() -> None:
    figure = draw([0.0, 100.0] * 20 + [50.0], [], NARROW)
    assert misplaced_on(figure) == []
    assert crossed(figure) == []
