"""How far indicators are from their targets, and at what pace they would reach them in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey, Target
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _
from ictanalysis.report.wording import signed_number, target_level

SPACE = "\N{NO-BREAK SPACE}"
RECENT = 12
"""So many months back the pace of an indicator is measured."""

DISTANCE = (_("From the target"), _("Needed a month"), _("Recently a month"))


@dataclass(frozen=True)
class Distance:
    """A figure beside a target that is in force; numbers are in its unit, points for a percentage.

    Attributes
    ----------
    figure, target
        The figure of the month, and what it is to reach.
    until, months_left
        The last month in which the target is in force, and how many there are up to it; None where
        it has no end.
    pace
        How much the figure has changed a month over the last twelve months, or since the first
        value among them, or since a break in series; None where there is no earlier value.
    """

    figure: Figure
    target: Target
    until: pd.Period | None
    months_left: int | None
    pace: float | None

    @property
    def distance(self) -> float | None:
        """Return value − target; None where the value is missing."""
        return None if self.figure.value is None else self.figure.value - self.target.value

    @property
    def pace_needed(self) -> float | None:
        """Return the change a month that reaches the target in its last month.

        It is 0 where the value has reached it, and None where the value is missing, the target has
        no end or this is its last month.
        """
        if self.distance is None or not self.months_left:
            return None
        needed = -self.distance / self.months_left
        return max(needed, 0.0) if self.target.direction == "at_least" else min(needed, 0.0)


def distances(month: Month) -> Iterator[Distance]:
    """Yield each target in force in a month with its figure, in the order of `targets.yml`."""
    for target in month.targets:
        key, until = month.catalog.resolve(target.indicator), _last_month(target)
        left = None if until is None else until.ordinal - month.period.ordinal
        yield Distance(month[key], target, until, left, _pace(month, key))


def _last_month(target: Target) -> pd.Period | None:
    if target.valid_to is None:
        return None
    last = pd.Period(target.valid_to, "M")
    return last if target.in_force(last) else last - 1


def _pace(month: Month, key: IndicatorKey) -> float | None:
    series, months = month.data.time_series.of(key), month.data.time_series.months
    end = month.period.ordinal - months[0].ordinal
    breaks = np.flatnonzero(series.broken[: end + 1]).tolist()
    since = max([0, end - RECENT, *breaks])
    known = [at for at in range(since, end) if not np.isnan(series.values[at])]
    if not known or np.isnan(series.values[end]):
        return None
    return float(series.values[end] - series.values[known[0]]) / (end - known[0])


def described(
    locale: Locale, found: Sequence[Distance]
) -> tuple[Sequence[Sequence[str]], Sequence[str]]:
    """Return a row for each distance, and the notes on those that are for comparison only."""
    rows: list[Sequence[str]] = []
    notes: list[str] = []
    for each in found:
        label = _named(each, locale)
        if not each.target.denominators_agree:
            mark = f"({len(notes) + 1})"
            label = f"{label}{SPACE}{mark}"
            apart = locale.say("Measured on another base: for comparison only.")
            notes.append(f"{mark} {each.target.remark or apart}")
        rows.append([label, *_columns(each, locale)])
    return rows, notes


def _named(each: Distance, locale: Locale) -> str:
    label, decision = each.figure.label, each.target.decision
    if each.until is None:
        return f"{label}, {decision}"
    month = locale.month_short(each.until)
    return locale.say(
        "{label}, {decision}, until {month}", label=label, decision=decision, month=month
    )


def _columns(each: Distance, locale: Locale) -> Iterator[str]:
    yield each.figure.quantity
    yield target_level(each.target, each.figure).replace(" ", SPACE, 1)
    yield signed_number(each.figure, each.distance) or locale.render(MISSING)
    yield signed_number(each.figure, each.pace_needed)
    yield signed_number(each.figure, each.pace)
