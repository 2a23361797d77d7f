"""A value that comes in, held against the limits of the months before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from ictanalysis.indicators.signals.limits import Limits, process_limits, rounding_noise
from ictanalysis.indicators.signals.monthly import monthly, ordinal, phase_numbers
from ictanalysis.indicators.signals.rules import outside
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

__all__ = ["Incoming", "incoming"]


@dataclass(frozen=True)
class Incoming:
    """A value and the limits of what went before.

    Attributes
    ----------
    value
        NaN where the month is missing.
    limits
        Of the months before it, in its phase; None where they are too few.
    side
        `high` above the upper limit, `low` below the lower one; None inside them, on one, or
        where nothing can be said.
    """

    value: float
    limits: Limits | None
    side: Literal["high", "low"] | None


def incoming(series: pd.Series, month: pd.Period, *, breaks: Iterable[pd.Period] = ()) -> Incoming:
    """Return whether the value of a month lies outside the limits of the months before it.

    Neither the month itself nor any later one has a part in the limits, so that a wrong value
    cannot widen the limits that are to find it. At a break in series there is nothing before.

    Parameters
    ----------
    series
        As for `process_behaviour`.
    month
        One of its months.
    breaks
        Months at which a phase begins.

    Raises
    ------
    UsageError
        If the series is not one of months or ends before the month or begins after it.
    """
    regular = monthly(series)
    months = pd.PeriodIndex(regular.index)
    at = ordinal(month) - ordinal(months[0])
    if not 0 <= at < len(months):
        raise UsageError(_("{month} is not among the months of the series", month=str(month)))
    numbers, values = phase_numbers(months, breaks), regular.to_numpy()
    before = values[:at][numbers[:at] == numbers[at]]
    limits = process_limits(before)
    if limits is None:
        return Incoming(float(values[at]), None, None)
    noise = rounding_noise(np.append(before, values[at]))
    (sign,) = outside(values[at : at + 1], limits, noise)
    return Incoming(float(values[at]), limits, "high" if sign > 0 else "low" if sign < 0 else None)
