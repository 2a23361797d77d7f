"""The report in Word, there and back: prose returns, numbers are told, all else stays as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.exchange.word.changes import Return
from ictanalysis.exchange.word.package import parsed, word_parts
from ictanalysis.exchange.word.record import read_record
from ictanalysis.exchange.word.returning import returned
from tests.commandline import Result, run
from tests.datasets import REAL, copy_of_real, loaded
from tests.exchange.word.documents import paragraph, parts_of, replaced, tracked, zipped

DOCUMENT = "word/document.xml"

# Words of the month's own news; in narrative.md they are replaced in the same way.
PROSE = [
    ("cơ bản hoạt động ổn định", "hoạt động ổn định, thông suốt"),
    ("phục vụ việc chỉ đạo", "phục vụ tốt việc chỉ đạo"),
    ("phát hiện nguy cơ tấn công mạng", "phát hiện các nguy cơ mất an toàn"),
    ("Kiểm tra, rà soát, cập nhật, nâng cấp", "Kiểm tra, cập nhật, nâng cấp"),
    ("lên phiên bản mới.", "lên phiên bản mới nhất của nhà sản xuất."),
    ("không bảo đảm an toàn khi", "mất an toàn khi"),
    ("góp phần đẩy mạnh việc trao đổi", "góp phần thúc đẩy việc trao đổi"),
    ("vận hành trên hệ thống", "vận hành ổn định trên hệ thống"),
    ("Đang tích hợp", "Tiếp tục tích hợp"),
    ("mời tham gia chỉ định thầu gói", "mời tham gia gói"),
    ("giám sát hệ thống", "giám sát toàn bộ hệ thống"),
    ("Tỉnh đã nâng cấp, phát triển Cổng", "Tỉnh đã hoàn thành việc nâng cấp Cổng"),
    ("góp ý văn bản của các bộ", "tham gia ý kiến văn bản của các bộ"),
    ("Làm thủ tục", "Hoàn thành thủ tục"),
    ("tiếp và phối hợp với", "phối hợp với"),
    ("điển hình tiên tiến.", "điển hình tiên tiến, mô hình hay."),
    ("kiện toàn Tổ công tác giúp việc Ban Chỉ đạo.", "kiện toàn Tổ công tác."),
    ("Quyết định kiện toàn", "Quyết định về việc kiện toàn"),
    ("giữ tâm lý ổn định", "luôn giữ tâm lý ổn định"),
    ("không hoang mang, ", ""),
    ("Kết quả các cuộc kiểm tra: đang thực hiện", "Các cuộc kiểm tra đang được thực hiện"),
    ("truyền thông có dấu hiệu nguy hiểm", "truyền thông & ăng ten có dấu hiệu <nguy hiểm>"),
    ("ngày 24/3/2020 của Thủ tướng", "ngày 25/3/2020 của Thủ tướng"),
    ("Quyết định số 411/QĐ-TTg", "Quyết định số 412/QĐ-TTg"),
]  # fmt: skip

NUMBERS = [
    ("7.254 người dùng", "7.245 người dùng", ["documents.users"]),
    ("13.018 văn bản", "13.081 văn bản", ["documents.signed"]),
    ("79,37%", "79,73%", ["documents.signed_rate"]),
    ("1.764 chứng thư số", "1.746 chứng thư số", ["certificates.active[holder=personal]"]),
    ("7.648 hộp thư", "7.684 hộp thư", ["email.mailboxes"]),
    ("05 tháng 5", "06 tháng 5", ["reception.periodic_date"]),
    ("Thông điệp 5K", "Thông điệp 6K", []),
    ("giai đoạn 2", "giai đoạn 3", []),
]

BY_HAND = [
    ("Hệ thống quản lý văn bản và điều hành có", "Hệ thống quản lý văn bản, điều hành có"),
    ("kính báo cáo", "trân trọng báo cáo"),
    ("PHÓ GIÁM ĐỐC", "GIÁM ĐỐC"),
    ("Thường xuyên quan tâm, chỉ đạo", "Quan tâm, chỉ đạo"),
]

NARRATIVE = (REAL / "2021-05/narrative.md").read_text(encoding="utf-8")

Import = Callable[[str], Result]
Read = Callable[[str], Return]


@pytest.fixture(scope="module")
def read(published: Path) -> Read:
    """Return a function that compares another text with the report as it was made."""
    content = (published / "report.docx").read_bytes()
    record = read_record(word_parts(content, "report.docx"), "report.docx")
    month = loaded(REAL)["2021-05"]
    assert record is not None
    return lambda text: returned(record, parsed(text.encode(), "report.docx"), month, NARRATIVE)


@pytest.fixture
def document(published: Path) -> str:
    """Return the text of the report as it was made."""
    return parts_of((published / "report.docx").read_bytes())[DOCUMENT].decode()


@pytest.fixture
def imported(published: Path, tmp_path: Path) -> Import:
    """Return a function that imports the report with another text into a copy of the data."""
    copy_of_real(tmp_path)
    parts = parts_of((published / "report.docx").read_bytes())

    def import_text(text: str) -> Result:
        edited = tmp_path / "report.docx"
        edited.write_bytes(zipped({**parts, DOCUMENT: text}))
        data = str(tmp_path / "data")
        return run("--lang", "en", "import", "2021-05", str(edited), "--data", data)

    return import_text


@pytest.fixture
def narrative(tmp_path: Path) -> Path:
    """Return the narrative of the copy."""
    return tmp_path / "data/2021-05/narrative.md"


def lines(result: Result, kind: str) -> list[str]:
    return [line for line in result.stdout.splitlines() if line.startswith(f"{kind}: ")]


@pytest.mark.parametrize(("old", "new"), PROSE)
def test_prose_goes_back_and_all_else_stays_byte_for_byte(
    read: Read, document: str, old: str, new: str
) -> None:
    made = read(replaced(document, old, new))
    assert {each.kind for each in made.changes} == {"taken"}
    assert NARRATIVE.count(old) == 1
    assert made.narrative == NARRATIVE.replace(old, new)


@pytest.mark.parametrize(("old", "new", "keys"), NUMBERS)
def test_a_number_that_changed_is_told_and_not_taken(
    read: Read, document: str, old: str, new: str, keys: list[str]
) -> None:
    made = read(replaced(document, old, new))
    assert [(each.kind, list(each.keys)) for each in made.changes] == [("number", keys)]
    assert made.narrative is None


@pytest.mark.parametrize(("old", "new"), BY_HAND)
def test_a_sentence_that_is_not_of_the_narrative_is_shown(
    read: Read, document: str, old: str, new: str
) -> None:
    made = read(replaced(document, old, new))
    assert [each.kind for each in made.changes] == ["shown"]
    assert made.narrative is None


def test_many_edits_at_once_are_all_told_apart(read: Read, document: str) -> None:
    edited, expected = document, NARRATIVE
    for old, new in PROSE:
        edited, expected = replaced(edited, old, new), expected.replace(old, new)
    for old, new, _keys in NUMBERS:
        edited = replaced(edited, old, new)
    for old, new in BY_HAND:
        edited = replaced(edited, old, new)
    made = read(edited)
    kinds = Counter(each.kind for each in made.changes)
    assert (kinds["number"], kinds["shown"]) == (len(NUMBERS), len(BY_HAND))
    assert made.narrative == expected


def test_nothing_changes_where_nobody_edited(
    imported: Import, narrative: Path, document: str
) -> None:
    before = narrative.read_bytes()
    result = imported(document)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("2021-05: 0 changes are written to ")
    assert narrative.read_bytes() == before


def test_a_paragraph_that_was_added_stands_behind_the_one_before_it(
    imported: Import, narrative: Path, document: str
) -> None:
    text = "- Tổ chức diễn tập ứng cứu sự cố cho các đơn vị."
    before = narrative.read_text(encoding="utf-8")
    last = "- Kiểm tra, rà soát, cập nhật, nâng cấp máy chủ và thiết bị bảo mật lên phiên bản mới."
    result = imported(after(document, "lên phiên bản mới.", text))
    assert (result.exit_code, len(lines(result, "taken"))) == (0, 1)
    assert narrative.read_text(encoding="utf-8") == before.replace(last, f"{last}\n{text}")


def test_a_report_that_is_imported_again_changes_nothing(
    imported: Import, narrative: Path, document: str
) -> None:
    text = "- Tổ chức diễn tập ứng cứu sự cố cho các đơn vị."
    old, new = PROSE[0]
    edited = replaced(after(document, "lên phiên bản mới.", text), old, new)
    first = imported(edited)
    once = narrative.read_bytes()
    again = imported(edited)
    taken = [line.partition(" line ")[2] for line in lines(first, "taken")]
    there = [line.partition(" line ")[2] for line in lines(again, "there already")]
    assert {line.partition(": ")[2] for line in there} == {
        line.partition(": ")[2] for line in taken
    }
    assert (again.exit_code, lines(again, "to do"), lines(again, "taken")) == (0, [], [])
    assert narrative.read_bytes() == once


def test_a_heading_under_which_nothing_is_left_goes_too(
    imported: Import, narrative: Path, document: str
) -> None:
    topic = "reception.dialogues"
    assert f"### {topic}\n" in narrative.read_text(encoding="utf-8")
    result = imported(without(document, "Tổ chức thăm Mẹ Việt Nam Anh hùng"))
    assert (result.exit_code, len(lines(result, "taken"))) == (0, 1)
    assert f"### {topic}\n" not in narrative.read_text(encoding="utf-8")
    checked = run("--lang", "en", "check", "2021-05", "--data", str(narrative.parent.parent))
    assert topic not in checked.stdout


def test_a_paragraph_that_was_added_behind_a_figure_is_general_news(
    imported: Import, narrative: Path, document: str
) -> None:
    text = "- Nhắc các đơn vị ký số đầy đủ."
    before = narrative.read_text(encoding="utf-8")
    result = imported(after(document, "của các cơ quan, đơn vị.", text))
    assert (result.exit_code, len(lines(result, "taken"))) == (0, 1)
    assert narrative.read_text(encoding="utf-8") == before.replace(
        "## I.4\n\n", f"## I.4\n\n{text}\n\n"
    )


def test_a_paragraph_with_a_number_is_not_added(
    imported: Import, narrative: Path, document: str
) -> None:
    before = narrative.read_bytes()
    result = imported(after(document, "của các cơ quan, đơn vị.", "- Ký 12 hợp đồng."))
    assert (result.exit_code, len(lines(result, "error"))) == (1, 1)
    assert narrative.read_bytes() == before


def test_a_paragraph_that_was_removed_is_left_out(
    imported: Import, narrative: Path, document: str
) -> None:
    gone = (
        "- Làm thủ tục chuyển đổi công tác đối với công chức và xét chuyển viên chức thành công "
        "chức."
    )
    before = narrative.read_text(encoding="utf-8")
    result = imported(without(document, "Làm thủ tục chuyển đổi công tác"))
    assert (result.exit_code, len(lines(result, "taken"))) == (0, 1)
    assert before.count(f"{gone}\n\n") == 1
    assert narrative.read_text(encoding="utf-8") == before.replace(f"{gone}\n", "", 1)


def test_figures_of_a_paragraph_that_was_removed_are_told(
    imported: Import, narrative: Path, document: str
) -> None:
    before = narrative.read_bytes()
    gone = "giấy phép xuất bản tài liệu không kinh doanh"
    result = imported(without(document, gone))
    assert result.exit_code == 1
    assert "press.licences" in lines(result, "error")[0]
    assert narrative.read_bytes() == before


def test_tracked_changes_and_comments_are_listed(
    imported: Import, narrative: Path, document: str
) -> None:
    before = narrative.read_text(encoding="utf-8")
    result = imported(tracked(document, "cơ bản hoạt động", "hoạt động"))
    assert result.exit_code == 0
    assert lines(result, "tracked") == [
        "tracked: Giám đốc removed “cơ bản hoạt động”",
        "tracked: Giám đốc added “hoạt động”",
    ]
    assert narrative.read_text(encoding="utf-8") == before.replace("cơ bản hoạt động", "hoạt động")


def test_braces_never_become_placeholders(imported: Import, narrative: Path, document: str) -> None:
    before = narrative.read_bytes()
    result = imported(replaced(document, "cơ bản hoạt động", "{documents.signed} hoạt động"))
    assert len(lines(result, "to do")) == 1
    assert narrative.read_bytes() == before


def test_the_report_of_another_month_is_refused(
    imported: Import, tmp_path: Path, document: str
) -> None:
    imported(document)
    result = run("--lang", "en", "import", "2021-06", str(tmp_path / "report.docx"))
    assert result.exit_code == 2
    assert "is the report of 2021-05" in result.stderr


def after(document: str, words: str, text: str) -> str:
    """Return a document with a paragraph put in behind the first that has some words."""
    end = document.index("</w:p>", document.index(words)) + len("</w:p>")
    return document[:end] + paragraph(text) + document[end:]


def without(document: str, words: str) -> str:
    """Return a document without the first paragraph that has some words."""
    at = document.index(words)
    start, end = document.rindex("<w:p>", 0, at), document.index("</w:p>", at) + len("</w:p>")
    removed = document[start:end]
    marks = "".join(re.findall(r"<w:bookmark(?:Start|End)[^>]*>", removed))
    return document[:start] + marks + document[end:]


def test_words_that_moved_out_of_reach_are_not_lost(read: Read, document: str) -> None:
    gone = "Kiểm tra, rà soát, cập nhật, nâng cấp máy chủ và thiết bị bảo mật lên phiên bản mới"
    moved = replaced(without(document, gone[:40]), "kính báo cáo", f"kính báo cáo: {gone}; và")
    made = read(moved)
    assert {each.kind for each in made.changes} == {"shown"}
    assert made.narrative is None


def test_a_space_more_changes_nothing(read: Read, document: str) -> None:
    made = read(document.replace("phục vụ việc chỉ đạo", "phục vụ  việc chỉ đạo"))
    assert (made.changes, made.narrative) == ([], None)


@pytest.mark.parametrize(
    "inside",
    [
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
    ],
)
def test_a_new_table_or_box_is_shown(read: Read, document: str, inside: str) -> None:
    last = document.index("lên phiên bản mới.")
    end = document.index("</w:p>", last) + len("</w:p>")
    new = inside.format(paragraph("Chữ trong khung"))
    made = read(document[:end] + new + document[end:])
    assert [(each.kind, each.new) for each in made.changes] == [("shown", "Chữ trong khung")]


def test_a_mapping_is_for_files_of_offices(imported: Import, tmp_path: Path, document: str) -> None:
    imported(document)
    file = str(tmp_path / "report.docx")
    result = run("--lang", "en", "import", "2021-05", file, "--name", "x")
    assert result.exit_code == 2
    assert "--name is for offices' own files" in result.stderr
