from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.dataset.findings import Finding
from tests.datasets import ACKNOWLEDGED_HEADER, REAL, copy_of_real, edit, found, write

ACCEPTED = "sum,portal,documents,,55,64,Văn phòng Sở,"


def told(folder: Path, *rows: str, portal: tuple[str, str] | None = None) -> list[Finding]:
    """Return the errors of the real month with other acknowledgements."""
    path = copy_of_real(folder)
    write(path / "2021-05/acknowledged.csv", ACKNOWLEDGED_HEADER + "".join(f"{r}\n" for r in rows))
    if portal is not None:
        edit(path / "2021-05/portal.csv", *portal)
    return [each for each in found(path) if each.severity == "error"]


def test_the_real_conflict_is_the_only_error_and_is_accepted() -> None:
    (finding,) = (each for each in found(REAL) if each.severity == "error")
    assert (finding.rule, finding.table, finding.measure) == ("sum", "portal", "documents")
    assert (finding.found, finding.expected, finding.where) == (55.0, 64.0, {})
    assert finding.acknowledged is not None
    assert finding.acknowledged.by == "Người lập bộ số liệu"
    assert not finding.blocks


def test_nobody_has_accepted_it_without_the_line(tmp_path: Path) -> None:
    (finding,) = told(tmp_path)
    assert finding.acknowledged is None
    assert finding.blocks


@pytest.mark.parametrize(
    "row",
    [
        "sum,portal,documents,,55,63,Văn phòng Sở,lý do",
        "sum,portal,documents,,54,64,Văn phòng Sở,lý do",
        "sum,portal,documents,,64,55,Văn phòng Sở,lý do",
        "sum,portal,documents,,,,Văn phòng Sở,lý do",
        "sum,portal,documents,language=vi,55,64,Văn phòng Sở,lý do",
        "sum,portal,posts,,55,64,Văn phòng Sở,lý do",
        "sum,documents,documents,,55,64,Văn phòng Sở,lý do",
        "ratio,portal,documents,,55,64,Văn phòng Sở,lý do",
        "*,*,*,*,*,*,Văn phòng Sở,lý do",
    ],
)
def test_an_acknowledgement_is_for_these_very_numbers(tmp_path: Path, row: str) -> None:
    idle, finding = told(tmp_path, row)
    assert (idle.rule, idle.line, idle.blocks) == ("acknowledged", 2, True)
    assert idle.file.endswith("acknowledged.csv")
    assert (finding.rule, finding.blocks) == ("sum", True)


@pytest.mark.parametrize(
    "change", [("documents,,,55", "documents,,,56"), ("covid19,7", "covid19,8")]
)
def test_it_holds_no_longer_when_the_numbers_change(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    findings = told(tmp_path, ACCEPTED + "lý do", portal=change)
    assert {(each.rule, each.blocks) for each in findings} == {
        ("acknowledged", True),
        ("sum", True),
    }


def test_an_idle_acknowledgement_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (idle,) = told(tmp_path, ACCEPTED + "lý do", portal=("documents,,,55", "documents,,,64"))
    assert (idle.rule, idle.severity, idle.blocks) == ("acknowledged", "error", True)
    assert "(sum, portal.documents, 55 against 64): remove the line" in str(idle.message)


def test_one_line_accepts_one_finding(tmp_path: Path) -> None:
    idle, finding = told(tmp_path, ACCEPTED + "lý do", ACCEPTED + "lý do")
    assert (idle.rule, idle.line) == ("acknowledged", 3)
    assert not finding.blocks


def test_an_idle_acknowledgement_cannot_be_acknowledged(tmp_path: Path) -> None:
    findings = told(
        tmp_path,
        ACCEPTED + "lý do",
        "sum,documents,signed,,1,2,Văn phòng Sở,lý do",
        "acknowledged,documents,signed,,1,2,Văn phòng Sở,lý do",
    )
    assert [each.rule for each in findings if each.blocks] == ["acknowledged", "acknowledged"]


def test_the_structure_of_a_file_cannot_be_accepted(tmp_path: Path) -> None:
    findings = told(
        tmp_path,
        ACCEPTED + "lý do",
        "structure,portal,posts,,18.5,,Văn phòng Sở,lý do",
        portal=("posts,km,,18,", "posts,km,,18.5,"),
    )
    assert {each.rule for each in findings if each.blocks} == {"acknowledged", "structure"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("sum,portal,documents,,55,64,,lý do", "names the role"),
        ("sum,portal,documents,,55,64,Văn phòng Sở,", "names the role"),
        ("sum,portal,documents,,55,64,Văn phòng Sở", "has 7 cells, not 8"),
    ],
)
def test_an_acknowledgement_has_a_role_and_a_reason(tmp_path: Path, row: str, problem: str) -> None:
    findings = told(tmp_path, row)
    assert any(each.rule == "structure" and problem in str(each.message) for each in findings)
    assert any(each.rule == "sum" and each.blocks for each in findings)


def test_members_are_compared_in_any_order(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/radio.csv", "stations,82", "stations,82")
    edit(path / "2021-05/dossiers.csv", "received,3,online,174,,\n", "")
    where = '"channel=online,level=3"'
    with (path / "2021-05/acknowledged.csv").open("a", encoding="utf-8") as file:
        file.write(f"missing,dossiers,received,{where},,,Văn phòng Sở,lý do\n")
    told = [each for each in found(path) if each.rule == "missing" and each.severity == "error"]
    assert [each.blocks for each in told] == [False]
