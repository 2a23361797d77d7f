"""Rows of a table and their CSV text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ictanalysis.demo.dice import Dice
from ictanalysis.files.csvtext import csv_text
from ictanalysis.language.locales import rounded

STATED = "Tỷ lệ nguồn công bố"
RATE_DECIMALS = 2


@dataclass(frozen=True)
class Row:
    """One figure: its measure, value, members, status and note, as a table's file has them."""

    measure: str
    value: float | date | None
    where: Mapping[str, str] = field(default_factory=dict)
    status: str = ""
    note: str = ""


Rows = Sequence[Row]
Figures = Mapping[str, int]
Simulation = Callable[[Dice], Iterator[Rows]]
"""Yields the rows of a table, month after month, in the order of `timeline.MONTHS`."""


def broken_down(
    measure: str, dimension: str, figures: Figures, status: str = "", note: str = ""
) -> Iterator[Row]:
    """Yield the total of a measure, and the figure of each member of a dimension."""
    yield Row(measure, sum(figures.values()), {}, status, note)
    for member, value in figures.items():
        yield Row(measure, value, {dimension: member}, status)


def stated(ratio: str, part: int, whole: int, where: Mapping[str, str] | None = None) -> Row:
    """Return a percentage as an office states it, rounded to two decimals."""
    rate = float(rounded(100 * part / whole, RATE_DECIMALS))
    return Row(ratio, rate, where or {}, note=STATED)


def table_text(header: Sequence[str], rows: Rows) -> str:
    """Return the text of a table's file.

    Parameters
    ----------
    header
        Its columns: `measure`, the dimensions, `value`, `status`, `note`.
    rows
        Its rows.
    """
    return csv_text([header, *(_line(row, header[1:-3]) for row in rows)])


def _line(row: Row, dimensions: Sequence[str]) -> Sequence[object]:
    members = [row.where.get(name, "") for name in dimensions]
    return [row.measure, *members, row.value, row.status, row.note]
