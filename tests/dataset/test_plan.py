from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.dataset import Task, cells_of, read_dataset
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.plan import PLAN_COLUMNS, read_plan
from tests.datasets import CATALOG, MAY, REAL, found, small

APRIL = MAY - 1

WORK_PLAN = """\
  work_plan:
    label: Kế hoạch
    section: I
    source: plan.csv
    rows_of: plan
    measures:
      tasks: {label: Mở, unit: việc, kind: flow, rows_with: [planned, under_way, not_begun]}
      reviewed:
        label: Kiểm điểm
        unit: việc
        kind: flow
        expected: false
        rows_with: [done, under_way, not_begun, dropped]
        sum_of: [done, dropped]
      done: {label: Xong, unit: việc, kind: flow, expected: false, rows_with: [done]}
      dropped: {label: Thôi, unit: việc, kind: flow, expected: false, rows_with: [dropped]}
"""


def read(rows: str) -> tuple[list[Task], list[Finding]]:
    text = ",".join(PLAN_COLUMNS) + "\n" + rows
    return read_plan(DataFile(MAY, "", "data/2021-05/plan.csv", text))


def counts(folder: Path, *, april: str = "", may: str = "") -> dict[str, float | None]:
    """Return measure → count of the plan of May."""
    months = {"2021-04": {"plan": april}, "2021-05": {"plan": may}}
    files = read_dataset(small(folder, months, CATALOG + WORK_PLAN))
    return {
        key.name: cell.value
        for key, cell in cells_of(files, MAY).items()
        if key.table == "work_plan"
    }


def test_a_blank_month_is_that_of_the_file() -> None:
    tasks, findings = read(",1,Họp,,planned,\n2021-05,2,Đi,,planned,\n2021-04,1,Viết,,done,ổn\n")
    assert findings == []
    assert tasks == [
        Task(MAY, "1", "Họp", "", "planned", "", 2),
        Task(MAY, "2", "Đi", "", "planned", "", 3),
        Task(APRIL, "1", "Viết", "", "done", "ổn", 4),
    ]
    assert [task.is_carried_into(MAY) for task in tasks] == [False, False, True]
    assert tasks[2].name == (APRIL, "1")


def test_a_day_or_words_may_say_by_when() -> None:
    tasks, findings = read(",1,Họp,2021-06-15,planned,\n,2,Đi,trước quý III,planned,\n")
    assert (findings, [task.due for task in tasks]) == ([], ["2021-06-15", "trước quý III"])


def test_space_around_a_cell_means_nothing() -> None:
    (task,), findings = read(" 2021-04 , 1 ,  Họp , ,done , \n")
    assert findings == []
    assert task == Task(APRIL, "1", "Họp", "", "done", "", 2)


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        *(("planned", True), ("under_way", True), ("not_begun", True)),
        *(("done", False), ("dropped", False), ("", False)),
    ],
)
def test_what_is_planned_or_not_ended_is_open(status: str, is_open: bool) -> None:
    (task,), findings = read(f"2021-04,1,Họp,,{status},\n")
    assert findings == []
    assert task.is_open is is_open


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Họp", "Họp"),
        ("một hai ba bốn năm sáu bảy tám", "một hai ba bốn năm sáu bảy tám"),
        ("một hai ba bốn năm sáu bảy tám chín", "một hai ba bốn năm sáu bảy tám…"),
        ('"một\nhai"', "một hai"),
    ],
)
def test_a_task_is_known_by_its_first_words(text: str, beginning: str) -> None:
    (task,), _findings = read(f",1,{text},,planned,\n")
    assert task.beginning == beginning


MISFITS = [
    ("a word for a month", "May,1,Họp,,planned,\n", "May", "“May” is not a month"),
    ("a spreadsheet's month", "05/2021,1,Họp,,planned,\n", "05/2021", "YYYY-MM"),
    ("no such month", "2021-13,1,Họp,,done,\n", "2021-13", "“2021-13” is not a month"),
    ("a day", "2021-04-01,1,Họp,,done,\n", "2021-04-01", "is not a month"),
    ("no number", ",,Họp,,planned,\n", "", "“” is not the number of a task"),
    ("formula for a number", ",=1+1,Họp,,planned,\n", "=1+1", "“=1+1” is not the number"),
    ("words for a number", ",số một,Họp,,planned,\n", "số một", "is not the number"),
    ("long number", f",{'1' * 21},Họp,,planned,\n", "1" * 21, "20 at most"),
    ("no text", ",1, ,,planned,\n", "", "the task has no text"),
    ("unknown state", ",1,Họp,,finished,\n", "finished", "“finished” is not the state of a task"),
]


@pytest.mark.parametrize(
    ("row", "value", "told"), [case[1:] for case in MISFITS], ids=[case[0] for case in MISFITS]
)
def test_a_row_that_cannot_be_read_is_told_and_the_others_are_read(
    row: str, value: str, told: str
) -> None:
    tasks, findings = read(",0,Viết,,planned,\n" + row + ",9,Đi,,planned,\n")
    assert [task.number for task in tasks] == ["0", "9"]
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.line) == ("structure", "error", 3)
    assert finding.found == value
    assert told in str(finding.message)


@pytest.mark.parametrize("number", ["1", "2a", "IV.3", "1/2", "đ-1", "1" * 20])
def test_offices_number_as_they_like(number: str) -> None:
    tasks, findings = read(f",{number},Họp,,planned,\n")
    assert (findings, [task.number for task in tasks]) == ([], [number])


@pytest.mark.parametrize("since", ["", "2021-05"])
def test_a_number_stands_once_for_each_month(since: str) -> None:
    tasks, findings = read(f"2021-04,1,Đi,,done,\n,1,Họp,,planned,\n{since},1,Viết,,planned,\n")
    assert [task.task for task in tasks] == ["Đi", "Họp"]
    assert [(each.line, each.found) for each in findings] == [(4, "1")]
    assert str(findings[0].description) == (
        "data/2021-05/plan.csv, line 4: line 3 has the task 1 of 2021-05 already: remove one, or "
        "give it another number"
    )


def test_the_plan_of_before_tasks_had_a_month_is_refused_with_the_header_it_needs() -> None:
    text = "number,task,due,status,outcome\n1,Họp,,planned,\n"
    tasks, (finding,) = read_plan(DataFile(MAY, "", "data/2021-05/plan.csv", text))
    assert tasks == []
    assert finding.expected == "since,number,task,due,status,outcome"


def test_open_tasks_are_counted_and_nothing_else_where_none_came_from_before(
    tmp_path: Path,
) -> None:
    assert counts(tmp_path, may=",1,Họp,,planned,\n,2,Đi,,planned,\n") == {"tasks": 2}
    assert {task.status for task in read_dataset(REAL).months[MAY].plan} == {"planned"}


def test_a_plan_without_a_task_counts_none(tmp_path: Path) -> None:
    assert counts(tmp_path) == {"tasks": 0}


def test_tasks_are_counted_by_what_became_of_them(tmp_path: Path) -> None:
    april = "".join(f",{number},Họp,,planned,\n" for number in range(1, 8))
    states = ["done", "done", "done", "under_way", "not_begun", "dropped", ""]
    may = "".join(
        f"2021-04,{number},Họp,,{status},thôi\n" for number, status in enumerate(states, start=1)
    )
    counted = counts(tmp_path, april=april, may=may + ",1,Viết,,planned,\n,2,Đi,,planned,\n")
    assert counted == {"tasks": 4, "reviewed": 6, "done": 3, "dropped": 1}


def test_a_sum_of_states_is_held_against_its_parts(tmp_path: Path) -> None:
    months = {
        "2021-04": {"plan": ",1,Họp,,planned,\n"},
        "2021-05": {"plan": "2021-04,1,Họp,,under_way,\n"},
    }
    (finding,) = found(small(tmp_path, months, CATALOG + WORK_PLAN))
    assert (finding.rule, finding.measure) == ("sum", "reviewed")
    assert (finding.found, finding.expected) == (1, 0)


def test_a_plan_that_cannot_be_read_is_not_counted_and_not_told_twice(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {"plan": ",1,Họp,,soon,\n"}}, CATALOG + WORK_PLAN)
    (finding,) = found(path)
    assert (finding.rule, finding.found) == ("structure", "soon")
    assert read_dataset(path).months[MAY].plan_problems == [finding]


def test_counts_that_a_month_does_not_have_are_not_gone(tmp_path: Path) -> None:
    months = {
        "2021-04": {"plan": ",1,Họp,,planned,\n"},
        "2021-05": {"plan": "2021-04,1,Họp,,done,\n"},
        "2021-06": {"plan": ",1,Đi,,planned,\n"},
    }
    path = small(tmp_path, months, CATALOG + WORK_PLAN)
    assert found(path, "2021-05") == found(path, "2021-06") == []
    assert len(cells_of(read_dataset(path), pd.Period("2021-05", "M"))) == 15 + 4
