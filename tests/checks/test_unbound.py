from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.dataset.findings import Finding
from tests.datasets import REAL, copy_of_real, edit, found, small, write

NARRATIVE = "## I\n\nĐoạn một.\n\n- {text}\n"


def told(folder: Path, text: str) -> list[Finding]:
    path = small(folder, {"2021-05": {}})
    write(path / "2021-05/narrative.md", NARRATIVE.replace("{text}", text))
    return found(path)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Đã xử lý 12 hồ sơ.", "12 hồ"),
        ("Đạt 79,37% kế hoạch.", "79,37% kế"),
        ("Tăng 1.234,5 lần.", "1.234,5 lần."),
        ("{letters.sent} văn bản và 8 văn bản", "8 văn"),
        ("Có {letters.sent", "{letters.sent"),
        ("Có letters.sent}", "}"),
        ("{letters.sent.__class__}", "{letters.sent.__class__}"),
        ("{letters.sent!r}", "{letters.sent!r}"),
        ("{0}", "{0}"),
        ("{letters.sent:>{letters.signed}}", "{letters.sent:>"),
        ("{letters.snt}", "letters.snt"),
        ("{letters.sent[level=low]}", "letters.sent[level=low]"),
        ("{cases.received[level=middle]}", "cases.received[level=middle]"),
        ("{period.moon}", "period.moon"),
        ("{letters.sent:shout}", "shout"),
        ("{if letters.snt}Có.{end}", "letters.snt"),
        ("{if letters.sent}Có {letters.snt}.{end}", "letters.snt"),
        ("{if letters.sent}Có.{zero}Có {letters.snt}.{end}", "letters.snt"),
        ("{if letters.sent}Có.{missing}Có 12 văn bản.{end}", "12 văn"),
        ("{if letters.sent}Có 12{end} văn bản.", "12 văn"),
        ("{if letters.sent}Có.", "{if letters.sent}"),
        ("Có.{missing}", "{missing}"),
        ("{if period.month}Có.{end}", "period.month"),
    ],
)
def test_what_is_not_bound_to_a_figure_is_found_in_its_place(
    tmp_path: Path, text: str, value: str
) -> None:
    findings = [each for each in told(tmp_path, text) if value in str(each.found)]
    assert len(findings) == 1
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.line) == ("unbound", "error", 5)
    assert finding.file.endswith("2021-05/narrative.md")
    assert value.split(maxsplit=1)[0] in str(finding.message)
    assert finding.blocks


@pytest.mark.parametrize(
    "text",
    [
        "{letters.sent} văn bản, {letters.sent:unit}, {letters.sent:plain}",
        "{cases.received[channel=online,level=low]} hồ sơ",
        "{cases.online_rate[level=low]}",
        "trong {period.month}, từ {period.first_day} đến {period.last_day}",
        "khối {=8}, Điều {=1}",
        "{if letters.sent, cases.received[level=low]}Có.{zero}Không.{missing}Chưa rõ.{end}",
        "dịch COVID-19 ở mức độ 3",
        "Mức độ 3 và dịch Covid-19",
        "{letters.sent:compared}, {letters.signed_rate:compared}",
        "Công văn số 1589/UBND-KGVX ngày 01/5/2021, giai đoạn 2021-2025",
    ],
)
def test_what_is_bound_or_no_figure_is_let_be(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_a_number_under_a_topic_is_found_like_any_other(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    text = "## I\n\nMột.\n\n### letters\n\ncó 12 hồ sơ.\n\n### letters.sent\n\n- {letters.snt}\n"
    write(path / "2021-05/narrative.md", text)
    assert [(each.rule, each.found, each.line) for each in found(path)] == [
        ("unbound", "12 hồ", 7),
        ("unbound", "letters.snt", 11),
    ]


def test_two_numbers_of_a_paragraph_are_two_findings(tmp_path: Path) -> None:
    findings = told(tmp_path, "Có 12 hồ sơ, 7 văn bản.")
    assert [each.found for each in findings] == ["12 hồ", "7 văn"]


def test_a_number_on_a_later_line_of_a_paragraph_is_told_with_that_line(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, "Đoạn này\n  dài ba dòng\n  và có 12 hồ sơ.")
    assert finding.line == 7


def test_the_real_narrative_has_nothing_unbound() -> None:
    assert [each for each in found(REAL) if each.rule == "unbound"] == []


def test_the_real_narrative_loses_a_literal_and_it_is_found(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/narrative.md", "khối {=8}", "khối 8")
    (finding,) = (each for each in found(path) if each.blocks)
    assert (finding.rule, finding.found, finding.line) == ("unbound", "8 ;", 13)
    assert "as {table.measure}, or write {=8}" in str(finding.message)


def test_the_real_month_has_no_number_typed_by_hand_until_one_is_added(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    assert [each for each in found(path) if each.rule == "unbound"] == []
    narrative = path / "2021-05/narrative.md"
    lines = narrative.read_text(encoding="utf-8").count("\n")
    with narrative.open("a", encoding="utf-8") as file:
        file.write("\n- Đã gửi 12 văn bản.\n")
    (finding,) = (each for each in found(path) if each.rule == "unbound")
    assert finding.blocks
    assert (finding.line, finding.found) == (lines + 2, "12 văn")


def test_a_condition_that_is_not_closed_is_told_with_its_line(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, "Đoạn này.\n  {if letters.sent}Có\n\nĐoạn sau.")
    assert (finding.found, finding.line) == ("{if letters.sent}", 6)
    assert "in one paragraph" in str(finding.message)
