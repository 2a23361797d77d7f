"""Whether a process that goes on as it does will reach a target."""

from __future__ import annotations

from typing import Literal

from ictanalysis.indicators.signals.behaviour import ProcessBehaviour

__all__ = ["Assurance", "assurance"]

Assurance = Literal["pass", "fail", "inconsistent"]


def assurance(behaviour: ProcessBehaviour, target: float) -> Assurance | None:
    """Return whether the limits in force lie wholly on one side of a target.

    `pass` where every value to be expected meets it, `fail` where none does, `inconsistent` where
    the target lies between the limits or on one: then a month meets it or misses it by chance.
    None where neither direction is better or there are no limits. A target whose denominator is
    not the indicator's is never to be judged: that is the caller's to know.

    References
    ----------
    NHSRplotthedots, ``ptd_calculate_assurance_type``.
    """
    limits = behaviour.limits
    if limits is None or behaviour.better is None:
        return None
    if limits.lower <= target <= limits.upper:
        return "inconsistent"
    return "pass" if (target < limits.lower) == (behaviour.better == "higher") else "fail"
