"""Rules `restated` and `ledger`: figures that were told otherwise, and a ledger that is broken."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ictanalysis.dataset import DatasetFiles
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.ledger import LEDGER
from ictanalysis.files.reading import real
from ictanalysis.indicators.restatements import Restatement, restated
from ictanalysis.language.messages import Message, _


def restatements(files: DatasetFiles, month: pd.Period) -> Iterator[Finding]:
    """Yield the figures of a month that were published with another value.

    One whose table says why, in the note of its row, is a remark. Nobody has anything to mend then.
    """
    for each in restated(files, month):
        yield _finding(files, each, month)


def ledger(files: DatasetFiles, month: pd.Period) -> Iterator[Finding]:
    """Yield where the ledger cannot be trusted any more."""
    if broken := files.ledger.broken:
        file = f"{real(files.path).name}/{LEDGER}"
        message = _("{problem}: bring it back from a copy", problem=broken.problem)
        yield Finding(month, "ledger", "error", message, file=file, line=broken.line)


def _finding(files: DatasetFiles, each: Restatement, month: pd.Period) -> Finding:
    told, cells = each.told, each.figure.cells if each.figure else ()
    file = cells[0].file if cells else f"{real(files.path).name}/{month}"
    key = each.figure.key if each.figure else None
    return Finding(
        month,
        "restated",
        "info" if each.reason else "warning",
        _message(files, each),
        key.table if key else "",
        key.name if key else "",
        key.where if key else {},
        file,
        cells[0].line if cells else 0,
        found=each.figure.value if each.figure else None,
        expected=told.value,
    )


def _message(files: DatasetFiles, each: Restatement) -> Message:
    day = files.settings.locale.short_day(each.day)
    if each.reason:
        return _(
            "“{label}” was published as {told} on {day} by {by}: the next report restates it",
            label=each.label,
            told=each.before,
            day=day,
            by=each.told.by,
        )
    return _(
        "“{label}” was published as {told} on {day} by {by}: the next report restates it; write "
        "why in the note of its row",
        label=each.label,
        told=each.before,
        day=day,
        by=each.told.by,
    )
