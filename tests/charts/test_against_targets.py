from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.transforms import Bbox

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Chart, Sentence, against_targets
from ictanalysis.exporters.document.palette import GRID, INK, NAVY
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import (
    LONG,
    UNBROKEN,
    aimed_month,
    chart_of,
    misplaced,
    rectangles,
    shared,
    target,
    texts,
    wording,
)
from tests.datasets import MAY, REAL, loaded

SIGNED = "documents.signed_rate"
FOUR = "services.level_share[level=4]"
REMARKS = (
    "749/QĐ-TTg: Mục tiêu đặt ra cho năm 2025; tỷ trọng tháng này chỉ để đối chiếu. "
    "1145/BTTTT-THH: Công văn chỉ tính dịch vụ công đủ điều kiện; báo cáo tính trên toàn bộ dịch "
    "vụ công."
)


SHORT = "749/QĐ-TTg và 1145/BTTTT-THH khác cơ sở tính, chỉ để đối chiếu."


def crossed(chart: Chart) -> list[str]:
    """Return the texts that the line of a target runs through, in either drawing."""
    return [
        text
        for figure in (chart.figure, chart.narrow)
        for text, box in texts(figure)
        if any(shared(box, tick) for tick in rectangles(figure, INK))
    ]


def test_a_rate_stands_beside_the_targets_in_force(may: Month) -> None:
    chart = chart_of(against_targets(may, [FOUR]))
    name = "Tỷ trọng dịch vụ công trực tuyến theo mức độ (Mức độ 4)"
    assert chart.title == f"{name}: 32,94%"
    assert chart.subtitle == f"{name}; đơn vị: %; tháng 5 năm 2021. {SHORT}"
    assert chart.source == "Nguồn: Cổng dịch vụ công của tỉnh (VNPT-iGate), tháng 5 năm 2021"
    assert chart.alt == (
        f"Biểu đồ thanh: {name}, tháng 5 năm 2021. {name}: 32,94%, mục tiêu ít nhất 80% "
        f"(749/QĐ-TTg), mục tiêu 100% (1145/BTTTT-THH). {SHORT} {REMARKS}"
    )
    assert wording(chart.figure) == [
        *(name, "32,94%"),
        *("≥ 80%: 749/QĐ-TTg", "100%: 1145/BTTTT-THH"),
    ]


def test_a_target_that_is_not_in_force_is_not_drawn(may: Month) -> None:
    chart = chart_of(against_targets(may, [SIGNED, "dossiers.online_rate"]))
    none = "Không có mục tiêu nào có hiệu lực trọn tháng."
    assert chart.title == "Tỷ lệ văn bản đi được ký số: 79,37%"
    assert chart.subtitle == (
        "Tỷ lệ văn bản đi được ký số và tỷ lệ hồ sơ nộp trực tuyến; đơn vị: %; tháng 5 năm 2021. "
        + none
    )
    assert wording(chart.figure) == [
        *("Tỷ lệ văn bản đi được ký số", "79,37%"),
        *("Tỷ lệ hồ sơ nộp trực tuyến", "27,25%"),
    ]
    assert rectangles(chart.figure, INK) == []


def test_rates_of_one_name_are_named_once(may: Month) -> None:
    rate = "dossiers.online_rate"
    chart = chart_of(against_targets(may, [rate, f"{rate}[level=3]", f"{rate}[level=4]"]))
    assert chart.subtitle.startswith("Tỷ lệ hồ sơ nộp trực tuyến; đơn vị: %; tháng 5 năm 2021. ")
    assert "Tỷ lệ hồ sơ nộp trực tuyến (Mức độ 3): 11,86%" in chart.alt


def test_bars_and_lines_of_the_narrow_drawing_stand_where_their_values_are(may: Month) -> None:
    narrow = chart_of(against_targets(may, [FOUR])).narrow
    (bar,) = rectangles(narrow, NAVY)
    assert bar.width == pytest.approx(264 * 612 / 1858)
    assert [tick.x0 for tick in rectangles(narrow, INK)] == pytest.approx([211.2, 262.4])


def test_sources_of_all_tables_are_named_once(may: Month) -> None:
    chart = chart_of(against_targets(may, [SIGNED, FOUR, "dossiers.online_rate"]))
    assert chart.source == (
        "Nguồn: Hệ thống quản lý văn bản và điều hành VNPT-iOffice; Cổng dịch vụ công của tỉnh "
        "(VNPT-iGate), tháng 5 năm 2021"
    )


def test_bars_and_lines_stand_where_their_values_are(may: Month) -> None:
    figure = chart_of(against_targets(may, [FOUR])).figure
    (bar,) = rectangles(figure, NAVY)
    (whole,) = rectangles(figure, GRID)
    assert (bar.width, whole.width) == pytest.approx((440 * 612 / 1858, 440))
    assert [tick.x0 for tick in rectangles(figure, INK)] == pytest.approx([352, 438.4])


def test_a_target_is_not_rounded_and_says_its_direction(may: Month) -> None:
    month = aimed_month(may, [target(SIGNED, 62.25, direction="at_most")])
    chart = chart_of(against_targets(month, [SIGNED]))
    assert "≤ 62,25%: 1/QĐ-TTg" in wording(chart.figure)
    assert "mục tiêu nhiều nhất 62,25% (1/QĐ-TTg)" in chart.alt


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (date(2021, 5, 1), date(2021, 5, 31), 1),
        (date(2021, 5, 2), None, 0),
        (date(2020, 1, 1), date(2021, 5, 30), 0),
        (date(2021, 5, 1), None, 1),
    ],
)
def test_a_target_counts_for_whole_months(
    may: Month, since: date, until: date | None, count: int
) -> None:
    month = aimed_month(may, [target(SIGNED, 90, since=since, until=until)])
    figure = chart_of(against_targets(month, [SIGNED])).figure
    assert len(rectangles(figure, INK)) == count


def test_a_missing_rate_is_named_and_not_drawn(edited: Callable[..., Month]) -> None:
    rows = {"signed,13018,,\nunsigned": "signed,,M,\nunsigned"}
    month = edited({"2021-05/documents.csv": rows})
    targets = [target(SIGNED, 90, remark="Khác mẫu số.")]
    chart = chart_of(against_targets(aimed_month(month, targets), [SIGNED, FOUR]))
    assert wording(chart.figure)[0].startswith("Tỷ trọng dịch vụ công")
    assert len(rectangles(chart.figure, NAVY)) == 1
    assert chart.subtitle.endswith("Chưa có số liệu: Tỷ lệ văn bản đi được ký số.")
    assert "1/QĐ-TTg" not in chart.subtitle + chart.alt


def test_rates_that_are_all_missing_are_a_sentence(edited: Callable[..., Month]) -> None:
    month = edited({"2021-05/documents.csv": {"outgoing,16401,,\n": ""}})
    assert against_targets(month, [SIGNED]) == Sentence(
        "Tỷ lệ văn bản đi được ký số: chưa có số liệu tháng 5 năm 2021."
    )


def test_a_rate_of_zero_still_stands_beside_its_target(may: Month) -> None:
    key = "dossiers.online_rate[level=1-2]"
    chart = chart_of(against_targets(aimed_month(may, [target(key, 20)]), [key]))
    assert chart.title == "Tỷ lệ hồ sơ nộp trực tuyến (Mức độ 1 và 2): 0,00%"
    assert wording(chart.figure)[1:] == ["0,00%", "≥ 20%: 1/QĐ-TTg"]
    assert rectangles(chart.figure, NAVY) == []


def test_estimates_are_marked(made: Callable[..., Dataset]) -> None:
    month = made({"2021-05": {"letters": "sent,20,,\nsigned,12,E,khoảng\n"}}).month("2021-05")
    chart = chart_of(against_targets(month, ["letters.signed_rate"]))
    assert chart.title == "Tỷ lệ ký số: khoảng 60,00%"
    assert wording(chart.figure) == ["Tỷ lệ ký số", "≈ 60,00%"]
    assert "Dấu ≈: số liệu ước tính." in chart.subtitle


def test_a_rate_above_a_whole_stays_on_the_sheet(made: Callable[..., Dataset]) -> None:
    data = made({"2021-05": {"letters": "sent,20,,\nsigned,25,,\n"}})
    month = aimed_month(data.month("2021-05"), [target("letters.signed_rate", 100)])
    figure = chart_of(against_targets(month, ["letters.signed_rate"])).figure
    (bar,) = rectangles(figure, NAVY)
    (tick,) = rectangles(figure, INK)
    assert (bar.width, tick.x0) == pytest.approx((440, 440 * 100 / 125))


@pytest.mark.parametrize(
    "key", ["documents.nothing", "nothing.rate", "documents.signed", "services.level_share[x=4]"]
)
def test_what_is_no_rate_is_refused(may: Month, key: str) -> None:
    with pytest.raises(UsageError):
        against_targets(may, [SIGNED, key])


HOSTILE = [
    [(80, LONG), (60, LONG)],
    [(5, LONG), (100, LONG)],
    [(100, "1/QĐ-TTg"), (100, "2/QĐ-TTg"), (100, "3/QĐ-TTg")],
    [(0, "1/QĐ-TTg"), (0, "2/QĐ-TTg")],
    [(50, UNBROKEN), (51, UNBROKEN), (49, UNBROKEN)],
    [(1, LONG), (50, LONG), (99, LONG)],
    [(150, LONG), (20, "2/QĐ-TTg")],
    [(0, "1/NQ"), (0, "1/NQ"), (94, "1/NQ"), (98, "1/NQ")],
]


@pytest.mark.parametrize("aims", HOSTILE)
def test_no_label_of_a_target_is_in_the_way(may: Month, aims: list[tuple[float, str]]) -> None:
    month = aimed_month(may, [target(FOUR, value, decision) for value, decision in aims])
    chart = chart_of(against_targets(month, [FOUR, SIGNED]))
    assert misplaced(chart) == []
    assert crossed(chart) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 120), st.sampled_from(["1/NQ", "1145/BTTTT-THH", LONG])),
        min_size=1,
        max_size=4,
    )
)
def test_no_line_of_a_target_crosses_a_label(aims: list[tuple[int, str]]) -> None:
    targets = [target(SIGNED, value, decision) for value, decision in aims]
    month = aimed_month(loaded(REAL).month(MAY), targets)
    chart = chart_of(against_targets(month, [SIGNED]))
    assert misplaced(chart) == []
    assert crossed(chart) == []
    for figure in (chart.figure, chart.narrow):
        sheet = Bbox.from_extents(-0.1, -0.1, figure.bbox.x1 + 0.1, figure.bbox.y1 + 0.1)
        assert all(
            sheet.x0 <= tick.x0 and tick.x1 <= sheet.x1 and sheet.y0 <= tick.y0
            for tick in rectangles(figure, INK)
        )


@pytest.mark.parametrize("label", [LONG, UNBROKEN])
def test_no_name_of_a_rate_is_too_long(edited: Callable[..., Month], label: str) -> None:
    renamed = {"label: Tỷ lệ văn bản đi được ký số": f"label: {label}"}
    chart = chart_of(against_targets(edited({"catalog.yml": renamed}), [SIGNED, FOUR]))
    assert misplaced(chart) == []


def test_without_a_rate_there_is_nothing_to_show(may: Month) -> None:
    with pytest.raises(UsageError, match="no rate to show beside its targets: name one or more"):
        against_targets(may, [])
