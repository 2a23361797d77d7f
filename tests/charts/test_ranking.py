from __future__ import annotations

from collections.abc import Callable

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Sentence, composition, ranking
from ictanalysis.exporters.document.palette import NAVY, REST
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import LONG, UNBROKEN, chart_of, misplaced, rectangles, texts, wording

RECEIVED = "cases.received"
LONGEST = "Dự thảo văn bản lấy ý kiến nhân dân"


def test_counts_are_ranked_from_the_largest_down(may: Month) -> None:
    chart = chart_of(ranking(may, "dossiers.received", by="level"))
    assert chart.title == "Mức độ 1 và 2 nhiều nhất: 1.889 hồ sơ"
    assert chart.subtitle == (
        "Hồ sơ tiếp nhận theo mức độ dịch vụ công trực tuyến; đơn vị: hồ sơ; tháng 5 năm 2021."
    )
    assert chart.source == "Nguồn: Cổng dịch vụ công của tỉnh (VNPT-iGate), tháng 5 năm 2021"
    assert chart.alt == (
        "Biểu đồ thanh: Hồ sơ tiếp nhận theo mức độ dịch vụ công trực tuyến, tháng 5 năm 2021. "
        "Mức độ 1 và 2: 1.889 hồ sơ; Mức độ 4: 1.587 hồ sơ; Mức độ 3: 1.467 hồ sơ."
    )
    assert wording(chart.figure) == [
        *("Mức độ 1 và 2", "1.889"),
        *("Mức độ 4", "1.587"),
        *("Mức độ 3", "1.467"),
    ]


def test_bars_are_as_long_as_their_values(may: Month) -> None:
    figure = chart_of(ranking(may, "dossiers.received", by="level")).figure
    (longest,) = rectangles(figure, NAVY)
    others = sorted(box.width for box in rectangles(figure, REST))
    assert others == pytest.approx([longest.width * n / 1889 for n in (1467, 1587)])


def test_rates_are_the_highest_and_not_the_most(may: Month) -> None:
    chart = chart_of(ranking(may, "dossiers.online_rate", by="level"))
    assert chart.title == "Mức độ 4 cao nhất: 73,91%"
    assert wording(chart.figure) == [
        *("Mức độ 4", "73,91%"),
        *("Mức độ 3", "11,86%"),
        *("Mức độ 1 và 2", "0,00%"),
    ]


def test_parts_that_do_not_add_up_are_said_to_do_so(may: Month) -> None:
    chart = chart_of(ranking(may, "portal.documents", by="category"))
    assert chart.title == "Dự thảo văn bản lấy ý kiến nhân dân nhiều nhất: 14 văn bản"
    assert chart.subtitle.endswith("Các phần cộng lại là 64, tổng số công bố là 55.")
    assert chart.alt.endswith("Các phần cộng lại là 64, tổng số công bố là 55.")


def test_a_missing_member_stands_last_in_words_and_without_a_bar(
    made: Callable[..., Dataset],
) -> None:
    rows = "received,,,60,,\nreceived,low,,,M,\nreceived,high,,60,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(ranking(month, RECEIVED, by="level"))
    assert wording(chart.figure) == ["Cao", "60", "Thấp", "chưa có số liệu"]
    assert rectangles(chart.figure, REST) == []
    assert "Chưa có số liệu: Thấp." in chart.subtitle
    assert "Thấp: " not in chart.alt.replace("Chưa có số liệu: Thấp", "")


def test_a_missing_member_cannot_be_emphasised(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,,M,\nreceived,high,,60,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    figure = chart_of(ranking(month, RECEIVED, by="level", emphasis="low")).figure
    assert len(rectangles(figure, NAVY)) == 1


def test_zero_has_a_label_and_no_bar(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,0,,\nreceived,high,,60,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    figure = chart_of(ranking(month, RECEIVED, by="level")).figure
    assert wording(figure) == ["Cao", "60", "Thấp", "0"]
    assert rectangles(figure, REST) == []


def test_estimates_are_marked(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,70,E,khoảng\nreceived,high,,60,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(ranking(month, RECEIVED, by="level"))
    assert chart.title == "Thấp nhiều nhất: khoảng 70 hồ sơ"
    assert wording(chart.figure) == ["Thấp", "≈ 70", "Cao", "60"]
    assert chart.subtitle.endswith("Dấu ≈: số liệu ước tính.")


def test_equal_members_share_the_title(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,9,,\nreceived,high,,9,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(ranking(month, RECEIVED, by="level"))
    assert chart.title == "Thấp và Cao cùng nhiều nhất: 9 hồ sơ"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("received,low,,,M,\n", "chưa có số liệu tháng 5 năm 2021"),
        ("received,low,,0,,\n", "không có trong tháng 5 năm 2021"),
    ],
)
def test_nothing_to_compare_is_said_in_a_sentence(
    made: Callable[..., Dataset], rows: str, sentence: str
) -> None:
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    assert ranking(month, RECEIVED, by="level") == Sentence(f"Tiếp nhận theo mức độ: {sentence}.")


@pytest.mark.parametrize(
    ("key", "by", "emphasis"),
    [
        ("dossiers.nothing", "level", None),
        ("dossiers.received", "nothing", None),
        ("dossiers.received", "holder", None),
        ("dossiers.received", "level", "nothing"),
        ("certificates.active", "carrier", None),
    ],
)
def test_what_the_catalog_does_not_have_is_refused(
    may: Month, key: str, by: str, emphasis: str | None
) -> None:
    with pytest.raises(UsageError):
        ranking(may, key, by=by, emphasis=emphasis)


@pytest.mark.parametrize("label", [LONG, UNBROKEN])
def test_no_label_is_too_long(edited: Callable[..., Month], label: str) -> None:
    renamed = {"leader_schedule: Lịch làm việc của lãnh đạo": f"leader_schedule: {label}"}
    month = edited({"catalog.yml": renamed})
    assert misplaced(chart_of(ranking(month, "portal.documents", by="category"))) == []


def test_no_value_is_too_long(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,999999999999,E,khoảng\nreceived,high,,1,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    assert misplaced(chart_of(ranking(month, RECEIVED, by="level"))) == []


def test_names_that_leave_bars_no_room_stand_over_them(may: Month) -> None:
    # 8 points, 0.45 of the sheet and the value leave less than 90 points on the narrow one
    chart = chart_of(composition(may, "portal.documents", by="category"))
    starts = [
        min(box.x0 for box in rectangles(figure, NAVY)) for figure in (chart.figure, chart.narrow)
    ]
    assert starts[0] > 150
    assert starts[1] == pytest.approx(0)
    name, value = (dict(texts(chart.narrow))[text] for text in (LONGEST, "14 (21,88%)"))
    assert name.y0 > value.y1
    (bar,) = rectangles(chart.narrow, NAVY)
    shortest = min(box.width for box in rectangles(chart.narrow, REST))
    assert shortest == pytest.approx(bar.width / 14)


def test_short_values_leave_names_beside_their_bars(may: Month) -> None:
    narrow = chart_of(ranking(may, "portal.documents", by="category")).narrow
    (bar,) = rectangles(narrow, NAVY)
    assert bar.x0 == pytest.approx(264 * 0.45 + 8, abs=8)
    assert bar.width > 90
