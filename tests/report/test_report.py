from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ictanalysis.exporters.document.markup import markdown_to_html
from ictanalysis.language.errors import UsageError
from ictanalysis.report.prose import fill
from ictanalysis.report.report import Report
from tests.datasets import MAY, REAL, copy_of_real, edit, loaded, small, write
from tests.pages import HOSTILE, shown


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


def test_an_item_of_news_follows_the_sentence_that_cites_its_table(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    write(path / "2021-05/narrative.md", "## I.4\n\n### email\n\nđều dùng được.\n\nHết.\n")
    report = Report(loaded(path).month(MAY))
    template = "Chứng thư: {certificates.new}.\n\nHộp thư: {email.new:unit}."
    text = shown(report.section("I.4", template).markdown).text
    assert text.endswith("Chứng thư: 10.\nHộp thư: 02 hộp thư, đều dùng được. Hết.\n")


def test_a_text_is_filled(report: Report) -> None:
    text = shown(report.text("Ký {documents.signed:unit} trong {period.month}.").markdown).text
    assert text == "Ký 13.018 văn bản trong tháng 5 năm 2021.\n"


def test_highlights_are_filled_points_and_then_what_calls_for_caution(report: Report) -> None:
    part = report.highlights(["Ký số {documents.signed_rate}", "Có {email.new:unit}"])
    assert part.content["part"] == "highlights"
    points = part.content["points"]
    assert isinstance(points, list)
    assert [shown(point).text.strip() for point in points] == [
        "Ký số 79,37%",
        "Có 02 hộp thư",
        "Cần lưu ý: “Văn bản đăng trên Cổng” là 55, nhưng 13 phần (Loại văn bản) cộng lại là 64: "
        "nhiều hơn 9. Người lập bộ số liệu chấp nhận: Chưa rõ loại nào bị đếm trùng nên giữ số đã "
        "công bố.",
        "Cần lưu ý: chưa có số liệu về sự cố an toàn thông tin.",
    ]
    page = shown(part.markdown)
    assert [tag for tag in page.tags if tag != "a"] == [
        "h2", "ul", "li", "span", "li", "span", "li", "li",
    ]  # fmt: skip


def test_many_missing_figures_are_counted(tmp_path: Path) -> None:
    letters, staff = "sent,,M,\nsigned,,M,\nunsigned,,M,\n", "people,,M,\n"
    month = loaded(small(tmp_path, {"2021-05": {"letters": letters, "staff": staff}})).month(MAY)
    points = Report(month).highlights([]).content["points"]
    assert isinstance(points, list)
    assert shown(points[-1]).text.strip() == "Cần lưu ý: chưa có số liệu của 04 chỉ tiêu."


def test_a_sound_month_calls_for_no_caution(tmp_path: Path) -> None:
    month = loaded(small(tmp_path, {"2021-05": {}})).month(MAY)
    assert Report(month).highlights(["Gửi {letters.sent}"]).content["points"] == [
        fill(month, "Gửi {letters.sent}").markdown
    ]


def test_a_point_with_a_typed_number_is_refused(report: Report) -> None:
    with pytest.raises(UsageError, match="“12” is typed by hand"):
        report.highlights(["Có 12 văn bản"])


def test_the_plan_has_every_task_in_its_order(report: Report) -> None:
    page = shown(report.plan("IV", "Tổng số {work_plan.tasks:unit}:").markdown)
    assert page.tags.count("ol") == 1
    assert page.tags.count("li") == 6
    beginnings = ["Tổng số 06 nhiệm vụ:", "Đẩy mạnh thông tin", "Thường xuyên quan tâm"]
    places = [page.text.index(each) for each in beginnings]
    assert places == sorted(places)


def planned(folder: Path, rows: str) -> Report:
    """Return the report of a small May with a plan."""
    return Report(loaded(small(folder, {"2021-05": {"plan": rows}})).month(MAY))


CARRIED = """\
,1,Việc mới,,planned,
2021-04,2,"Làm *a*;",,done,<b>xong</b>
2021-04,3,Việc dài.,,under_way,
2021-03,1,Việc bỏ,,dropped,"không cần, [x](y)"
2021-04,4,Việc chưa làm?,,not_begun,
2021-04,5,Việc bỏ trống,,,
"""


def test_the_plan_has_only_what_is_still_to_be_done(tmp_path: Path) -> None:
    page = shown(planned(tmp_path, CARRIED).plan("I").markdown)
    items = [line for line in page.text.split("\n")[1:] if line]
    assert items == ["Việc mới.", "Việc dài.", "Việc chưa làm?"]


def test_what_became_of_earlier_tasks_is_listed_after_its_sentence(tmp_path: Path) -> None:
    page = shown(planned(tmp_path, CARRIED).follow_up("Kết quả {period.month}:").markdown)
    assert [line for line in page.text.split("\n") if line] == [
        "Kết quả tháng 5 năm 2021:",
        "Đã hoàn thành (<b>xong</b>): Làm *a*.",
        "Đang thực hiện: Việc dài.",
        "Chưa thực hiện: Việc chưa làm?",
        "Không tiếp tục thực hiện (không cần, [x](y)): Việc bỏ.",
        "Chưa rõ kết quả: Việc bỏ trống.",
    ]
    assert page.tags == ["p", "ul", *["li"] * 5]


def test_a_task_whose_day_is_past_says_so_in_the_plan_of_next_month(tmp_path: Path) -> None:
    rows = "2021-04,1,Việc cũ.,2021-05-31,under_way,\n,1,Việc mới.,2021-06-01,planned,\n"
    page = shown(planned(tmp_path, rows).plan("I", "Việc:").markdown)
    assert [line for line in page.text.split("\n") if "iệc " in line] == [
        "Việc cũ (đã quá thời hạn ngày 31 tháng 5 năm 2021).",
        "Việc mới (thời hạn: ngày 01 tháng 6 năm 2021).",
    ]


def test_a_month_without_earlier_tasks_has_nothing_to_follow_up(
    tmp_path: Path, report: Report
) -> None:
    assert report.follow_up("Kết quả:").markdown == ""
    assert planned(tmp_path, "").follow_up("Kết quả:").markdown == ""


@pytest.mark.parametrize("status", ["planned", "done"])
@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "- a", "+ b", "1. c", "# d", "---"])
def test_a_task_and_its_outcome_are_text(tmp_path: Path, text: str, status: str) -> None:
    since = "" if status == "planned" else "2021-04"
    cell = '"' + text.replace('"', '""') + '"'
    report = planned(tmp_path, f"{since},1,{cell},,{status},{cell if since else ''}\n")
    section = report.follow_up("") if since else report.plan("I")
    soup = BeautifulSoup(markdown_to_html(section.markdown), "html.parser")
    (item,) = soup.find_all("li")
    ended = text if text.endswith((".", "!", "?")) else f"{text.rstrip(';,:')}."
    assert item.get_text() == (f"Đã hoàn thành ({text}): {ended}" if since else ended)
    assert item.find_all(True) == []


@pytest.mark.parametrize(
    "task",
    ["# Một <b>", "Một\n\n## Hai", "Một\n- Hai", "Một\n\n1. Hai", "Một\n---", "Một\n\n    Hai"],
)
def test_a_task_is_one_item_and_never_markup(tmp_path: Path, task: str) -> None:
    report = changed(tmp_path, "2021-05/plan.csv", '"Thường xuyên', f'"{task} Thường xuyên')
    page = shown(report.plan("IV").markdown)
    assert page.tags.count("li") == 6
    assert [tag for tag in page.tags if tag.startswith("h")] == ["h2"]
    assert "pre" not in page.tags
    assert "b" not in page.tags


def test_an_annex_has_its_number_its_title_and_what_it_belongs_to(report: Report) -> None:
    soup = BeautifulSoup(markdown_to_html(report.annex("PL.I").markdown), "html.parser")
    heading, reference = soup.find_all(["h2", "p"])
    assert (heading["class"], heading.get_text()) == (["annex"], "Phụ lục I: Biểu số liệu")
    assert [part.get_text() for part in heading.find_all("span")] == ["Phụ lục I", "Biểu số liệu"]
    assert reference["class"] == ["reference"]
    assert " ".join(reference.get_text().split()) == (
        "(Kèm theo Báo cáo số …/BC-STTTT ngày … tháng 5 năm 2021 "
        "của Sở Thông tin và Truyền thông Trà Vinh)"
    )


def test_an_annex_names_the_report_once_it_has_a_number(
    tmp_path: Path,
) -> None:
    path = copy_of_real(tmp_path)
    write(path / "2021-05/registration.csv", "number,date\n5,2021-05-20\n")
    section = Report(loaded(path).month(MAY)).annex("PL.III")
    soup = BeautifulSoup(markdown_to_html(section.markdown), "html.parser")
    assert "(Kèm theo Báo cáo số 05/BC-STTTT ngày 20 tháng 5 năm 2021 của Sở" in soup.get_text()


def test_an_annex_has_sentences_and_news_like_a_section(report: Report) -> None:
    text = shown(report.annex("PL.II", "- Từ {period.first_day}.").markdown).text
    assert text.index("Từ ngày 15 tháng 4 năm 2021.") < text.index("Về kỳ của kế hoạch")
    with pytest.raises(UsageError, match=r"“PL\.IX” is not a section"):
        report.annex("PL.IX")


@pytest.mark.parametrize("text", [*(each for each in HOSTILE if "{" not in each), "1. Một"])
def test_the_title_and_the_issuer_of_an_annex_are_text(tmp_path: Path, text: str) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "catalog.yml", '{title: "Biểu số liệu"}', f"{{title: {json.dumps(text)}}}")
    edit(path / "dataset.yml", "symbol: BC-STTTT", f"symbol: {json.dumps('A ' + text)}")
    section = Report(loaded(path).month(MAY)).annex("PL.I")
    soup = BeautifulSoup(markdown_to_html(section.markdown), "html.parser")
    assert [tag.name for tag in soup.find_all(True)] == ["h2", "span", "span", "p"]
    assert soup.h2 is not None
    assert soup.h2.get_text() == f"Phụ lục I: {text}"
    assert f"(Kèm theo Báo cáo số …/A {text} ngày" in soup.get_text()


def test_the_title_of_a_section_is_text(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    hostile = '<script>x</script> *a* [x](y) "b" $c$'
    edit(path / "catalog.yml", '{title: "Lĩnh vực bưu chính"}', f"{{title: {json.dumps(hostile)}}}")
    section = Report(loaded(path).month(MAY)).section("I.2")
    soup = BeautifulSoup(markdown_to_html(section.markdown.split("\n")[0]), "html.parser")
    assert [tag.name for tag in soup.find_all(True)] == ["h3"]
    assert soup.get_text().strip() == f"2. {hostile}"


def test_the_notes_tell_the_conflict_who_accepted_it_and_what_is_missing(report: Report) -> None:
    page = shown(report.notes().markdown)
    text = page.text
    assert page.tags == ["p", "ul", "li", "li", "li", "li"]
    assert text.startswith("Kết quả kiểm tra số liệu:\n")
    assert "Đã đối chiếu 16 tổng với các phần; 1 không khớp." in text
    assert "Đã tính lại 5 tỷ lệ do nguồn công bố; tất cả đều khớp." in text
    assert "là 55, nhưng 13 phần (Loại văn bản) cộng lại là 64: nhiều hơn 9." in text
    assert "Người lập bộ số liệu chấp nhận: Chưa rõ loại nào" in text
    assert "“Sự cố an toàn thông tin” chưa có số liệu." in text


@pytest.mark.parametrize("reason", ["*x* <b>y</b> ", "một\n\n## hai ", "một\n- hai\n"])
def test_a_reason_is_never_markup(tmp_path: Path, reason: str) -> None:
    report = changed(tmp_path, "2021-05/acknowledged.csv", '"Chưa rõ', f'"{reason}Chưa rõ')
    assert shown(report.notes().markdown).tags == ["p", "ul", "li", "li", "li", "li"]
    points = report.highlights([]).content["points"]
    assert isinstance(points, list)
    assert [shown(point).tags for point in points] == [["p"], ["p"]]


def test_no_words_of_english_stand_in_the_notes(report: Report) -> None:
    text = report.notes().markdown
    assert not {"the", "is", "and", "missing", "sum"} & set(text.split())


def test_the_table_of_every_figure_has_its_caption_filled(report: Report) -> None:
    table = report.figures("Chỉ tiêu của {period.month}")
    assert table.caption == "Chỉ tiêu của tháng 5 năm 2021"
    # 97 cells, of which 5 are stated rates, and 11 ratios. Left out: 26 derived figures with 2
    # ratios of theirs, 2 days, 1 count of the plan, 1 that is missing and 1 that is not reported.
    # Where the total is left out its parts have a heading: levels, languages, courses, inspections;
    # and where an indicator is broken down in two ways, each: channels and levels.
    assert len(table.rows) == 97 - 5 + 11 - 28 - 5 + 4 + 2
    with pytest.raises(UsageError):
        report.figures("{period.moon}")


def test_the_place_of_separate_annexes_is_a_part_without_content(report: Report) -> None:
    assert report.separate_annexes().content == {"part": "separation"}


def test_the_place_of_the_sources_knows_what_each_table_is_about(report: Report) -> None:
    titles = report.sources().content["titles"]
    assert titles["documents.csv"] == "Văn bản điện tử"
    assert titles["plan.csv"] == "Kế hoạch công tác"


def test_a_report_is_about_one_month() -> None:
    with pytest.raises(UsageError, match="month must be a month of a data set"):
        Report(loaded(REAL))  # type: ignore[arg-type]


def test_the_quality_of_the_data_is_told_in_numbers() -> None:
    assert Report(loaded(REAL).month(MAY)).quality().markdown.splitlines() == [
        "- Phép kiểm tra nêu 1 lỗi (được chấp nhận: 1), 0 cảnh báo và 1 ghi nhận.",
        "- Đã đối chiếu 16 tổng với các phần; 1 không khớp.",
        "- Đã tính lại 5 tỷ lệ do nguồn công bố; tất cả đều khớp.",
        "- Trong 103 số liệu của tháng có: ước tính 3; chưa có số liệu 1; suy ra 28.",
    ]
