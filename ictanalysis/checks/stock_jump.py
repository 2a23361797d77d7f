"""Rule `stock_jump`: a stock that has grown or shrunk by half within a month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.located import finding_at
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import _

HALF = 0.5
FEWEST = 20
"""How large a change of a stock must be, at the least, to be worth a look."""


def stock_jump(
    catalog: Catalog, months: Mapping[pd.Period, Cells], month: pd.Period
) -> Iterator[Finding]:
    """Yield the stocks that differ from last month's by half of it or more.

    A stock, unlike a flow, goes on from the month before. One that has just begun, or that has
    changed about as much the month before, makes no jump, nor does a break in series; a stock that
    its flows must explain is the matter of the rule `stock`.

    Parameters
    ----------
    months
        The cells of every month; those after `month` are not used.
    """
    cells, before, earlier = (months.get(month - back, {}) for back in range(3))
    for key, cell in cells.items():
        last, measure = before.get(key), catalog.measure(key)
        if measure is None or measure.kind != "stock" or last is None or measure.tie is not None:
            continue
        if cell.value is None or not last.value or cell.status == "B":
            continue
        change = cell.value - last.value
        if abs(change) < max(FEWEST, HALF * last.value) or _goes_on(change, last, earlier.get(key)):
            continue
        message = _(
            "“{label}” is {found}, and was {last} last month: a stock seldom changes by half; see "
            "whether it is right, and give it status B if it is counted otherwise now",
            label=catalog.label(key),
            found=cell.value,
            last=last.value,
        )
        yield finding_at(
            cell, month, "stock_jump", "warning", message, found=cell.value, expected=last.value
        )


def _goes_on(change: float, last: Cell, earlier: Cell | None) -> bool:
    """Return whether a stock has changed at least half as much, in the same direction, before."""
    if last.value is None or earlier is None or earlier.value is None:
        return False
    return change * (last.value - earlier.value) >= HALF * change**2
