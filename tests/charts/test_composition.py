from __future__ import annotations

from collections.abc import Callable

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Sentence, composition
from ictanalysis.exporters.document.palette import LILAC, MUTED, NAVY, REST, TEAL
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import LONG, UNBROKEN, chart_of, misplaced, rectangles, wording

PROVIDED = "services.provided"


def test_three_parts_are_one_bar_with_its_words(may: Month) -> None:
    chart = chart_of(composition(may, PROVIDED, by="level"))
    assert chart.title == "Mức độ 3 chiếm tỷ trọng lớn nhất: 44,03%"
    assert chart.subtitle == (
        "Dịch vụ công trực tuyến cung cấp theo mức độ dịch vụ công trực tuyến; đơn vị: dịch vụ "
        "(tỷ trọng, %); tháng 5 năm 2021."
    )
    assert chart.source == "Nguồn: Cổng dịch vụ công của tỉnh (VNPT-iGate), tháng 5 năm 2021"
    assert chart.alt == (
        "Biểu đồ một thanh chia theo tỷ trọng: Dịch vụ công trực tuyến cung cấp theo mức độ dịch "
        "vụ công trực tuyến, tháng 5 năm 2021. Mức độ 1 và 2: 428 dịch vụ (23,04%); Mức độ 3: 818 "
        "dịch vụ (44,03%); Mức độ 4: 612 dịch vụ (32,94%)."
    )


def test_labels_stand_at_the_bar_in_the_order_of_the_catalog(may: Month) -> None:
    chart = chart_of(composition(may, PROVIDED, by="level"))
    assert wording(chart.figure) == [
        *("Mức độ 1 và 2", "428 (23,04%)"),
        *("Mức độ 3", "818 (44,03%)"),
        *("Mức độ 4", "612 (32,94%)"),
    ]


def test_the_largest_part_has_the_accent_and_a_length_that_is_its_share(may: Month) -> None:
    chart = chart_of(composition(may, PROVIDED, by="level"))
    swatch, bar = sorted(rectangles(chart.figure, NAVY), key=lambda box: box.width)
    assert swatch.width == pytest.approx(8)
    # 440 points × 818 / 1858, less the gap of 1.5 points
    assert bar.width == pytest.approx(440 * 818 / 1858 - 1.5)
    assert bar.x0 == pytest.approx(440 * 428 / 1858)


@pytest.mark.parametrize(
    ("title", "emphasis", "start"),
    [
        (None, "4", 440 * 1246 / 1858),
        ("Mức độ {=4} đạt {services.level_share[level=4]}", None, 440 * 1246 / 1858),
        ("Mức độ {=4} đạt {services.level_share[level=4]}", "1-2", 0),
    ],
)
def test_the_accent_goes_to_what_is_asked_then_to_what_the_title_names(
    may: Month, title: str | None, emphasis: str | None, start: float
) -> None:
    chart = chart_of(composition(may, PROVIDED, by="level", title=title, emphasis=emphasis))
    assert min(box.x0 for box in rectangles(chart.figure, NAVY)) == pytest.approx(start)


def test_a_title_is_filled_with_figures(may: Month) -> None:
    template = "{services.provided[level=4]:unit} ở mức độ {=4} trong {period.month}"
    chart = chart_of(composition(may, PROVIDED, by="level", title=template))
    assert chart.title == "612 dịch vụ ở mức độ 4 trong tháng 5 năm 2021"


def test_parts_that_do_not_add_up_say_what_their_shares_are_of(may: Month) -> None:
    chart = chart_of(composition(may, "portal.documents", by="category"))
    honest = "Tỷ trọng tính trên các phần cộng lại (64), khác tổng số công bố (55)."
    assert chart.title == "Dự thảo văn bản lấy ý kiến nhân dân chiếm tỷ trọng lớn nhất: 21,88%"
    assert chart.subtitle == (
        "Văn bản đăng trên Cổng theo loại văn bản; đơn vị: văn bản (tỷ trọng, %); "
        "tháng 5 năm 2021. " + honest
    )
    assert chart.alt.endswith("Dự thảo văn bản lấy ý kiến nhân dân: 14 văn bản (21,88%). " + honest)


def test_more_than_five_parts_have_a_bar_each_the_largest_first(may: Month) -> None:
    words = wording(chart_of(composition(may, "portal.documents", by="category")).figure)
    # The longest name is broken into two lines.
    assert words[:3] == ["Dự thảo văn bản", "lấy ý kiến nhân dân", "14 (21,88%)"]
    assert words[-2:] == ["Văn bản về cải cách hành chính", "1 (1,56%)"]
    assert words.index("Lịch làm việc của lãnh đạo") < words.index("Thông báo")


def test_a_dimension_within_another_needs_its_member(may: Month) -> None:
    key = "certificates.active[holder=personal]"
    chart = chart_of(composition(may, key, by="carrier"))
    assert chart.title == "USB chiếm tỷ trọng lớn nhất: 97,90%"
    assert wording(chart.figure) == ["USB", "1.727 (97,90%)", "SIM PKI", "37 (2,10%)"]
    with pytest.raises(UsageError, match=r"add that to the key") as error:
        composition(may, "certificates.active", by="carrier")
    assert "[holder=personal]" in str(error.value)


@pytest.mark.parametrize(
    ("key", "by", "emphasis"),
    [
        ("services.nothing", "level", None),
        ("nothing.provided", "level", None),
        ("services.provided[level=5]", "level", None),
        ("services.provided[", "level", None),
        (PROVIDED, "nothing", None),
        (PROVIDED, "channel", None),
        (PROVIDED, "level", "5"),
        ("services.level_share", "level", None),
        ("documents.signed", "level", None),
        ("reception.periodic_date", "level", None),
    ],
)
def test_what_the_catalog_does_not_have_is_refused(
    may: Month, key: str, by: str, emphasis: str | None
) -> None:
    with pytest.raises(UsageError):
        composition(may, key, by=by, emphasis=emphasis)


@pytest.mark.parametrize("title", ["{services.nothing}", "{services.provided:odd}", "a } b"])
def test_a_title_that_leads_nowhere_is_refused(may: Month, title: str) -> None:
    with pytest.raises(UsageError):
        composition(may, PROVIDED, by="level", title=title)


def missing_four(edited: Callable[..., Month]) -> Month:
    rows = {"provided,4,612,,\n": "provided,4,,M,\n", "level_share,4,32.94": "level_share,4,32"}
    return edited({"2021-05/services.csv": rows})


def test_a_missing_part_is_named_and_not_drawn(edited: Callable[..., Month]) -> None:
    chart = chart_of(composition(missing_four(edited), PROVIDED, by="level"))
    notes = "Tỷ trọng tính trên tổng số công bố (1.858). Chưa có số liệu: Mức độ 4."
    assert wording(chart.figure) == ["Mức độ 1 và 2", "428 (23,04%)", "Mức độ 3", "818 (44,03%)"]
    assert chart.subtitle.endswith(f"tháng 5 năm 2021. {notes}")
    assert chart.alt.endswith(f"Mức độ 3: 818 dịch vụ (44,03%). {notes}")


def test_a_part_without_a_row_is_as_missing_as_one_that_says_so(
    edited: Callable[..., Month],
) -> None:
    month = edited({"2021-05/services.csv": {"provided,4,612,,\n": ""}})
    assert "Chưa có số liệu: Mức độ 4." in chart_of(composition(month, PROVIDED, "level")).subtitle


@pytest.mark.parametrize(
    ("title", "emphasis"), [(None, "4"), ("{services.level_share[level=4]} ở mức độ {=4}", None)]
)
def test_a_missing_part_cannot_be_emphasised(
    edited: Callable[..., Month], title: str | None, emphasis: str | None
) -> None:
    month = missing_four(edited)
    chart = chart_of(composition(month, PROVIDED, by="level", title=title, emphasis=emphasis))
    assert chart.title == "Mức độ 3 chiếm tỷ trọng lớn nhất: 44,03%"
    start = min(box.x0 for box in rectangles(chart.figure, NAVY))
    assert start == pytest.approx(440 * 428 / 1858)


def test_without_a_stated_total_shares_are_of_the_sum(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,60,,\nreceived,high,,,M,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(composition(month, "cases.received", by="level"))
    assert wording(chart.figure) == ["Thấp", "60 (100%)"]
    assert (
        "Tỷ trọng tính trên các phần có số liệu cộng lại (60). Chưa có số liệu: Cao."
        in chart.subtitle
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("received,low,,,M,\nreceived,high,,,M,\n", "chưa có số liệu tháng 5 năm 2021"),
        ("received,,,7,,\n", "chưa có số liệu tháng 5 năm 2021"),
        ("received,low,,0,,\nreceived,high,,0,,\n", "không có trong tháng 5 năm 2021"),
        ("received,low,,0,,\nreceived,high,,,M,\n", "không có trong tháng 5 năm 2021"),
    ],
)
def test_nothing_to_draw_is_said_in_a_sentence(
    made: Callable[..., Dataset], rows: str, sentence: str
) -> None:
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    drawn = composition(month, "cases.received", by="level")
    assert drawn == Sentence(f"Tiếp nhận theo mức độ: {sentence}.")


def test_zero_is_a_part_with_its_label(made: Callable[..., Dataset]) -> None:
    rows = "received,,,40,,\nreceived,low,,0,,\nreceived,high,,40,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(composition(month, "cases.received", by="level"))
    assert wording(chart.figure) == ["Thấp", "0 (0%)", "Cao", "40 (100%)"]
    assert "Chưa có số liệu" not in chart.subtitle


def test_equal_parts_share_the_title(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,40,,\nreceived,high,,40,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(composition(month, "cases.received", by="level"))
    assert chart.title == "Thấp và Cao cùng chiếm tỷ trọng lớn nhất: mỗi phần 50,00%"


def test_estimates_are_marked_on_the_drawing_and_said_in_words(
    made: Callable[..., Dataset],
) -> None:
    rows = "received,,,100,,\nreceived,low,,60,E,khoảng\nreceived,high,,40,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(composition(month, "cases.received", by="level"))
    assert chart.title == "Thấp chiếm tỷ trọng lớn nhất: khoảng 60,00%"
    assert wording(chart.figure) == ["Thấp", "≈ 60 (≈ 60,00%)", "Cao", "40 (≈ 40,00%)"]
    assert "Thấp: khoảng 60 hồ sơ (khoảng 60,00%)" in chart.alt
    assert "Dấu ≈: số liệu ước tính." in chart.subtitle


def test_a_share_of_an_estimated_total_is_an_estimate(made: Callable[..., Dataset]) -> None:
    rows = "received,,,80,E,khoảng\nreceived,low,,60,,\nreceived,high,,,M,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(composition(month, "cases.received", by="level"))
    assert wording(chart.figure) == ["Thấp", "60 (≈ 75,00%)"]
    assert "Tỷ trọng tính trên tổng số công bố (khoảng 80)." in chart.subtitle
    assert "Dấu ≈: số liệu ước tính." in chart.subtitle


def test_provisional_figures_are_named(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,60,P,\nreceived,high,,40,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(composition(month, "cases.received", by="level"))
    assert "Số liệu sơ bộ: Thấp." in chart.subtitle


def test_five_parts_are_told_apart_by_five_colours(edited: Callable[..., Month]) -> None:
    month = edited(
        {
            "catalog.yml": {'      "4": Mức độ 4\n': '      "4": Mức độ 4\n      "5": Năm\n'},
            "2021-05/services.csv": {"provided,4,612,,\n": "provided,4,312,,\nprovided,5,300,,\n"},
        }
    )
    chart = chart_of(composition(month, PROVIDED, by="level"))
    used = [c for c in (NAVY, REST, MUTED, TEAL, LILAC) if rectangles(chart.figure, c)]
    assert used == [NAVY, REST, MUTED, TEAL]
    assert misplaced(chart) == []


@pytest.mark.parametrize("label", [LONG, UNBROKEN, LONG.upper()])
def test_no_label_is_too_long(edited: Callable[..., Month], label: str) -> None:
    members = {f"Mức độ {n}\n": f"{label} {n}\n" for n in ("1 và 2", "3", "4")}
    month = edited({"catalog.yml": members})
    assert misplaced(chart_of(composition(month, PROVIDED, by="level"))) == []


def test_a_tiny_part_keeps_its_label_on_the_sheet(made: Callable[..., Dataset]) -> None:
    rows = "received,low,,999999999,,\nreceived,high,,1,,\n"
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    chart = chart_of(composition(month, "cases.received", by="level"))
    assert wording(chart.figure) == ["Thấp", "999.999.999 (trên 99,99%)", "Cao", "1 (dưới 0,01%)"]
    assert misplaced(chart) == []


def test_labels_that_have_no_room_beside_each_other_are_listed(may: Month) -> None:
    chart = chart_of(composition(may, PROVIDED, by="level"))
    assert wording(chart.narrow) == [
        *("Mức độ 1 và 2: 428 (23,04%)", "Mức độ 3: 818 (44,03%)", "Mức độ 4: 612 (32,94%)"),
    ]
    swatches = sorted(
        (box for colour in (NAVY, REST, MUTED) for box in rectangles(chart.narrow, colour)),
        key=lambda box: box.width,
    )[:3]
    assert [box.x0 for box in swatches] == pytest.approx([0, 0, 0])


def test_two_parts_stand_beside_each_other_in_either_width(may: Month) -> None:
    chart = chart_of(composition(may, "portal.posts", by="language"))
    assert wording(chart.narrow) == wording(chart.figure)
