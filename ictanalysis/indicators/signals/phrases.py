"""The latest month of an indicator in words."""

from __future__ import annotations

import pandas as pd

from ictanalysis.indicators.signals.behaviour import ProcessBehaviour
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.indicators.signals.rules import DetectionRule
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

RECENT = 3


def phrase(behaviour: ProcessBehaviour) -> str:
    """Return what the latest month is a sign of, to stand after its figure.

    Months are counted up to the latest; a trend counts the month that it starts from. Of several
    rules that hold, only the one that takes precedence is named.

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
    >>> phrase(process_behaviour(rising.iloc[:5]))
    'too few months to tell (at least 12 are needed)'
    """
    if not isinstance(behaviour, ProcessBehaviour):
        raise UsageError(_("a phrase is about what process_behaviour returns: give it that"))
    return behaviour.locale.render(_message(behaviour))


def _message(behaviour: ProcessBehaviour) -> Message:
    latest = behaviour.frame.iloc[-1]
    if pd.isna(latest["value"]):
        return _("not available")
    if behaviour.limits is None:
        phase = behaviour.frame.loc[behaviour.phases[-1].first :, "value"]
        if phase.count() < FEWEST_VALUES:
            return _("too few months to tell (at least {fewest} are needed)", fewest=FEWEST_VALUES)
        return _("too many gaps between the months to tell")
    if not latest["rules"]:
        return _("within its usual range")
    rule = latest["rules"][0]
    near = sum(rule in rules for rules in behaviour.frame["rules"].iloc[-RECENT:])
    return _signal(rule, abs(latest["trend"]), abs(latest["run"]), near)


def _signal(rule: DetectionRule, trend: int, run: int, near: int) -> Message:
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
        DetectionRule.RISING: _("rising for {count} months in a row", count=trend),
        DetectionRule.FALLING: _("falling for {count} months in a row", count=trend),
        DetectionRule.NEAR_UPPER: upper,
        DetectionRule.NEAR_LOWER: lower,
        DetectionRule.ABOVE_MEAN: _("above the mean for {count} months in a row", count=run),
        DetectionRule.BELOW_MEAN: _("below the mean for {count} months in a row", count=run),
    }[rule]
