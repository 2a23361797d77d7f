"""The narrative and the plan in a workbook: typed there, written into the month."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ictanalysis.dataset.plan import GLOSSED
from ictanalysis.exchange.imports import import_file
from ictanalysis.exchange.workbooks import template
from ictanalysis.exchange.workbooks.narrativeblocks import (
    BlockKey,
    narrative_blocks,
    with_blocks,
)
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.locales import Locale
from tests.datasets import MAY, copy_of_real, loaded, snapshot

NARRATIVE, PLAN = "Lời văn báo cáo", "Kế hoạch nhiệm vụ"
TEXT = "## I.1 Một\n\nĐoạn.\n\n## I.2 Hai\n\n### letters\n\n- Ý.\n\n## II Ba\n"
TITLES = {"I.1": "Một", "I.2": "Hai", "II": "Ba", "III": "Bốn"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a copy of the real data set."""
    return copy_of_real(tmp_path)


def book_of(path: Path, month: object = MAY) -> Workbook:
    return load_workbook(io.BytesIO(template(loaded(path), month)))  # type: ignore[arg-type]


def row_of(sheet: Worksheet, key: str) -> int:
    return next(row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 4).value == key)


def imported(book: Workbook, path: Path, *, replace: bool = False) -> list[str]:
    file = path.parent / "filled.xlsx"
    book.save(file)
    return [str(each) for each in import_file(file, loaded(path), replace=replace)]


def test_a_workbook_in_which_nobody_wrote_changes_nothing(path: Path) -> None:
    before = snapshot(path)
    imported(book_of(path), path)
    assert snapshot(path) == before


def test_a_text_is_added_under_its_heading_and_all_else_stays(path: Path) -> None:
    book = book_of(path)
    sheet = book[NARRATIVE]
    sheet.cell(row_of(sheet, "I.5"), 3).value = (
        str(sheet.cell(row_of(sheet, "I.5"), 3).value) + "\n\n- Diễn tập ứng cứu sự cố."
    )
    sheet.cell(row_of(sheet, "II.2 training"), 3).value = "Các lớp học tổ chức ngoài giờ."
    before = (path / "2021-05/narrative.md").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match=r"the text of “I.5” is not that of narrative.md"):
        imported(book, path)
    assert (path / "2021-05/narrative.md").read_text(encoding="utf-8") == before
    told = imported(book, path, replace=True)
    assert told[1] == "narrative.md: written, with 1 new texts and tasks"
    text = (path / "2021-05/narrative.md").read_text(encoding="utf-8")
    kept = before.replace("lên phiên bản mới.\n", "lên phiên bản mới.\n- Diễn tập ứng cứu sự cố.\n")
    added = "### training\n\nCác lớp học tổ chức ngoài giờ.\n\n"
    assert re.sub(rf"## II.2 [^\n]*\n\n{added}", "", text) == kept
    assert text.index("## II.1") < text.index("## II.2") < text.index("## II.3")


def test_a_task_is_added_to_the_plan(path: Path) -> None:
    book = book_of(path)
    sheet = book[PLAN]
    last = next(row for row in range(6, 60) if not sheet.cell(row, 2).value)
    for column, text in enumerate(["", "7", "Sơ kết sáu tháng.", "30/6/2021"], start=1):
        sheet.cell(last, column).value = text or None
    before = (path / "2021-05/plan.csv").read_text(encoding="utf-8")
    imported(book, path)
    after = (path / "2021-05/plan.csv").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert after.splitlines()[-1] == ",7,Sơ kết sáu tháng.,30/6/2021,planned,"


def test_what_became_of_a_task_is_chosen_in_words(path: Path) -> None:
    book = book_of(path, MAY + 1)
    sheet = book[PLAN]
    sheet.cell(6, 5).value = Locale("vi").render(GLOSSED["done"])
    imported(book, path)
    lines = (path / "2021-06/plan.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("2021-05,1,")
    assert lines[1].endswith(",done,")


@pytest.mark.parametrize("words", ["Đang thực hiện", "đang thực hiện", "under_way"])
def test_a_state_may_be_typed(path: Path, words: str) -> None:
    book = book_of(path, MAY + 1)
    book[PLAN]["E6"] = words
    imported(book, path)
    assert "under_way" in (path / "2021-06/plan.csv").read_text(encoding="utf-8").splitlines()[1]


def test_lines_of_a_cell_are_paragraphs(path: Path) -> None:
    book = book_of(path)
    sheet = book[NARRATIVE]
    row = row_of(sheet, "I.2")
    sheet.cell(row, 3).value = "Một.\nHai.\n- ba\n- bốn"
    imported(book, path)
    assert "\n\nMột.\n\nHai.\n\n- ba\n- bốn\n" in narrative_of(path)
    # The next template has them as they were typed.
    again = book_of(path)
    assert again[NARRATIVE].cell(row, 3).value == "Một.\nHai.\n- ba\n- bốn"
    before = snapshot(path)
    imported(again, path)
    assert snapshot(path) == before


def narrative_of(path: Path) -> str:
    return (path / "2021-05/narrative.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "problem"),
    [
        (NARRATIVE, "C6", "# Tiêu đề", "cell C6: a line begins with “#”"),
        (NARRATIVE, "C6", "=1+1", "cell C6: holds a formula"),
        (NARRATIVE, "C5", "Khác", "cell C5: is “Khác”, and was “Nội dung”"),
        (NARRATIVE, "D6", "I.99", "cell C6: the row is not one of the template"),
        (NARRATIVE, "C6", datetime(2021, 6, 1), "is no text: write it as a text"),
        (NARRATIVE, "C6", "a_x0000_b", "holds the character U+0000"),
        (PLAN, "D6", 1e300, "is no text: write it as a text"),
        (PLAN, "E6", "xong rồi", "cell E6: “xong rồi” is not the state of a task"),
        (PLAN, "B6", "số 1 (một)", "is not the number of a task"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cell(
    path: Path, sheet: str, cell: str, value: object, problem: str
) -> None:
    book = book_of(path)
    book[sheet][cell] = value
    before = snapshot(path)
    with pytest.raises(InputError) as error:
        imported(book, path)
    assert f"sheet “{sheet}”" in str(error.value)
    assert problem in str(error.value)
    assert snapshot(path) == before


def test_a_sheet_that_is_gone_or_renamed(path: Path) -> None:
    book = book_of(path)
    book[NARRATIVE].title = "Text"
    imported(book, path)
    del book["Text"]
    with pytest.raises(InputError, match=r"the sheet is gone"):
        imported(book, path)


def test_blocks_are_found_and_replaced() -> None:
    assert dict(narrative_blocks(TEXT, TITLES)) == {
        BlockKey("I.1"): "Đoạn.",
        BlockKey("I.2"): "",
        BlockKey("I.2", "letters"): "- Ý.",
        BlockKey("II"): "",
    }
    new = {BlockKey("I.2"): "Chung", BlockKey("I.2", "email"): "Thư", BlockKey("III"): "Cuối"}
    assert with_blocks(TEXT, new, TITLES) == (
        "## I.1 Một\n\nĐoạn.\n\n## I.2 Hai\n\nChung\n\n### letters\n\n- Ý.\n\n### email\n\nThư\n\n"
        "## II Ba\n\n## III Bốn\n\nCuối\n"
    )
    assert with_blocks(TEXT, {BlockKey("I.1"): ""}, TITLES) == TEXT.replace("\nĐoạn.\n", "")


def test_numbers_in_a_pasted_text_are_told_with_the_placeholders_that_fit(path: Path) -> None:
    book = book_of(path)
    sheet = book[NARRATIVE]
    pasted = "Hệ thống có 7.254 người dùng, ký số đạt 79,37%; mua 99 máy."
    sheet.cell(row_of(sheet, "I.2"), 3).value = pasted
    told = imported(book, path)
    assert [each.partition("narrative.md, ")[2].partition(": ")[2] for each in told[2:5]] == [
        "“7.254” is typed by hand: put the placeholder of its figure, as {table.measure}, or write "
        "{=7.254} if it is no figure. 7.254 → {documents.users}",
        "“79,37%” is typed by hand: put the placeholder of its figure, as {table.measure}, or "
        "write {=79,37%} if it is no figure. 79,37% → {documents.signed_rate}",
        "“99” is typed by hand: put the placeholder of its figure, as {table.measure}, or write "
        "{=99} if it is no figure",
    ]
