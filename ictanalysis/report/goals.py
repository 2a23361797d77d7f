"""Targets in words: at their line, in an alternative text, in a note."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ictanalysis.catalog import Target
from ictanalysis.language.locales import VIETNAMESE

__all__ = ["at_line", "remarks", "worded"]

SIGN = {"at_least": "≥", "at_most": "≤"}
WORDS = {"at_least": "ít nhất", "at_most": "nhiều nhất"}


def at_line(target: Target, unit: str) -> str:
    """Return a target as it stands at its line: `≥ 80%: 749/QĐ-TTg`."""
    return f"{SIGN[target.direction]} {_amount(target, unit)}: {target.decision}"


def worded(target: Target, unit: str) -> str:
    """Return a target in words: `mục tiêu ít nhất 80% (749/QĐ-TTg)`."""
    return f"mục tiêu {WORDS[target.direction]} {_amount(target, unit)} ({target.decision})"


def remarks(targets: Iterable[Target]) -> list[str]:
    """Return how the figures are measured over something else than the decisions mean."""
    return [
        f"{target.decision}: {target.remark}"
        for target in targets
        if target.remark and not target.denominators_agree
    ]


def _amount(target: Target, unit: str) -> str:
    """Return a target's value as it was set: rounding would be a change of the decision."""
    exponent = Decimal(repr(target.value)).normalize().as_tuple().exponent
    text = VIETNAMESE.number(target.value, max(0, -int(exponent)))
    return f"{text}%" if unit == "%" else f"{text} {unit}"
