"""One month, from tables to a published report."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from ictanalysis.analysis import NOTEBOOKS, Month
from ictanalysis.dataset.findings import Finding
from ictanalysis.files.csvtext import harmless
from ictanalysis.files.digests import digest
from ictanalysis.files.publication import published
from ictanalysis.language.errors import DeadlineError, IctError, NotebookError
from ictanalysis.language.messages import Message
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.keyfigures import key_figure
from ictanalysis.pipeline.manifest import (
    Manifest,
    library_digest,
    read_manifest,
    versions,
)
from ictanalysis.pipeline.navigation import navigation
from ictanalysis.pipeline.refusals import refuse_names, refuse_strangers, refuse_to_lose
from ictanalysis.pipeline.rendering import Read, Renderer
from ictanalysis.pipeline.sources import Copy, Sources, find_notebooks, inputs
from ictanalysis.pipeline.standing import Standing, standing
from ictanalysis.pipeline.workers import Tell, Workers

INDICATORS = "indicators.csv"

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


class Made(NamedTuple):
    """What there is to tell of a report that was made: its font, and what no document can show."""

    font: str
    left_out: Sequence[Message]


Make = Callable[[Month, Copy, Path], Made]


@dataclass(frozen=True)
class Runner:
    """Makes the reports of a data set.

    Attributes
    ----------
    sources, folders
        What they are made from, and where they go.
    workers
        Where notebooks, pages and prints are made. What they tell is a month and what has just been
        done for it.
    cell_timeout
        How many seconds one cell may take; None for any number.
    """

    sources: Sources
    folders: Folders
    workers: Workers
    cell_timeout: int | None = None

    def each(
        self, periods: Sequence[pd.Period], *, force: bool
    ) -> Iterator[tuple[pd.Period, Outcome | IctError]]:
        """Yield what became of the report of each month, as they end; one that fails stops none.

        Every month is made in a process of its own, as many at a time as the run has processors
        for, and all of them from the same copy of the sources.

        Raises
        ------
        InputError, UsageError
            As `run`, where it is the same for all months.
        """
        due = list(periods)
        for period, outcome in self._as_it_was(periods, force=force):
            due.remove(period)
            yield period, outcome
        if not due:
            return
        _copy = self.sources.copy
        calls = [partial(self._run_apart, period) for period in due]
        with closing(self.workers.each(calls)) as ended:
            for done in ended:
                error = done.error if isinstance(done.error, IctError) else None
                yield due[done.index], error or done.result()

    def without_making(
        self, periods: Sequence[pd.Period], *, force: bool
    ) -> Iterator[tuple[pd.Period, Outcome | IctError]]:
        """Yield the months of which nothing is to be made: they are current, or cannot be read.

        Whoever makes the others elsewhere puts them in place with `put`.

        Raises
        ------
        InputError, UsageError
            As `each`.
        """
        due = list(periods)
        for period, outcome in self._as_it_was(periods, force=force):
            due.remove(period)
            yield period, outcome
        for period in due:
            try:
                refused = self._refused(period, time.monotonic())
            except DeadlineError:
                raise
            except IctError as error:
                yield period, error
            else:
                if refused:
                    yield period, refused

    def _as_it_was(
        self, periods: Sequence[pd.Period], *, force: bool
    ) -> Iterator[tuple[pd.Period, Outcome]]:
        """Yield the months whose reports are as they should be."""
        library_digest()
        if force:
            return
        with suppress(IctError, ValueError):
            # What every month is made from is digested once, before there are forks; what is
            # wrong with it is told where a month is made.
            last = self.sources.dataset.month(max(periods))
            inputs(last, self.sources.path, self.folders.notebooks)
        asked = [partial(self._standing, period) for period in periods]
        with closing(self.workers.each(asked)) as told:
            for found in told:
                if outcome := found.result():
                    yield outcome.period, outcome

    def _standing(self, period: pd.Period, _tell: Tell) -> Outcome | None:
        """Return what is there of a month's report; None if it is to be made."""
        started = time.monotonic()
        return self._current(self.sources.dataset.month(period), started)

    def _run_apart(self, period: pd.Period, tell: Tell) -> Outcome:
        """Make the report of a month in a process of its own."""
        apart = replace(self, workers=Workers(self.workers.slots, tell))
        return apart.run(period, force=True)

    def run(self, period: pd.Period, *, force: bool) -> Outcome:
        """Make the report of a month, unless the one that is there is current.

        Either way no draft is left beside a report that is sound.

        Raises
        ------
        UsageError
            If the data set does not have the month, reports would take the place of something
            else, or a source has a name that cannot be written down.
        NotebookError, RenderingError
            If a notebook or a page fails; the report that was there stays as it was.
        """
        started = time.monotonic()
        month = self.sources.dataset.month(period)
        if not force and (outcome := self._current(month, started)):
            return outcome
        return self._refused(period, started) or self.put(period, self._make, started)

    def _refused(self, period: pd.Period, started: float) -> Outcome | None:
        """Return what is told of a month whose files cannot be read; None if it can be made."""
        month = self.sources.dataset.month(period)
        self._refuse_to_lose(month)
        find_notebooks(self.folders.notebooks, month.catalog.dimensions)
        _copy = self.sources.copy
        month = self.sources.dataset.month(period)
        if not _is_readable(month):
            return _outcome(month, "refused", None, "absent", started)
        return None

    def put(self, period: pd.Period, make: Make, started: float) -> Outcome:
        """Put the report of a month in place once it is whole.

        Parameters
        ----------
        make
            Makes the report in a folder that is given, and returns its font and what to tell.
        started
            When that was begun, as `time.monotonic` has it.

        Raises
        ------
        UsageError
            If it cannot be written, or another run makes it.
        """
        copy = self.sources.copy
        month = self.sources.dataset.month(period)
        self._refuse_to_lose(month)
        target, draft = self.folders.report(month), self.folders.draft(month)
        with published(self.folders.reports, target.name) as folder:
            made = make(month, copy, folder)
        if month.is_draft:
            beside = self.folders.published(month).is_dir()
            stands: State = "draft beside report" if beside else "draft"
            outcome = _outcome(month, "draft", target, stands, started)
        else:
            shutil.rmtree(draft, ignore_errors=True)
            outcome = _outcome(month, "published", target, "current", started)
        return replace(outcome, font=made.font, left_out=made.left_out)

    def _current(self, month: Month, started: float) -> Outcome | None:
        """Return what is there of a month's report; None if it is to be made."""
        if not _is_readable(month):
            return None
        stands = state(month, self.folders)
        if stands in {"draft", "draft beside report"}:
            return _outcome(month, "draft", self.folders.draft(month), stands, started)
        if stands != "current":
            return None
        self._refuse_to_lose(month)
        shutil.rmtree(self.folders.draft(month), ignore_errors=True)
        return _outcome(month, "current", self.folders.published(month), stands, started)

    def _refuse_to_lose(self, month: Month) -> None:
        data, folders = self.sources.path, self.folders
        refuse_names(data, folders.notebooks)
        refuse_to_lose(data, folders.notebooks, folders.reports)
        refuse_strangers(folders.report(month), folders.draft(month))

    def _make(self, month: Month, copy: Copy, folder: Path) -> Made:
        """Make the report in its folder."""
        parameters = {"month": str(month.period), "data": copy.data.name}
        renderer = self._execute(month, copy, folder, parameters)
        renderer.print(self.workers)
        renderer.write_pages(partial(navigation, month))
        frame = month.indicators()
        # A label is a text, whatever a spreadsheet would make of it.
        frame["label"] = frame["label"].map(harmless)
        frame.to_csv(folder / INDICATORS, index=False, lineterminator="\n")
        Manifest(
            month=str(month.period),
            draft=month.is_draft,
            parameters=parameters,
            versions=versions(),
            font=renderer.font,
            inputs=inputs(month, copy.data, copy.notebooks),
            outputs=_outputs(folder),
            findings=[each.as_json(month.data.settings.language) for each in month.findings],
            pages=renderer.titles,
            figures=[key_figure(month, key) for key in renderer.card_keys],
        ).write(folder)
        return Made(renderer.font, renderer.left_out)

    def _execute(
        self, month: Month, copy: Copy, folder: Path, parameters: Mapping[str, str]
    ) -> Renderer:
        """Execute the notebooks, and read each where it was executed."""
        renderer, locale = Renderer(folder), month.data.settings.locale
        (folder / "notebooks").mkdir()
        # The notebooks, which are executed in forks of this process, ask for them, too.
        _findings, _series = copy.dataset.month(month.period).findings, copy.dataset.time_series

        def finished(execution: Execution, error: NotebookError | None, read: Read | None) -> None:
            if read is not None:
                renderer.take(read)
                self.workers.tell((str(month.period), execution.notebook.stem))

        executions = [
            Execution(
                self.folders.notebooks / path.name,
                folder / "notebooks" / path.name,
                parameters,
                locale=locale,
                environment={NOTEBOOKS: str(copy.notebooks)},
                timeout=self.cell_timeout,
                gaps=month.is_draft,
                source=path,
            )
            for path in find_notebooks(copy.notebooks, month.catalog.dimensions)
        ]
        execute(
            executions,
            folder=copy.desk,
            workers=self.workers,
            then=renderer.read,
            report=finished,
        )
        return renderer


def _outcome(
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


def _outputs(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}


def _is_readable(month: Month) -> bool:
    """Return whether a report can be made at all; files that nobody asks for do not matter."""
    unread = (each for each in month.findings if each.rule == "structure" and each.blocks)
    return all(each.stranger for each in unread)
