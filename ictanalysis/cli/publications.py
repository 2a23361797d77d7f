"""What the commands about published reports print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _, plural

if TYPE_CHECKING:
    import pandas as pd

    from ictanalysis.indicators.vintages import Vintage
    from ictanalysis.pipeline.publishing import Publication

GAP = 2
"""Spaces between two columns."""


def describe_publication(made: Publication, locale: Locale, name: str, *, grown: bool) -> Message:
    """Return what was published, and where it is on record; `grown`: just now."""
    if not grown:
        return _(
            "{month}: this report was published by {by} on {day} already: nothing was added",
            month=made.month,
            by=made.by,
            day=locale.short_day(made.day),
        )
    return _(
        "{month}: published by {by} on {day}, vintage {vintage}: on record in {ledger}, to line "
        "{line}",
        month=made.month,
        by=made.by,
        day=locale.short_day(made.day),
        vintage=made.vintage,
        ledger=name,
        line=made.lines,
    )


def describe_verification(month: pd.Period, problems: Sequence[Message]) -> Iterator[Message]:
    """Yield what is wrong with a report, and how much it is."""
    yield from problems
    if problems:
        yield plural(
            "{month}: {count} thing is not as it was",
            "{month}: {count} things are not as they were",
            len(problems),
            month=str(month),
        )
    else:
        yield _(
            "{month}: the report, its sources and the ledger are as they were", month=str(month)
        )


def describe_history(
    label: str, history: Mapping[pd.Period, Sequence[Vintage]], locale: Locale
) -> Iterator[Message]:
    """Yield a figure's revision triangle: a row a month, a column a vintage."""
    yield _("{value}", value=label)
    if not history:
        yield _("nothing of it was published yet")
        return
    rows = [
        [str(month), *(f"{each.text} ({locale.short_day(each.day)})" for each in told)]
        for month, told in history.items()
    ]
    numbers = range(1, max(map(len, rows)))
    head = [locale.say("Month"), *(locale.say("Vintage {number}", number=at) for at in numbers)]
    columns = list(zip_longest(head, *rows, fillvalue=""))
    widths = [max(map(len, column)) + GAP for column in columns]
    for row in [head, *rows]:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False))
        yield _("{value}", value="".join(cells).rstrip())


def history_as_json(key: str, history: Mapping[pd.Period, Sequence[Vintage]]) -> str:
    """Return every vintage of a figure as one JSON object."""
    lines = [
        {
            "month": str(month),
            "vintage": each.told.vintage,
            "value": each.told.value or None,
            "status": each.told.status,
            "published": each.told.published,
            "by": each.told.by,
            "note": each.told.note,
            "line": each.told.line,
        }
        for month, told in history.items()
        for each in told
    ]
    return json.dumps({"key": key, "vintages": lines}, ensure_ascii=False, indent=2)
