"""The latest month of an indicator in words."""

from __future__ import annotations

import pandas as pd

from ictanalysis.indicators.signals.behaviour import Kind, ProcessBehaviour
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.indicators.signals.rules import LONG, UPWARD, DetectionRule
from ictanalysis.indicators.signals.steady import steady_trend
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

RECENT = 3
YEAR = 12


def phrase(behaviour: ProcessBehaviour) -> str:
    """Return what the latest month is a sign of, to stand after its figure.

    Months are counted up to the latest; a trend counts the month that it starts from. A signal is
    an improvement or the contrary by the direction that is better, and neither where there is none.
    Of several rules that hold, only the one that takes precedence is named; but a month that goes
    on with a trend, of the phase or of its last year, is told as part of it, however high it is.

    Raises
    ------
    UsageError
        If it is given something else.

    Examples
    --------
    >>> from ictanalysis.indicators.signals import process_behaviour
    >>> months = pd.period_range("2020-01", periods=12, freq="M")
    >>> rising = pd.Series([9, 1, 9, 1, 9, 1, 2, 3, 4, 5, 6, 7], index=months)
    >>> phrase(process_behaviour(rising))
    'rising for 7 months in a row'
    >>> phrase(process_behaviour(rising, better="lower"))
    'getting worse (rising for 7 months in a row)'
    >>> phrase(process_behaviour(rising.iloc[:5]))
    'too few months to tell (at least 12 are needed)'
    """
    if not isinstance(behaviour, ProcessBehaviour):
        raise UsageError(_("a phrase is about what process_behaviour returns: give it that"))
    return behaviour.locale.render(_message(behaviour))


def _message(behaviour: ProcessBehaviour) -> Message:
    latest = behaviour.frame.iloc[-1]
    phase = behaviour.frame.loc[behaviour.phases[-1].first :]
    if pd.isna(latest["value"]):
        return _("not available")
    if behaviour.limits is None:
        if phase["value"].count() < FEWEST_VALUES:
            return _("too few months to tell (at least {fewest} are needed)", fewest=FEWEST_VALUES)
        return _("too many gaps between the months to tell")
    return _judged(phase) if latest["rules"] else _("within its usual range")


def _judged(phase: pd.DataFrame) -> Message:
    """Return what the latest month of a phase is a sign of, and whether that is better or worse."""
    signal = _trend(phase) or _signal(phase)
    kind = phase["kind"].iloc[-1]
    if kind == Kind.IMPROVEMENT:
        return _("improving ({signal})", signal=signal)
    return _("getting worse ({signal})", signal=signal) if kind == Kind.CONCERN else signal


def _trend(phase: pd.DataFrame) -> Message | None:
    """Return the trend that the latest month of a phase goes on with; None if it leaps, or none."""
    latest, values = phase.iloc[-1], phase["value"].to_numpy()
    upward = latest["rules"][0] in UPWARD
    direction = 1 if upward else -1
    months = latest["trend"] * direction
    if months >= LONG and not latest["moving_range"] > latest["range_limit"]:
        return _row(upward, months)
    reach = latest["upper"] - latest["mean"]
    for own in (values, values[-YEAR:]):
        if steady_trend(own, reach) == direction:
            if upward:
                return _("rising over {count} months", count=own.size)
            return _("falling over {count} months", count=own.size)
    return None


def _row(upward: bool, months: int) -> Message:
    if upward:
        return _("rising for {count} months in a row", count=months)
    return _("falling for {count} months in a row", count=months)


def _signal(phase: pd.DataFrame) -> Message:
    latest = phase.iloc[-1]
    rule, run = latest["rules"][0], abs(latest["run"])
    near = sum(rule in rules for rules in phase["rules"].iloc[-RECENT:])
    if near == RECENT:
        upper = _("near the upper limit in all of the last {recent} months", recent=RECENT)
        lower = _("near the lower limit in all of the last {recent} months", recent=RECENT)
    else:
        counts = {"near": near, "recent": RECENT}
        upper = _("near the upper limit in {near} of the last {recent} months", **counts)
        lower = _("near the lower limit in {near} of the last {recent} months", **counts)
    return {
        DetectionRule.ABOVE_LIMIT: _("unusually high"),
        DetectionRule.BELOW_LIMIT: _("unusually low"),
        DetectionRule.RISING: _row(True, latest["trend"]),
        DetectionRule.FALLING: _row(False, -latest["trend"]),
        DetectionRule.NEAR_UPPER: upper,
        DetectionRule.NEAR_LOWER: lower,
        DetectionRule.ABOVE_MEAN: _("above the mean for {count} months in a row", count=run),
        DetectionRule.BELOW_MEAN: _("below the mean for {count} months in a row", count=run),
    }[rule]
