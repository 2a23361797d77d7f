from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.workbooks import template
from ictanalysis.language.errors import InputError
from tests.datasets import MAY, edit, loaded, small
from tests.exchange.workbooks.books import SPACE, Book, cells

JUNE = MAY + 1


def rows(content: bytes, sheet: str) -> list[list[object]]:
    """Return the cells of a sheet; an empty one is an empty text."""
    found = load_workbook(io.BytesIO(content), data_only=True)[sheet]
    return [["" if each is None else each for each in row] for row in found.values]


def test_the_same_figures_make_the_same_bytes(real: Dataset, may: bytes) -> None:
    assert template(real, MAY) == may


def test_a_month_that_is_there_has_its_values(may: bytes) -> None:
    assert rows(may, "Văn bản điện tử")[4:8] == [
        [
            "Chỉ tiêu",
            "Đơn vị tính",
            "Giá trị",
            "Tháng trước",
            "Tự tính",
            "Trạng thái",
            "Ghi chú",
            "documents",
        ],
        ["Người dùng trên hệ thống", "người dùng", 7254.0, "", "", "", "", "documents.users"],
        ["Văn bản đi", "văn bản", 16401.0, "", "", "", "", "documents.outgoing"],
        ["Văn bản đi được ký số", "văn bản", 13018.0, "", "", "", "", "documents.signed"],
    ]
    assert rows(may, "An toàn thông tin")[5][2:7] == [
        "",
        "",
        "",
        "M – chưa có số liệu",
        "Báo cáo nguồn không nêu số liệu",
    ]


def test_a_new_month_has_the_rows_of_the_last_one_without_values(real: Dataset) -> None:
    content = template(real, JUNE)
    assert rows(content, "Văn bản điện tử")[1][0] == (
        "Số liệu tháng 6 năm 2021, từ ngày 15/05/2021 đến hết ngày 14/06/2021. "
        "Nguồn: Hệ thống quản lý văn bản và điều hành VNPT-iOffice."
    )
    assert rows(content, "Văn bản điện tử")[9] == [
        "Tỷ lệ văn bản đi được ký số", "%", "", 79.37, "", "", "", "documents.signed_rate",
    ]  # fmt: skip


def test_before_all_months_there_are_the_expected_rows(tmp_path: Path) -> None:
    content = template(loaded(small(tmp_path, {})), MAY)
    assert [row[-1] for row in rows(content, "Văn bản")[4:]] == [
        "letters", "letters.sent", "letters.signed", "+", "+",
    ]  # fmt: skip


def test_only_what_is_filled_in_can_be_written(may: bytes) -> None:
    book = Book(may)
    sheet = book.text(book.path("Văn bản điện tử"))
    assert '<sheetProtection sheet="1"' in sheet
    styles = ElementTree.fromstring(book.text("xl/styles.xml")).find(f"{{{SPACE}}}cellXfs")
    assert styles is not None
    unlocked = [
        number
        for number, style in enumerate(styles)
        if any(each.get("locked") == "0" for each in style)
    ]
    row = re.search(r'<row r="7".*?</row>', sheet)
    assert row is not None
    open_cells = [
        cell
        for cell, style in re.findall(r'<c r="([A-Z]+)7" s="(\d+)"', row[0])
        if int(style) in unlocked
    ]
    assert open_cells == ["C", "F", "G"]
    assert '<c r="H7" t="s">' in row[0]
    assert re.search(r'<col min="8" max="8"[^>]*hidden="1"', sheet)


def test_the_lists_offer_statuses_members_and_measures(may: bytes) -> None:
    book = Book(may)
    sheet = book.text(book.path("Dịch vụ công trực tuyến"))
    assert (
        '<formula1>"A – bình thường,E – ước tính,P – sơ bộ,M – chưa có số liệu,'
        'B – gián đoạn chuỗi,I – suy ra"</formula1>' in sheet
    )
    ranges = re.findall(r"<formula1>'_ictanalysis'!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)<", sheet)
    # provided and level_share; the total and three levels.
    assert {int(last) for _column, last in ranges} == {2, 4}
    assert '<sheet name="_ictanalysis" sheetId="27" state="veryHidden"' in book.text(
        "xl/workbook.xml"
    )


def test_totals_and_rates_are_formulas_and_the_guide_counts_what_is_left(real: Dataset) -> None:
    content = template(real, JUNE)
    assert list(cells(content, "Văn bản điện tử")) == ["E7", "E10"]
    assert len(list(cells(content, "Hướng dẫn"))) == 23
    listed = {row[0]: row[2:] for row in rows(content, "Hướng dẫn") if len(row) > 3}
    assert listed["Văn bản điện tử"] == [5.0, 5.0]


@pytest.mark.parametrize("note", ["=1+1", "+84 294", "-", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_a_note_is_never_a_formula(tmp_path: Path, note: str) -> None:
    path = small(tmp_path, {"2021-05": {"staff": f'people,30,,"{note}"\njoined,1,,\ngone,1,,\n'}})
    content = template(loaded(path), MAY)
    assert list(cells(content, "Cán bộ")) == []
    assert rows(content, "Cán bộ")[5][6] == note


def test_a_month_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    edit(path / "2021-05/staff.csv", "joined,1", "joined,một")
    with pytest.raises(InputError, match=r"data/2021-05/staff.csv, line 3: “một” is not a number"):
        template(loaded(path), MAY)


def test_a_note_that_excel_cannot_keep_is_refused(tmp_path: Path) -> None:
    long = "dài " * 8192
    path = small(tmp_path, {"2021-05": {"staff": f"people,30,,{long}\njoined,1,,\ngone,1,,\n"}})
    with pytest.raises(InputError, match="line 2: the note has 32768 letters, too many for Excel"):
        template(loaded(path), MAY)


def test_made_up_figures_say_so(tmp_path: Path) -> None:
    content = template(loaded(small(tmp_path, {"2021-05": {}})), MAY)
    assert rows(content, "Hướng dẫn")[3][0] == (
        "Số liệu trong tệp này là số liệu mô phỏng, không phải số liệu thật."
    )
