from __future__ import annotations

from collections.abc import Callable

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Chart, Sentence, heat_map
from ictanalysis.exporters.document.palette import GRID, INK, MUTED, NAVY, ORANGE, PAPER
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import LONG, UNBROKEN, chart_of, middles, misplaced, outlines, wording
from tests.charts.monthly import RATE, SIGNED, Value, letters
from tests.datasets import CATALOG

Made = Callable[..., Dataset]

STEADY = [10, 12] * 6
"""Mean 11 and a range of 2: a sigma is 1,77, so that all lie within one of the mean."""

SURGE = [*STEADY, 10, 19]
"""Mean 11,5, a sigma 1,77, the upper limit 16,82: the last month alone is outside."""


def drawn(made: Made, signed: list[Value], **options: int) -> Chart | Sentence:
    return heat_map(made(letters("2020-01", signed)), [SIGNED], **options)


def test_its_words_are_which_indicators_lie_outside(made: Made) -> None:
    chart = chart_of(heat_map(made(letters("2020-01", SURGE)), [SIGNED, RATE]))
    assert chart.title == (
        "Ký số và tỷ lệ ký số nằm ngoài giới hạn dao động trong tháng 2 năm 2021"
    )
    assert chart.subtitle == (
        "2 chỉ tiêu so với mức trung bình của chính chỉ tiêu đó; đơn vị: văn bản và %; "
        "từ tháng 1 năm 2020 đến tháng 2 năm 2021. Số in đậm: tháng 2 năm 2021."
    )
    assert "Ký số (1/2020: 10 văn bản; " in chart.alt
    assert "Ký số cao hơn giới hạn: 2/2021. Tỷ lệ ký số cao hơn giới hạn: 2/2021." in chart.alt
    assert chart.source == "Đây là số liệu mô phỏng. Nguồn: Nguồn, tháng 2 năm 2021"


def test_of_many_indicators_outside_only_the_number_is_said(made: Made) -> None:
    data = made(letters("2020-01", SURGE))
    keys = [SIGNED, RATE, "letters.sent", "cases.received"]
    assert chart_of(heat_map(data, keys)).title.startswith("Ký số và tỷ lệ ký số nằm ngoài")
    quiet = chart_of(heat_map(data, ["letters.sent"]))
    assert quiet.title == (
        "Không có chỉ tiêu nào nằm ngoài giới hạn dao động trong tháng 2 năm 2021"
    )


def test_every_month_is_a_cell_of_its_step(made: Made) -> None:
    # 10 lies 0,85 sigmas below the mean, 12 lies 0,28 above it: both are the same step
    chart = chart_of(drawn(made, SURGE))
    near = [cell for cell in outlines(chart.figure, GRID, filled=True) if len(cell) == 4]
    assert len(near) == 13 + 1
    (outside, *in_the_key) = middles(outlines(chart.figure, NAVY, filled=True, opacity=1.0))
    assert len(in_the_key) == 2
    marks = outlines(chart.figure, PAPER, filled=True)
    # one in the cell, two in the scale, two in the key
    assert sorted(len(mark) for mark in marks) == [3] * 5
    assert max(x for x, _y in middles(marks)) >= outside[0]


@pytest.mark.parametrize(
    ("last", "colour", "step"),
    [
        # mean 11,38; mean range 26 / 12: 0,80 of the way to the limit
        (16, NAVY, 2),
        # 10,62; 28 / 12: 0,74
        (6, ORANGE, 2),
        # 11,23; 2: 0,52
        (14, NAVY, 1),
        # 10,77; 26 / 12: 0,48
        (8, ORANGE, 1),
        # 11,62; 29 / 12: 1,15
        (19, NAVY, 3),
        # 10,31; the range of 10 is screened out: 1,56
        (2, ORANGE, 3),
    ],
)
def test_seven_steps_lie_either_way(made: Made, last: int, colour: str, step: int) -> None:
    figure = chart_of(drawn(made, [*STEADY, last])).figure
    # the month and its step in the key, which has the furthest twice
    for number, opacity in enumerate((0.3, 0.62, 1.0), start=1):
        cells = outlines(figure, colour, filled=True, opacity=opacity)
        assert len(cells) == 1 + (number == 3) + (number == step)
    signs = [
        [each for each in outlines(figure, mark, filled=True) if len(each) == 3]
        for mark in (INK, PAPER)
    ]
    assert list(map(len, signs)) == [2 + (step == 2), 4 + (step == 3)]


def test_a_missing_month_is_crossed_out_and_named(made: Made) -> None:
    chart = chart_of(drawn(made, [*STEADY, ",M", 12]))
    assert "chưa có số liệu" in wording(chart.figure)
    assert "Ký số chưa có số liệu: 1/2021." in chart.alt
    lines = [line for line in outlines(chart.figure, MUTED, filled=False) if len(line) == 2]
    # two lines in the cell and two in the key
    assert len(lines) == 4


def test_a_missing_last_month_has_a_dash_for_its_value(made: Made) -> None:
    chart = chart_of(drawn(made, [*STEADY, ",M"]))
    assert "–" in wording(chart.figure)
    assert misplaced(chart) == []


def test_months_without_limits_are_hollow(made: Made) -> None:
    chart = chart_of(drawn(made, [*STEADY, "50,B", 52]))
    assert "chưa đủ để so sánh" in wording(chart.figure)
    assert "Vạch đậm giữa hai ô: chuỗi số liệu gián đoạn." in chart.subtitle
    # the break stands between December and January
    (line,) = [each for each in outlines(chart.figure, INK, filled=False) if len(each) == 2]
    cells = middles(outlines(chart.figure, GRID, filled=True))
    assert line[0][0] > max(x for x, y in cells if abs(y - middles([line])[0][1]) < 1)


def test_only_so_many_months_are_drawn_and_all_are_judged(made: Made) -> None:
    chart = chart_of(drawn(made, SURGE, months=3))
    assert "từ tháng 12 năm 2020 đến tháng 2 năm 2021" in chart.subtitle
    assert len(outlines(chart.figure, GRID, filled=True)) == 2 + 1
    assert chart.title.startswith("Ký số nằm ngoài giới hạn")


def test_every_third_month_is_numbered_with_its_year_under_it(made: Made) -> None:
    chart = chart_of(drawn(made, SURGE))
    assert wording(chart.figure)[2:9] == ["2", "11", "8", "5", "2", "2020", "2021"]


def test_too_few_values_are_a_sentence(made: Made) -> None:
    assert drawn(made, [1] * 11) == Sentence(
        "Bản đồ nhiệt của ký số sẽ có khi có số liệu của ít nhất 12 tháng."
    )


def test_a_data_set_without_months_is_a_sentence(made: Made) -> None:
    assert isinstance(heat_map(made({}), [SIGNED]), Sentence)


def test_an_indicator_that_never_moves_is_near_its_mean(made: Made) -> None:
    chart = chart_of(drawn(made, [0] * 12))
    assert len(outlines(chart.figure, GRID, filled=True)) == 12 + 1
    assert chart.title.startswith("Không có chỉ tiêu nào")


def test_ten_years_and_long_names_stay_on_the_sheet(made: Made) -> None:
    catalog = CATALOG.replace("label: Ký số", f'label: "{LONG}"').replace(
        "label: Tỷ lệ ký số", f"label: {UNBROKEN}"
    )
    data = made(letters("2011-01", [10, 12] * 60), catalog)
    assert misplaced(chart_of(heat_map(data, [SIGNED, RATE]))) == []
    assert misplaced(chart_of(heat_map(data, [SIGNED, RATE], months=120))) == []


def test_a_key_that_is_named_twice_is_one_row(made: Made) -> None:
    data = made(letters("2020-01", STEADY))
    assert heat_map(data, [SIGNED, SIGNED]) == heat_map(data, [SIGNED])


def test_what_cannot_be_drawn_is_refused(may: Month) -> None:
    with pytest.raises(UsageError, match="there is no indicator to draw: name one or more keys"):
        heat_map(may, [])
    with pytest.raises(UsageError, match="months must be a number of months, 1 or more, not 0"):
        heat_map(may, ["documents.signed"], months=0)
    with pytest.raises(UsageError, match="is a day, which has no limits"):
        heat_map(may, ["reception.periodic_date"])


def test_of_many_months_only_years_are_named(made: Made) -> None:
    chart = chart_of(drawn(made, [10, 12] * 60, months=120))
    named = [text for text in wording(chart.narrow) if text.isdigit() and len(text) == 4]
    assert named == [str(year) for year in range(2020, 2030, 2)]
    assert "11" not in wording(chart.narrow)
    assert misplaced(chart) == []
