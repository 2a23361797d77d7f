"""One month, from tables to a published report."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.files.publication import published
from ictanalysis.language.errors import DeadlineError, IctError
from ictanalysis.pipeline.contents import Made, Maker
from ictanalysis.pipeline.manifest import library_digest
from ictanalysis.pipeline.outcomes import Folders, Outcome, State, is_readable, outcome_of, state
from ictanalysis.pipeline.refusals import refuse_names, refuse_strangers, refuse_to_lose
from ictanalysis.pipeline.sources import Copy, Sources, find_notebooks, inputs
from ictanalysis.pipeline.workers import Tell, Workers

T = TypeVar("T")

Make = Callable[[Month, Copy, Path], Made]
"""Makes the report of a month in a folder."""


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

        Each of several months is made in a process of its own, as many at a time as the run has
        processors for, and all of them from the same copy of the sources.

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
        if len(due) == 1:
            yield due[0], self._run_here(due[0])
            return
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
            refused = _or_error(partial(self._refused, period, time.monotonic()))
            if refused is not None:
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

    def _run_here(self, period: pd.Period) -> Outcome | IctError:
        """Make the report of a month in this process, and return what became of it."""
        return _or_error(partial(self.run, period, force=True))

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
        return self._refused(period, started) or self.put(period, self._maker.make, started)

    def _refused(self, period: pd.Period, started: float) -> Outcome | None:
        """Return what is told of a month whose files cannot be read; None if it can be made."""
        month = self.sources.dataset.month(period)
        self._refuse_to_lose(month)
        find_notebooks(self.folders.notebooks, month.catalog.dimensions)
        _copy = self.sources.copy
        month = self.sources.dataset.month(period)
        if not is_readable(month):
            return outcome_of(month, "refused", None, "absent", started)
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
            outcome = outcome_of(month, "draft", target, stands, started)
        else:
            shutil.rmtree(draft, ignore_errors=True)
            outcome = outcome_of(month, "published", target, "current", started)
        return replace(outcome, font=made.font, left_out=made.left_out)

    def _current(self, month: Month, started: float) -> Outcome | None:
        """Return what is there of a month's report; None if it is to be made."""
        if not is_readable(month):
            return None
        stands = state(month, self.folders)
        if stands in {"draft", "draft beside report"}:
            return outcome_of(month, "draft", self.folders.draft(month), stands, started)
        if stands != "current":
            return None
        self._refuse_to_lose(month)
        shutil.rmtree(self.folders.draft(month), ignore_errors=True)
        return outcome_of(month, "current", self.folders.published(month), stands, started)

    def _refuse_to_lose(self, month: Month) -> None:
        data, folders = self.sources.path, self.folders
        refuse_names(data, folders.notebooks)
        refuse_to_lose(data, folders.notebooks, folders.reports)
        refuse_strangers(folders.report(month), folders.draft(month))

    @property
    def _maker(self) -> Maker:
        return Maker(self.folders.notebooks, self.workers, self.cell_timeout)


def _or_error(call: Callable[[], T]) -> T | IctError:
    """Return what a call returns, or the error that is a month's alone."""
    try:
        return call()
    except DeadlineError:
        raise
    except IctError as error:
        return error
