"""The plans of all months: each task is followed until it is done or dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from ictanalysis.catalog import TaskStatus
from ictanalysis.dataset.plan import PLAN_COLUMNS, Task
from ictanalysis.demo.dice import Dice
from ictanalysis.demo.timeline import MONTHS
from ictanalysis.files.csvtext import csv_text

Tasks = Mapping[int, Sequence[str]]
"""Month of the year → its tasks."""

LONGEST = 3
"""No task is open for more months than this."""

SHARES: Sequence[tuple[TaskStatus, float]] = (
    ("done", 0.50),
    ("under_way", 0.60),
    ("not_begun", 0.70),
    ("dropped", 1.0),
)
"""Status → its share among the tasks that have none of the statuses before it."""

SEASON = ("Tết", "mừng Xuân")
"""What is to be done at the lunar new year is done by then."""

OUTCOMES: Mapping[TaskStatus, Sequence[str]] = {
    "done": ("", "", "đúng thời hạn", "đã báo cáo kết quả"),
    "under_way": ("", "chờ ý kiến các đơn vị cấp huyện", "đang hoàn thiện hồ sơ"),
    "not_begun": ("chưa bố trí được kinh phí", "chờ hướng dẫn của cấp trên"),
    "dropped": ("trùng với nhiệm vụ của đơn vị khác", "gộp vào kế hoạch của năm sau"),
}


def plans(dice: Dice, tasks: Tasks) -> Iterator[str]:
    """Yield the text of `plan.csv`, month after month, in the order of `timeline.MONTHS`.

    Each plan lists the tasks that were open with their outcome, then the new ones.
    """
    plan: list[Task] = []
    for month in MONTHS:
        carried = [_followed(dice, task, month) for task in plan if task.is_open]
        due = str((month + 1).end_time.date())
        new = [
            Task(month, str(number), task, due, "planned", "", line=0)
            for number, task in enumerate(tasks[(month + 1).month], start=1)
        ]
        plan = [*carried, *new]
        yield csv_text([PLAN_COLUMNS, *(_row(task, month) for task in plan)])


def _followed(dice: Dice, task: Task, month: pd.Period) -> Task:
    """Return a task with its status in a month."""
    last = month.ordinal - task.since.ordinal >= LONGEST
    status = "done" if last else next(state for state, share in SHARES if dice.happens(share))
    if any(words in task.task for words in SEASON):
        status = "done"
    return replace(task, status=status, outcome=dice.one_of(OUTCOMES[status]))


def _row(task: Task, month: pd.Period) -> Sequence[object]:
    since = "" if task.since == month else task.since
    return since, task.number, task.task, task.due, task.status, task.outcome
