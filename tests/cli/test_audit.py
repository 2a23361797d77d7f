from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Inside
from tests.datasets import write

REPORT = """\
BÁO CÁO
Công tác tháng 5 năm 2021

Tổng văn bản đi: 16.401, ký số 13.018 văn bản (tỷ lệ 79,37%). Cổng đăng 54 tin, bài.
"""
WRONG = REPORT.replace("79,37", "73,97")


@pytest.fixture
def report(folder: Path) -> Path:
    """Return a report without an error in it."""
    write(folder / "báo cáo.md", REPORT)
    return folder / "báo cáo.md"


def test_a_report_that_holds_ends_with_0(inside: Inside, report: Path) -> None:
    result = inside("audit", "báo cáo.md", "--data", "nowhere")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "holds: line 4: 13,018 of 16,401 is 79.37%",
        "báo cáo.md: 0 errors, 1 check holds",
    ]


def test_an_error_is_quoted_and_ends_with_1(inside: Inside, report: Path) -> None:
    write(report, WRONG)
    result = inside("audit", "báo cáo.md")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "error: line 4: 73.97% is told, but 13,018 of 16,401 is 79.37%",
        "  “Tổng văn bản đi: 16.401, ký số 13.018 văn bản (tỷ lệ 73,97%).”",
        "báo cáo.md: 1 error, 0 checks hold",
    ]


def test_numbers_are_held_against_a_month(inside: Inside, report: Path) -> None:
    result = inside("audit", "báo cáo.md", "--against", "latest")
    assert result.exit_code == 1
    assert (
        "error: line 4: 54 is the value of no figure of 2021-05: is 45 (portal.posts[language=vi]) "
        "meant?"
    ) in result.stdout.splitlines()
    assert "holds: line 4: 16.401 is documents.outgoing" in result.stdout


def test_json_has_places_and_values(inside: Inside, report: Path) -> None:
    write(report, WRONG)
    result = inside("audit", "báo cáo.md", "--json")
    assert result.exit_code == 1
    content = json.loads(result.stdout)
    assert (content["file"], content["month"]) == ("báo cáo.md", "2021-05")
    assert content["checked"] == []
    assert content["faults"] == [
        {
            "kind": "rate",
            "message": "73.97% is told, but 13,018 of 16,401 is 79.37%",
            "line": 4,
            "paragraph": None,
            "page": None,
            "table": None,
            "quote": "Tổng văn bản đi: 16.401, ký số 13.018 văn bản (tỷ lệ 73,97%).",
            "found": "73,97%",
            "expected": "79.37",
        }
    ]


def test_a_report_without_a_month_says_so(inside: Inside, report: Path) -> None:
    write(report, "Có 12 lớp (gồm: 5 lớp ở xã, 7 lớp ở huyện).\n")
    result = inside("audit", "báo cáo.md")
    assert result.stdout.splitlines()[-1] == (
        "no title names the month of the report: its months were not checked"
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["none.md"], "none.md: there is no such file"),
        (["báo cáo.md", "--against", "2021-07"], "there is no month 2021-07"),
        (["báo cáo.md", "--against", "May"], "May"),
    ],
)
def test_what_cannot_be_read_ends_with_2(
    inside: Inside, report: Path, arguments: list[str], problem: str
) -> None:
    result = inside("audit", *arguments)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert result.stdout == ""
