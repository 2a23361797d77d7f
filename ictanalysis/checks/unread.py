"""What an earlier month does not tell, for its files could not be read as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import MonthFiles
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import Message, _

__all__ = ["figures_unread", "plan_unread", "table_problems"]


def table_problems(catalog: Catalog, files: MonthFiles) -> list[Finding]:
    """Return what keeps the tables of a month from being known as a whole."""
    return [each for each in files.findings if each.blocks and each.table in catalog.tables]


def figures_unread(catalog: Catalog, before: MonthFiles, month: pd.Period) -> Iterator[Finding]:
    """Return a warning for each table of the month just before that could not be read as a whole.

    What it does not tell is not compared with this month's figures, and no rule can say so later.
    """
    message = _(
        "last month's figures could not be read here, so this month's are not compared with them: "
        "mend {before} first",
        before=str(month - 1),
    )
    return _warnings(table_problems(catalog, before), message, month)


def plan_unread(before: MonthFiles, month: pd.Period, earlier: pd.Period) -> Iterator[Finding]:
    """Return a warning if the plan that this month's goes on from could not be read as a whole."""
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
