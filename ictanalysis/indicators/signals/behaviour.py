"""A monthly indicator held against the limits of its phases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from ictanalysis.indicators.signals.limits import (
    FEWEST_VALUES,
    Limits,
    moving_ranges,
    process_limits,
)
from ictanalysis.indicators.signals.monthly import (
    Better,
    Values,
    checked_better,
    monthly,
    phase_numbers,
)
from ictanalysis.indicators.signals.rules import Detections, Signs, detect, rules_of
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import ENGLISH, Locale
from ictanalysis.language.messages import _

RULES = 4


class Kind(StrEnum):
    """What a month is a sign of."""

    COMMON_CAUSE = "common cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral high"
    NEUTRAL_LOW = "neutral low"


@dataclass(frozen=True)
class Phase:
    """A stretch of months between two breaks in series.

    Attributes
    ----------
    first, last
        Its months.
    limits
        None where it has too few values.
    """

    first: pd.Period
    last: pd.Period
    limits: Limits | None


@dataclass(frozen=True)
class ProcessBehaviour:
    """An indicator over the months, and which of them are signals.

    Attributes
    ----------
    frame
        One row a month (Period[M], index `month`), none left out: `value`; `mean`, `lower`,
        `upper` and `range_limit` of its phase (NaN where that has no limits); `moving_range`;
        `phase`, from 1; `run` and `trend`, as `Detections` has them; `rules`, a tuple of
        `DetectionRule`, all that hold, the leading one first; `kind`, a `Kind`, missing where the
        value is missing or there are no limits.
    phases
        In the order of time.
    better
        Which direction is an improvement; None where neither is.
    locale
        The language of its phrase.
    """

    frame: pd.DataFrame
    phases: tuple[Phase, ...]
    better: Better | None
    locale: Locale = ENGLISH

    @property
    def limits(self) -> Limits | None:
        """Return the limits of the last phase, which are those in force."""
        return self.phases[-1].limits


@dataclass(frozen=True)
class _Judged:
    """A phase and what was found in it."""

    values: Values
    limits: Limits | None
    found: Detections


def process_behaviour(
    series: pd.Series,
    *,
    better: Better | None = None,
    breaks: Iterable[pd.Period] = (),
    fix_after: int | None = None,
    screen_outliers: bool = True,
    locale: Locale = ENGLISH,
) -> ProcessBehaviour:
    """Return which months of an indicator are signals, phase by phase.

    Parameters
    ----------
    series
        Numbers under a ``PeriodIndex`` of months; NaN, or no row, is a missing month.
    better
        Which direction is an improvement; None where neither is.
    breaks
        Months at which a phase begins: those of status `B`. Limits, moving ranges, runs and
        trends of one phase know nothing of another.
    fix_after
        Limits come from so many first values of each phase, at least 12; None takes all.
    screen_outliers
        See `process_limits`.
    locale
        The language of `phrase`.

    Raises
    ------
    UsageError
        If the series is not one of months, or an option does not exist.

    References
    ----------
    NHSRplotthedots, ``ptd_spc``. Of the rules that hold for a month, the first of outside the
    limits, trend, two in three, one side decides of which kind it is.
    """
    if fix_after is not None and fix_after < FEWEST_VALUES:
        raise UsageError(
            _(
                "limits cannot be fixed after {count} values: take {fewest} or more",
                count=fix_after,
                fewest=FEWEST_VALUES,
            )
        )
    direction, regular = checked_better(better), monthly(series)
    months = pd.PeriodIndex(regular.index, name="month")
    numbers = phase_numbers(months, breaks)
    parts = np.split(regular.to_numpy(), np.flatnonzero(np.diff(numbers)) + 1)
    judged = [_judged(part, fix_after, screen_outliers) for part in parts]
    frame = _frame(months, numbers, judged, direction)
    return ProcessBehaviour(frame, _phases(months, judged), direction, locale)


def _judged(values: Values, fix_after: int | None, screen_outliers: bool) -> _Judged:
    limits = process_limits(values, fix_after=fix_after, screen_outliers=screen_outliers)
    if limits is None:
        none = np.zeros(values.size, dtype=np.int64)
        return _Judged(values, None, Detections(np.stack([none] * RULES), none, none))
    return _Judged(values, limits, detect(values, limits))


def _phases(months: pd.PeriodIndex, judged: list[_Judged]) -> tuple[Phase, ...]:
    ends = np.cumsum([each.values.size for each in judged])
    return tuple(
        Phase(months[end - each.values.size], months[end - 1], each.limits)
        for end, each in zip(ends, judged, strict=True)
    )


def _frame(
    months: pd.PeriodIndex,
    numbers: npt.NDArray[np.int64],
    judged: list[_Judged],
    better: Better | None,
) -> pd.DataFrame:
    values = np.concatenate([each.values for each in judged])
    signs = np.concatenate([each.found.signs for each in judged], axis=1)
    leading = np.concatenate([each.found.leading for each in judged])
    lines = np.concatenate([_lines(each) for each in judged], axis=1)
    unknown = np.isnan(values) | np.isnan(lines[0])
    columns = {
        "value": values,
        **dict(zip(("mean", "lower", "upper", "range_limit"), lines, strict=True)),
        "moving_range": np.concatenate([moving_ranges(each.values) for each in judged]),
        "phase": numbers,
        "run": np.concatenate([each.found.run for each in judged]),
        "trend": np.concatenate([each.found.trend for each in judged]),
        "rules": _objects([rules_of(tuple(column)) for column in signs.T.tolist()]),
        "kind": _kinds(leading, unknown, better),
    }
    return pd.DataFrame(columns, index=months)


def _lines(each: _Judged) -> Values:
    limits = each.limits
    heights = [limits.mean, limits.lower, limits.upper, limits.range_limit] if limits else [np.nan]
    return np.broadcast_to(np.array(heights)[:, None], (4, each.values.size))


def _objects(values: list[tuple[StrEnum, ...]]) -> npt.NDArray[np.object_]:
    # numpy makes a table of tuples of one length unless each is put in its place.
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _kinds(leading: Signs, unknown: npt.NDArray[np.bool_], better: Better | None) -> ExtensionArray:
    upward, downward = {
        "higher": (Kind.IMPROVEMENT, Kind.CONCERN),
        "lower": (Kind.CONCERN, Kind.IMPROVEMENT),
        None: (Kind.NEUTRAL_HIGH, Kind.NEUTRAL_LOW),
    }[better]
    order = list(Kind)
    codes = np.select(
        [unknown, leading > 0, leading < 0],
        [-1, order.index(upward), order.index(downward)],
        order.index(Kind.COMMON_CAUSE),
    ).astype(np.int8)
    return pd.Categorical.from_codes(
        codes, dtype=pd.CategoricalDtype([each.value for each in order])
    )
