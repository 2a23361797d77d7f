"""The four detection rules: which months of a phase are signals, and of what.

Every rule yields a sign a month: 1 upward, -1 downward, 0 for none. A missing month has no side
and no step, so it ends every run and trend and is part of none.

References
----------
NHSRplotthedots, ``ptd_calculate_point_type`` and the functions that it calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt

from ictanalysis.indicators.signals.limits import Limits, rounding_noise
from ictanalysis.indicators.signals.monthly import Values

LONG = 7
THREE = 3
TWO = 2

Signs = npt.NDArray[np.int64]


class DetectionRule(StrEnum):
    """What was found of a month; the earlier takes precedence."""

    ABOVE_LIMIT = "above the upper limit"
    BELOW_LIMIT = "below the lower limit"
    RISING = "seven or more rising"
    FALLING = "seven or more falling"
    NEAR_UPPER = "two of three near the upper limit"
    NEAR_LOWER = "two of three near the lower limit"
    ABOVE_MEAN = "seven or more above the mean"
    BELOW_MEAN = "seven or more below the mean"


_PAIRS = (
    (DetectionRule.ABOVE_LIMIT, DetectionRule.BELOW_LIMIT),
    (DetectionRule.RISING, DetectionRule.FALLING),
    (DetectionRule.NEAR_UPPER, DetectionRule.NEAR_LOWER),
    (DetectionRule.ABOVE_MEAN, DetectionRule.BELOW_MEAN),
)

UPWARD = frozenset(upward for upward, _downward in _PAIRS)
"""The rules whose months lie high, or rise."""


@dataclass(frozen=True)
class Detections:
    """What the rules find in a phase.

    Attributes
    ----------
    signs
        One row a rule, in the order of precedence, one column a month.
    run
        Months in a row on this side of the mean up to this one: 8 above, -8 below, 0 on it. A month
        exactly on the mean is on neither side and ends a run.
    trend
        Months in a row that rise (or, negative, fall) up to this one, the first of them counted,
        so that it is 2 after one step and never 1.
    """

    signs: Signs
    run: Signs
    trend: Signs

    @property
    def leading(self) -> Signs:
        """Return the sign of the rule that takes precedence, a month."""
        found: Signs = self.signs[0]
        for row in self.signs[1:]:
            found = np.where(found, found, row)
        return found


def detect(values: Values, limits: Limits | None) -> Detections:
    """Return what the rules find in the values of a phase, one a month, NaN where missing.

    Nothing is found where there are no limits.
    """
    if limits is None:
        none = np.zeros(values.size, dtype=np.int64)
        return Detections(np.stack([none] * len(_PAIRS)), none, none)
    noise = rounding_noise(values)
    side = side_of_mean(values, limits, noise)
    beyond = outside(values, limits, noise)
    near = near_limit(values, limits, noise)
    run, trend = run_lengths(side), trend_lengths(values, noise)
    signs = np.stack([beyond, long_rows(trend), two_in_three(near, side), long_rows(run)])
    return Detections(signs, run, trend)


def outside(values: Values, limits: Limits, noise: float = 0.0) -> Signs:
    """Return the months outside the limits; a value that is exactly on a limit is inside."""
    return _beyond(values, limits.lower, limits.upper, noise)


def side_of_mean(values: Values, limits: Limits, noise: float = 0.0) -> Signs:
    """Return on which side of the mean each month lies; 0 is exactly on it."""
    return _beyond(values, limits.mean, limits.mean, noise)


def near_limit(values: Values, limits: Limits, noise: float = 0.0) -> Signs:
    """Return the months more than two thirds of the way to a limit and not outside it.

    Exactly two thirds is not near. A month outside the limits is its own signal and does not count
    as near: the reference's maintainers confirm that they mean it (issue 153).
    """
    near = _beyond(values, limits.near_lower, limits.near_upper, noise)
    return np.where(outside(values, limits, noise), 0, near)


def run_lengths(signs: Signs) -> Signs:
    """Return how many equal signs there are in a row up to each, with that sign."""
    place = np.arange(signs.size)
    begins = np.ones(signs.size, dtype=bool)
    begins[1:] = signs[1:] != signs[:-1]
    return signs * (place - np.maximum.accumulate(np.where(begins, place, 0)) + 1)


def trend_lengths(values: Values, noise: float = 0.0) -> Signs:
    """Return how many months rise or fall in a row up to each, the first of them counted.

    Two equal months are no step, so they end a trend.
    """
    steps = run_lengths(_beyond(np.diff(values, prepend=np.nan), 0.0, 0.0, noise))
    return steps + np.sign(steps)


def long_rows(lengths: Signs) -> Signs:
    """Return the months of every run, or trend, of seven or more: all of them.

    Seven months that rise are six steps. Where a rise and a fall share their turning point, it
    belongs to the later one, as in the reference. The last month of a trend that another follows
    without sharing a month keeps its own direction; the reference gives it that of the step after
    it, which may be none or the opposite.
    """
    return _members(lengths, LONG)


def two_in_three(near: Signs, side: Signs) -> Signs:
    """Return the months near a limit of which two lie in three, all three on one side of the mean.

    Only the months near the limit are signals, not the third; the third may lie outside the
    limits, but then it is not one of the two.
    """
    same = np.abs(run_lengths(side)) >= THREE
    close = np.abs(near)
    before = np.pad(close, (THREE - 1, 0))
    enough = before[2:] + before[1:-1] + before[:-2] >= TWO
    ends = np.where(same & enough, side * THREE, 0)
    return np.where(close, _members(ends, THREE), 0)


def _beyond(values: Values, low: float, high: float, noise: float) -> Signs:
    # A comparison with NaN is false, so that a missing month is on no side.
    above, below = values > high + noise, values < low - noise
    return above.astype(np.int64) - below.astype(np.int64)


def _members(lengths: Signs, span: int) -> Signs:
    """Return the sign of every month in a row of at least `span`; of two rows, the later one's."""
    ends = np.where(np.abs(lengths) >= span, np.sign(lengths), 0)
    members: Signs = ends.copy()
    for ahead in range(1, min(span, ends.size)):
        later = ends[ahead:]
        members[:-ahead] = np.where(later, later, members[:-ahead])
    return members


@cache
def rules_of(signs: tuple[int, ...]) -> tuple[DetectionRule, ...]:
    """Return the rules that a month's signs stand for, in the order of precedence."""
    pairs = zip(_PAIRS, signs, strict=True)
    return tuple(upward if sign > 0 else downward for (upward, downward), sign in pairs if sign)
