from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from ictanalysis.charts.curve import Curve, Level, draw_curve
from ictanalysis.charts.style import NARROW, WIDE
from ictanalysis.exporters.document.palette import MUTED, NAVY
from tests.charts.drawings import LONG, UNBROKEN, lines, misplaced_on, texts, wording

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def curve(
    values: list[float],
    levels: list[tuple[float, str]],
    unit: str = "%",
    breaks: Sequence[float] = (),
) -> Curve:
    """Return a line over consecutive months from May 2021 on."""
    months = [f"{(4 + n) % 12 + 1}/{2021 + (4 + n) // 12}" for n in range(len(values))]
    points = [(float(at), value) for at, value in enumerate(values)]
    drawn = [Level(0, value, label) for value, label in levels]
    return Curve([points], months, f"{values[-1]:.2f}%", unit, False, drawn, breaks)


def crossed(figure: Figure) -> list[str]:
    """Return the labels that a line of data or of a level runs through, point by point."""
    drawn = texts(figure)
    found = set()
    for line in figure.axes[0].lines:
        shown = line.get_transform().transform(list(zip(*line.get_data(), strict=True)))
        for (x0, y0), (x1, y1) in pairwise([shown[0], *shown]):
            for step in range(101):
                x, y = x0 + (x1 - x0) * step / 100, y0 + (y1 - y0) * step / 100
                found |= {text for text, box in drawn if box.contains(x, y)}
    return sorted(found)


@pytest.mark.parametrize(
    ("values", "levels", "names"),
    [
        ([32.94, 46.93], [], ["0%", "20%", "40%", "60%"]),
        ([79.37, 97.6], [(100, "100")], ["0%", "25%", "50%", "75%", "100%"]),
        ([0.3, 1.0], [], ["0,00%", "0,25%", "0,50%", "0,75%", "1,00%"]),
        ([0.0, 0.0], [], ["0,00%", "0,25%", "0,50%", "0,75%", "1,00%"]),
    ],
)
def test_ticks_begin_at_zero_end_above_everything_and_are_not_rounded(
    values: list[float], levels: list[tuple[float, str]], names: list[str]
) -> None:
    assert curve(values, levels).height_names() == names


@pytest.mark.parametrize(
    ("highest", "names"),
    [(7999, ["0", "2.000", "4.000", "6.000", "8.000"]), (1, ["0", "1"]), (0, ["0", "1"])],
)
def test_whole_numbers_have_whole_ticks(highest: float, names: list[str]) -> None:
    counted = Curve([[(0, 0), (1, highest)]], ["5/2021", "6/2021"], "", "", True, [])
    assert counted.height_names() == names


@WIDTHS
def test_a_level_above_everything_has_room_for_its_label(width: float) -> None:
    figure = draw_curve(curve([80, 97], [(100, "≥ 100%: 942/QĐ-TTg")]), width)
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
    figure = draw_curve(curve(values, levels), width)
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
    breaks = sorted(at - 0.5 for at in broken if at < len(values))
    figure = draw_curve(curve(values, levels, breaks=breaks), width)
    assert misplaced_on(figure) == []
    assert crossed(figure) == []


@pytest.mark.parametrize("count", [2, 3, 6, 7, 12, 13, 24, 60, 240])
@WIDTHS
def test_the_last_month_is_always_named(count: int, width: float) -> None:
    drawn = curve([50.0] * count, [])
    figure = draw_curve(drawn, width)
    named = [word for word in wording(figure) if "/" in word]
    assert named[0] == drawn.months[-1]
    assert len(named) >= 2
    assert misplaced_on(figure) == []


def test_marks_at_the_edge_are_not_cut() -> None:
    drawn = draw_curve(curve([0, 100], []), WIDE).axes[0].lines
    assert [line.get_clip_on() for line in drawn if line.get_color() == NAVY] == [False, False]


@WIDTHS
def test_a_break_is_a_dashed_line_from_the_axis_to_the_top_with_its_label(width: float) -> None:
    figure = draw_curve(curve([20.0] * 12, [], breaks=[5.5]), width)
    assert lines(figure, MUTED) == [([5.5, 5.5], [0, 20])]
    (dashed,) = (line for line in figure.axes[0].lines if line.get_color() == MUTED)
    assert dashed.is_dashed()
    assert wording(figure).count("gián đoạn chuỗi") == 1
    assert misplaced_on(figure) == []
    assert crossed(figure) == []


def test_of_breaks_too_near_for_a_label_each_all_are_drawn() -> None:
    figure = draw_curve(curve([20.0] * 36, [], breaks=[10.5, 11.5, 30.5]), WIDE)
    assert len(lines(figure, MUTED)) == 3
    assert wording(figure).count("gián đoạn chuỗi") == 2


def test_the_label_of_a_level_keeps_clear_of_a_break() -> None:
    levels = [(15.0, "≥ 15%: 749/QĐ-TTg")]
    figure = draw_curve(curve([5.0] * 12, levels, breaks=[1.5]), NARROW)
    assert crossed(figure) == []


def test_where_the_line_has_no_room_its_last_value_stands_over_its_end() -> None:
    wide, narrow = (draw_curve(curve([10.0] * 24, []), width) for width in (WIDE, NARROW))
    ends = [dict(texts(figure))["10.00%"] for figure in (wide, narrow)]
    marks = [figure.axes[0].transData.transform((23, 10.0)) for figure in (wide, narrow)]
    assert ends[0].x0 > marks[0][0] + 5
    assert ends[1].x0 < marks[1][0] < ends[1].x1
    assert marks[1][1] < ends[1].y0 < marks[1][1] + 12


def test_where_the_end_is_surrounded_its_value_stands_over_the_plot() -> None:
    figure = draw_curve(curve([0.0, 100.0] * 20 + [50.0], []), NARROW)
    assert misplaced_on(figure) == []
    assert crossed(figure) == []
