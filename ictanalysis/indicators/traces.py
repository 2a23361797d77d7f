"""What a figure comes from: its cells, their parts, and the files of offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.sources import Source, Sources
from ictanalysis.indicators.figures import Figure


@dataclass(frozen=True)
class Trace:
    """A cell that a figure comes from.

    Attributes
    ----------
    cell
        The cell, with the file and the line that it stands in.
    source
        The cell of another office's file that it was taken from; None where that is not on record.
    along
        The dimension along which it is a part of the cell before it that has none; blank for a cell
        that the figure itself is read or computed from.
    """

    cell: Cell
    source: Source | None
    along: str = ""

    @property
    def origin(self) -> str:
        """Return the file and the cell that it was taken from, as `portal.xlsx, “Sheet1”, C7`."""
        if self.source is None:
            return ""
        sheet = f"“{self.source.sheet}”" if self.source.sheet else ""
        return ", ".join(filter(None, (self.source.file, sheet, self.source.cell)))


def traces(catalog: Catalog, cells: Cells, sources: Sources, figure: Figure) -> Iterator[Trace]:
    """Yield the cells of a figure, each followed by its parts along its first dimension.

    Parameters
    ----------
    cells, sources
        Those of the month.
    """
    for cell in figure.cells:
        yield Trace(cell, sources.get(cell.key))
        for dimension in catalog.tables[cell.key.table].dimensions:
            if dimension in cell.key.where:
                continue
            keys = catalog.broken_down(cell.key, dimension).values()
            if parts := [cells[key] for key in keys if key in cells]:
                yield from (Trace(part, sources.get(part.key), dimension) for part in parts)
                break
