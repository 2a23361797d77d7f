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

    from ictanalysis.catalog import Catalog
    from ictanalysis.indicators.figures import Figure
    from ictanalysis.indicators.traces import Trace
    from ictanalysis.indicators.vintages import Vintage
    from ictanalysis.pipeline.publishing import Publication

MARK = "– "
"""What stands before the name of a part."""

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
    yield from _in_columns([head, *rows])


def _in_columns(rows: Sequence[Sequence[str]]) -> Iterator[Message]:
    """Yield rows as lines, their cells under one another."""
    columns = list(zip_longest(*rows, fillvalue=""))
    widths = [max(map(len, column)) + GAP for column in columns]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False))
        yield _("{value}", value="".join(cells).rstrip())


def describe_trace(figure: Figure, found: Sequence[Trace], catalog: Catalog) -> Iterator[Message]:
    """Yield a figure, how it is computed, and a line for each cell that it comes from."""
    yield _("{value}", value=f"{figure.label}: {figure.quantity}")
    if figure.formula:
        yield _("{value}", value=figure.formula)
    yield from _in_columns(
        [
            [
                f"{MARK if each.along else ''}{catalog.label(each.cell.key)}",
                _number(each, catalog),
                each.cell.status,
                each.cell.place,
                each.origin or each.cell.note,
            ]
            for each in found
        ]
    )


def _number(trace: Trace, catalog: Catalog) -> str:
    from ictanalysis.indicators.figures import figure as figure_of

    return figure_of(catalog, {trace.cell.key: trace.cell}, {}, trace.cell.key).text


def trace_as_json(figure: Figure, found: Sequence[Trace]) -> str:
    """Return a figure and the cells that it comes from as one JSON object."""
    cells = [
        {
            "key": str(each.cell.key),
            "value": each.cell.value,
            "status": each.cell.status,
            "note": each.cell.note,
            "file": each.cell.file,
            "line": each.cell.line,
            "along": each.along,
            "origin": each.source
            and {
                "file": each.source.file,
                "sheet": each.source.sheet,
                "cell": each.source.cell,
                "sha256": each.source.sha256,
            },
        }
        for each in found
    ]
    told = {
        "key": str(figure.key),
        "value": figure.value,
        "status": figure.status,
        "formula": figure.formula,
        "cells": cells,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


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
