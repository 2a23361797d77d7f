"""Rules `no_such_day` and `other_month`: the days and months that texts of a month name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.days import days_told
from ictanalysis.dataset import MonthFiles, Settings, Task
from ictanalysis.dataset.findings import Finding, Rule
from ictanalysis.language.dates import NamedDay, named_days, named_months
from ictanalysis.language.kinds import Reading
from ictanalysis.language.messages import Language, Message, _
from ictanalysis.language.phrases import is_dated_otherwise, is_history
from ictanalysis.language.typed import readings

_DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
NEAR = 12
"""How many letters may stand between the number of a document and its date."""


def named_dates(
    catalog: Catalog, own: MonthFiles, settings: Settings, month: pd.Period, plan: str
) -> Iterator[Finding]:
    """Yield the days that do not exist, and the days and months that cannot be meant.

    A document dated after the month cannot have been written yet. In the narrative, a month is
    named wrongly if it is neither this one nor the next, and the sentence does not name it as
    history or a deadline; a month of another year is history by itself, unless it is called as this
    one or the next. So is a day that lies outside of `days_told`, if it is not that of a document
    or a feast. The tasks of the plan may name any day that exists.

    Parameters
    ----------
    settings
        The reporting window, and the phrases whose numbers are part of a name.
    plan
        The file of the plan, as messages call it.
    """
    for news in own.narrative.sections.values():
        for paragraph in news.paragraphs:
            for at, rule, message in _problems(paragraph.text, catalog, settings, month):
                line = paragraph.line_at(at.start)
                yield Finding(
                    month, rule, "error", message, file=own.narrative.name, line=line,
                    found=at.text,
                )  # fmt: skip
    for task in own.plan:
        yield from _due(task, month, plan)
        texts = (task.task, task.due)
        for at, rule, message in (
            each for text in texts for each in _problems(text, catalog, settings, month)
        ):
            if rule == "no_such_day":
                yield Finding(
                    month, rule, "error", message, file=plan, line=task.line, found=at.text
                )


def _due(task: Task, month: pd.Period, plan: str) -> Iterator[Finding]:
    """Yield what is wrong with the day on which a task is due, where that is written as one."""
    if not _DAY.fullmatch(task.due):
        return
    message: Message | None = None
    rule: Rule = "no_such_day"
    try:
        day = date.fromisoformat(task.due)
    except ValueError:
        message = _("“{day}” is no day of the calendar: write it as YYYY-MM-DD", day=task.due)
    else:
        if task.since == month and day < month.start_time.date():
            message = _("a new task is due on {day}, which is past: mend the day", day=task.due)
            rule = "day_outside"
    if message:
        yield Finding(month, rule, "error", message, file=plan, line=task.line, found=task.due)


def _problems(
    text: str, catalog: Catalog, settings: Settings, month: pd.Period
) -> Iterator[tuple[Reading, Rule, Message]]:
    language = catalog.locale.code
    document: Reading | None = None
    for each in sorted(readings(text, language, settings.literals), key=lambda each: each.start):
        if each.kind == "document":
            document = each
        elif each.kind == "date":
            dated = document is not None and 0 <= each.start - document.end <= NEAR
            if message := _wrong_day(each, dated, month):
                yield each, "no_such_day", message
            elif not dated and _is_other_day(each, text, settings, month, language):
                yield each, "other_month", _named_wrongly(each, month, catalog)
        elif (
            each.kind == "month"
            and _is_other(each, month)
            and not is_history(text, each.start, each.end, language)
        ):
            yield each, "other_month", _named_wrongly(each, month, catalog)


def _wrong_day(reading: Reading, dated: bool, month: pd.Period) -> Message | None:
    """Return what is wrong with a date; `dated`: it is that of a document."""
    for day in named_days(reading.text):
        if not day.exists:
            return _("“{date}” is no day of the calendar: mend it", date=reading.text)
        if dated and _on(day, day.year or month.year) > month.end_time.date():
            return _(
                "“{date}” is the date of a document, and lies after the month: mend it",
                date=reading.text,
            )
    return None


def _on(day: NamedDay, year: int) -> date:
    return date(year, day.month, min(day.day, 28))


def _is_other_day(
    reading: Reading, text: str, settings: Settings, month: pd.Period, language: Language
) -> bool:
    """Return whether a date is told as one of this report, and cannot be one."""
    first, last = days_told(month, settings.reporting_window)
    days = named_days(reading.text)
    near = {each.month for each in (month, month + 1)}
    could_be = (
        first <= _on(day, year) <= last
        for day in days
        for year in ([day.year] if day.year else [month.year - 1, month.year, month.year + 1])
    )
    if any(could_be):
        return False
    claims = any((day.year or month.year) >= month.year or day.month in near for day in days)
    at = text, reading.start, reading.end, language
    return claims and not is_history(*at) and not is_dated_otherwise(*at)


def _is_other(reading: Reading, month: pd.Period) -> bool:
    months, year = named_months(reading)
    near = {(each.month, each.year) for each in (month, month + 1)}
    if year is None:
        return not months & {number for number, _year in near}
    if any((each, year) in near for each in months):
        return False
    called_as_near = bool(months & {number for number, _year in near})
    return year == month.year or called_as_near or year > month.year


def _named_wrongly(reading: Reading, month: pd.Period, catalog: Catalog) -> Message:
    return _(
        "“{month}” is neither {this} nor {next}: write this month's news, or say that it is "
        "history or a deadline (“compared with {month}”, “since {month}”, “until {month}”)",
        month=reading.text,
        this=catalog.locale.month(month),
        next=catalog.locale.month(month + 1),
    )
