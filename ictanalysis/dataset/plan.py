"""The plan of a month: next month's tasks and what became of earlier ones, as `plan.csv` has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import pandas as pd

from ictanalysis.catalog import TaskStatus
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.periods import parse_month
from ictanalysis.dataset.rows import read_records
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

PLAN_FILE = "plan.csv"
PLAN_COLUMNS = ("since", "number", "task", "due", "status", "outcome")

PLAN_STATUSES: Sequence[TaskStatus] = get_args(TaskStatus)
FOLLOW_UP = tuple(status for status in PLAN_STATUSES if status != "planned")
"""What may have become of a task that an earlier month has planned."""
OPEN = frozenset({"planned", "under_way", "not_begun"})
"""The states of tasks that are still to be done, so that the next month's plan has them too."""

ALL_GLOSSED = _("planned, done, under_way, not_begun, dropped")
FOLLOW_UP_GLOSSED = _("done, under_way, not_begun, dropped")
"""States as messages name them, with their meaning for who does not read English."""
GLOSSED: Mapping[str, Message] = {
    "planned": _("planned"),
    "done": _("done"),
    "under_way": _("under_way"),
    "not_begun": _("not_begun"),
    "dropped": _("dropped"),
}

BEGINNING = 8
"""How many words of a task a message quotes."""

_NUMBER = re.compile(r"\w[\w./-]{0,19}")


@dataclass(frozen=True)
class Task:
    """A task of a plan.

    Attributes
    ----------
    since, number
        The month in whose report it was first planned, and its number there: together they name it
        for good, in this month's plan and in those of later months.
    task, due
        What is to be done, and by when.
    status
        One of `PLAN_STATUSES`; blank where nobody has said yet what became of it.
    outcome
        What was reached, or why it was dropped.
    line
        The row that it was read from.
    """

    since: pd.Period
    number: str
    task: str
    due: str
    status: str
    outcome: str
    line: int

    @property
    def name(self) -> tuple[pd.Period, str]:
        """Return what names it for good."""
        return self.since, self.number

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be done."""
        return self.status in OPEN

    @property
    def beginning(self) -> str:
        """Return its first words, by which a person knows it again."""
        words = self.task.split()
        return " ".join(words[:BEGINNING]) + ("…" if len(words) > BEGINNING else "")

    def is_carried_into(self, month: pd.Period) -> bool:
        """Return whether the plan of a month has it from an earlier one."""
        return self.since < month


def read_plan(file: DataFile) -> tuple[list[Task], list[Finding]]:
    """Return the tasks of a plan and what is wrong with the file.

    A blank `since` stands for the file's own month. Whether a status fits the month is not asked
    here but by the rule `plan`.
    """
    records, findings = read_records(file, PLAN_COLUMNS)
    tasks: dict[tuple[pd.Period, str], Task] = {}
    for row, record in records:
        content = {column: cell.strip() for column, cell in record.items()}
        if problem := _problem(content):
            column, message = problem
            findings.append(row.finding(message, found=content[column]))
            continue
        since = parse_month(content.pop("since") or str(file.month))
        task = Task(since, line=row.line, **content)
        if task.name in tasks:
            message = _(
                "line {first} has the task {number} of {since} already: remove one, or give it "
                "another number",
                first=tasks[task.name].line,
                number=task.number,
                since=str(task.since),
            )
            findings.append(row.finding(message, found=task.number))
        else:
            tasks[task.name] = task
    return list(tasks.values()), findings


def _problem(row: Mapping[str, str]) -> tuple[str, Message] | None:
    """Return the first cell of a row that cannot be read, and what to say of it."""
    try:
        if row["since"]:
            parse_month(row["since"])
    except UsageError as error:
        return "since", error.message
    if not _NUMBER.fullmatch(row["number"]):
        message = _(
            "“{value}” is not the number of a task: write letters, digits, dots, dashes or "
            "slashes, 20 at most",
            value=row["number"],
        )
        return "number", message
    if not row["task"]:
        return "task", _("the task has no text: write it")
    if row["status"] and row["status"] not in PLAN_STATUSES:
        message = _(
            "“{value}” is not the state of a task: use one of {known}",
            value=row["status"],
            known=ALL_GLOSSED,
        )
        return "status", message
    return None
