"""The figures of a month beside those of last year, and what they add up to since January."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import Cell
from ictanalysis.indicators.figures import Figure, formula
from ictanalysis.indicators.ratios import quotient
from ictanalysis.indicators.windows import YEAR


def on_year(month: Month, key: IndicatorKey) -> Figure:
    """Return a figure whose `previous` is its value in the same month of the year before."""
    own = month.figure(key)
    last_year = _known(month.data.comparisons.on_year(key)[_place(month)])
    cells = () if last_year is None else _cells(month, key, [month.period - YEAR])
    return replace(own, previous=last_year, previous_cells=cells)


def year_to_date(month: Month, key: IndicatorKey) -> Figure | None:
    """Return what a figure adds up to since January; its `previous` is the sum a year before.

    Returns
    -------
    Figure or None
        None where the indicator does not add up, or a month of this year is missing or lies
        before a break in series.
    """
    comparisons, place = month.data.comparisons, _place(month)
    sums, before = comparisons.year_to_date(key), comparisons.year_to_date_before(key)
    value = None if sums is None else _known(sums.whole.values[place])
    if sums is None or before is None or value is None:
        return None
    own = month.figure(key)
    months = list(pd.period_range(end=month.period, periods=month.period.month))
    earlier = _known(before.whole.values[place])
    last_year = [] if earlier is None else [each - YEAR for each in months]
    return replace(
        own,
        label=month.locale.say("{label}, year to date", label=own.label),
        value=value,
        status=sums.whole.statuses[place],
        cells=_cells(month, key, months),
        formula=_formula(month, key, [side.values[place] for side in sums.sides], months),
        previous=earlier,
        previous_cells=_cells(month, key, last_year),
    )


def since_january(month: Month, key: IndicatorKey) -> Figure | None:
    """Return what a figure adds up to since January; None in January, where that is the month."""
    return year_to_date(month, key) if month.period.month > 1 else None


def _place(month: Month) -> int:
    months = month.data.time_series.months
    return int(month.period.ordinal - months[0].ordinal)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _cells(month: Month, key: IndicatorKey, months: Sequence[pd.Period]) -> tuple[Cell, ...]:
    """Return the cells that a figure was read or computed from in some months."""
    catalog, gathered = month.data.catalog, month.data.files.cells
    if key.name in catalog.tables[key.table].ratios:
        return tuple(
            cell for each in months for cell in quotient(catalog, gathered[each], key).cells
        )
    return tuple(gathered[each][key] for each in months)


def _formula(
    month: Month, key: IndicatorKey, sides: Sequence[float], months: Sequence[pd.Period]
) -> str:
    ratio = month.data.catalog.tables[key.table].ratios.get(key.name)
    if ratio is not None:
        above, below = sides
        return formula(above, below, ratio, month.locale)
    decimals = month.figure(key).decimals
    values = (cell.value for cell in _cells(month, key, months))
    return " + ".join(month.locale.number(value, decimals) for value in values if value is not None)
