"""A month that has no figures yet: the files of its folder, ready to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import Catalog, IndicatorKey, Measure
from ictanalysis.checks import expected_keys, table_problems
from ictanalysis.dataset import Cell, Cells, Task, cells_of, series_of
from ictanalysis.dataset.plan import PLAN_COLUMNS, PLAN_FILE
from ictanalysis.dataset.tables import TableReader
from ictanalysis.files.csvtext import csv_text
from ictanalysis.language.errors import InputError
from ictanalysis.report.prose import words

UNKNOWN = ("", "M", "")
"""Value, status and note of a figure that is not known yet."""


@dataclass(frozen=True)
class BlankMonth:
    """The folder of a month before anybody has filled it in.

    Attributes
    ----------
    month, before
        The month, and the latest earlier one that the data set has; None where it has none.
    texts
        Name of the file → its text.
    carried
        The tasks that were open in the plan of `before`, which this month's plan has again.
    unreported
        The tasks of which that plan does not say what became of them, so that they may be open.
    """

    month: pd.Period
    before: pd.Period | None
    texts: Mapping[str, str]
    carried: Sequence[Task]
    unreported: Sequence[Task]


def blank_month(data: Dataset, month: pd.Period) -> BlankMonth:
    """Return the files of a month that the data set does not have yet.

    Each table has a row, with status M, for every cell that the catalog expects or that had a
    value in the latest earlier month, in the order of that month; a rate that the source may state
    has none, for it is computed; the narrative has a heading for every section of
    the report; the plan has the tasks that are still open.

    Raises
    ------
    InputError
        If the plan or a table of the latest earlier month cannot be read as a whole, for a task or
        a row would be lost.
    UsageError
        If the title of a section has a placeholder that leads nowhere.
    """
    before = month_before(data, month)
    plan = [] if before is None else _plan(data, before)
    last = {} if before is None else readable_cells(data, before)
    carried = [task for task in plan if task.is_open]
    again = [(task.since, task.number, task.task, task.due, "", "") for task in carried]
    texts = {
        **_tables(data.catalog, last, ended_by(data, before)),
        "narrative.md": _narrative(data, month),
        PLAN_FILE: csv_text([PLAN_COLUMNS, *again]),
    }
    return BlankMonth(month, before, texts, carried, [task for task in plan if not task.status])


def month_before(data: Dataset, month: pd.Period) -> pd.Period | None:
    """Return the latest earlier month that the data set has."""
    return max((each for each in data.months if each < month), default=None)


def readable_cells(data: Dataset, month: pd.Period) -> Cells:
    """Return the cells of a month; raise an `InputError` if a table cannot be read as a whole."""
    for finding in table_problems(data.catalog, data.files.months[month]):
        raise InputError(finding.description)
    return cells_of(data.files, month)


def ended_by(data: Dataset, month: pd.Period | None) -> Cells:
    """Return the last cells of the series that have ended by the end of a month."""
    cells = {} if month is None else series_of(data.files, month)
    return {key: cell for key, cell in cells.items() if cell.ends}


def keys_to_fill_in(
    catalog: Catalog, had: Cells, ended: Cells
) -> Mapping[str, Sequence[IndicatorKey]]:
    """Return table → its keys: those of some cells as their file has them, then all expected.

    Of the series that have ended only those are among them that the file has.
    """
    ordered = sorted(had, key=lambda key: had[key].line)
    expected = (key for key in expected_keys(catalog) if key not in ended)
    keys = dict.fromkeys([*ordered, *expected])
    return {
        table: [key for key in keys if key.table == table]
        for table, spec in catalog.tables.items()
        if spec.rows_of is None
    }


def _plan(data: Dataset, month: pd.Period) -> Sequence[Task]:
    files = data.files.months[month]
    if files.plan_problems:
        raise InputError(files.plan_problems[0].description)
    return files.plan


def _tables(catalog: Catalog, last: Cells, ended: Cells) -> Mapping[str, str]:
    """Return the name of each table's file → its text."""
    again = {key: cell for key, cell in last.items() if _comes_again(catalog, cell)}
    texts = {}
    for table, keys in keys_to_fill_in(catalog, again, ended).items():
        header = TableReader(catalog, table).header
        dimensions = catalog.tables[table].dimensions
        rows = [
            [key.name, *(key.where.get(name, "") for name in dimensions), *UNKNOWN] for key in keys
        ]
        texts[f"{table}.csv"] = csv_text([header, *rows])
    return texts


def _comes_again(catalog: Catalog, cell: Cell) -> bool:
    spec = catalog.spec(cell.key)
    if not isinstance(spec, Measure) or cell.ends:
        return False
    return cell.value is not None or spec.expected


def _narrative(data: Dataset, month: pd.Period) -> str:
    blank = Month(data, month)
    sections = data.catalog.sections.items()
    headings = [f"## {number} {words(blank, section.title)}" for number, section in sections]
    return "\n\n".join(headings) + "\n"
