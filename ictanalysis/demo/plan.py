"""The plans of all months: each task is followed until it is done or dropped."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ictanalysis.catalog import TaskStatus
from ictanalysis.dataset.plan import OPEN, PLAN_COLUMNS
from ictanalysis.demo.dice import Dice
from ictanalysis.demo.timeline import MONTHS

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

OUTCOMES: Mapping[TaskStatus, Sequence[str]] = {
    "done": ("", "", "đúng thời hạn", "đã báo cáo kết quả"),
    "under_way": ("", "chờ ý kiến các đơn vị cấp huyện", "đang hoàn thiện hồ sơ"),
    "not_begun": ("chưa bố trí được kinh phí", "chờ hướng dẫn của cấp trên"),
    "dropped": ("trùng với nhiệm vụ của đơn vị khác", "gộp vào kế hoạch của năm sau"),
}


@dataclass(frozen=True)
class _Task:
    since: pd.Period
    number: int
    task: str
    status: TaskStatus = "planned"
    outcome: str = ""

    @property
    def due(self) -> str:
        """Return the last day of the month after it was planned."""
        return str((self.since + 1).end_time.date())


def plans(dice: Dice, tasks: Tasks) -> Iterator[str]:
    """Yield the text of `plan.csv`, month after month, in the order of `timeline.MONTHS`.

    Each plan lists the tasks that were open with their outcome, then the new ones.
    """
    plan: list[_Task] = []
    for month in MONTHS:
        carried = [_followed(dice, task, month) for task in plan if task.status in OPEN]
        new = tasks[(month + 1).month]
        planned = [_Task(month, number, task) for number, task in enumerate(new, start=1)]
        plan = [*carried, *planned]
        yield _text(plan, month)


def _followed(dice: Dice, task: _Task, month: pd.Period) -> _Task:
    """Return a task with its status in a month."""
    last = month.ordinal - task.since.ordinal >= LONGEST
    status = "done" if last else next(state for state, share in SHARES if dice.happens(share))
    return replace(task, status=status, outcome=dice.one_of(OUTCOMES[status]))


def _text(plan: Sequence[_Task], month: pd.Period) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PLAN_COLUMNS)
    for task in plan:
        since = "" if task.since == month else task.since
        writer.writerow([since, task.number, task.task, task.due, task.status, task.outcome])
    return text.getvalue()
