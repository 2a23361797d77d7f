"""The observations of one month, each under its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset.dataset import DatasetFiles

__all__ = ["Cell", "Cells", "cells_of"]


@dataclass(frozen=True)
class Cell:
    """One observation and where it stands.

    Attributes
    ----------
    value
        None where the figure is missing.
    status, note
        As the table has them; a blank status is `A`.
    file, line
        The row that it was read from; line 0 stands for the whole file.
    """

    key: IndicatorKey
    value: float | None
    status: str
    note: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """Yield where it stands, as `file:line`; line 0 is the whole file."""
        return f"{self.file}:{self.line}" if self.line else self.file


Cells = Mapping[IndicatorKey, Cell]


def cells_of(files: DatasetFiles, month: pd.Period) -> Cells:
    """Yield the cells of a month; none for a month that the data set does not have."""
    rows = files.observations[files.observations["month"] == month]
    members = zip(*(rows[name] for name in files.catalog.dimensions), strict=True)
    if not files.catalog.dimensions:
        members = iter([()] * len(rows))  # type: ignore[assignment]
    fields = zip(
        *(rows[name] for name in ("table", "measure", "value", "status", "note", "file", "line")),
        strict=True,
    )
    cells = {}
    for own, (table, measure, value, status, note, file, line) in zip(members, fields, strict=True):
        where = zip(files.catalog.dimensions, own, strict=True)
        ordered = {name: member for name, member in where if member}
        in_table_order = {
            name: ordered.get(name, "") for name in files.catalog.tables[table].dimensions
        }
        key = IndicatorKey(table, measure).at(in_table_order)
        cells[key] = Cell(key, None if pd.isna(value) else value, status, note, file, int(line))
    return cells
