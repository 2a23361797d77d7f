"""What holds for every chart over time: its widths, its colours, its bytes, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import (
    Chart,
    Sentence,
    against_earlier,
    behaviour,
    composition_over_time,
    heat_map,
    small_multiples,
)
from ictanalysis.charts.style import NARROW, SIZE, WIDE
from tests.charts.drawings import (
    PALETTE,
    chart_of,
    colours,
    misplaced,
    outlines,
    rectangles,
    wording,
)
from tests.charts.monthly import RECEIVED, SIGNED, Value, cases, letters
from tests.datasets import CATALOG

Made = Callable[..., Dataset]
Draw = Callable[[Month], Chart | Sentence]

OVER_TIME: dict[str, Draw] = {
    "behaviour": lambda month: behaviour(month, SIGNED),
    "amounts": lambda month: composition_over_time(month, RECEIVED, by="level"),
    "shares": lambda month: composition_over_time(month, RECEIVED, by="level", shares=True),
    "multiples": lambda month: small_multiples(month, RECEIVED, by="level"),
    "heat map": lambda month: heat_map(month, [SIGNED, f"{RECEIVED}[level=low]"]),
    "earlier": lambda month: against_earlier(month, RECEIVED, by="level"),
}
EVERY = pytest.mark.parametrize("draw", OVER_TIME.values(), ids=OVER_TIME)

HOSTILE = r'"$x_1^2$ <script>alert(1)</script> & \\alpha {x} %s"'
SHOWN = r"$x_1^2$ <script>alert(1)</script> & \alpha {x} %s"
LEVELS: dict[str, list[Value]] = {
    "low": [*range(30, 52), ",M", 53, "54,B", *range(20, 45)],
    "high": [*range(90, 110), 400, 111, 112, 113, "114,B", *range(60, 85)],
}


def month_of(made: Made, catalog: str = CATALOG) -> Month:
    """Return the last of fifty months with a gap, a break and a value far from the others."""
    signed = letters("2017-01", LEVELS["low"])
    received = cases("2017-01", **LEVELS)
    data = made({month: {**signed[month], **received[month]} for month in signed}, catalog)
    return data.month(data.months[-1])


@pytest.fixture
def month(made: Made) -> Month:
    return month_of(made)


@EVERY
def test_a_chart_is_drawn_in_two_widths_with_type_of_one_size(month: Month, draw: Draw) -> None:
    chart = chart_of(draw(month))
    assert (chart.figure.bbox.width, chart.narrow.bbox.width) == pytest.approx((WIDE, NARROW))
    for figure in (chart.figure, chart.narrow):
        assert {text.get_fontsize() for text in figure.findobj(Text)} == {SIZE}
    assert misplaced(chart) == []


@EVERY
def test_nothing_that_is_drawn_leaves_the_sheet(month: Month, draw: Draw) -> None:
    chart = chart_of(draw(month))
    for figure in (chart.figure, chart.narrow):
        corners = list(drawn_corners(figure))
        assert corners
        assert all(-1 <= x <= figure.bbox.width + 1 for x, _y in corners)
        assert all(-1 <= y <= figure.bbox.height + 1 for _x, y in corners)


def drawn_corners(figure: Figure) -> Iterator[tuple[float, float]]:
    for colour in PALETTE:
        for box in rectangles(figure, colour):
            yield from (box.min, box.max)
        for filled in (True, False):
            for shape in outlines(figure, colour, filled=filled):
                yield from shape


@EVERY
def test_only_colours_of_the_palette_are_used(month: Month, draw: Draw) -> None:
    used = colours(chart_of(draw(month)).svg)
    assert "#12436d" in used
    assert used - PALETTE == set()


@EVERY
def test_the_same_figures_give_the_same_bytes(month: Month, draw: Draw) -> None:
    first, again = chart_of(draw(month)), chart_of(draw(Dataset(month.data.files).month("2021-02")))
    assert first.svg.encode() == again.svg.encode()
    assert first.svg_narrow.encode() == again.svg_narrow.encode()
    assert first == again


@EVERY
def test_made_up_figures_say_so(month: Month, draw: Draw) -> None:
    chart = chart_of(draw(month))
    assert chart.source == "Đây là số liệu mô phỏng. Nguồn: Nguồn, tháng 2 năm 2021"
    assert chart.alt.endswith(" Đây là số liệu mô phỏng.")


@EVERY
def test_no_word_is_a_word_of_a_program(month: Month, draw: Draw) -> None:
    chart = chart_of(draw(month))
    said = [chart.title, chart.subtitle, chart.alt, *wording(chart.figure), *wording(chart.narrow)]
    assert not [text for text in said if "nan" in text.split() or "None" in text or ".." in text]


@EVERY
def test_markup_in_labels_is_drawn_as_it_is(made: Made, draw: Draw) -> None:
    catalog = CATALOG.replace("low: Thấp", f"low: {HOSTILE}")
    catalog = catalog.replace("label: Ký số", f"label: {HOSTILE}")
    chart = chart_of(draw(month_of(made, catalog)))
    assert SHOWN in chart.alt
    assert {tag.tag.partition("}")[2] for tag in ElementTree.fromstring(chart.svg).iter()} <= {
        *("svg", "defs", "style", "g", "path", "use", "clipPath", "rect")
    }
    assert misplaced(chart) == []
    # every letter is drawn, the dollars too
    assert chart.svg.count("<use ") == sum(map(len, wording(chart.figure)))
