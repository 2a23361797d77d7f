"""A value as it is written: a number in digits, or the day that its number stands for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ictanalysis.catalog import Measure, Ratio

__all__ = ["digits", "number_or_day"]


def digits(value: float) -> str:
    """Return a number in digits: no exponent, and no decimals where it has none.

    Examples
    --------
    >>> digits(16401.0), digits(79.37), digits(1e-6)
    ('16401', '79.37', '0.000001')
    """
    return format(Decimal(repr(value)).normalize(), "f")


def number_or_day(spec: Measure | Ratio, value: float | None) -> float | date | None:
    """Return a value of the data set: its day, where the measure is one; None where it is missing.

    Parameters
    ----------
    value
        A number; of a day, its proleptic Gregorian ordinal.
    """
    if value is not None and isinstance(spec, Measure) and spec.kind == "date":
        return date.fromordinal(int(value))
    return value
