"""How a month stands with its report, and what became of it in a run."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import Message
from ictanalysis.pipeline.manifest import Manifest, read_manifest
from ictanalysis.pipeline.sources import inputs
from ictanalysis.pipeline.standing import Standing, standing

State = Literal["absent", "stale", "current", "draft", "draft beside report"]
"""A draft beside a report: the findings are newer than what was published."""
Result = Literal["published", "draft", "current", "refused"]


@dataclass(frozen=True)
class Folders:
    """Where reports are made from and where they go."""

    notebooks: Path
    reports: Path

    def published(self, month: Month) -> Path:
        """Return the folder of a month's published report."""
        return self.reports / str(month.period)

    def draft(self, month: Month) -> Path:
        """Return the folder of a month's draft, which never replaces what was published."""
        return self.reports / f"{month.period}-draft"

    def report(self, month: Month) -> Path:
        """Return the folder that the month's report goes to as its findings are now."""
        return self.draft(month) if month.is_draft else self.published(month)


@dataclass(frozen=True)
class Outcome:
    """What became of a month's report.

    Attributes
    ----------
    period
        The month.
    result
        `published`; `draft` if an error that nobody accepted keeps it from being published;
        `current` if it was already made from the same inputs; `refused` if the month's files
        cannot be read, so that nothing was made.
    folder
        Where it is; None for `refused`.
    standing
        How the month stands with it.
    blocking
        The findings that keep it from being published.
    seconds
        How long it took.
    font
        The font of the PDF that was made; blank where none was.
    left_out
        What to tell of the notebooks: what they display and no document can show.
    """

    period: pd.Period
    result: Result
    folder: Path | None
    standing: Standing
    blocking: Sequence[Finding] = ()
    seconds: float = 0.0
    font: str = ""
    left_out: Sequence[Message] = ()


def outcome_of(
    month: Month, result: Result, folder: Path | None, stands: State, started: float
) -> Outcome:
    """Return what became of a month's report, without the month."""
    return Outcome(
        month.period,
        result,
        folder,
        standing(month, stands),
        [each for each in month.findings if each.blocks],
        time.monotonic() - started,
    )


def state(month: Month, folders: Folders) -> State:
    """Return whether a month's report exists and is still made from what is there now."""
    folder = folders.report(month)
    manifest = read_manifest(folder)
    if manifest is None:
        return "stale" if folders.published(month).is_dir() else "absent"
    if not is_current(manifest, month, folders):
        return "stale"
    if not month.is_draft:
        return "current"
    return "draft beside report" if folders.published(month).is_dir() else "draft"


def is_current(manifest: Manifest, month: Month, folders: Folders) -> bool:
    """Return whether a report is still made from what is there now, and as it was made."""
    made_from = inputs(month, month.data.files.path, folders.notebooks)
    return manifest.made_from(made_from, folders.reports / manifest.folder)


def is_readable(month: Month) -> bool:
    """Return whether a report can be made at all; files that nobody asks for do not matter."""
    unread = (each for each in month.findings if each.rule == "structure" and each.blocks)
    return all(each.stranger for each in unread)
