"""What the command line prints."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ictanalysis.dataset.findings import SEVERITIES, Finding
from ictanalysis.language.messages import Language, Message, _

if TYPE_CHECKING:
    import pandas as pd

    from ictanalysis.analysis import Month
    from ictanalysis.exchange.newmonth import BlankMonth
    from ictanalysis.pipeline.run import Outcome, Progress, State

__all__ = [
    "progress_shown",
    "show_demo",
    "show_findings",
    "show_new",
    "show_outcome",
    "show_status",
]


def show_new(blank: BlankMonth, folder: Path, language: Language) -> None:
    """Print what was made of a new month, and what is to be done with it."""
    made = _(
        "{month}: {folder} is made, with {count} files",
        month=blank.month,
        folder=folder.as_posix(),
        count=len(blank.texts),
    )
    to_do = _(
        "write each figure in place of its status M, the news under the headings of narrative.md "
        "and the new tasks into plan.csv; then run: ictanalysis check {month}",
        month=blank.month,
    )
    for line in (made, *_taken_over(blank, f"{folder.as_posix()}/plan.csv"), to_do):
        typer.echo(line.render(language))


def _taken_over(blank: BlankMonth, plan: str) -> Iterator[Message]:
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
        yield _(
            "{plan}: {count} tasks of {before} are still open: write what became of each as its "
            "status ({known})",
            plan=plan,
            count=len(blank.carried),
            before=blank.before,
            known=", ".join(FOLLOW_UP),
        )
    if blank.untold:
        yield _(
            "the plan of {before} does not say what became of the tasks {numbers}: write it there, "
            "and copy those that are open into {plan}",
            before=blank.before,
            numbers=", ".join(f"{task.number} ({task.since})" for task in blank.untold),
            plan=plan,
        )


def show_demo(folder: Path, language: Language) -> None:
    """Print where the demonstration data is, and which month to begin with."""
    from ictanalysis.demo import FIRST_LOOK, MONTHS

    made = _(
        "{folder} is made: {count} months of simulated data, {first} to {last}",
        folder=folder.as_posix(),
        count=len(MONTHS),
        first=MONTHS[0],
        last=MONTHS[-1],
    )
    to_do = _(
        "then run: ictanalysis run {month} --data {folder}",
        month=FIRST_LOOK,
        folder=folder.as_posix(),
    )
    for line in (made, to_do):
        typer.echo(line.render(language))


def show_findings(month: pd.Period, found: Sequence[Finding], language: Language) -> None:
    """Print the findings of a month, one a line, and how many there are."""
    for each in found:
        typer.echo(f"{_severity(each).render(language)}: {each.told.render(language)}")
        if each.acknowledged:
            accepted = _(
                "  accepted by {by}: {reason}",
                by=each.acknowledged.by,
                reason=each.acknowledged.reason,
            )
            typer.echo(accepted.render(language))
    typer.echo(f"{month}: {_summary(found).render(language)}")


def _severity(finding: Finding) -> Message:
    return {"error": _("error"), "warning": _("warning"), "info": _("info")}[finding.severity]


def _summary(found: Sequence[Finding]) -> Message:
    count = Counter(each.severity for each in found)
    errors, warnings, infos = (count[severity] for severity in SEVERITIES)
    return _(
        "{errors} errors ({accepted} accepted), {warnings} warnings, {infos} remarks",
        errors=errors,
        accepted=sum(each.severity == "error" and not each.blocks for each in found),
        warnings=warnings,
        infos=infos,
    )


@contextmanager
def progress_shown(language: Language) -> Iterator[Progress]:
    """Yield a progress display: one that moves on a terminal, plain lines otherwise."""
    if not sys.stderr.isatty():
        yield lambda month, step: typer.echo(f"{month}: {step}", err=True)
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    with console.status(_("running").render(language)) as display:

        def told(month: str, step: str) -> None:
            display.update(escape(f"{month}: {step}"))

        yield told


def show_outcome(outcome: Outcome, language: Language) -> None:
    """Print what became of a month's report, and what keeps it from being published."""
    month, folder = outcome.month, outcome.folder.as_posix() if outcome.folder else ""
    if outcome.result in {"draft", "refused"}:
        blocking = [each for each in month.findings if each.blocks]
        for each in blocking:
            typer.echo(f"{_severity(each).render(language)}: {each.told.render(language)}")
    told = {
        "published": _("{month}: the report is in {folder}", month=month.period, folder=folder),
        "current": _(
            "{month}: the report in {folder} is current", month=month.period, folder=folder
        ),
        "draft": _(
            "{month}: not published: a draft is in {folder}; mend the errors above, or have them "
            "accepted in acknowledged.csv",
            month=month.period,
            folder=folder,
        ),
        "refused": _("{month}: no report was made: mend the files named above", month=month.period),
    }[outcome.result]
    typer.echo(told.render(language))


def show_status(month: Month, state: State, language: Language) -> None:
    """Print the line of a month: observations, findings, and the state of its report."""
    report = {
        "absent": _("no report"),
        "stale": _("report stale"),
        "current": _("report current"),
        "draft": _("draft"),
        "draft beside report": _("draft; the published report is stale"),
    }[state]
    line = _(
        "{month}  {known} of {count} figures  {findings}  {report}",
        month=month.period,
        known=sum(cell.value is not None for cell in month.cells.values()),
        count=len(month.cells),
        findings=_summary(month.findings),
        report=report,
    )
    typer.echo(line.render(language))
