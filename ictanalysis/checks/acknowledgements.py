"""Acknowledgements: findings that a named role has accepted, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

import pandas as pd

from ictanalysis.dataset.datafile import MOST_PROBLEMS
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
    about: dict[object, list[Acknowledgement]] = defaultdict(list)
    for each in accepted:
        about[_SUBJECT(each)].append(each)
    used: set[int] = set()
    marked = []
    for finding in findings:
        own = next(
            (
                each
                for each in about[_SUBJECT(finding)]
                if id(each) not in used and _covers(each, finding)
            ),
            None,
        )
        if own is not None:
            used.add(id(own))
        marked.append(replace(finding, acknowledged=own))
    idle = [each for each in accepted if id(each) not in used]
    return [
        *marked,
        *(_idle(each, month) for each in idle[:MOST_PROBLEMS]),
        *_more(idle[MOST_PROBLEMS:], month),
    ]


def _more(idle: Sequence[Acknowledgement], month: pd.Period) -> Iterator[Finding]:
    """Yield one finding for all that are left, if any are."""
    for first in idle[:1]:
        message = _(
            "{count} more lines accept findings that are not there: remove them", count=len(idle)
        )
        yield Finding(month, "acknowledged", "error", message, file=first.file, line=first.line)


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
