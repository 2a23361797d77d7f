"""The vertical scale of a drawing and the months under it: which ticks, and their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from matplotlib.ticker import MaxNLocator

from ictanalysis.language.locales import VIETNAMESE

__all__ = ["from_zero", "month_step", "tick_names", "ticks"]

TICKS = 4
YEAR = 12
STEPS = (1, 2, 3, 6)
APART = 10.0
NEAR_ZERO = 0.5
"""Where the lowest value is less than this part of the highest, a scale begins at zero."""


def ticks(low: float, high: float, *, whole: bool) -> list[float]:
    """Return where the ticks of a scale stand; the first and the last enclose both values."""
    locator = MaxNLocator(TICKS, integer=whole, steps=[1, 2, 2.5, 5, 10])
    top = high if high > low else low + 1
    return [round(float(tick), 9) for tick in locator.tick_values(low, top)]


def from_zero(values: Iterable[float]) -> tuple[float, float]:
    """Return the lowest and the highest of what a line shows; zero, where it is not far off."""
    known = list(values)
    low, high = min(known), max(known)
    return (0.0, high) if low < high * NEAR_ZERO or low == high else (low, high)


def tick_names(places: Sequence[float], unit: str) -> list[str]:
    """Return the labels of ticks, none of them rounded."""
    exponents = (Decimal(repr(tick)).normalize().as_tuple().exponent for tick in places)
    decimals = max(0, *(-int(exponent) for exponent in exponents))
    return [VIETNAMESE.number(tick, decimals) + unit for tick in places]


def month_step(name: float, month: float) -> int:
    """Return how many months lie between two names that do not crowd each other.

    Parameters
    ----------
    name, month
        How wide the widest name and a month are.
    """
    needed = (name + APART) / month
    fitting = (step for step in STEPS if step >= needed)
    return next(fitting, YEAR * max(1, -int(-needed // YEAR)))
