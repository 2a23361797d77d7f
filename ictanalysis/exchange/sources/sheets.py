"""What the tables of a file hold, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter

Address = tuple[int, int]
"""Row and column of a cell, both from 1."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that is not empty.

    Attributes
    ----------
    value
        The number, text or day in it; None for a formula whose value was not saved.
    percent
        Whether it is shown as a percentage: 0.7937 as 79,37%.
    formula
        Whether the value is what a formula gave when the file was saved.
    """

    value: float | str | date | None
    percent: bool = False
    formula: bool = False


@dataclass(frozen=True)
class Merged:
    """A range of cells that is one cell, from its first to its last row and column."""

    first: Address
    last: Address

    def __contains__(self, address: Address) -> bool:
        return all(
            low <= place <= high
            for low, place, high in zip(self.first, address, self.last, strict=True)
        )


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a table of a text.

    Attributes
    ----------
    name
        The name of the sheet; of a table of a text, its number.
    cells
        Address → cell, for those that are not empty.
    merged
        The ranges that are one cell, which has the address of their first.
    hidden
        The rows and the columns that are not shown.
    """

    name: str
    cells: Mapping[Address, SheetCell]
    merged: Sequence[Merged] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    _origins: Mapping[Address, Address] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        origins = {
            (row, column): each.first
            for each in self.merged
            for row in range(each.first[0], each.last[0] + 1)
            for column in range(each.first[1], each.last[1] + 1)
        }
        object.__setattr__(self, "_origins", origins)

    def origin(self, address: Address) -> Address:
        """Return the address of the cell that is seen at an address."""
        return self._origins.get(address, address)

    @property
    def covered(self) -> Collection[Address]:
        """Return the addresses of all cells that are part of a merged one."""
        return self._origins.keys()

    def text(self, address: Address) -> str:
        """Return the text seen at an address, in one line; empty where there is none."""
        cell = self.cells.get(self.origin(address))
        return " ".join(cell.value.split()) if cell and isinstance(cell.value, str) else ""

    def is_hidden(self, address: Address) -> bool:
        """Return whether a cell is in a row or a column that is not shown."""
        return address[0] in self.hidden_rows or address[1] in self.hidden_columns


def coordinates(address: Address) -> str:
    """Return an address as a spreadsheet writes it.

    Examples
    --------
    >>> coordinates((7, 28))
    'AB7'
    """
    row, column = address
    return f"{get_column_letter(column)}{row}"
