"""Rule `outlier`: a value far from its own history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import nan

import numpy as np
import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.located import finding_at
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.indicators.signals import Limits, process_limits
from ictanalysis.language.locales import rounded
from ictanalysis.language.messages import Message, _

USUAL_MONTHS = 12
"""The usual value is the median of so many months."""

TIMES_USUAL = 2
TIMES_LAST = 1.5
FEWEST = 20
"""Where there are limits: how many times the usual value and last month's value (or the inverse),
and how large a change, is worth a look. Growth and seasons change less."""

TIMES_WITHOUT_LIMITS = 5
FEWEST_WITHOUT_LIMITS = 50
"""The same where there are no limits, against last month alone."""


def outlier(
    catalog: Catalog, months: Mapping[pd.Period, Cells], month: pd.Period
) -> Iterator[Finding]:
    """Yield the values so far from their own history that they may be typing errors.

    With 12 months or more since the last break in series, a flow or an average is an outlier if it
    lies outside the process limits of the months before it, is twice or half its usual value, and
    differs from last month's by half as much again: growth, seasons and the lunar new year also go
    beyond the limits, and are no errors. With fewer months, and for stocks, it is an outlier if it
    is five times last month's value or a fifth of it.

    Parameters
    ----------
    months
        The cells of every month; those after `month` are not used.

    References
    ----------
    See `signals.process_limits`.
    """
    earlier = [each for each in sorted(months) if each < month]
    if not earlier:
        return
    span = [months.get(each, {}) for each in pd.period_range(earlier[0], month - 1, freq="M")]
    for key, cell in months.get(month, {}).items():
        measure = catalog.measure(key)
        if measure is None or measure.kind == "date" or cell.value is None or cell.status == "B":
            continue
        history = _history(key, span)
        limits = None if measure.kind == "stock" else process_limits(np.array(history))
        message = _far(catalog, cell, cell.value, history, limits)
        if message is not None:
            yield finding_at(cell, month, "outlier", "warning", message, found=cell.value)


def _history(key: IndicatorKey, span: Sequence[Cells]) -> list[float]:
    """Return the values of the months since the last break; NaN where one is missing."""
    values: list[float] = []
    for each in span:
        cell = each.get(key)
        if cell is not None and cell.status == "B":
            values = []
        values.append(nan if cell is None or cell.value is None else cell.value)
    return values


def _far(
    catalog: Catalog, cell: Cell, value: float, history: list[float], limits: Limits | None
) -> Message | None:
    last = history[-1] if history else nan
    if limits is None:
        if not _differs(value, last, TIMES_WITHOUT_LIMITS, FEWEST_WITHOUT_LIMITS):
            return None
        return _(
            "“{label}” is {found}; last month it was {last}: see whether it is right",
            label=catalog.label(cell.key),
            found=value,
            last=last,
        )
    usual = float(np.nanmedian(history[-USUAL_MONTHS:]))
    unusual = _differs(value, usual, TIMES_USUAL, FEWEST) and not _is_near(value, last)
    if limits.lower <= value <= limits.upper or not unusual:
        return None
    return _(
        "“{label}” is {found}; in the last {count} months it was about {usual}: see whether it is "
        "right",
        label=catalog.label(cell.key),
        found=value,
        count=min(len(history), USUAL_MONTHS),
        usual=float(rounded(usual, 0)),
    )


def _differs(value: float, other: float, times: float, fewest: float) -> bool:
    """Return whether one is so many times the other; not where that is missing or nothing yet."""
    apart = other > 0 and abs(value - other) >= fewest
    return apart and (value >= times * other or other >= times * value)


def _is_near(value: float, last: float) -> bool:
    return value < TIMES_LAST * last and last < TIMES_LAST * value
