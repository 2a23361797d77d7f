"""The rows of a month that a workbook has ready: what is there already, and what is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset import Cell, Cells, cells_of
from ictanalysis.dataset.numerals import number_or_day
from ictanalysis.exchange.excel import LONGEST_TEXT
from ictanalysis.exchange.newmonth import keys_to_fill_in, month_before, readable_cells
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _


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
    catalog, before = data.catalog, month_before(data, month)
    known: Mapping[IndicatorKey, Entry] = {}
    had: Cells = {} if before is None else cells_of(data.files, before)
    if month in data.files.months:
        had = readable_cells(data, month)
        known = {key: _entry(catalog, cell) for key, cell in had.items()}
    return {
        table: [known.get(key, Entry(key)) for key in keys]
        for table, keys in keys_to_fill_in(catalog, had).items()
    }


def _entry(catalog: Catalog, cell: Cell) -> Entry:
    if len(cell.note) > LONGEST_TEXT:
        message = _(
            "the note has {count} letters, too many for Excel: shorten it", count=len(cell.note)
        )
        raise InputError(message, file=cell.file, line=cell.line)
    status = "" if cell.status == "A" else cell.status
    return Entry(cell.key, number_or_day(catalog.spec(cell.key), cell.value), status, cell.note)
