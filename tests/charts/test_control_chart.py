from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Sentence, behaviour
from ictanalysis.exporters.document.palette import MUTED, NAVY, ORANGE, PAPER, PLUM, TEAL
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import chart_of, middles, misplaced, outlines, wording
from tests.charts.monthly import HIGHER, LOWER, RATE, SIGNED, letters

Made = Callable[..., Dataset]

STEADY = [10, 12] * 6
"""Mean 11, every moving range 2: limits 11 ± 2,66 × 2 = 5,68 and 16,32."""

SURGE = [*STEADY, 10, 19]
"""Mean 161 / 14 = 11,5. The range of 9 is screened out, so limits are 11,5 ± 5,32."""


def test_its_words_are_the_last_figure_and_what_it_is_a_sign_of(made: Made) -> None:
    chart = chart_of(behaviour(made(letters("2020-01", SURGE)), SIGNED))
    assert chart.title == "Ký số: 19 văn bản, cao bất thường"
    assert chart.subtitle == "Ký số; đơn vị: văn bản; từ tháng 1 năm 2020 đến tháng 2 năm 2021."
    assert chart.source == "Đây là số liệu mô phỏng. Nguồn: Nguồn, tháng 2 năm 2021"
    assert chart.alt.startswith(
        "Biểu đồ kiểm soát (XmR): Ký số, từ tháng 1 năm 2020 đến tháng 2 năm 2021. "
        "1/2020: 10 văn bản; 2/2020: 12 văn bản; "
    )
    assert chart.alt.endswith(
        "2/2021: 19 văn bản. 1/2020–2/2021: trung bình 11,5, giới hạn dưới 6,2, "
        "giới hạn trên 16,8. Dấu hiệu tăng: 2/2021. Đây là số liệu mô phỏng."
    )


def test_the_lines_and_the_last_value_are_labelled_where_they_end(made: Made) -> None:
    chart = chart_of(behaviour(made(letters("2020-01", SURGE)), SIGNED))
    wide, narrow = wording(chart.figure), wording(chart.narrow)
    assert [text for text in wide if "," in text or text == "19"] == [
        *("19", "giới hạn trên 16,8", "trung bình 11,5", "giới hạn dưới 6,2")
    ]
    # where there is no room for the words, a key has them
    assert {"16,8", "11,5", "6,2", "trung bình", "giới hạn"} <= set(narrow)
    assert misplaced(chart) == []


def test_every_month_is_a_mark_and_the_mean_lies_between_the_values(made: Made) -> None:
    figure = chart_of(behaviour(made(letters("2020-01", STEADY)), SIGNED)).figure
    dots = middles(outlines(figure, NAVY, filled=True))
    assert len(dots) == 12
    low, high = dots[0][1], dots[1][1]
    heights = sorted({round(line[0][1], 3) for line in outlines(figure, MUTED, filled=False)})
    # 10, 12 and the lines at 5,68, 11 and 16,32, measured in the distance from 10 to 12
    drawn = [(height - low) / (high - low) * 2 + 10 for height in heights]
    assert pytest.approx(11, abs=0.01) in drawn
    assert pytest.approx(5.68, abs=0.01) in drawn
    assert pytest.approx(16.32, abs=0.01) in drawn


@pytest.mark.parametrize(
    ("catalog", "colour", "fill", "text"),
    [
        (HIGHER, TEAL, PAPER, "dấu hiệu cải thiện"),
        (LOWER, ORANGE, ORANGE, "dấu hiệu xấu đi"),
        (None, PLUM, PLUM, "dấu hiệu tăng"),
    ],
)
def test_signals_differ_by_shape_filling_and_colour(
    made: Made, catalog: str | None, colour: str, fill: str, text: str
) -> None:
    months = letters("2020-01", SURGE)
    data = made(months, catalog) if catalog else made(months)
    figure = chart_of(behaviour(data, SIGNED)).figure
    assert len(outlines(figure, NAVY, filled=True)) == 13
    # the month itself and its meaning in the key
    marks = outlines(figure, fill, filled=True)
    assert len(marks) == 2
    assert {len(mark) for mark in marks} == {4 if colour == PLUM else 3}
    assert text in wording(figure)
    assert f"{text[:1].upper()}{text[1:]}: 2/2021." in chart_of(behaviour(data, SIGNED)).alt


def test_a_triangle_points_away_from_the_mean(made: Made) -> None:
    figure = chart_of(behaviour(made(letters("2020-01", [*STEADY, 12, 0]), HIGHER), SIGNED)).figure
    month = min(outlines(figure, ORANGE, filled=True), key=lambda mark: -mark[0][0])
    tip, *others = month
    assert tip[1] < min(corner[1] for corner in others)


def test_mean_and_limits_step_at_a_break(made: Made) -> None:
    signed = [*STEADY, "50,B", 52, *[50, 52] * 5]
    chart = chart_of(behaviour(made(letters("2020-01", signed)), SIGNED))
    assert "gián đoạn chuỗi" in wording(chart.figure)
    assert "Chuỗi số liệu gián đoạn từ 1/2021." in chart.subtitle
    assert "1/2020–12/2020: trung bình 11,0, giới hạn dưới 5,7, giới hạn trên 16,3." in chart.alt
    assert "1/2021–12/2021: trung bình 51,0, giới hạn dưới 45,7, giới hạn trên 56,3." in chart.alt
    # the lines of values do not cross the break
    joined = [line for line in outlines(chart.figure, NAVY, filled=False) if len(line) > 1]
    assert [len(line) for line in joined] == [12, 12]
    assert misplaced(chart) == []


def test_what_follows_a_break_too_closely_has_no_limits_yet(made: Made) -> None:
    chart = chart_of(behaviour(made(letters("2020-01", [*STEADY, "50,B", 52])), SIGNED))
    assert chart.title == "Ký số: 52 văn bản, chưa đủ số liệu để nhận định (cần ít nhất 12 tháng)"
    # the lines end before the last month, so that a key says what they are
    assert {"trung bình", "giới hạn", "52"} <= set(wording(chart.figure))


def test_a_gap_is_named_and_not_joined(made: Made) -> None:
    chart = chart_of(behaviour(made(letters("2020-01", [*STEADY, None, 10, ",M", 12])), SIGNED))
    assert "Chưa có số liệu: 1/2021, 3/2021." in chart.subtitle
    assert len(outlines(chart.figure, NAVY, filled=True)) == 14
    assert [len(line) for line in outlines(chart.figure, NAVY, filled=False)] == [12]


def test_a_missing_last_month_is_said(made: Made) -> None:
    chart = chart_of(behaviour(made(letters("2020-01", [*STEADY, ",M"])), SIGNED))
    assert chart.title == "Ký số: chưa có số liệu của tháng 1 năm 2021"
    assert "Chưa có số liệu: 1/2021." in chart.subtitle
    assert misplaced(chart) == []


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        ([10] * 11, "hiện có 11 tháng."),
        ([], "hiện có 0 tháng."),
        ([",M", ",M"], "hiện có 0 tháng."),
        ([10, ",M"] * 12, "hiện có 12 tháng, nhưng chuỗi số liệu ngắt quãng."),
    ],
)
def test_too_few_values_are_a_sentence(made: Made, signed: list[int | str], told: str) -> None:
    assert behaviour(made(letters("2020-01", signed)), SIGNED) == Sentence(
        f"Biểu đồ kiểm soát của ký số cần số liệu của ít nhất 12 tháng để tính giới hạn; {told}"
    )


def test_a_month_knows_nothing_of_later_ones(made: Made) -> None:
    data = made(letters("2020-01", [*STEADY, 12, 90]))
    january = pd.Period("2021-01", "M")
    of_month, until = behaviour(data.month("2021-01"), SIGNED), behaviour(data, SIGNED, january)
    assert chart_of(of_month) == chart_of(until)
    assert chart_of(of_month).title == "Ký số: 12 văn bản, trong dao động thường"
    assert "90" not in chart_of(of_month).alt
    assert "Không có tháng nào cho thấy dấu hiệu thay đổi." in chart_of(of_month).alt


def test_a_limit_that_no_value_can_reach_is_not_drawn(made: Made) -> None:
    # mean 2, ranges 4: lower limit 2 - 10,64
    counts = chart_of(behaviour(made(letters("2020-01", [0, 4] * 6)), SIGNED))
    assert not [text for text in wording(counts.figure) if "giới hạn dưới" in text]
    assert "trung bình 2,0, giới hạn trên 12,6." in counts.alt


def test_a_percentage_beyond_a_hundred_is_no_limit(made: Made) -> None:
    # mean 98 %, ranges 4: upper limit 108,64 %
    rates = chart_of(behaviour(made(letters("2020-01", [96, 100] * 6)), RATE))
    assert not [text for text in wording(rates.figure) if "giới hạn trên" in text]
    assert "trung bình 98,00%, giới hạn dưới 87,36%." in rates.alt
    assert "Trục dọc không bắt đầu từ 0." in rates.subtitle
    assert rates.title == "Tỷ lệ ký số: 100,00%, trong dao động thường"


def test_nothing_but_zeros_is_a_line_on_the_axis(made: Made) -> None:
    chart = chart_of(behaviour(made(letters("2020-01", [0] * 12)), SIGNED))
    assert chart.title == "Ký số: 0 văn bản, trong dao động thường"
    assert misplaced(chart) == []


def test_ten_years_are_told_by_what_stands_out(made: Made) -> None:
    signed = [*([20, 24] * 60)]
    signed[37] = 60
    chart = chart_of(behaviour(made(letters("2011-01", signed)), SIGNED))
    assert (
        "mới nhất 12/2020: 24 văn bản; cao nhất 2/2014: 60 văn bản; thấp nhất 1/2011: 20 văn bản"
        in (chart.alt)
    )
    assert misplaced(chart) == []


def test_a_title_is_filled_from_the_last_month(made: Made) -> None:
    data = made(letters("2020-01", STEADY))
    chart = chart_of(behaviour(data, SIGNED, title="{letters.signed:unit} đã ký"))
    assert chart.title == "12 văn bản đã ký"


def test_what_cannot_be_drawn_is_refused(may: Month) -> None:
    with pytest.raises(UsageError, match=r"“reception\.periodic_date” is a day"):
        behaviour(may, "reception.periodic_date")
    with pytest.raises(UsageError, match="is not an indicator of the catalog"):
        behaviour(may, "documents.nothing")
    with pytest.raises(UsageError, match="there is no month 2031-01"):
        behaviour(may.data, "documents.signed", pd.Period("2031-01", "M"))
