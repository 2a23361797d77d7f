from __future__ import annotations

from collections.abc import Callable

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Sentence, against_earlier
from ictanalysis.exporters.document.palette import INK, NAVY, PAPER, REST
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import (
    LONG,
    UNBROKEN,
    chart_of,
    misplaced,
    rectangles,
    wording,
)
from tests.charts.monthly import RECEIVED, Value, cases
from tests.datasets import CATALOG

Made = Callable[..., Dataset]


@pytest.fixture
def two(made: Made) -> Callable[..., Month]:
    """Return May 2021, beside April 2021 or May 2020."""

    def two(low: list[Value], high: list[Value], before: str = "2020-05", **kw: str) -> Month:
        first, last = ({"low": low[at], "high": high[at]} for at in (0, 1))
        months = {
            **cases(before, **{name: [value] for name, value in first.items()}),
            **cases("2021-05", **{name: [value] for name, value in last.items()}),
        }
        return made(months, **kw).month("2021-05")

    return two


def test_a_year_is_told_in_numbers_and_per_cent(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two([200, 250], [400, 420]), RECEIVED, "level"))
    assert chart.title == (
        "Thấp tăng nhiều nhất so với cùng kỳ năm trước: 50 hồ sơ (25,0%), lên 250 hồ sơ"
    )
    assert chart.subtitle.startswith(
        "Tiếp nhận theo mức độ; đơn vị: hồ sơ; tháng 5 năm 2021 so với cùng kỳ năm trước."
    )
    assert chart.source == "Đây là số liệu mô phỏng. Nguồn: Nguồn, tháng 5 năm 2021"
    assert (
        "Cao: 420 hồ sơ, 5/2020: 400 hồ sơ (+5,0%); Thấp: 250 hồ sơ, 5/2020: 200 hồ sơ (+25,0%)."
    ) in chart.alt
    assert wording(chart.figure) == [
        *("tháng 5 năm 2021", "tháng 5 năm 2020"),
        *("Cao", "420 (+5,0%)", "Thấp", "250 (+25,0%)"),
    ]
    assert misplaced(chart) == []


def test_bars_and_marks_are_to_one_scale(two: Callable[..., Month]) -> None:
    figure = chart_of(against_earlier(two([200, 250], [400, 420]), RECEIVED, "level")).figure
    (low,) = rectangles(figure, NAVY)
    high = max(rectangles(figure, REST), key=lambda box: box.width)
    assert low.width / high.width == pytest.approx(250 / 420)
    marks = [box for box in rectangles(figure, INK) if box.height > 14]
    # the key's and one on each bar, in the middle of a lighter edge
    assert len(marks) == 3
    ends = sorted((box.x0 + box.x1) / 2 - low.x0 for box in marks)[1:]
    assert [end / low.width for end in ends] == pytest.approx([200 / 250, 400 / 250])
    assert len([box for box in rectangles(figure, PAPER) if box.height > 14]) == 3


def test_a_mark_beyond_its_bar_pushes_the_text_on(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two([900, 250], [400, 420]), RECEIVED, "level"))
    assert chart.title == (
        "Thấp giảm nhiều nhất so với cùng kỳ năm trước: 650 hồ sơ (72,2%), còn 250 hồ sơ"
    )
    assert "250 (−72,2%)" in wording(chart.figure)
    assert misplaced(chart) == []


def test_the_month_before_and_small_numbers_have_no_per_cent(two: Callable[..., Month]) -> None:
    month = two([4, 9], [7, 7], before="2021-04")
    chart = chart_of(against_earlier(month, RECEIVED, "level", earlier="month"))
    assert chart.title == "Thấp tăng nhiều nhất so với tháng trước: 5 hồ sơ, lên 9 hồ sơ"
    assert wording(chart.figure)[2:] == ["Thấp", "9 (+5)", "Cao", "7 (0)"]


def test_equal_changes_are_told_together(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two([4, 9], [7, 12]), RECEIVED, "level"))
    assert chart.title == "Thấp và Cao cùng tăng nhiều nhất so với cùng kỳ năm trước: 5 hồ sơ"


def test_no_change_is_said(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two([4, 4], [7, 7]), RECEIVED, "level"))
    assert chart.title == "Tiếp nhận theo mức độ: không đổi so với cùng kỳ năm trước"


def test_a_percentage_changes_by_points(made: Made) -> None:
    rows = "received,low,,{a},,\nreceived,low,online,{b},,\nreceived,high,,9,,\n"
    months = {
        "2021-04": {"cases": rows.format(a=10, b=5)},
        "2021-05": {"cases": rows.format(a=10, b=6)},
    }
    month = made(months).month("2021-05")
    chart = chart_of(against_earlier(month, "cases.online_rate", "level", earlier="month"))
    assert chart.title == (
        "Thấp tăng nhiều nhất so với tháng trước: 10,00 điểm phần trăm, lên 60,00%"
    )
    assert "60,00% (+10,00 điểm)" in wording(chart.figure)
    assert "Chưa có số liệu: Cao." in chart.subtitle


def test_a_member_that_cannot_be_compared_has_no_mark(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two([4, 9], [",M", 12]), RECEIVED, "level"))
    assert "Không có số liệu 5/2020 để so sánh: Cao." in chart.subtitle
    assert "Cao: 12 hồ sơ;" in chart.alt
    assert len([box for box in rectangles(chart.figure, INK) if box.height > 14]) == 2


def test_a_missing_member_stands_last_in_words(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two([4, 9], [7, ",M"]), RECEIVED, "level"))
    assert wording(chart.figure)[-2:] == ["Cao", "chưa có số liệu"]
    assert "Chưa có số liệu: Cao." in chart.subtitle


def test_nothing_is_compared_across_a_break(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two([4, "9,B"], [7, 8]), RECEIVED, "level"))
    assert "Không có số liệu 5/2020 để so sánh: Thấp." in chart.subtitle
    assert chart.title.startswith("Cao tăng nhiều nhất")


def test_nothing_to_compare_with_is_a_sentence(two: Callable[..., Month]) -> None:
    month = two([4, 9], [7, 8], before="2019-01")
    assert against_earlier(month, RECEIVED, "level") == Sentence(
        "Tiếp nhận theo mức độ: chưa có số liệu tháng 5 năm 2020 để so sánh."
    )


def test_working_days_are_told_where_they_differ(made: Made) -> None:
    months = {
        **cases("2021-01", low=[200], high=[9]),
        **cases("2021-02", low=[100], high=[9]),
    }
    month = made(months).month("2021-02")
    chart = chart_of(against_earlier(month, RECEIVED, "level", earlier="month"))
    # 15 January to 14 February 2021: 21 weekdays, of which 10 to 12 February are Tết;
    # 15 December to 14 January: 23 weekdays, of which 1 January is a holiday
    assert "Kỳ báo cáo có 18 ngày làm việc, 1/2021 có 22 ngày." in chart.subtitle


def test_an_estimate_is_told_as_one(two: Callable[..., Month]) -> None:
    chart = chart_of(against_earlier(two(["4,E", 9], [7, 8]), RECEIVED, "level"))
    assert chart.title.endswith("khoảng 5 hồ sơ, lên 9 hồ sơ")


def test_long_names_stay_on_the_sheet(two: Callable[..., Month]) -> None:
    catalog = CATALOG.replace("{low: Thấp, high: Cao}", f'{{low: "{LONG}", high: {UNBROKEN}}}')
    month = two([1234567, 1987654], [7, 8], catalog=catalog)
    assert misplaced(chart_of(against_earlier(month, RECEIVED, "level"))) == []


def test_what_cannot_be_drawn_is_refused(may: Month) -> None:
    with pytest.raises(UsageError, match="“decade” is nothing to compare with: year or month"):
        against_earlier(may, "dossiers.received", "level", earlier="decade")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="cannot be broken down"):
        against_earlier(may, "dossiers.received", "unit")
