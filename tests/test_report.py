from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.errors import UsageError
from ictanalysis.report import Report
from tests.datasets import MAY, REAL, copy_of_real, edit, loaded
from tests.test_prose import shown


@pytest.fixture(scope="module")
def report() -> Report:
    return Report(loaded(REAL).month(MAY))


def changed(folder: Path, file: str, old: str, new: str) -> Report:
    path = copy_of_real(folder)
    edit(path / file, old, new)
    return Report(loaded(path).month(MAY))


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("I", "## I. CÔNG TÁC QUẢN LÝ NHÀ NƯỚC"),
        ("I.2", "### 2. Lĩnh vực bưu chính"),
        ("I.6.1", "#### 6.1. Cổng thông tin điện tử, trang thông tin điện tử thành phần"),
        ("III", "## III. ĐÁNH GIÁ CHUNG"),
        ("IV", "## IV. KẾ HOẠCH CÔNG TÁC THÁNG 6 NĂM 2021"),
    ],
)
def test_a_section_begins_with_its_number_and_title(
    report: Report, number: str, title: str
) -> None:
    first = report.section(number).markdown.split("\n")[0]
    assert first.replace("\\", "") == title


def test_a_section_has_the_sentences_of_every_month_then_the_news(report: Report) -> None:
    text = shown(report.section("II.5", "Có {party.degradation_signs:unit}.").markdown).text
    assert text.index("Có không có.") < text.index("Sở tiếp tục thực hiện các văn bản")


def test_an_unknown_section_is_refused(report: Report) -> None:
    with pytest.raises(UsageError, match=r"“I\.9” is not a section"):
        report.section("I.9")


def test_highlights_are_a_list_under_their_heading(report: Report) -> None:
    prose = report.highlights(["Ký số {documents.signed_rate}", "Có {email.new:unit}"])
    page = shown(prose.markdown)
    assert [tag for tag in page.tags if tag not in {"a", "span"}] == ["h2", "ul", "li", "li"]
    assert "Ký số 79,37%" in page.text
    assert "Có 02 hộp thư" in page.text


def test_the_plan_has_every_task_in_its_order(report: Report) -> None:
    page = shown(report.plan("IV").markdown)
    assert page.tags.count("ol") == 1
    assert page.tags.count("li") == 6
    assert page.text.index("Đẩy mạnh thông tin") < page.text.index("Quan tâm thường xuyên")


@pytest.mark.parametrize(
    "task",
    ["# Một <b>", "Một\n\n## Hai", "Một\n- Hai", "Một\n\n1. Hai", "Một\n---", "Một\n\n    Hai"],
)
def test_a_task_is_one_item_and_never_markup(tmp_path: Path, task: str) -> None:
    report = changed(tmp_path, "2021-05/plan.csv", '"Quan tâm', f'"{task} Quan tâm')
    page = shown(report.plan("IV").markdown)
    assert page.tags.count("li") == 6
    assert [tag for tag in page.tags if tag.startswith("h")] == ["h2"]
    assert "pre" not in page.tags
    assert "b" not in page.tags


def test_the_notes_tell_the_conflict_who_accepted_it_and_what_is_missing(report: Report) -> None:
    text = shown(report.notes().markdown).text
    assert "Đã đối chiếu 16 tổng với các phần và 5 tỷ lệ" in text
    assert "là 55, nhưng 13 phần (Loại văn bản) cộng lại là 64: nhiều hơn 9." in text
    assert "Được Văn phòng Sở chấp nhận: Báo cáo gốc công bố 55 văn bản" in text
    assert "“Sự cố an toàn thông tin” chưa có số liệu." in text


@pytest.mark.parametrize("reason", ["*x* <b>y</b> ", "một\n\n## hai ", "một\n- hai\n"])
def test_a_reason_is_never_markup(tmp_path: Path, reason: str) -> None:
    report = changed(tmp_path, "2021-05/acknowledged.csv", '"Báo cáo gốc', f'"{reason}Báo cáo gốc')
    page = shown(report.notes().markdown)
    assert [tag for tag in page.tags if tag.startswith("h")] == ["h2"]
    assert page.tags.count("li") == 2
    assert not {"em", "b", "code"} & set(page.tags)


def test_no_words_of_english_stand_in_the_notes(report: Report) -> None:
    text = report.notes().markdown
    assert not {"the", "is", "and", "missing", "sum"} & set(text.split())
