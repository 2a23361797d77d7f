"""The rows of a month that a workbook has ready: what is there already, and what is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks import expected_keys, table_problems
from ictanalysis.dataset import Cell, cells_of
from ictanalysis.dataset.numerals import number_or_day
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

LONGEST_TEXT = 32767
"""How many characters Excel keeps in a cell."""


@dataclass(frozen=True)
class Entry:
    """A row that is ready: its key and what is known of it.

    Attributes
    ----------
    value
        A number, a day where the measure is one, or None where it is still to be filled in.
    status
        Blank where it is normal, or not yet known.
    """

    key: IndicatorKey
    value: float | date | None = None
    status: str = ""
    note: str = ""


def entries(data: Dataset, month: pd.Period) -> Mapping[str, Sequence[Entry]]:
    """Return table → its rows, those of the month itself first.

    A month that the data set does not have yet has the rows of the latest earlier one, without
    their values.

    Raises
    ------
    InputError
        If a file of the month cannot be read as a whole, for a figure would be lost, or a note is
        too long for a cell.
    """
    there = month in data.files.months
    for problem in table_problems(data.catalog, data.files.months[month]) if there else ():
        raise InputError(problem.description)
    before = max((each for each in data.months if each < month), default=None)
    shown = month if there else before
    had = {} if shown is None else cells_of(data.files, shown)
    ordered = sorted(had, key=lambda key: had[key].line)
    keys = dict.fromkeys([*ordered, *expected_keys(data.catalog)])
    known = {key: _entry(data.catalog, had[key]) for key in ordered} if there else {}
    return {
        table: [known.get(key, Entry(key)) for key in keys if key.table == table]
        for table, spec in data.catalog.tables.items()
        if spec.rows_of is None
    }


def _entry(catalog: Catalog, cell: Cell) -> Entry:
    if len(cell.note) > LONGEST_TEXT:
        message = _(
            "the note has {count} letters, too many for Excel: shorten it", count=len(cell.note)
        )
        raise InputError(message, file=cell.file, line=cell.line)
    status = "" if cell.status == "A" else cell.status
    return Entry(cell.key, number_or_day(catalog.spec(cell.key), cell.value), status, cell.note)
