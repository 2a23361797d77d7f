"""Checks of a month's data: all findings are collected before any is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from ictanalysis.checks.acknowledgements import acknowledge
from ictanalysis.checks.arithmetic import arithmetic
from ictanalysis.checks.cells import unread_cells
from ictanalysis.checks.days import day_outside
from ictanalysis.checks.flow import flow
from ictanalysis.checks.mentions import chart_names, mentions
from ictanalysis.checks.missing import expected_keys, missing, to_fill_in, too_few
from ictanalysis.checks.named_dates import named_dates
from ictanalysis.checks.notebook import REPORT, notebook, uncited
from ictanalysis.checks.outlier import outlier
from ictanalysis.checks.plan import plan
from ictanalysis.checks.promises import empty_promises
from ictanalysis.checks.repeated import repeated
from ictanalysis.checks.repeated_tables import repeated_tables
from ictanalysis.checks.restated import ledger, restatements
from ictanalysis.checks.stock_jump import stock_jump
from ictanalysis.checks.unbound import unbound
from ictanalysis.checks.unfinished import unfinished, unnamed
from ictanalysis.checks.unprinted import unprinted
from ictanalysis.checks.unread import figures_unread, table_problems
from ictanalysis.dataset import Cells, DatasetFiles, cells_of, series_of
from ictanalysis.dataset.findings import Finding, Settable, Severity
from ictanalysis.dataset.plan import PLAN_FILE
from ictanalysis.files.reading import real

__all__ = ["check", "expected_keys", "table_problems", "to_fill_in"]


def check(files: DatasetFiles, month: pd.Period) -> list[Finding]:
    """Return the findings of a month, the most severe first.

    A cell that could not be read is reported once, by the rule `structure`, and not as missing too.
    """
    own, last = files.months[month], files.months.get(month - 1)
    cells, before = series_of(files, month), cells_of(files, month - 1)
    folder = f"{real(files.path).name}/{month}"
    earlier = max((each for each in files.months if each < month), default=None)
    planned = None if earlier is None else (earlier, files.months[earlier])
    absent = [
        *too_few(files.catalog, cells, month, folder, files.settings.most_missing),
        *missing(files.catalog, cells, before, month, folder),
    ]
    named = list(mentions(files.notebook_cells))
    charts = None if files.notebooks is None else chart_names(named, REPORT)
    found = [
        *own.findings,
        *arithmetic(files.catalog, cells, before, month),
        *_not_yet_reported(absent, own.findings, cells),
        *outlier(files.catalog, files.cells, month),
        *day_outside(files.catalog, cells, month, files.settings.reporting_window),
        *unread_cells(files.notebook_cells, month),
        *notebook(files.catalog, named, files.settings.literals, month),
        *unprinted(
            [each for each in named if each.cell.notebook.endswith(REPORT)],
            [each for each in files.notebook_cells if each.notebook.endswith(REPORT)],
            own,
            month,
            f"{folder}/{PLAN_FILE}",
        ),
        *uncited(files.catalog, named, own.narrative, month),
        *flow(
            files.catalog,
            cells,
            named,
            own.narrative,
            month,
            followed_up=any(task.is_carried_into(month) for task in own.plan),
        ),
        *unbound(files, month, charts, cells),
        *named_dates(files.catalog, own, files.settings, month, f"{folder}/{PLAN_FILE}"),
        *unfinished(files.catalog, own, month, folder),
        *unnamed(files.settings, month, f"{real(files.path).name}/dataset.yml"),
        *empty_promises(files.catalog, cells, named, own.narrative, month),
        *repeated_tables(files.catalog, cells, before, month, folder),
        *stock_jump(files.catalog, files.cells, month),
        *(repeated(own.narrative, last.narrative, month) if last else ()),
        *(figures_unread(files.catalog, last, month) if last else ()),
        *plan(own, planned, month, folder),
        *restatements(files, month),
        *ledger(files, month),
    ]
    graded = list(_graded(found, files.settings.severities))
    return sorted(acknowledge(graded, own.acknowledgements, month), key=lambda each: each.rank)


def _graded(
    found: Iterable[Finding], severities: Mapping[Settable, Severity | Literal["ignore"]]
) -> Iterator[Finding]:
    """Yield the findings with the severities that the data set gives to their rules."""
    given = {str(rule): severity for rule, severity in severities.items()}
    for each in found:
        severity = given.get(each.rule, each.severity)
        if severity != "ignore":
            yield each if severity == each.severity else replace(each, severity=severity)


def _not_yet_reported(
    absent: Iterable[Finding], reported: Sequence[Finding], cells: Cells
) -> Iterator[Finding]:
    """Yield what is missing although its row and its file could be read.

    While a table is unreadable, the month as a whole is not called empty: it may be filled in.
    """
    blocking = [finding for finding in reported if finding.blocks]
    unreadable = any(finding.table for finding in blocking)
    unread = {finding.file for finding in blocking} - {cell.file for cell in cells.values()}
    places = {(finding.file, finding.line) for finding in blocking}
    for finding in absent:
        if unreadable and not finding.table:
            continue
        if finding.file not in unread and (finding.file, finding.line) not in places:
            yield finding
