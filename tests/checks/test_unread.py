"""A month whose last month could not be read says so, and does not compare in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.dataset.findings import Finding
from tests.datasets import LETTERS, STAFF, found, small

WRONG = STAFF.replace("people,30,,", "people,99,,")
"""Last month's 30, and one that came for one that went, are not 99."""


def told(folder: Path, month: str = "2021-04", **april: str) -> list[Finding]:
    return found(small(folder, {month: april, "2021-05": {"staff": WRONG}}))


def test_a_last_month_that_can_be_read_is_compared(tmp_path: Path) -> None:
    assert [each.rule for each in told(tmp_path)] == ["stock"]


@pytest.mark.parametrize(
    ("staff", "line"),
    [
        ('"' + STAFF, 2),
        (STAFF.replace("people,30,,", "people,3O,,"), 2),
        (STAFF.replace("people,30,,", "peple,30,,") + "gone,1,,\n", 2),
    ],
)
def test_a_table_that_could_not_be_read_is_a_warning_of_the_month_after(
    tmp_path: Path, staff: str, line: int
) -> None:
    (finding,) = told(tmp_path, staff=staff)
    assert (finding.rule, finding.severity, finding.table) == ("structure", "warning", "staff")
    assert str(finding.month) == "2021-05"
    assert str(finding.description) == (
        f"data/2021-04/staff.csv, line {line}: last month's figures could not be read here, so "
        "this month's are not compared with them: mend 2021-04 first"
    )


def test_each_table_is_told_once_and_what_stands_beside_them_is_not(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-04": {"letters": LETTERS + "x,1,,\ny,1,,\n"}, "2021-05": {}})
    (path / "2021-04/staff.csv").unlink()
    (path / "2021-04/narrative.md").write_text("Mồ côi.", encoding="utf-8")
    (path / "2021-04/others.csv").write_text("", encoding="utf-8")
    places = [(each.file, each.line, each.severity) for each in found(path)]
    assert places == [
        ("data/2021-04/letters.csv", 5, "warning"),
        ("data/2021-04/staff.csv", 0, "warning"),
    ]


def test_a_month_further_back_is_not_compared_at_all(tmp_path: Path) -> None:
    assert told(tmp_path, "2021-03", staff='"' + STAFF) == []
