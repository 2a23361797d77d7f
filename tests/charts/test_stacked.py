from __future__ import annotations

from collections.abc import Callable

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import Sentence, stacked
from ictanalysis.exporters.document.palette import NAVY, REST
from ictanalysis.language.errors import UsageError
from tests.charts.drawings import LONG, UNBROKEN, chart_of, misplaced, rectangles, wording
from tests.datasets import CASES

RECEIVED = "cases.received"


def test_each_level_is_a_bar_made_of_channels(may: Month) -> None:
    chart = chart_of(stacked(may, "dossiers.received", by="level", across="channel"))
    assert chart.title == "Trực tiếp chiếm tỷ trọng cao nhất ở Mức độ 1 và 2: 100%"
    assert chart.subtitle == (
        "Hồ sơ tiếp nhận theo mức độ dịch vụ công trực tuyến và hình thức nộp hồ sơ; đơn vị: hồ sơ "
        "(tỷ trọng, %); tháng 5 năm 2021."
    )
    assert chart.source == "Nguồn: Cổng dịch vụ công của tỉnh (VNPT-iGate), tháng 5 năm 2021"
    assert chart.alt == (
        "Biểu đồ thanh chồng: Hồ sơ tiếp nhận theo mức độ dịch vụ công trực tuyến và hình thức nộp "
        "hồ sơ, tháng 5 năm 2021. Mức độ 1 và 2 (1.889 hồ sơ): Trực tiếp 1.889 hồ sơ (100%), Trực "
        "tuyến 0 hồ sơ (0%); Mức độ 3 (1.467 hồ sơ): Trực tiếp 1.293 hồ sơ (88,14%), Trực tuyến "
        "174 hồ sơ (11,86%); Mức độ 4 (1.587 hồ sơ): Trực tiếp 414 hồ sơ (26,09%), Trực tuyến "
        "1.173 hồ sơ (73,91%)."
    )
    assert wording(chart.figure) == [
        *("Mức độ 1 và 2: 1.889 hồ sơ", "Trực tiếp: 1.889 (100%)", "Trực tuyến: 0 (0%)"),
        *("Mức độ 3: 1.467 hồ sơ", "Trực tiếp: 1.293 (88,14%)", "Trực tuyến: 174 (11,86%)"),
        *("Mức độ 4: 1.587 hồ sơ", "Trực tiếp: 414 (26,09%)", "Trực tuyến: 1.173 (73,91%)"),
    ]


def test_all_bars_have_one_scale(may: Month) -> None:
    figure = chart_of(stacked(may, "dossiers.received", by="level", across="channel")).figure
    direct = [box.width for box in rectangles(figure, NAVY) if box.height > 10]
    assert direct == pytest.approx([440 * n / 1889 - 1.5 for n in (1889, 1293, 414)])
    online = [box.width for box in rectangles(figure, REST) if box.height > 10]
    assert online == pytest.approx([440 * n / 1889 - 1.5 for n in (174, 1173)])


def test_the_finding_is_of_what_is_emphasised(may: Month) -> None:
    chart = chart_of(stacked(may, "dossiers.received", "level", "channel", emphasis="online"))
    assert chart.title == "Trực tuyến chiếm tỷ trọng cao nhất ở Mức độ 4: 73,91%"


def drawn(made: Callable[..., Dataset], rows: str, **options: str) -> object:
    month = made({"2021-05": {"cases": rows}}).month("2021-05")
    return stacked(month, RECEIVED, by="level", across="channel", **options)


def test_a_missing_part_is_named_and_not_drawn(made: Callable[..., Dataset]) -> None:
    rows = CASES.replace("received,low,online,10,,", "received,low,online,,M,")
    chart = chart_of(drawn(made, rows))  # type: ignore[arg-type]
    assert wording(chart.figure) == [
        *("Thấp: 60 hồ sơ", "Giấy: 50 (83,33%)"),
        *("Cao: 40 hồ sơ", "Giấy: 20 (50,00%)", "Trực tuyến: 20 (50,00%)"),
    ]
    assert "Thấp: tỷ trọng tính trên tổng số công bố (60)." in chart.subtitle
    assert "Chưa có số liệu: Thấp – Trực tuyến." in chart.subtitle


def test_a_missing_bar_is_named_and_not_drawn(made: Callable[..., Dataset]) -> None:
    rows = "received,high,paper,20,,\nreceived,high,online,20,,\nreceived,high,,40,,\n"
    chart = chart_of(drawn(made, rows))  # type: ignore[arg-type]
    assert wording(chart.figure)[0] == "Thấp: chưa có số liệu"
    assert "Chưa có số liệu: Thấp" in chart.subtitle
    assert "Thấp (chưa có số liệu): chưa có số liệu" in chart.alt


@pytest.mark.parametrize("emphasis", ["paper", "online"])
def test_a_bar_of_zeros_is_said_to_be_zero(made: Callable[..., Dataset], emphasis: str) -> None:
    rows = (
        CASES.replace("received,low,,60", "received,low,,0")
        .replace("received,low,paper,50", "received,low,paper,0")
        .replace("received,low,online,10", "received,low,online,0")
    )
    chart = chart_of(drawn(made, rows, emphasis=emphasis))  # type: ignore[arg-type]
    assert wording(chart.figure)[0] == "Thấp: 0 hồ sơ"
    assert "Thấp (0 hồ sơ): Giấy 0 hồ sơ (0%), Trực tuyến 0 hồ sơ (0%)" in chart.alt
    assert "Chưa có số liệu" not in chart.subtitle


def test_what_is_missing_everywhere_cannot_be_emphasised(made: Callable[..., Dataset]) -> None:
    rows = "received,low,paper,50,,\nreceived,high,paper,20,,\n"
    chart = chart_of(drawn(made, rows, emphasis="online"))  # type: ignore[arg-type]
    assert chart.title == "Giấy chiếm tỷ trọng cao nhất ở Thấp: 100%"
    assert "Chưa có số liệu: Thấp – Trực tuyến, Cao – Trực tuyến." in chart.subtitle


def test_parts_that_do_not_add_up_say_what_their_shares_are_of(
    made: Callable[..., Dataset],
) -> None:
    rows = CASES.replace("received,low,,60", "received,low,,50")
    chart = chart_of(drawn(made, rows))  # type: ignore[arg-type]
    assert wording(chart.figure)[:2] == ["Thấp: 50 hồ sơ", "Giấy: 50 (83,33%)"]
    assert (
        "Thấp: tỷ trọng tính trên các phần cộng lại (60), khác tổng số công bố (50)."
        in chart.subtitle
    )


def test_estimates_are_marked_in_labels_and_headers(made: Callable[..., Dataset]) -> None:
    rows = CASES.replace("received,low,,60,,", "received,low,,60,E,khoảng")
    chart = chart_of(drawn(made, rows))  # type: ignore[arg-type]
    assert wording(chart.figure)[:2] == ["Thấp: ≈ 60 hồ sơ", "Giấy: 50 (83,33%)"]
    assert chart.subtitle.endswith("Dấu ≈: số liệu ước tính.")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("received,,,7,,\n", "chưa có số liệu tháng 5 năm 2021"),
        ("received,low,paper,0,,\n", "không có trong tháng 5 năm 2021"),
    ],
)
def test_nothing_to_draw_is_said_in_a_sentence(
    made: Callable[..., Dataset], rows: str, sentence: str
) -> None:
    assert drawn(made, rows) == Sentence(f"Tiếp nhận theo mức độ và hình thức: {sentence}.")


@pytest.mark.parametrize(
    ("key", "by", "across", "emphasis"),
    [
        ("dossiers.nothing", "level", "channel", None),
        ("dossiers.received", "nothing", "channel", None),
        ("dossiers.received", "level", "nothing", None),
        ("dossiers.received", "level", "holder", None),
        ("dossiers.received", "level", "channel", "nothing"),
        ("dossiers.online_rate", "level", "channel", None),
        ("portal.documents", "language", "category", None),
        ("certificates.active", "holder", "carrier", None),
    ],
)
def test_what_cannot_be_stacked_is_refused(
    may: Month, key: str, by: str, across: str, emphasis: str | None
) -> None:
    with pytest.raises(UsageError):
        stacked(may, key, by=by, across=across, emphasis=emphasis)


@pytest.mark.parametrize("label", [LONG, UNBROKEN])
def test_no_label_is_too_long(edited: Callable[..., Month], label: str) -> None:
    members = {"in_person: Trực tiếp": f"in_person: {label}", '"3": Mức độ 3': f'"3": {label}'}
    month = edited({"catalog.yml": members})
    chart = chart_of(stacked(month, "dossiers.received", by="level", across="channel"))
    assert misplaced(chart) == []
