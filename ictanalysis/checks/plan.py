"""Rule `plan`: each planned task is followed until its outcome is known."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ictanalysis.checks.unread import plan_unread
from ictanalysis.dataset import MonthFiles, Task
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.plan import FOLLOW_UP_GLOSSED, GLOSSED, PLAN_FILE
from ictanalysis.language.messages import Message, _

Earlier = tuple[pd.Period, MonthFiles]


def plan(
    own: MonthFiles, before: Earlier | None, month: pd.Period, folder: str
) -> Iterator[Finding]:
    """Yield the tasks whose status does not fit, and those that differ from the earlier plan.

    The two plans are not compared where a row of one could not be read, because that row may be
    the missing task; a warning says so if the row is of the earlier plan.

    Parameters
    ----------
    own
        The files of the month.
    before
        The latest earlier month that the data set has, and its files; None where it has none. A
        month may have been skipped, and tasks are carried over it.
    folder
        The folder of the month, as messages call it.
    """
    file = f"{folder}/{PLAN_FILE}"
    for task in own.plan:
        if message := _misfit(task, month):
            yield _finding(task, message, month, file, task.line)
    if before is None:
        return
    earlier, files = before
    yield from plan_unread(files, month, earlier)
    if own.plan_problems or files.plan_problems:
        return
    for task in _lost(own, files):
        yield _finding(task, _is_lost(task, earlier), month, file, 0)
    planned = {task.name: task for task in files.plan}
    for task in own.plan:
        # What a month that was skipped has planned is in no plan that could be looked at.
        if task.since <= earlier and (message := _stranger(task, planned.get(task.name), earlier)):
            yield _finding(task, message, month, file, task.line)


def _misfit(task: Task, month: pd.Period) -> Message | None:
    """Return what is wrong with a task's status, by when it was first planned."""
    facts = _facts(task)
    if task.since > month:
        return _(
            "{task} is first planned in {since}, which is after this month: leave since blank if "
            "it is planned now",
            **facts,
        )
    if task.is_carried_into(month):
        return _carried_misfit(task, facts)
    if task.status != "planned":
        return _(
            "{task} is planned in this very month, so its status is planned and not “{status}”: "
            "mend the status, or write in since when it was first planned",
            **facts,
        )
    return None


def _carried_misfit(task: Task, facts: dict[str, object]) -> Message | None:
    if not task.status:
        return _(
            "nobody has said what became of {task}, planned in {since}: write one of {known} as "
            "its status",
            **facts,
        )
    if task.status == "planned":
        return _(
            "{task} was planned in {since} already: write what became of it, one of {known}",
            **facts,
        )
    if task.status == "dropped" and not task.outcome:
        return _("{task} is dropped without a reason: write it as the outcome", **facts)
    return None


def _lost(own: MonthFiles, before: MonthFiles) -> Iterator[Task]:
    """Return the tasks that were open in the earlier plan and that this month's does not have."""
    names = {task.name for task in own.plan}
    return (task for task in before.plan if task.is_open and task.name not in names)


def _is_lost(task: Task, before: pd.Period) -> Message:
    return _(
        "{task} of {since} was open in the plan of {before} and is not here: add it with since "
        "{since}, number {number} and one of {known} as its status",
        before=str(before),
        **_facts(task),
    )


def _stranger(task: Task, last: Task | None, before: pd.Period) -> Message | None:
    """Return what is wrong with a carried task, by what the earlier plan says of it."""
    if last is None:
        return _(
            "the plan of {before} does not have {task} of {since}: mend since or number, or plan "
            "it now, with a blank since",
            before=str(before),
            **_facts(task),
        )
    facts = _facts(task) | {"before": str(before), "line": last.line}
    if not last.status:
        return _(
            "the plan of {before} does not say what became of {task} (line {line} there): write "
            "its status there first",
            **facts,
        )
    if not last.is_open:
        return _(
            "{task} is “{status}” in the plan of {before} (line {line} there): remove the row, or "
            "mend the status there",
            **facts | {"status": GLOSSED[last.status]},
        )
    return None


def _facts(task: Task) -> dict[str, object]:
    """Return what messages may say of a task."""
    return {
        "task": _("task {number} (“{beginning}”)", number=task.number, beginning=task.beginning),
        "since": str(task.since),
        "number": task.number,
        "status": task.status and GLOSSED[task.status],
        "known": FOLLOW_UP_GLOSSED,
    }


def _finding(task: Task, message: Message, month: pd.Period, file: str, line: int) -> Finding:
    return Finding(
        month=month,
        rule="plan",
        severity="error",
        message=message,
        where={"since": str(task.since), "number": task.number},
        file=file,
        line=line,
        found=task.status,
    )
