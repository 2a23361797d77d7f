"""The narrative and the plan of a month, and what a workbook would change in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.dataset import Task
from ictanalysis.dataset.monthfolder import NARRATIVE
from ictanalysis.dataset.plan import PLAN_FILE
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.workbooks.filled import FilledWorkbook
from ictanalysis.exchange.workbooks.narrativeblocks import (
    BlockKey,
    in_cell,
    in_file,
    narrative_blocks,
    with_blocks,
)
from ictanalysis.exchange.workbooks.narrativesheet import FilledText
from ictanalysis.exchange.workbooks.plansheet import FilledPlan
from ictanalysis.files.reading import read_text
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _
from ictanalysis.report.prose import words


@dataclass(frozen=True)
class ReportTexts:
    """The text of a month's narrative and the tasks of its plan, as they are before a workbook."""

    narrative: str
    plan: Sequence[Task]


def report_texts(data: Dataset, month: pd.Period) -> ReportTexts:
    """Return the texts of a month; of one that the data set does not have, as it would begin.

    Raises
    ------
    InputError
        If one of them cannot be read as a whole.
    """
    if month not in data.files.months:
        blank = blank_month(data, month)
        # What became of the tasks is for this month to say.
        tasks = [replace(task, status="", outcome="") for task in blank.carried]
        return ReportTexts(blank.texts[NARRATIVE], tasks)
    path = data.files.path / str(month) / NARRATIVE
    narrative = read_text(path, path.as_posix()) if path.is_file() else ""
    own = data.files.months[month]
    if own.plan_problems:
        raise InputError(own.plan_problems[0].description)
    return ReportTexts(narrative, own.plan)


@dataclass(frozen=True)
class TextRevision:
    """What a workbook would change in the texts of a month.

    Attributes
    ----------
    texts
        Name of the file → its text, for each that differs.
    changes
        What is there and would be replaced.
    new
        How many texts and tasks there are that were not there before.
    """

    texts: Mapping[str, str]
    changes: Sequence[Message]
    new: int


def text_revision(data: Dataset, workbook: FilledWorkbook, plan: FilledPlan) -> TextRevision:
    """Return what a workbook would change in the narrative and in the plan of its month."""
    month, narrative = workbook.month, workbook.narrative
    before = report_texts(data, month)
    there = narrative_blocks(before.narrative, data.catalog.sections)
    new = {
        key: in_file(filled.text, there.get(key, ""))
        for key, filled in narrative.items()
        if in_cell(in_file(filled.text)) != in_cell(there.get(key, ""))
    }
    blank = Month(data, month)
    titles = {key: words(blank, each.title) for key, each in data.catalog.sections.items()}
    texts = {NARRATIVE: with_blocks(before.narrative, new, titles)} if new else {}
    if [_content(task) for task in before.plan] != [_content(task) for task in plan.tasks]:
        texts[PLAN_FILE] = plan.text
    changes = [
        *_replaced_texts(workbook.file, there, new, narrative),
        *_replaced(before.plan, plan.tasks),
    ]
    if month not in data.files.months:
        changes = []  # what a month would begin with is nobody's word yet
    tasks = {task.name for task in plan.tasks} - {task.name for task in before.plan}
    return TextRevision(texts, changes, sum(not there.get(key) for key in new) + len(tasks))


def _content(task: Task) -> tuple[object, ...]:
    return astuple(task)[:-1]


def _replaced_texts(
    file: str,
    there: Mapping[BlockKey, str],
    new: Mapping[BlockKey, str],
    narrative: Mapping[BlockKey, FilledText],
) -> Iterator[Message]:
    for key in new:
        if there.get(key):
            yield _(
                "{file}, row {row}: the text of “{key}” is not that of {name}",
                file=file,
                row=narrative[key].row + 1,
                key=" ".join(filter(None, key)),
                name=NARRATIVE,
            )


def _replaced(before: Sequence[Task], after: Sequence[Task]) -> Iterator[Message]:
    """Yield the tasks that are gone, and of which something that was written differs."""
    found = {task.name: task for task in after}
    for task in before:
        new = found.get(task.name)
        if new is None:
            yield _(
                "the task {number} of {since} (“{task}”) is not in the workbook",
                number=task.number,
                since=str(task.since),
                task=task.beginning,
            )
        elif any(
            old and old != now for old, now in zip(_content(task), _content(new), strict=True)
        ):
            yield _(
                "the task {number} of {since} (“{task}”) is another one in the workbook",
                number=task.number,
                since=str(task.since),
                task=task.beginning,
            )
