"""Warnings about earlier months whose files could not be read in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import MonthFiles
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import Message, _


def table_problems(catalog: Catalog, files: MonthFiles) -> list[Finding]:
    """Return the findings that keep the tables of a month from being read in full."""
    return [each for each in files.findings if each.blocks and each.table in catalog.tables]


def figures_unread(catalog: Catalog, before: MonthFiles, month: pd.Period) -> Iterator[Finding]:
    """Return a warning for each table of last month that could not be read in full.

    Its unread figures are not compared with this month's, and no other rule would say so.
    """
    message = _(
        "last month's figures could not be read here, so this month's are not compared with them: "
        "mend {before} first",
        before=str(month - 1),
    )
    return _warnings(table_problems(catalog, before), message, month)


def plan_unread(before: MonthFiles, month: pd.Period, earlier: pd.Period) -> Iterator[Finding]:
    """Return a warning if the plan that this month carries on could not be read in full."""
    message = _(
        "the plan of {before} could not be read here, so no task is compared with it: mend "
        "{before} first",
        before=str(earlier),
    )
    return _warnings(before.plan_problems, message, month)


def _warnings(problems: Iterable[Finding], message: Message, month: pd.Period) -> Iterator[Finding]:
    """Yield one warning for each file, at the first place in it."""
    first: dict[str, Finding] = {}
    for each in problems:
        first.setdefault(each.file, each)
    for name, each in first.items():
        yield Finding(month, "structure", "warning", message, each.table, file=name, line=each.line)
