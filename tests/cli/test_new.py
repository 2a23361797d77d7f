from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Inside
from tests.datasets import edit, snapshot

STATES = "done, under_way, not_begun, dropped"
TO_DO = (
    "write each figure in place of its status M, the news under the headings of narrative.md and "
    "the new tasks into plan.csv; then run: ictanalysis check {month}\n"
)


def blocking(inside: Inside, month: str) -> list[tuple[str, str, int]]:
    """Return (rule, file, line) of what keeps a month from being published."""
    told = json.loads(inside("check", month, "--json").stdout)["findings"]
    return [
        (each["rule"], each["file"].rpartition("/")[2], each["line"])
        for each in told
        if each["severity"] == "error" and not each["acknowledged"]
    ]


def test_a_new_month_is_told_with_what_is_to_be_done(inside: Inside) -> None:
    result = inside("new", "2021-06")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "2021-06: data/2021-06 is made, with 25 files\n"
        "data/2021-06/plan.csv: 6 tasks of 2021-05 are still open: write what became of each as "
        f"its status ({STATES})\n" + TO_DO.format(month="2021-06")
    )


def test_a_new_month_lacks_its_figures_and_what_became_of_the_tasks(inside: Inside) -> None:
    inside("new", "2021-06")
    tasks = [("plan", "plan.csv", line) for line in range(2, 8)]
    assert blocking(inside, "2021-06") == [("figures_missing", "2021-06", 0), *tasks]


def test_a_new_month_that_nobody_has_filled_in_is_a_draft(
    inside: Inside, folder: Path, notebooks: Path
) -> None:
    inside("new", "2021-04")
    result = inside("run", "2021-04", "--notebooks", notebooks.name)
    assert result.exit_code == 1
    assert "data/2021-04: 89 of 89 figures have no value yet: fill in portal.csv" in result.stdout
    assert [path.name for path in (folder / "reports").glob("2021*")] == ["2021-04-draft"]


def test_a_plan_goes_on_from_month_to_month(inside: Inside, folder: Path) -> None:
    inside("new", "2021-06")
    plan = folder / "data/2021-06/plan.csv"
    lines = plan.read_text(encoding="utf-8").rstrip("\n").split("\n")
    ends = ["done,", "under_way,", "not_begun,", "dropped,gộp vào nhiệm vụ 2", "done,", "done,"]
    told = [line[:-1] + end for line, end in zip(lines[1:], ends, strict=True)]
    text = "\n".join([lines[0], *told, ",1,Tổng kết quý II,2021-07-10,planned,", ""])
    plan.write_text(text, encoding="utf-8")
    assert blocking(inside, "2021-06") == [("figures_missing", "2021-06", 0)]

    result = inside("new", "2021-07")
    assert "data/2021-07/plan.csv: 3 tasks of 2021-06 are still open" in result.stdout
    rows = (folder / "data/2021-07/plan.csv").read_text(encoding="utf-8").split("\n")[1:-1]
    assert [row.split(",")[:2] for row in rows] == [
        ["2021-05", "2"],
        ["2021-05", "3"],
        ["2021-06", "1"],
    ]
    tasks = [("plan", "plan.csv", line) for line in (2, 3, 4)]
    assert blocking(inside, "2021-07") == [("figures_missing", "2021-07", 0), *tasks]


def test_after_a_gap_it_is_told_where_the_tasks_come_from_and_none_is_lost(
    inside: Inside, folder: Path
) -> None:
    lines = inside("new", "2021-08").stdout.split("\n")
    assert lines[1] == "there is no month 2021-07: rows and tasks are those of 2021-05"
    assert lines[2].startswith("data/2021-08/plan.csv: 6 tasks of 2021-05 are still open")
    plan = folder / "data/2021-08/plan.csv"
    plan.write_text(plan.read_text(encoding="utf-8").partition("\n")[0], encoding="utf-8")
    tasks = [*[("plan", "plan.csv", 0)] * 6, ("plan_empty", "plan.csv", 0)]
    assert blocking(inside, "2021-08") == [("figures_missing", "2021-08", 0), *tasks]


def test_before_all_others_a_month_has_no_task(inside: Inside) -> None:
    result = inside("new", "2021-04")
    assert result.stdout == (
        "2021-04: data/2021-04 is made, with 25 files\n"
        "there is no earlier month: the plan has no task yet\n" + TO_DO.format(month="2021-04")
    )
    assert blocking(inside, "2021-04") == [
        ("figures_missing", "2021-04", 0),
        ("plan_empty", "plan.csv", 0),
    ]


def test_tasks_of_which_nobody_has_said_what_became_of_them_are_told(
    inside: Inside, folder: Path
) -> None:
    inside("new", "2021-06")
    edit(folder / "data/2021-06/plan.csv", 'chuyên ngành.",,,', 'chuyên ngành.",,done,')
    lines = inside("new", "2021-07").stdout.split("\n")
    assert lines[1] == (
        "the plan of 2021-06 does not say what became of the tasks 1 (2021-05), 2 (2021-05), "
        "3 (2021-05), 4 (2021-05), 5 (2021-05): write it there, and copy those that are open into "
        "data/2021-07/plan.csv"
    )


def test_a_month_that_is_there_is_refused(inside: Inside, folder: Path) -> None:
    before = snapshot(folder)
    result = inside("new", "2021-05")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "data/2021-05 is there already: fill it in, or move it away\n"
    assert snapshot(folder) == before


def test_a_file_in_place_of_the_month_is_refused(inside: Inside, folder: Path) -> None:
    (folder / "data/2021-06").touch()
    result = inside("new", "2021-06")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("data/2021-06 is there already")


@pytest.mark.parametrize("month", ["2021-13", "2021-6", "../2021-06", "2021-06/", "", "latest"])
def test_what_is_not_a_month_is_refused(inside: Inside, folder: Path, month: str) -> None:
    before = snapshot(folder)
    result = inside("new", month)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"“{month}” is not a month: write it as YYYY-MM")
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("catalog.yml", "rows_of: plan", "rows_of: tasks", "data/catalog.yml, line "),
        ("dataset.yml", "language: vi", "language: fr", "data/dataset.yml, line "),
        (
            "2021-05/plan.csv",
            'ngành.",,planned',
            'ngành.",,soon',
            "data/2021-05/plan.csv, line 7: ",
        ),
        (
            "2021-05/documents.csv",
            "outgoing,16401,,",
            "outgoing,16.401,,",
            "data/2021-05/documents.csv, line 3: ",
        ),
    ],
)
def test_a_data_set_that_cannot_be_read_is_refused(
    inside: Inside, folder: Path, file: str, old: str, new: str, told: str
) -> None:
    edit(folder / "data" / file, old, new)
    before = snapshot(folder)
    result = inside("new", "2021-06")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
    assert result.stderr.count("\n") == 1
    assert snapshot(folder) == before


def test_the_data_set_may_be_named_after_the_command(command: Command, folder: Path) -> None:
    (folder / "data").rename(folder / "số liệu")
    process = command("new", "2021-06", "--data", "số liệu", "--lang", "en")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.startswith("2021-06: số liệu/2021-06 is made")
    assert sorted(path.name for path in (folder / "số liệu").iterdir()) == [
        "2021-05",
        "2021-06",
        "catalog.yml",
        "dataset.yml",
        "targets.yml",
    ]
