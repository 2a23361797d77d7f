"""The table of figures: what the office reports, parts under totals, compared where it can be."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.analysis import Month
from ictanalysis.report.overview import overview
from tests.datasets import CATALOG, MAY, REAL, copy_of_real, edit, loaded, small, write

TARGETS = """\
targets:
  - {indicator: letters.signed_rate, value: 62.5, direction: at_least, decision: 1/QD,
     issued: 2020-01-01, valid_from: 2020-01-01, label: Một, denominators_agree: true}
  - {indicator: cases.online_rate, value: 50, direction: at_least, decision: 2/QD,
     issued: 2020-01-01, valid_from: 2020-01-01, label: Hai, denominators_agree: false}
"""


@pytest.fixture(scope="module")
def may() -> Month:
    return loaded(REAL).month(MAY)


def test_it_has_what_is_reported_under_its_section(may: Month) -> None:
    table = overview(may, "Chỉ tiêu")
    names = [row[0] for row in table.rows]
    # What is left out: a day, an opening, a count of the plan, a count of a list, a missing figure,
    # and what the source does not state; neither I.2 nor I.3 states a figure.
    for absent in ("Ngày", "cuối tháng trước", "Nhiệm vụ", "liệt kê", "Sự cố", "Mức độ 1 và 2"):
        assert [name for name in names if absent in name] == []
    assert [heading.partition(" ")[0] for heading in table.groups.values()] == [
        "I.1.", "I.4.", "I.6.1.", "I.6.2.", "I.6.3.",
        "II.1.", "II.2.", "II.3.", "II.4.", "III.",
    ]  # fmt: skip
    first = {heading.partition(" ")[0]: names[at] for at, heading in table.groups.items()}
    assert first["I.6.3."] == "Trạm truyền thanh xã tự sản xuất chương trình"


def test_parts_stand_under_their_total_and_a_unit_is_said_once(may: Month) -> None:
    rows = [list(row[:3]) for row in overview(may, "").rows]
    at = rows.index(["Chứng thư số đang quản lý", "chứng thư số", "2.233"])
    assert rows[at + 1 : at + 5] == [
        ["– Tổ chức", "chứng thư số", "469"],
        ["– Cá nhân", "chứng thư số", "1.764"],
        ["+ USB", "chứng thư số", "1.727"],
        ["+ SIM PKI", "chứng thư số", "37"],
    ]
    assert ["Tỷ lệ văn bản đi được ký số", "%", "79,37"] in rows
    assert [
        "Tin, bài, văn bản đăng trên trang thành phần",
        "tin, bài, văn bản",
        "khoảng 472",
    ] in rows


def test_parts_without_a_total_stand_under_their_name(may: Month) -> None:
    rows = [list(row[:3]) for row in overview(may, "").rows]
    at = rows.index(["Tỷ trọng dịch vụ công trực tuyến theo mức độ:", "", ""])
    # The share of levels 1 and 2 is derived.
    assert rows[at + 1 : at + 3] == [
        ["– Mức độ 3", "%", "44,03"],
        ["– Mức độ 4", "%", "32,94"],
    ]


def test_parts_in_any_order_name_what_they_are_parts_of(tmp_path: Path) -> None:
    cases = "received,,,30,,\nreceived,low,,10,,\nreceived,high,,20,,\nreceived,low,paper,10,,\n"
    month = loaded(small(tmp_path, {"2021-05": {"cases": cases}})).month(MAY)
    assert [row[0] for row in overview(month, "").rows][:6] == [
        "Tiếp nhận", "Theo mức độ:", "– Thấp", "– Cao", "Theo mức độ, Hình thức:", "– Thấp, Giấy",
    ]  # fmt: skip


def test_parts_along_several_dimensions_have_a_heading_each(may: Month) -> None:
    names = [row[0] for row in overview(may, "").rows]
    at = names.index("Hồ sơ tiếp nhận")
    assert names[at + 1 : at + 6] == [
        "Theo hình thức nộp hồ sơ:", "– Trực tiếp", "– Trực tuyến",
        "Theo mức độ dịch vụ công trực tuyến:", "– Mức độ 3",
    ]  # fmt: skip
    assert sum(name.startswith("Theo ") for name in names) == 2


def test_a_comparison_has_a_column_where_any_figure_has_it(tmp_path: Path, may: Month) -> None:
    # The openings of certificates and mailboxes are derived in May.
    assert overview(may, "").head == ["Chỉ tiêu", "Đơn vị", "Giá trị"]
    path = copy_of_real(tmp_path / "stated")
    edit(path / "2021-05/email.csv", "opening,7646,I,Suy ra: 7648 - 2", "opening,7646,,")
    stated = overview(loaded(path).month(MAY), "")
    assert stated.head == ["Chỉ tiêu", "Đơn vị", "Giá trị", "Tháng trước", "Thay đổi"]
    data = loaded(small(tmp_path, {"2021-05": {}}))
    table = overview(data.month(MAY), "Chỉ tiêu")
    assert (table.caption, table.head) == (
        "Chỉ tiêu (số liệu mô phỏng)",
        ["Chỉ tiêu", "Đơn vị", "Giá trị"],
    )
    assert table.numeric == {2}


def test_last_month_last_year_the_sum_since_january_and_the_target(tmp_path: Path) -> None:
    letters = {"letters": "sent,16,,\nsigned,10,,\nunsigned,6,,\n"}
    path = small(tmp_path, {"2020-02": letters, "2021-01": letters, "2021-02": {}})
    write(path / "targets.yml", TARGETS)
    table = overview(loaded(path).month(pd.Period("2021-02", "M")), "")
    assert list(table.head[3:]) == [
        "Tháng trước", "Thay đổi", "Cùng kỳ năm trước", "Lũy kế từ đầu năm",
    ]  # fmt: skip
    rows = {row[0]: list(row[2:]) for row in table.rows}
    # 12 of 20 letters in February, 10 of 16 before; 22 of 36 since January.
    assert rows["Ký số"] == ["12", "10", "+2", "10", "22"]
    assert rows["Tỷ lệ ký số\N{NO-BREAK SPACE}(1)"] == [
        "60,00", "62,50", "−2,50", "62,50", "61,11",
    ]  # fmt: skip
    assert ["(1) Mục tiêu: ≥ 62,5% (1/QD)."] in table.notes.values()
    # A stock does not add up, and what is measured over something else is no target.
    assert rows["Số người"] == ["30", "30", "0", "30", ""]
    assert "Tỷ lệ trực tuyến" in rows


def test_in_january_nothing_has_added_up(tmp_path: Path) -> None:
    table = overview(loaded(small(tmp_path, {"2021-01": {}})).month(pd.Period("2021-01", "M")), "")
    assert "Lũy kế từ đầu năm" not in table.head


def test_what_is_known_of_last_month_alone_stands_there(tmp_path: Path) -> None:
    months = {"2021-04": {}, "2021-05": {"letters": "sent,20,,\nsigned,,M,\n"}}
    rows = {
        row[0]: row[2:] for row in overview(loaded(small(tmp_path, months)).month(MAY), "").rows
    }
    assert rows["Ký số"] == ["chưa có số liệu", "12", ""]


def test_what_the_catalog_does_not_report_is_left_out(tmp_path: Path) -> None:
    catalog = CATALOG.replace("kind: flow, expected: false}", "kind: flow, reported: false}")
    month = loaded(small(tmp_path, {"2021-05": {}}, catalog)).month(MAY)
    names = [row[0] for row in overview(month, "").rows]
    assert [name for name in ("Chưa ký số", "Ra", "Đầu kỳ") if name in names] == []


def test_members_of_a_dimension_that_is_not_reported_are_left_out(tmp_path: Path) -> None:
    catalog = CATALOG.replace("label: Hình thức\n", "label: Hình thức\n    reported: false\n")
    may = loaded(small(tmp_path, {"2021-05": {}}, catalog)).month(MAY)
    names = [row[0] for row in overview(may, "").rows]
    assert names[:3] == ["Tiếp nhận", "– Thấp", "– Cao"]
    assert not any("Giấy" in name or "Trực tuyến" in name for name in names)
