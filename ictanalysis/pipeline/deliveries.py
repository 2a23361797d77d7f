"""Reports that other machines have made, looked at before they are put in place."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.language.errors import IctError, NotebookError
from ictanalysis.language.messages import Message, _, in_lines
from ictanalysis.pipeline.contents import Made
from ictanalysis.pipeline.errand import Answer, data_path, notebooks_path
from ictanalysis.pipeline.manifest import read_manifest, strangers, versions
from ictanalysis.pipeline.outcomes import Outcome
from ictanalysis.pipeline.parcels import unpack
from ictanalysis.pipeline.run import Runner
from ictanalysis.pipeline.sources import Copy, inputs

_MOST_LINES = 20
"""How many lines are told of what a worker said."""

_BLOCKED = 1


class WorkerError(IctError):
    """A worker could not make a report.

    Parameters
    ----------
    message
        Why.
    code
        The exit code of the command there.
    """

    def __init__(self, message: Message, code: int) -> None:
        super().__init__(message)
        # What a signal has ended, or a shell could not start, has failed.
        self.exit_code = code if code == IctError.exit_code else NotebookError.exit_code  # type: ignore[misc]


def put_delivery(runner: Runner, period: pd.Period, answer: Answer) -> Outcome:
    """Put a report in place that a worker has made, as if it had been made here.

    Raises
    ------
    WorkerError
        If the worker could not make it, or what has come is not the whole report of that month,
        made from these sources by this version.
    UsageError
        If it cannot be written.
    """
    if answer.code not in {0, _BLOCKED}:
        problem = in_lines(_lines(answer.problem, runner))
        told = _("{problem} (on the worker {worker})", problem=problem, worker=answer.worker)
        raise WorkerError(told, answer.code)
    return runner.put(period, partial(_received, answer, runner), time.monotonic() - answer.seconds)


def _received(answer: Answer, runner: Runner, month: Month, copy: Copy, folder: Path) -> Made:
    """Unpack the report into its folder, and look at it."""
    try:
        unpack(answer.report, folder)
        font = _looked_at(month, copy, folder)
    except ValueError as error:
        message = _(
            "{month}: what the worker {worker} has sent is not the whole report, made from these "
            "sources by this version ({reason}): run the month again",
            month=str(month.period),
            worker=answer.worker,
            reason=str(error),
        )
        raise WorkerError(message, NotebookError.exit_code) from error
    return Made(font, _lines(answer.said, runner) if answer.said.strip() else ())


def _looked_at(month: Month, copy: Copy, folder: Path) -> str:
    """Return the font of a report if it is the one that was asked for, and whole.

    Raises
    ------
    ValueError
        If it is not.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise ValueError("manifest.json")
    if (manifest.month, manifest.draft) != (str(month.period), month.is_draft):
        raise ValueError("month")
    if dict(manifest.versions) != versions():
        raise ValueError("versions")
    made_from = inputs(month, copy.data, copy.notebooks)
    if differing := manifest.inputs.items() ^ made_from.items():
        raise ValueError(min(differing)[0])
    strange = [path.relative_to(folder).as_posix() for path in strangers(folder)]
    lost = [name for name in manifest.outputs if not (folder / name).is_file()]
    if strange or lost:
        raise ValueError([*strange, *lost][0])
    if not manifest.made_from(made_from, folder):
        raise ValueError("SHA-256")
    return manifest.font


def _lines(text: str, runner: Runner) -> Sequence[Message]:
    """Return what a worker says, with the folders of this machine in place of the worker's."""
    sources, notebooks = runner.sources, runner.folders.notebooks
    copy = sources.copy
    there = data_path(copy.data.name), notebooks_path(copy.notebooks.name)
    for name, path in zip(there, (sources.path, notebooks), strict=True):
        text = text.replace(name, path.as_posix())
    lines = text.strip().splitlines() or [text]
    return [_("{value}", value=line) for line in lines[:_MOST_LINES]]
