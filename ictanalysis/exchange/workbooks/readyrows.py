"""The rows of a month that a workbook has ready: what is there already, and what is expected."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import Cell, Cells, cells_of
from ictanalysis.exchange.excel import LONGEST_TEXT
from ictanalysis.exchange.newmonth import (
    ended_by,
    keys_to_fill_in,
    month_before,
    readable_cells,
)
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

ReadyRows = Mapping[IndicatorKey, Cell | None]
"""Key → what is known of it; None where it is still to be filled in."""


def ready_rows(data: Dataset, month: pd.Period) -> Mapping[str, ReadyRows]:
    """Return table → its rows, those of the month itself first.

    A month that the data set does not have yet has the rows of the latest earlier one, without
    their values; only opening stocks have what the month before closed with.

    Raises
    ------
    InputError
        If a file of the month cannot be read as a whole, for a figure would be lost, or a note is
        too long for a cell.
    """
    before = month_before(data, month)
    known: Cells = {}
    ended = ended_by(data, before)
    last = {} if before is None else cells_of(data.files, before)
    had: Cells = {key: cell for key, cell in last.items() if key not in ended}
    if month in data.files.months:
        had = known = readable_cells(data, month)
        _refuse_long_notes(known)
    known = {**known, **_openings(data, month, known)}
    return {
        table: {key: known.get(key) for key in keys}
        for table, keys in keys_to_fill_in(data.catalog, had, ended).items()
    }


def _openings(data: Dataset, month: pd.Period, known: Cells) -> Cells:
    """Return the opening stocks that are not known yet, as the month before closed them."""
    closed = cells_of(data.files, month - 1) if month - 1 in data.files.months else {}
    found = {}
    for table, spec in data.catalog.tables.items():
        for name, measure in spec.measures.items():
            if measure.tie is None or measure.tie.opening is None:
                continue
            last = closed.get(IndicatorKey(table, name))
            key = IndicatorKey(table, measure.tie.opening)
            there = known.get(key)
            if last and last.value is not None and (there is None or is_placeholder(there)):
                found[key] = Cell(key, last.value, "A", "", last.file, last.line)
    return found


def is_placeholder(cell: Cell) -> bool:
    """Return whether a cell only keeps the place of a figure: status M, and nothing said of it.

    So a new month begins. A workbook shows it as still to be filled in.
    """
    return cell.status == "M" and cell.value is None and not cell.note


def _refuse_long_notes(cells: Cells) -> None:
    for cell in cells.values():
        if len(cell.note) > LONGEST_TEXT:
            message = _(
                "the note has {count} letters, too many for Excel: shorten it", count=len(cell.note)
            )
            raise InputError(message, file=cell.file, line=cell.line)
