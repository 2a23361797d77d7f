"""A monthly indicator held against the limits of its phases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, get_args

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
from ictanalysis.indicators.signals.monthly import Better, Values, monthly, phase_numbers
from ictanalysis.indicators.signals.rules import Signs, detect, rules_of
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import ENGLISH, Locale
from ictanalysis.language.messages import _


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


@dataclass(frozen=True, repr=False)
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

    def __repr__(self) -> str:
        months, signals = len(self.frame), sum(map(bool, self.frame["rules"]))
        phases = len(self.phases)
        return f"<ProcessBehaviour, months: {months}, phases: {phases}, signals: {signals}>"

    @property
    def limits(self) -> Limits | None:
        """Return the limits of the last phase, which are those in force."""
        return self.phases[-1].limits


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
    # Notebooks are not type-checked.
    if better is not None and better not in get_args(Better):
        raise UsageError(_("“{value}” is no direction: higher, lower or None", value=str(better)))
    regular = monthly(series)
    values, months = regular.to_numpy(), pd.PeriodIndex(regular.index, name="month")
    phases, judged = [], []
    starts = np.flatnonzero(np.diff(phase_numbers(months, breaks), prepend=0)).tolist()
    for start, end in zip(starts, [*starts[1:], len(months)], strict=True):
        own = values[start:end]
        limits = process_limits(own, fix_after=fix_after, screen_outliers=screen_outliers)
        phases.append(Phase(months[start], months[end - 1], limits))
        judged.append(_judged(own, limits, len(phases)))
    return ProcessBehaviour(_frame(months, judged, better), tuple(phases), better, locale)


def _judged(values: Values, limits: Limits | None, number: int) -> dict[str, npt.NDArray[Any]]:
    """Return what there is to say of the months of a phase, name → one element a month."""
    found = detect(values, limits)
    line = partial(np.full, values.size)
    return {
        "value": values,
        "mean": line(limits.mean if limits else np.nan),
        "lower": line(limits.lower if limits else np.nan),
        "upper": line(limits.upper if limits else np.nan),
        "range_limit": line(limits.range_limit if limits else np.nan),
        "moving_range": moving_ranges(values),
        "phase": line(number),
        "run": found.run,
        "trend": found.trend,
        "signs": found.signs.T,
        "leading": found.leading,
    }


def _frame(
    months: pd.PeriodIndex, judged: list[dict[str, npt.NDArray[Any]]], better: Better | None
) -> pd.DataFrame:
    columns: dict[str, Any] = {
        name: np.concatenate([each[name] for each in judged]) for name in judged[0]
    }
    signs, leading = columns.pop("signs"), columns.pop("leading")
    unknown = np.isnan(columns["value"]) | np.isnan(columns["mean"])
    columns["rules"] = [rules_of(tuple(each)) for each in signs.tolist()]
    columns["kind"] = _kinds(leading, unknown, better)
    return pd.DataFrame(columns, index=months)


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
