"""The plan of a month: next month's tasks, as `plan.csv` has them."""

from __future__ import annotations

from dataclasses import dataclass

from ictanalysis.dataset.rows import read_rows, whole_rows
from ictanalysis.dataset.tablefile import TableFile
from ictanalysis.findings import Finding
from ictanalysis.messages import _

__all__ = ["PLAN_COLUMNS", "PLAN_STATUSES", "Task", "read_plan"]

PLAN_COLUMNS = ("number", "task", "due", "status", "outcome")
PLAN_STATUSES = ("planned", "done", "under_way", "not_begun", "dropped")


@dataclass(frozen=True)
class Task:
    """A task of next month's plan, as `plan.csv` has it."""

    number: str
    task: str
    due: str
    status: str
    outcome: str
    line: int


def read_plan(file: TableFile) -> tuple[list[Task], list[Finding]]:
    """Yield the tasks of a plan and what is wrong with the file."""
    rows, findings = read_rows(file, PLAN_COLUMNS)
    rows, broken = whole_rows(file, rows, PLAN_COLUMNS)
    findings = [*findings, *broken]
    tasks = []
    for line, cells in rows:
        number, text, due, status, outcome = cells
        task = Task(number, text, due, status, outcome, line)
        if task.status not in PLAN_STATUSES:
            message = _(
                "“{value}” is not the state of a task: use one of {known}",
                value=task.status,
                known=", ".join(PLAN_STATUSES),
            )
            findings.append(file.finding(message, line=line, found=task.status))
        elif not task.task:
            findings.append(file.finding(_("the task has no text: write it"), line=line))
        else:
            tasks.append(task)
    return tasks, findings
