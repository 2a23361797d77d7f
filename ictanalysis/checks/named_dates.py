"""Rules `no_such_day` and `other_month`: the days and months that the narrative names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Narrative
from ictanalysis.dataset.findings import Finding, Rule
from ictanalysis.language.dates import NamedDay, named_days, named_months
from ictanalysis.language.kinds import Reading
from ictanalysis.language.messages import Message, _
from ictanalysis.language.paragraphs import Paragraph
from ictanalysis.language.phrases import is_history
from ictanalysis.language.typed import readings

NEAR = 12
"""How many letters may stand between the number of a document and its date."""


def named_dates(
    catalog: Catalog, narrative: Narrative, literals: Sequence[str], month: pd.Period
) -> Iterator[Finding]:
    """Yield the days that do not exist, and the months that cannot be meant.

    A document dated after the month cannot have been written yet. A month is named wrongly if it is
    neither this one nor the next, and the sentence does not name it as history or a deadline; a
    month of another year is history by itself, unless it is called as this one or the next.

    Parameters
    ----------
    literals
        Phrases of the narrative whose numbers are part of a name.
    """
    for news in narrative.sections.values():
        for paragraph in news.paragraphs:
            language = catalog.locale.code
            read = sorted(readings(paragraph.text, language, literals), key=lambda each: each.start)
            for at, rule, message in _problems(paragraph, read, catalog, month):
                line = paragraph.line_at(at.start)
                yield Finding(
                    month, rule, "error", message, file=narrative.name, line=line, found=at.text
                )


def _problems(
    paragraph: Paragraph, read: Sequence[Reading], catalog: Catalog, month: pd.Period
) -> Iterator[tuple[Reading, Rule, Message]]:
    document: Reading | None = None
    for each in read:
        if each.kind == "document":
            document = each
        elif each.kind == "date":
            dated = document is not None and 0 <= each.start - document.end <= NEAR
            if message := _wrong_day(each, dated, month):
                yield each, "no_such_day", message
        elif (
            each.kind == "month"
            and _is_other(each, month)
            and not is_history(paragraph.text, each.start, each.end, catalog.locale.code)
        ):
            yield each, "other_month", _named_wrongly(each, month, catalog)


def _wrong_day(reading: Reading, dated: bool, month: pd.Period) -> Message | None:
    """Return what is wrong with a date; `dated`: it is that of a document."""
    for day in named_days(reading.text):
        if not day.exists:
            return _("“{date}” is no day of the calendar: mend it", date=reading.text)
        if dated and _written(day, month) > month.end_time.date():
            return _(
                "“{date}” is the date of a document, and lies after the month: mend it",
                date=reading.text,
            )
    return None


def _written(day: NamedDay, month: pd.Period) -> date:
    return date(day.year or month.year, day.month, min(day.day, 28))


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
