from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from matplotlib.text import Text

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Chart, trend
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import aimed, chart_of, dots, lines, misplaced, target, wording
from tests.datasets import CATALOG

SIGNED = "letters.signed"
RATE = "letters.signed_rate"

pytestmark = pytest.mark.usefixtures("few")


@pytest.fixture
def since(made: Callable[..., Dataset]) -> Callable[..., Dataset]:
    """Return months of signed letters: a number, a value with its status, or None: no folder."""

    def since(first: str, signed: Sequence[object], catalog: str = CATALOG) -> Dataset:
        year, month = map(int, first.split("-"))
        months = {}
        for number, each in enumerate(signed, start=year * 12 + month - 1):
            cell = each if isinstance(each, str) else f"{each},"
            if each is not None:
                name = f"{number // 12}-{number % 12 + 1:02d}"
                months[name] = {"letters": f"sent,20,,\nsigned,{cell},ghi chú\n"}
        return made(months, catalog)

    return since


def joined(chart: Chart) -> list[tuple[list[float], list[float]]]:
    """Return the stretches of the line; one of a single month is a mark."""
    drawn = lines(chart.figure, NAVY)
    ends = {places[-1] for places, _values in drawn}
    return sorted(
        [*drawn, *(([at], [value]) for at, value in dots(chart.figure) if at not in ends)]
    )


def test_two_months_are_a_chart_with_its_words(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [12, 15]), SIGNED))
    assert chart.title == "Ký số tăng lên 15 văn bản, từ 12 văn bản của tháng 5 năm 2021"
    assert chart.subtitle == ("Ký số; đơn vị: văn bản; từ tháng 5 năm 2021 đến tháng 6 năm 2021.")
    assert chart.source == "Đây là số liệu mô phỏng. Nguồn: Nguồn, tháng 6 năm 2021"
    assert chart.alt == (
        "Biểu đồ đường: Ký số, từ tháng 5 năm 2021 đến tháng 6 năm 2021. 5/2021: 12 văn bản; "
        "6/2021: 15 văn bản. Đây là số liệu mô phỏng."
    )
    assert joined(chart) == [([0, 1], [12, 15])]
    assert dots(chart.figure) == [(1, 15)]


@pytest.mark.parametrize(
    ("last", "finding"),
    [
        (9, "Ký số giảm còn 9 văn bản, từ 12 văn bản của tháng 5 năm 2021"),
        (12, "Ký số vẫn là 12 văn bản, từ 12 văn bản của tháng 5 năm 2021"),
        (0, "Ký số giảm còn 0 văn bản, từ 12 văn bản của tháng 5 năm 2021"),
    ],
)
def test_the_finding_is_how_the_last_compares_with_the_first(
    since: Callable[..., Dataset], last: int, finding: str
) -> None:
    assert chart_of(trend(since("2021-05", [12, last]), SIGNED)).title == finding


def test_a_title_is_filled_from_the_last_month(since: Callable[..., Dataset]) -> None:
    template = "{letters.signed:unit} trong {period.month}"
    chart = chart_of(trend(since("2021-12", [12, 15]), SIGNED, title=template))
    assert chart.title == "15 văn bản trong tháng 1 năm 2022"


def test_rates_have_per_cent_on_the_axis_and_at_the_end(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [12, 15]), RATE))
    # 12 and 15 of 20; ticks up to the first above 75
    assert sorted(wording(chart.figure)) == sorted(
        ["0%", "20%", "40%", "60%", "80%", "5/2021", "6/2021", "75,00%"]
    )
    assert "5/2021: 60,00%; 6/2021: 75,00%." in chart.alt


@pytest.mark.parametrize("gap", [None, ",M"])
def test_a_missing_month_is_a_gap_and_named(since: Callable[..., Dataset], gap: object) -> None:
    chart = chart_of(trend(since("2021-05", [12, 13, gap, 15, 16]), SIGNED))
    assert joined(chart) == [([0, 1], [12, 13]), ([3, 4], [15, 16])]
    assert "Chưa có số liệu: 7/2021." in chart.subtitle
    assert "7/2021: " not in chart.alt


def test_a_missing_last_month_is_named(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [12, 13, ",M"]), SIGNED))
    assert chart.title.startswith("Ký số tăng lên 13 văn bản")
    assert "Chưa có số liệu: 7/2021." in chart.subtitle
    assert joined(chart) == [([0, 1], [12, 13])]


def test_months_before_the_first_value_are_no_gap(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [",M", 13, 14]), SIGNED))
    assert "Chưa có số liệu" not in chart.subtitle
    assert "; từ tháng 6 năm 2021 đến tháng 7 năm 2021." in chart.subtitle


def test_a_month_alone_between_gaps_is_a_mark(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [12, ",M", 14, ",M", 16, 17]), SIGNED))
    assert joined(chart) == [([0], [12]), ([2], [14]), ([4, 5], [16, 17])]
    assert dots(chart.figure) == [(0, 12), (2, 14), (5, 17)]


@pytest.mark.parametrize("key", [SIGNED, RATE])
def test_a_break_in_series_is_not_crossed(since: Callable[..., Dataset], key: str) -> None:
    chart = chart_of(trend(since("2021-05", [12, 13, "15,B", 16]), key))
    assert [places for places, _values in joined(chart)] == [[0, 1], [2, 3]]
    assert "Chuỗi số liệu gián đoạn từ 7/2021." in chart.subtitle
    # between June and July
    assert [places for places, _values in lines(chart.figure, MUTED)] == [[1.5, 1.5]]
    assert "gián đoạn chuỗi" in wording(chart.figure)
    assert misplaced(chart) == []


def test_a_gap_is_no_break(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [12, 13, None, 15]), SIGNED))
    assert lines(chart.figure, MUTED) == []
    assert "gián đoạn chuỗi" not in wording(chart.figure)


def test_a_break_in_the_first_month_divides_nothing(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", ["12,B", 13, 14]), SIGNED))
    assert lines(chart.figure, MUTED) == []
    assert joined(chart) == [([0, 1, 2], [12, 13, 14])]


def test_zero_is_a_value(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [0, 0, 0]), SIGNED))
    assert joined(chart) == [([0, 1, 2], [0, 0, 0])]
    assert sorted(wording(chart.figure)) == ["0", "0", "1", "5/2021", "6/2021", "7/2021"]
    assert misplaced(chart) == []


def test_estimates_are_marked(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [12, "15,E"]), SIGNED))
    assert "≈ 15" in wording(chart.figure)
    assert "tăng lên khoảng 15 văn bản" in chart.title
    assert "Số liệu ước tính (≈): 6/2021." in chart.subtitle


def test_provisional_months_are_named(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", ["12,P", 15]), SIGNED))
    assert "Số liệu sơ bộ: 5/2021." in chart.subtitle


def test_months_run_on_across_a_year(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-11", [10, 11, 12, 13]), SIGNED))
    assert joined(chart) == [([0, 1, 2, 3], [10, 11, 12, 13])]
    assert [w for w in wording(chart.figure) if "/" in w] == [
        "2/2022",
        "1/2022",
        "12/2021",
        "11/2021",
    ]


def test_of_many_months_as_many_are_named_as_fit_the_last_among_them(
    since: Callable[..., Dataset],
) -> None:
    chart = chart_of(trend(since("2021-05", list(range(1, 15))), SIGNED))
    named = [w for w in wording(chart.figure) if "/" in w]
    assert named[0] == "6/2022"
    assert named[1] in {"4/2022", "3/2022"}
    assert misplaced(chart) == []


def test_a_target_is_a_line_over_the_months_in_which_it_is_in_force(
    since: Callable[..., Dataset],
) -> None:
    aims = [
        target(RATE, 80, "1/QĐ", since=date(2021, 6, 15)),
        target(RATE, 70, "2/QĐ", until=date(2021, 12, 31)),
        target(RATE, 50, "3/QĐ", until=date(2021, 7, 31)),
        target(RATE, 40, "4/QĐ", since=date(2021, 9, 1)),
        target(RATE, 30, "5/QĐ", since=date(2021, 8, 1), remark="Khác mẫu số."),
    ]
    chart = chart_of(trend(aimed(since("2021-05", [9, 10, 11, 12]), aims), RATE))
    # in force in July (the whole month), always, since August
    assert lines(chart.figure, INK) == [
        ([1.5, 3], [80, 80]),
        ([0, 3], [70, 70]),
        ([2.5, 3], [30, 30]),
    ]
    assert [w for w in wording(chart.figure) if "QĐ" in w] == [
        *("≥ 80%: 1/QĐ", "≥ 70%: 2/QĐ", "≥ 30%: 5/QĐ"),
    ]
    assert "mục tiêu ít nhất 80% (1/QĐ); mục tiêu ít nhất 70% (2/QĐ)" in chart.alt
    assert chart.subtitle.endswith(" 5/QĐ khác cơ sở tính, chỉ để đối chiếu.")
    assert "5/QĐ: Khác mẫu số." in chart.alt
    assert misplaced(chart) == []


def test_a_target_of_a_count_has_its_unit(since: Callable[..., Dataset]) -> None:
    data = aimed(since("2021-05", [9, 10]), [target(SIGNED, 20)])
    assert "≥ 20 văn bản: 1/QĐ-TTg" in wording(chart_of(trend(data, SIGNED)).figure)


def test_targets_of_other_indicators_are_not_drawn(since: Callable[..., Dataset]) -> None:
    data = aimed(since("2021-05", [9, 10]), [target(RATE, 90)])
    assert lines(chart_of(trend(data, SIGNED)).figure, INK) == []


@pytest.mark.parametrize("key", ["letters.nothing", "nothing.sent", "letters.sent[level=low]", "("])
def test_what_the_catalog_does_not_have_is_refused(since: Callable[..., Dataset], key: str) -> None:
    with pytest.raises(UsageError):
        trend(since("2021-05", [9, 10]), key)


def test_a_day_is_no_line(may: Month) -> None:
    told = r"“reception\.periodic_date” is a day, which a line over the months cannot show"
    with pytest.raises(UsageError, match=told):
        trend(may.data, "reception.periodic_date")


def test_large_numbers_stay_on_the_sheet(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2021-05", [1234567890, "1987654321,E"]), SIGNED))
    assert "≈ 1.987.654.321" in wording(chart.figure)
    assert misplaced(chart) == []


def test_the_decision_of_a_target_is_no_mathematics(since: Callable[..., Dataset]) -> None:
    data = aimed(since("2021-05", [9, 10]), [target(SIGNED, 20, "$x$")])
    texts = chart_of(trend(data, SIGNED)).figure.findobj(Text)
    drawn = [each for each in texts if "$x$" in each.get_text()]
    assert [each.get_parse_math() for each in drawn] == [False]


def test_a_month_has_a_history_up_to_itself(since: Callable[..., Dataset]) -> None:
    data = since("2021-05", [12, 15, 18])
    chart = chart_of(trend(data.month("2021-06"), SIGNED))
    assert chart.title == "Ký số tăng lên 15 văn bản, từ 12 văn bản của tháng 5 năm 2021"
    assert joined(chart) == [([0, 1], [12, 15])]
    assert str(trend(data.month("2021-05"), SIGNED)) == (
        "Biểu đồ xu hướng của ký số sẽ có từ báo cáo tháng 6 năm 2021, khi có số liệu của ít nhất "
        "2 tháng."
    )


@pytest.mark.parametrize(
    ("signed", "title"),
    [
        ([12, "15,B", 14], "Ký số giảm còn 14 văn bản, từ 15 văn bản của tháng 6 năm 2021"),
        ([12, 13, "15,B"], "Ký số: 15 văn bản"),
    ],
)
def test_nothing_is_compared_across_a_break(
    since: Callable[..., Dataset], signed: list[object], title: str
) -> None:
    assert chart_of(trend(since("2021-05", signed), SIGNED)).title == title


def test_ten_years_are_told_by_what_stands_out(since: Callable[..., Dataset]) -> None:
    chart = chart_of(trend(since("2011-01", [*range(1, 121)]), SIGNED))
    assert (
        "mới nhất 12/2020: 120 văn bản; cao nhất 12/2020: 120 văn bản; thấp nhất 1/2011: 1 văn bản."
    ) in chart.alt


def test_a_break_in_a_month_without_a_value_is_a_break(made: Callable[..., Dataset]) -> None:
    rows = ["sent,20,,\nsigned,10,,\n", "sent,,M,\nsigned,12,B,\n"]
    rows += [f"sent,20,,\nsigned,{signed},,\n" for signed in (14, 15)]
    data = made({f"2021-{5 + at:02d}": {"letters": each} for at, each in enumerate(rows)})
    chart = chart_of(trend(data, RATE))
    assert chart.title == "Tỷ lệ ký số tăng lên 75,00%, từ 70,00% của tháng 7 năm 2021"
    assert [places for places, _values in lines(chart.figure, MUTED)] == [[0.5, 0.5]]
