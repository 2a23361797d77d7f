"""What the command `audit` prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ictanalysis.analysis import Dataset
from ictanalysis.cli.months import chosen_month
from ictanalysis.exchange.audit.audit import Audit, audit
from ictanalysis.exchange.audit.reading import read_report
from ictanalysis.exchange.audit.verdicts import Checked, Fault, Verdict
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _, plural


def audited(file: Path, against: str | None, load: Callable[[], Dataset]) -> Audit:
    """Return the audit of a file, held against a month of the data set where one is named."""
    if against is None:
        return audit(read_report(file))
    data = load()
    return audit(read_report(file), data.month(chosen_month(against, data)))


def describe_audit(made: Audit) -> Iterator[Message]:
    """Yield what was checked and holds, what cannot be right, and how many there are of each."""
    for each in made.checked:
        yield _("holds: {place}: {words}", place=each.place.message, words=each.message)
    for fault in made.faults:
        yield _("error: {place}: {words}", place=fault.place.message, words=fault.message)
        yield _("  “{quote}”", quote=fault.quote)
    yield _(
        "{file}: {faults}, {checked}",
        file=made.report.name,
        faults=plural("{count} error", "{count} errors", len(made.faults)),
        checked=plural("{count} check holds", "{count} checks hold", len(made.checked)),
    )
    if made.month is None:
        yield _("no title names the month of the report: its months were not checked")


def audit_as_json(made: Audit, locale: Locale) -> str:
    """Return an audit as one JSON object."""
    content = {
        "file": made.report.name,
        "month": str(made.month) if made.month is not None else None,
        "faults": _as_objects(made.faults, locale),
        "checked": _as_objects(made.checked, locale),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _as_objects(verdicts: Sequence[Verdict], locale: Locale) -> Sequence[dict[str, object]]:
    return [_as_object(each, locale) for each in verdicts]


def _as_object(verdict: Fault | Checked, locale: Locale) -> dict[str, object]:
    place = verdict.place
    content: dict[str, object] = {
        "kind": verdict.kind,
        "message": locale.render(verdict.message),
        "line": place.line or None,
        "paragraph": place.paragraph or None,
        "page": place.page or None,
        "table": place.table or None,
        "quote": verdict.quote,
    }
    if isinstance(verdict, Fault):
        content |= {"found": verdict.found, "expected": verdict.expected or None}
    return content
