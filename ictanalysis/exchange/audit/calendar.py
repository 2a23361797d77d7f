"""Days that no calendar has, and months that do not fit the title of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from ictanalysis.exchange.audit.report import Passage, Report
from ictanalysis.exchange.audit.verdicts import Fault, quoted
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.dates import named_days, named_months
from ictanalysis.language.kinds import Reading
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.messages import Message, _
from ictanalysis.language.phrases import is_history
from ictanalysis.language.typed import readings

TITLES = 12
"""How many passages the title of a report is looked for in."""

_YEAR = re.compile(r"(?:19|20)\d\d")


def reported_month(report: Report) -> pd.Period | None:
    """Return the month that the title of a report names; None where it names none.

    A title may name the next month too, that of the plan: it is the first one that counts.
    """
    first = report.passages[:TITLES]
    for number, passage in enumerate(first):
        if len(passage.text) > prose.LONGEST_TITLE or not prose.REPORT_TITLE.search(passage.text):
            continue
        months = [each for each in _readings(passage.text) if each.kind == "month"]
        if not months:
            continue
        named, year = named_months(months[0])
        near = " ".join(each.text for each in first[number : number + 3])
        found = _YEAR.search(near)
        if named and (year or found):
            return pd.Period(year=year or int(found[0]), month=min(named), freq="M")  # type: ignore[index]
    return None


def days(passage: Passage) -> Iterator[Fault]:
    """Yield the days of a passage that do not exist."""
    text = passage.text
    for reading in _readings(text):
        if reading.kind != "date":
            continue
        for day in named_days(reading.text):
            if not day.exists:
                yield _no_day(passage, reading.start, reading.end)
                break
    told = 0
    for match in sorted(
        [*prose.NO_DAY.finditer(text), *prose.NO_MONTH.finditer(text)], key=re.Match.start
    ):
        if match.start() >= told:
            yield _no_day(passage, match.start(), match.end())
            told = match.end()


def mistaken_days(passage: Passage) -> Iterator[Fault]:
    """Yield the periods of a passage that end before they begin, and days of another weekday."""
    text = passage.text
    for match in prose.BACKWARDS.finditer(text):
        first, last = _date(match["first"]), _date(match["last"])
        if first and last and last < first:
            message = _("“{period}” ends before it begins", period=match[0])
            yield _mistaken(passage, match, message)
    for match in prose.WEEKDAY.finditer(text):
        day = _date(match["date"])
        if day and prose.WEEKDAYS[day.weekday()] != match["name"].lower():
            right = VIETNAMESE.weekday(day)
            message = _("“{date}” is a {weekday}", date=match["date"], weekday=right)
            yield _mistaken(passage, match, message)


def _date(written: str) -> date | None:
    """Return the one day that a text with a year names; None where there is no such day."""
    for day in named_days(written):
        if day.exists and day.year:
            return date(day.year, day.month, day.day)
    return None


def _mistaken(passage: Passage, match: re.Match[str], message: Message) -> Fault:
    quote = quoted(passage.text, match.start(), match.end())
    return Fault("day", message, passage.place, quote, match[0])


def _no_day(passage: Passage, start: int, end: int) -> Fault:
    written = passage.text[start:end]
    message = _("“{date}” is not in the calendar", date=written)
    return Fault("day", message, passage.place, quoted(passage.text, start, end), written)


def months(passages: Sequence[Passage], month: pd.Period) -> Iterator[Fault]:
    """Yield the months that passages name as that of the news or of the plan, and that are not.

    A plan is of the month after the one of the title, news are of that one; under a heading that
    announces a plan, of either.
    """
    planning = False
    for passage in passages:
        if passage.heading:
            planning = prose.PLAN_TITLE.search(passage.text) is not None
        for reading in _readings(passage.text):
            if reading.kind == "month" and (message := _problem(passage, reading, month, planning)):
                quote = quoted(passage.text, reading.start, reading.end)
                yield Fault("month", message, passage.place, quote, reading.text)


def _problem(
    passage: Passage, reading: Reading, month: pd.Period, planning: bool
) -> Message | None:
    before = passage.text[: reading.start]
    headed = passage.heading and prose.HEADED.search(before)
    if headed or (prose.PLANNED.search(before) and not prose.ENDED.search(before)):
        if _names(reading, month + 1) or not _names_near(reading, month):
            return None
        return _(
            "“{month}” is named as the month of the plan, which is {right}",
            month=reading.text,
            right=VIETNAMESE.month(month + 1),
        )
    if not prose.NEWS.search(before) or is_history(passage.text, reading.start, reading.end, "vi"):
        return None
    right = [month, month + 1] if planning else [month]
    if any(_names(reading, each) for each in right):
        return None
    return _(
        "“{month}” is not the month of the report, {right}",
        month=reading.text,
        right=VIETNAMESE.month(month),
    )


def _names(reading: Reading, month: pd.Period) -> bool:
    numbers, year = named_months(reading)
    return month.month in numbers and year in {None, month.year}


def _names_near(reading: Reading, month: pd.Period) -> bool:
    _numbers, year = named_months(reading)
    return year is None or abs(year - month.year) <= 1


def _readings(text: str) -> Sequence[Reading]:
    return sorted(readings(text, "vi"), key=lambda each: each.start)
