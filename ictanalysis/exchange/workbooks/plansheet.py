"""The sheet of the plan: the tasks that are open, what became of them, and room for new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from ictanalysis.dataset import Task
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.plan import GLOSSED, PLAN_COLUMNS, PLAN_FILE, PLAN_STATUSES, read_plan
from ictanalysis.exchange.workbooks.cellvalues import broken
from ictanalysis.exchange.workbooks.layout import FIRST_ROW, HEADER_ROW
from ictanalysis.exchange.workbooks.sheets import Cell, Problem, Sheet
from ictanalysis.exchange.workbooks.styles import Styles, row_height
from ictanalysis.files.csvtext import csv_text
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _

ROOM = 40
"""How many new tasks there is room for."""

LARGEST = 10**15
"""From which number on a cell holds no number of a task."""

SINCE, NUMBER, TASK, DUE, STATUS, OUTCOME, KEY = range(7)
_WIDTHS = (12, 10, 90, 20, 22, 60)


class FilledPlan(NamedTuple):
    """A plan as it was filled in: the text of its file, and its tasks."""

    text: str
    tasks: Sequence[Task]


def plan_head(locale: Locale) -> Sequence[str]:
    """Return the words above the columns; above the hidden one stands the file's name."""
    say = locale.say
    names = say("Planned in"), say("Number"), say("Task"), say("Due"), say("State"), say("Outcome")
    return [*names, PLAN_FILE]


STATES: Mapping[str, Message] = {
    "planned": _("Planned"),
    "done": _("Done"),
    "under_way": _("Under way"),
    "not_begun": _("Not begun"),
    "dropped": _("Dropped"),
}
"""State of a task → the words by which it is chosen."""


def _states(locale: Locale) -> Mapping[str, str]:
    return {status: locale.render(STATES[status]) for status in PLAN_STATUSES}


def _read_states(locale: Locale) -> Mapping[str, str]:
    """Return what may stand in a cell, in small letters → the state that it means."""
    return {
        words.casefold(): status
        for status in PLAN_STATUSES
        for words in (status, locale.render(GLOSSED[status]), locale.render(STATES[status]))
    }


def write_plan(
    sheet: Worksheet, styles: Styles, locale: Locale, tasks: Sequence[Task], month: pd.Period
) -> None:
    """Write the sheet; tasks that the month itself plans have no month beside them."""
    sheet.write_string(0, 0, locale.say("Plan of tasks"), styles["title"])
    sheet.write_string(
        1,
        0,
        locale.say(
            "Tasks of earlier months: choose what became of them. New tasks: write number and "
            "task; leave “Planned in” empty."
        ),
        styles["line"],
    )
    sheet.write_row(HEADER_ROW, 0, plan_head(locale), styles["header"])
    states = _states(locale)
    for at, task in enumerate(tasks, start=FIRST_ROW):
        state = states.get(task.status, "")
        since = "" if task.since == month else str(task.since)
        row = since, task.number, task.task, task.due, state, task.outcome
        heights = map(row_height, row, _WIDTHS)
        sheet.set_row(at, max(heights))
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, styles["text"])
    for at in range(FIRST_ROW + len(tasks), FIRST_ROW + len(tasks) + ROOM):
        for column in range(KEY):
            sheet.write_blank(at, column, None, styles["text"])
    last = FIRST_ROW + len(tasks) + ROOM - 1
    choice = {
        "validate": "list",
        "source": [*states.values()],
        "error_title": locale.say("State"),
        "error_message": locale.say("Choose from the list, or leave it empty."),
    }
    sheet.data_validation(FIRST_ROW, STATUS, last, STATUS, choice)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(KEY, KEY, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def read_plan_sheet(
    sheet: Sheet, locale: Locale, month: pd.Period
) -> tuple[FilledPlan, Sequence[Problem]]:
    """Return the plan, and what is wrong with the sheet; a task of the month itself is planned."""
    for at, expected in enumerate(plan_head(locale)):
        if sheet.text(HEADER_ROW, at) != expected:
            message = _(
                "is “{found}”, and was “{expected}” in the template: put it back",
                found=sheet.text(HEADER_ROW, at),
                expected=expected,
            )
            return FilledPlan("", []), [Problem(sheet.name, (HEADER_ROW, at), message)]
    problems: list[Problem] = []
    rows: list[Sequence[str]] = []
    lines: dict[int, int] = {}
    line = 2
    states = _read_states(locale)
    for row in range(FIRST_ROW, sheet.height):
        cells = [sheet.at(row, column) for column in range(KEY)]
        texts = [_text(cell, column) for column, cell in enumerate(cells)]
        wrong = [
            Problem(sheet.name, (row, column), problem)
            for column, (cell, text) in enumerate(zip(cells, texts, strict=True))
            if (problem := broken(cell) or (text if isinstance(text, Message) else None))
        ]
        problems += wrong
        written = [text if isinstance(text, str) else "" for text in texts]
        if wrong or not any(written):
            continue
        written[STATUS] = states.get(written[STATUS].casefold(), written[STATUS])
        if written[SINCE] in {"", str(month)}:
            written[STATUS] = written[STATUS] or "planned"
        rows.append(written)
        for _part in range(1 + "".join(written).count("\n")):
            lines[line] = row
            line += 1
    text = csv_text([PLAN_COLUMNS, *rows])
    tasks, findings = read_plan(DataFile(month, "", sheet.name, text))
    problems += [
        Problem(
            sheet.name, _place(sheet, lines.get(each.line, FIRST_ROW), each.found), each.message
        )
        for each in findings
        if each.blocks
    ]
    return FilledPlan(text, tasks), problems


def _place(sheet: Sheet, row: int, found: object) -> tuple[int, int]:
    """Return the cell of a row that holds what was found; that of its number where none does."""
    cells = (column for column in range(KEY) if _text(sheet.at(row, column), column) == found)
    return row, next(cells, NUMBER)


def _text(cell: Cell, column: int) -> str | Message:
    value = cell.value
    if isinstance(value, str):
        return " ".join(cell.text.split())
    if isinstance(value, datetime | date) and column in {SINCE, DUE}:
        return f"{value:%Y-%m}" if column == SINCE else f"{value:%Y-%m-%d}"
    if isinstance(value, int | float) and abs(value) < LARGEST:
        return f"{value:.15g}"
    return _("is no text: write it as a text")
