"""Acknowledgements: findings that a named role has accepted, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

import pandas as pd

from ictanalysis.dataset.findings import Acknowledgement, Finding, plain
from ictanalysis.language.messages import _

_SUBJECT = attrgetter("rule", "table", "measure")


def acknowledge(
    findings: Iterable[Finding], accepted: Sequence[Acknowledgement], month: pd.Period
) -> list[Finding]:
    """Return the findings, the accepted ones marked, and an error for each idle acknowledgement.

    An acknowledgement holds for one finding and its exact numbers. When a number changes, it no
    longer holds. A structure finding cannot be accepted, because there is no figure to publish.
    """
    idle = list(accepted)
    marked = []
    for finding in findings:
        own = next((each for each in idle if _covers(each, finding)), None)
        if own is not None:
            idle.remove(own)
        marked.append(replace(finding, acknowledged=own))
    return [*marked, *(_idle(each, month) for each in idle)]


def _covers(accepted: Acknowledgement, finding: Finding) -> bool:
    return (
        finding.rule != "structure"
        and _SUBJECT(accepted) == _SUBJECT(finding)
        and dict(accepted.where) == dict(finding.where)
        and accepted.found == _text(finding.found)
        and accepted.expected == _text(finding.expected)
    )


def _text(value: float | str | None) -> str:
    return "" if value is None else str(plain(value))


def _idle(accepted: Acknowledgement, month: pd.Period) -> Finding:
    message = _(
        "accepts a finding that is not there ({rule}, {table}.{measure}, {found} against "
        "{expected}): remove the line, or look at what changed",
        rule=accepted.rule,
        table=accepted.table,
        measure=accepted.measure,
        found=accepted.found,
        expected=accepted.expected,
    )
    return Finding(
        month,
        "acknowledged",
        "error",
        message,
        accepted.table,
        accepted.measure,
        accepted.where,
        accepted.file,
        accepted.line,
        accepted.found,
        accepted.expected,
    )
