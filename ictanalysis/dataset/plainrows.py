"""Tables that are written as they should be, which nearly all are: read at once, and whole.

What is unusual in any way is left to the reader of rows, which knows what to say of it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ictanalysis.catalog import IndicatorKey, Measure, Ratio
from ictanalysis.dataset.cells import Cell, Cells
from ictanalysis.dataset.datafile import DataFile, is_clean
from ictanalysis.dataset.layouts import first_line
from ictanalysis.dataset.numerals import plain_value
from ictanalysis.dataset.statuses import STATUSES, VALUELESS

Names = tuple[str, ...]
"""A measure and its members, one for each dimension of the table; blank means the total."""

Known = dict[Names, tuple[IndicatorKey, Measure | Ratio]]
"""What names mean that were looked up in the catalog."""

_WITH_VALUE = frozenset({"", *STATUSES} - {"M"})


def plain_cells(file: DataFile, header: Sequence[str], known: Known) -> Cells | None:
    """Return the cells of a table of which there is nothing to say; None where there may be.

    Parameters
    ----------
    header
        The names of the columns: measure, dimensions, value, status, note.
    known
        What was looked up before; a row of anything else is for the reader of rows.
    """
    if not file.text.startswith(first_line(header)) or not is_clean(file.text):
        return None
    cells: dict[IndicatorKey, Cell] = {}
    reader = csv.reader(io.StringIO(file.text), strict=True)
    name, width, line = file.name, len(header), 0
    try:
        for row in reader:
            if row and line:
                found = known.get(tuple(row[:-3])) if len(row) == width else None
                if found is None or found[0] in cells:
                    return None
                key, spec = found
                text, status, note = row[-3:]
                value = plain_value(text, spec) if text else None
                if status not in (VALUELESS if value is None else _WITH_VALUE) or (
                    text and value is None
                ):
                    return None
                cells[key] = Cell(key, value, status or "A", note, name, line)
            line = reader.line_num + 1
    except csv.Error:
        return None
    return cells
