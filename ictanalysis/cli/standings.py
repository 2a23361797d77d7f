"""What the commands print of how months stand; nothing here needs a table to be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ictanalysis.cli.months import LATEST
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _, plural

if TYPE_CHECKING:
    from ictanalysis.pipeline.outcomes import State
    from ictanalysis.pipeline.reporters import Reporter
    from ictanalysis.pipeline.standing import Places, Standing

MADE: Sequence[State] = ("current", "draft", "draft beside report")
"""How a month stands of which there is nothing to make."""

_REPORTS: dict[State, Message] = {
    "absent": _("no report"),
    "stale": _("report stale"),
    "current": _("report current"),
    "draft": _("draft"),
    "draft beside report": _("draft; the published report is stale"),
}


def describe_current(month: object, folder: Path | None) -> Message:
    """Return the line of a month whose report is made already."""
    return _("{month}: the report in {folder} is current", month=month, folder=folder)


def describe_draft(month: object, folder: Path | None) -> Message:
    """Return the line of a month whose findings keep it from being published."""
    return _(
        "{month}: not published: a draft is in {folder}; mend the errors above, or have them "
        "accepted in acknowledged.csv",
        month=month,
        folder=folder,
    )


def told_again(
    month: Standing, reporter: Reporter, locale: Locale, *, quiet: bool
) -> Iterator[str]:
    """Yield the lines of a run that has nothing to make of a month."""
    label, reports = reporter.label(month.month), reporter.places.reports
    if month.state == "current":
        if not quiet:
            yield locale.render(describe_current(label, reports / month.month))
        return
    yield from month.blocked[locale.code]
    yield locale.render(describe_draft(label, reports / f"{month.month}-draft"))


def known_months(text: str, reporters: Sequence[Reporter]) -> list[tuple[Reporter, Standing]]:
    """Return the months asked for if the records say of each that there is nothing to make."""
    from ictanalysis.pipeline.standing import standings

    found: list[tuple[Reporter, Standing]] = []
    for reporter in reporters:
        months = _asked_for(text, reporter.places)
        recorded = standings(reporter.places) if months else {}
        known = [recorded[month] for month in months if month in recorded]
        if not months or len(known) < len(months) or any(each.state not in MADE for each in known):
            return []
        found += [(reporter, month) for month in known]
    return found


def _asked_for(text: str, places: Places) -> list[str]:
    """Return the months that `latest`, one month, or a range of months of the data set means."""
    known = sorted(places.months())
    if text == LATEST:
        return known[-1:]
    first, _colon, last = text.partition(":")
    last = last or first
    if not {first, last} <= set(known):
        return []
    months = known[known.index(first) : known.index(last) + 1]
    whole = len(months) == 1 + _number(last) - _number(first)
    return months if whole else []


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:])


def describe_status(month: Standing) -> Message:
    """Return the line of a month: figures filled in, findings, and the state of its report."""
    line = _(
        "{month}  {known} of {count} figures  {findings}  {report}",
        month=month.month,
        known=month.known,
        count=month.expected,
        findings=describe_counts(
            month.errors, month.errors - month.blocking, month.warnings, month.remarks
        ),
        report=_REPORTS[month.state],
    )
    if month.gone:
        return _("{line}  there is no {files}", line=line, files=", ".join(month.gone))
    return line


def status_as_json(found: Sequence[Standing]) -> str:
    """Return what `describe_status` says of months as one JSON object."""
    months = [
        {
            "month": each.month,
            "figures": {"known": each.known, "expected": each.expected},
            "findings": {
                "error": each.errors,
                "warning": each.warnings,
                "info": each.remarks,
            },
            "blocking": each.blocking,
            "gone": list(each.gone),
            "report": each.state,
        }
        for each in found
    ]
    return json.dumps({"months": months}, ensure_ascii=False, indent=2)


def describe_counts(errors: int, accepted: int, warnings: int, remarks: int) -> Message:
    """Return how many findings there are, by how grave they are."""
    return _(
        "{errors} ({accepted} accepted), {warnings}, {remarks}",
        errors=plural("{count} error", "{count} errors", errors),
        accepted=accepted,
        warnings=plural("{count} warning", "{count} warnings", warnings),
        remarks=plural("{count} remark", "{count} remarks", remarks),
    )
