"""The observations of a month, each under its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey


@dataclass(frozen=True, slots=True)
class Cell:
    """One observation and where it stands.

    Attributes
    ----------
    value
        None where the figure is missing, or where the series ends.
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
    def ends(self) -> bool:
        """Return whether the series ends here: a break, and no value from now on."""
        return self.status == "B" and self.value is None

    @property
    def place(self) -> str:
        """Return where it stands, as `file:line`; line 0 is the whole file."""
        return f"{self.file}:{self.line}" if self.line else self.file


Cells = Mapping[IndicatorKey, Cell]


def tidy_frame(catalog: Catalog, months: Mapping[pd.Period, Cells]) -> pd.DataFrame:
    """Return the cells of all months, one a row, as `DatasetFiles.observations` has them."""
    cells = [cell for each in months.values() for cell in each.values()]
    members = [cell.key.where for cell in cells]
    columns = {
        "table": [cell.key.table for cell in cells],
        "measure": [cell.key.name for cell in cells],
        **{name: [where.get(name, "") for where in members] for name in catalog.dimensions},
        "value": [cell.value for cell in cells],
        "status": [cell.status for cell in cells],
        "note": [cell.note for cell in cells],
        "line": [cell.line for cell in cells],
        "file": [cell.file for cell in cells],
    }
    frame = pd.DataFrame(columns).astype({"value": "float64", "line": "int64"})
    index = pd.PeriodIndex(months, freq="M").repeat([len(each) for each in months.values()])
    frame.insert(0, "month", index)
    return frame
