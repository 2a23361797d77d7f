"""The mean and the natural process limits of a phase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ictanalysis.indicators.signals.monthly import Values
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

FEWEST_VALUES = 12
FEWEST_RANGES = 5
LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.267
NOISE = 1e-12


@dataclass(frozen=True)
class Limits:
    """The limits between which a process moves while nothing about it changes.

    They are not clipped: a limit of a percentage may lie above 100 and one of a count below 0, as
    in the reference.

    Attributes
    ----------
    mean
        Of all values of the phase, outliers too.
    mean_moving_range
        Of the moving ranges that were not screened out.
    points
        How many values they are computed from.
    screened
        How many moving ranges were left out as outliers.

    References
    ----------
    2.66 is 3 / 1.128 and 3.267 the upper limit of a range of two: D. J. Wheeler, Making Sense of
    Data, SPC Press, 2003; NHSRplotthedots, ``ptd_spc_standard``.
    """

    mean: float
    mean_moving_range: float
    points: int
    screened: int = 0

    @property
    def lower(self) -> float:
        """Return the lower natural process limit."""
        return self.mean - LIMIT_FACTOR * self.mean_moving_range

    @property
    def upper(self) -> float:
        """Return the upper natural process limit."""
        return self.mean + LIMIT_FACTOR * self.mean_moving_range

    @property
    def near_lower(self) -> float:
        """Return what lies two thirds of the way from the mean to the lower limit."""
        return self.mean - LIMIT_FACTOR * self.mean_moving_range * 2 / 3

    @property
    def near_upper(self) -> float:
        """Return what lies two thirds of the way from the mean to the upper limit."""
        return self.mean + LIMIT_FACTOR * self.mean_moving_range * 2 / 3

    @property
    def range_limit(self) -> float:
        """Return the upper limit of the moving ranges, for the mR chart."""
        return RANGE_FACTOR * self.mean_moving_range


def moving_ranges(values: Values) -> Values:
    """Return how far each value lies from that of the month before.

    NaN for the first month, for a missing one and for the one after it: a moving range never
    spans a missing month, nor, phase by phase, a break in series. The reference wants series
    without gaps; where a row is absent it takes the difference across the gap.
    """
    return np.abs(np.diff(values, prepend=np.nan))


def rounding_noise(values: Values) -> float:
    """Return how far apart two numbers of a phase may lie and still be the same one.

    A value that is exactly on the mean in decimals is off it by the last bits of the float; the
    reference compares the floats as they are.
    """
    known = values[~np.isnan(values)]
    return NOISE * float(np.abs(known).max(initial=0.0))


def _numbers(values: Values) -> Values:
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.array(np.nan)
    if numbers.ndim != 1:
        raise UsageError(_("the values are not a list of numbers: give one for each month"))
    return numbers


def process_limits(
    values: Values, *, fix_after: int | None = None, screen_outliers: bool = True
) -> Limits | None:
    """Return the limits of one phase, or None if it has too few values for any.

    Fewer than 12 values give none. Where missing months leave fewer than five moving ranges (as
    many as Wheeler's least number of values, six, has) there are none either. The reference gives
    trial limits with a warning.

    Parameters
    ----------
    values
        One a month, in the order of time; NaN is a missing month.
    fix_after
        Only the first so many values count, those after them are held against their limits; the
        reference counts rows, with or without a value.
    screen_outliers
        Leave out moving ranges that reach 3.267 times their mean, once, before the mean that
        counts is taken. Where only ranges of nothing would be left, none is left out: in a series
        that stands still but for one step, limits without width would make every month unusual,
        as they do in the reference, and in one that never moves there would be no limits at all.

    Raises
    ------
    UsageError
        If the values are no numbers.

    References
    ----------
    L. S. Nelson, Control Charts for Individual Measurements, Journal of Quality Technology 14(3),
    1982, pp. 172-173, for the screening; D. J. Wheeler, Understanding Variation, p. 60, for six.
    """
    values = _numbers(values)
    base = values if fix_after is None else values[np.cumsum(~np.isnan(values)) <= fix_after]
    known = base[~np.isnan(base)]
    ranges = moving_ranges(base)
    ranges = ranges[~np.isnan(ranges)]
    if known.size < FEWEST_VALUES or ranges.size < FEWEST_RANGES:
        return None
    kept = _screened(ranges, rounding_noise(base)) if screen_outliers else ranges
    return Limits(_mean(known), _mean(kept), int(known.size), int(ranges.size - kept.size))


def _screened(ranges: Values, noise: float) -> Values:
    kept = ranges[ranges < RANGE_FACTOR * _mean(ranges) - noise]
    return kept if (kept > noise).any() else ranges


def _mean(values: Values) -> float:
    # The second pass brings the mean of equal values back to that very value.
    first = values.mean()
    return float(first + (values - first).mean())
