"""Rule `tables_repeated`: flows that equal last month's more often than chance would have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import pi, sqrt

import numpy as np
import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import _

OF_SIZE = 10
"""A smaller flow may well be the same in two months, or be the same in all of them."""

CHANCE = 1e-4
MOST = 0.5
"""What is less likely than this is no chance, where more than so large a share is the same: a few
equal figures among many are no copy."""

_Pairs = Mapping[IndicatorKey, tuple[Cell, float]]


def repeated_tables(
    catalog: Catalog, cells: Cells, before: Cells, month: pd.Period, folder: str
) -> Iterator[Finding]:
    """Yield the tables, or the month, whose flows equal last month's beyond chance.

    Totals say nothing that their parts do not say, and are left out, as are stocks, estimates and
    flows under `OF_SIZE`. A flow of about n events is the same in two months with a chance of
    1 / (2 √(πn)), as of two Poisson numbers; how likely so many equal ones are follows from that.
    Where no table alone is beyond chance, the month is looked at as a whole.

    Parameters
    ----------
    before
        The cells of the month just before; empty where the data set does not have it.
    folder
        The folder of the month, as messages call it.
    """
    pairs = _comparable(catalog, cells, before)
    tables = {key.table for key in pairs}
    found = False
    for table in (name for name in catalog.tables if name in tables):
        own = {key: pair for key, pair in pairs.items() if key.table == table}
        if (chance := _chance(own)) < CHANCE:
            found = True
            yield _finding(own, chance, month, table, f"{folder}/{table}.csv")
    if not found and (chance := _chance(pairs)) < CHANCE:
        yield _finding(pairs, chance, month, "", folder)


def _comparable(catalog: Catalog, cells: Cells, before: Cells) -> _Pairs:
    """Return the flows of size that both months have, each with last month's value."""
    pairs = {}
    for key, cell in cells.items():
        last, measure = before.get(key), catalog.measure(key)
        if measure is None or measure.kind != "flow" or last is None:
            continue
        if cell.value is None or last.value is None or {cell.status, last.status} & {"E", "B"}:
            continue
        if min(cell.value, last.value) >= OF_SIZE and not _is_total(catalog, key, cells):
            pairs[key] = (cell, last.value)
    return pairs


def _is_total(catalog: Catalog, key: IndicatorKey, cells: Cells) -> bool:
    measure = catalog.measure(key)
    if measure is not None and measure.sum_of:
        return True
    free = [each for each in catalog.tables[key.table].dimensions if each not in key.where]
    parts = (part for each in free for part in catalog.broken_down(key, each).values())
    return any(part in cells for part in parts)


def _equal(pairs: _Pairs) -> int:
    return sum(cell.value == last for cell, last in pairs.values())


def _chance(pairs: _Pairs) -> float:
    """Return how likely it is that at least so many flows are the same; 1 where they are few."""
    equal = _equal(pairs)
    if equal < MOST * len(pairs):
        return 1.0
    count = np.ones(1)
    for _cell, last in pairs.values():
        same = 1 / (2 * sqrt(pi * last))
        count = np.convolve(count, [1 - same, same])
    return float(count[equal:].sum())


def _finding(pairs: _Pairs, chance: float, month: pd.Period, table: str, file: str) -> Finding:
    equal = _equal(pairs)
    message = _(
        "{equal} of {count} flows are the same as last month's, which chance brings about once in "
        "{times} months: take this month's figures from the source",
        equal=equal,
        count=len(pairs),
        times=_in_round_numbers(chance),
    )
    return Finding(
        month, "tables_repeated", "error", message, table, file=file, found=float(equal)
    )  # fmt: skip


def _in_round_numbers(chance: float) -> float:
    """Return the number of months in which it happens once, to one digit, a million at most."""
    months = min(1 / max(chance, 1e-6), 1e6)
    unit = 10 ** (len(str(int(months))) - 1)
    return float(int(months / unit) * unit)
