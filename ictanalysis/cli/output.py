"""What the commands print."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ictanalysis.cli.standings import describe_counts, describe_current, describe_draft
from ictanalysis.dataset.findings import SEVERITIES, Finding
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _, plural

if TYPE_CHECKING:
    import pandas as pd

    from ictanalysis.exchange.newmonth import BlankMonth
    from ictanalysis.exchange.project import Project
    from ictanalysis.pipeline.outcomes import Outcome


def describe_new_month(blank: BlankMonth, folder: Path) -> Iterator[Message]:
    """Yield what was made of a new month, and what is to be done with it."""
    yield _(
        "{month}: {folder} is made, with {count} files",
        month=blank.month,
        folder=folder,
        count=len(blank.texts),
    )
    yield from _carried_over(blank, f"{folder.as_posix()}/plan.csv")
    yield _(
        "write each figure in place of its status M, the news under the headings of narrative.md "
        "and the new tasks into plan.csv; then run: ictanalysis check {month}",
        month=blank.month,
    )


def _carried_over(blank: BlankMonth, plan: str) -> Iterator[Message]:
    """Yield what a new month has from the one before it, and what is to be done with that."""
    from ictanalysis.dataset.plan import FOLLOW_UP

    if blank.before is None:
        yield _("there is no earlier month: the plan has no task yet")
    elif blank.before != blank.month - 1:
        yield _(
            "there is no month {previous}: rows and tasks are those of {before}",
            previous=blank.month - 1,
            before=blank.before,
        )
    if blank.carried:
        yield plural(
            "{plan}: {count} task of {before} is still open: write what became of it as its "
            "status ({known})",
            "{plan}: {count} tasks of {before} are still open: write what became of each as its "
            "status ({known})",
            len(blank.carried),
            plan=plan,
            before=blank.before,
            known=", ".join(FOLLOW_UP),
        )
    if blank.unreported:
        yield _(
            "the plan of {before} does not say what became of the tasks {numbers}: write it there, "
            "and copy those that are open into {plan}",
            before=blank.before,
            numbers=", ".join(f"{task.number} ({task.since})" for task in blank.unreported),
            plan=plan,
        )


def describe_project(made: Project, folder: Path) -> Iterator[Message]:
    """Yield what was made for an office that begins, and what is to be done with it."""
    yield _("{folder} is made, with {count} files", folder=folder, count=len(made.texts))
    if made.added:
        yield _(
            "the catalog had no sections for the plan or the annexes: added to data/catalog.yml: "
            "{names}",
            names=", ".join(f"{number} “{title}”" for number, title in made.added.items()),
        )
    yield _(
        "write the names of your office into {path}, and the figures, the news and the plan of "
        "the month into {month}; read on in {guide}",
        path=f"{folder.as_posix()}/data/dataset.yml",
        month=f"{folder.as_posix()}/data/{made.month}",
        guide=f"{folder.as_posix()}/README.md",
    )
    yield _("then run in {folder}: ictanalysis check {month}", folder=folder, month=made.month)


def describe_demo(folder: Path) -> Iterator[Message]:
    """Yield where the demonstration data is, and which month to begin with."""
    from ictanalysis.demo import FIRST_LOOK, MONTHS

    yield _(
        "{folder} is made: {count} months of simulated data, {first} to {last}",
        folder=folder,
        count=len(MONTHS),
        first=MONTHS[0],
        last=MONTHS[-1],
    )
    yield _("then run: ictanalysis run {month} --data {folder}", month=FIRST_LOOK, folder=folder)


def describe_country(folder: Path, provinces: int) -> Iterator[Message]:
    """Yield where the provinces of a demonstration are, and how their figures are put together."""
    from ictanalysis.demo import YEAR

    yield _(
        "{folder} is made: {count} provinces with simulated data, {first} to {last}",
        folder=folder,
        count=provinces,
        first=YEAR[0],
        last=YEAR[-1],
    )
    yield _(
        "then run in {folder}: ictanalysis rollup provinces {month}", folder=folder, month=YEAR[-1]
    )


def findings_as_json(month: pd.Period, found: Sequence[Finding], locale: Locale) -> str:
    """Return the findings of a month as one JSON object."""
    findings = [each.as_json(locale.code) for each in found]
    content = {"month": str(month), "findings": findings}
    return json.dumps(content, ensure_ascii=False, indent=2)


def describe_findings(month: pd.Period, found: Sequence[Finding]) -> Iterator[Message]:
    """Yield the findings of a month, and how many there are."""
    for each in found:
        yield each.told
        if each.acknowledged:
            by, reason = each.acknowledged.by, each.acknowledged.reason
            yield _("  accepted by {by}: {reason}", by=by, reason=reason)
    yield _("{month}: {findings}", month=month, findings=_summary(found))


def _summary(found: Sequence[Finding]) -> Message:
    count = Counter(each.severity for each in found)
    errors, warnings, infos = (count[severity] for severity in SEVERITIES)
    accepted = sum(each.severity == "error" and not each.blocks for each in found)
    return describe_counts(errors, accepted, warnings, infos)


def describe_outcome(
    outcome: Outcome, *, label: str = "", timed: bool = False, quiet: bool = False
) -> Iterator[Message]:
    """Yield what keeps a month's report from being published, what became of it, and its font.

    Parameters
    ----------
    label
        How to name the month; as it is by default.
    timed
        Whether to say how long it took.
    quiet
        Whether to say nothing of a month with which nobody has anything to do.
    """
    if quiet and outcome.result in {"published", "current"}:
        return
    month, folder = label or outcome.period, outcome.folder
    if outcome.result in {"draft", "refused"}:
        yield from (each.told for each in outcome.blocking)
    yield {
        "published": _("{month}: the report is in {folder}", month=month, folder=folder)
        if not timed
        else _(
            "{month}: the report is in {folder} ({seconds} s)",
            month=month,
            folder=folder,
            seconds=round(outcome.seconds, 1),
        ),
        "current": describe_current(month, folder),
        "draft": describe_draft(month, folder),
        "refused": _("{month}: no report was made: mend the files named above", month=month),
    }[outcome.result]
    if outcome.font:
        yield _("{month}: the PDF is set in {font}", month=month, font=outcome.font)
