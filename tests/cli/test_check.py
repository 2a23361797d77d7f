from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.datasets import copy_of_real, edit, snapshot

KEYS = {
    "rule",
    "severity",
    "table",
    "measure",
    "where",
    "file",
    "line",
    "found",
    "expected",
    "message",
    "remedies",
    "acknowledged",
}
DOCUMENTS = "data/2021-05/documents.csv"


def mended(key: str, line: int, found: int, meant: int) -> dict[str, object]:
    """Return a change as JSON has it, of a figure of the table of the portal."""
    place = {"key": key, "file": "data/2021-05/portal.csv", "line": line}
    return {**place, "found": found, "lowest": meant, "highest": meant, "slip": None}


def test_the_real_month_is_one_json_object_with_one_accepted_sum(command: Command) -> None:
    process = command("check", "2021-05", "--json", "--lang", "en")
    assert (process.returncode, process.stderr) == (0, "")
    told = json.loads(process.stdout)
    assert set(told) == {"month", "findings"}
    assert told["month"] == "2021-05"
    assert all(set(each) == KEYS for each in told["findings"])
    (conflict,) = (each for each in told["findings"] if each["rule"] == "sum")
    assert conflict == {
        "rule": "sum",
        "severity": "error",
        "table": "portal",
        "measure": "documents",
        "where": {},
        "file": "data/2021-05/portal.csv",
        "line": 5,
        "found": 55,
        "expected": 64,
        "message": "data/2021-05/portal.csv, line 5: “Văn bản đăng trên Cổng” is 55, but its "
        "13 parts (Loại văn bản) add up to 64: 9 more. The figures alone cannot decide what to "
        "mend: line 5: 55 → 64, or line 18: 14 → 5. See the source.",
        "remedies": [
            [mended("portal.documents", 5, 55, 64)],
            [mended("portal.documents[category=draft_for_comment]", 18, 14, 5)],
        ],
        "acknowledged": {
            "by": "Người lập bộ số liệu",
            "reason": "Chưa rõ loại nào bị đếm trùng nên giữ số đã công bố",
        },
    }
    assert [each["severity"] for each in told["findings"]] == ["error", "info"]


def test_a_changed_figure_is_told_with_file_and_line_and_blocks(
    command: Command, folder: Path
) -> None:
    edit(folder / DOCUMENTS, "signed,13018", "signed,13081")
    process = command("check", "2021-05", "--json", "--lang", "en")
    blocking = [
        each
        for each in json.loads(process.stdout)["findings"]
        if each["severity"] == "error" and each["acknowledged"] is None
    ]
    assert process.returncode == 1
    assert [(each["rule"], each["file"], each["line"]) for each in blocking] == [
        ("sum", DOCUMENTS, 3),
        ("ratio", DOCUMENTS, 6),
    ]
    assert [(each["found"], each["expected"]) for each in blocking] == [
        (16401, 16464),
        (79.37, 79.76),
    ]


def test_a_structure_finding_has_texts_for_found_and_a_number_for_expected(
    command: Command, folder: Path
) -> None:
    edit(folder / DOCUMENTS, "outgoing,16401", "outgoing,16.401")
    process = command("check", "2021-05", "--json")
    told = [each for each in json.loads(process.stdout)["findings"] if each["rule"] == "structure"]
    assert process.returncode == 1
    assert [(each["line"], each["found"], each["expected"]) for each in told] == [
        (3, "16.401", 16401)
    ]


def test_an_error_leaves_standard_output_empty(command: Command, folder: Path) -> None:
    (folder / "data/catalog.yml").unlink()
    process = command("check", "2021-05", "--json")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "data/catalog.yml: không có tệp này\n"


def test_the_data_sets_language_speaks_unless_another_is_asked_for(command: Command) -> None:
    assert "là 55, nhưng 13 phần" in command("check", "2021-05").stdout
    assert "is 55, but its 13 parts" in command("check", "2021-05", "--lang", "en").stdout


def test_a_month_is_told_line_by_line_with_a_summary(command: Command) -> None:
    lines = command("--lang", "en", "check", "2021-05").stdout.split("\n")
    assert lines[0].startswith("error: data/2021-05/portal.csv, line 5: ")
    assert lines[1].startswith("  accepted by Người lập bộ số liệu: Chưa rõ loại nào")
    assert lines[2].startswith("info: data/2021-05/security.csv, line 2: ")
    assert lines[3:] == ["2021-05: 1 error (1 accepted), 0 warnings, 1 remark", ""]


def test_no_folder_exits_with_2(command: Command) -> None:
    process = command("check", "2021-05", "--data", "nowhere", "--lang", "en")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "nowhere: there is no such folder: name a data set\n"


def test_a_traceback_is_shown_only_when_asked_for(command: Command) -> None:
    quiet = command("check", "2021-06")
    loud = command("check", "2021-06", "--debug")
    assert (quiet.returncode, loud.returncode) == (2, 2)
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in loud.stderr


@pytest.mark.parametrize(
    "variables", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}], ids=["C", "ascii"]
)
def test_a_poor_terminal_is_no_reason_for_a_traceback(
    command: Command, variables: dict[str, str]
) -> None:
    process = command("check", "2021-05", **variables)
    assert process.returncode == 0
    assert "Traceback" not in process.stderr
    assert "2021-05" in process.stdout


def test_check_writes_nothing(command: Command, folder: Path) -> None:
    before = snapshot(folder)
    command("check", "2021-05", PYTHONDONTWRITEBYTECODE="1")
    assert snapshot(folder) == before


def test_a_folder_may_have_spaces_and_letters(command: Command, folder: Path) -> None:
    (folder / "số liệu tháng 5").mkdir()
    path = copy_of_real(folder / "số liệu tháng 5")
    process = command("check", "2021-05", "--json", "--data", str(path))
    assert process.returncode == 0
    assert json.loads(process.stdout)["findings"][0]["file"] == f"{path.name}/2021-05/portal.csv"
