"""A run: the months of one data set or of many, made here or by the workers of a cluster."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ictanalysis.cli.making import making
from ictanalysis.cli.months import chosen_months
from ictanalysis.cli.progress import progress_display
from ictanalysis.cli.rehearsal import rehearse
from ictanalysis.cli.standings import MADE
from ictanalysis.language.errors import DeadlineError, IctError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _
from ictanalysis.pipeline.failures import MonthsError
from ictanalysis.pipeline.standing import record

if TYPE_CHECKING:
    import pandas as pd

    from ictanalysis.pipeline.outcomes import Outcome
    from ictanalysis.pipeline.reporters import Reporter
    from ictanalysis.pipeline.run import Runner
    from ictanalysis.pipeline.standing import Standing

MANY = 3
"""How many months are so many that it pays to do once what is slow the first time."""


@dataclass(frozen=True)
class Wanted:
    """What a run is asked for.

    Attributes
    ----------
    months
        As they were typed.
    silent
        Whether to say nothing of what is done meanwhile.
    scheduler
        The address of a cluster's; blank where the reports are made here.
    """

    locale: Locale
    months: str
    force: bool
    jobs: int
    silent: bool
    cell_timeout: int | None
    scheduler: str


@dataclass
class Batch:
    """The months of a data set that a run is asked for, and how they stand once it has ended."""

    reporter: Reporter
    runner: Runner
    periods: Sequence[pd.Period]
    stand: list[Standing] = field(default_factory=list)
    is_whole: bool = True

    def took(self, result: Outcome | IctError) -> None:
        """Take note of what became of a month."""
        if isinstance(result, IctError):
            self.is_whole = False
        elif result.standing.state in MADE:
            self.stand.append(result.standing)


@dataclass(frozen=True)
class Begun:
    """The months of a data set are known, and come next."""

    reporter: Reporter
    months: Sequence[str]


@dataclass(frozen=True)
class Ended:
    """What became of a month; of the whole data set, where none is named."""

    reporter: Reporter
    month: str | None
    result: Outcome | IctError


def events(wanted: Wanted, reporters: Sequence[Reporter]) -> Generator[Begun | Ended]:
    """Yield what happens in a run; what fails stops nothing but itself.

    Raises
    ------
    IctError
        What keeps the run from going on: the only data set cannot be read, time is over, there is
        no scheduler.
    """
    work = _on_cluster if wanted.scheduler else _here
    with closing(work(wanted, reporters)) as every:
        yield from every


def _here(wanted: Wanted, reporters: Sequence[Reporter]) -> Generator[Begun | Ended]:
    """Yield what happens where data sets are worked one after the other in this process."""
    for reporter in reporters:
        try:
            with _begun(wanted, reporter, silent=wanted.silent) as batch:
                yield Begun(reporter, list(map(str, batch.periods)))
                if len(batch.periods) * len(reporters) >= MANY:
                    rehearse()
                tell = batch.runner.workers.tell
                tell(len(batch.periods))
                for period, result in batch.runner.each(batch.periods, force=wanted.force):
                    tell(str(period))
                    batch.took(result)
                    yield Ended(reporter, str(period), result)
        except IctError as error:
            yield _data_set_failed(reporter, error)


def _on_cluster(wanted: Wanted, reporters: Sequence[Reporter]) -> Generator[Begun | Ended]:
    """Yield what happens where the months of all data sets are sent to the workers of a cluster."""
    from ictanalysis.pipeline.cluster import Cluster, Order, refuse_without_library

    refuse_without_library()
    orders: list[tuple[Batch, Order]] = []
    with ExitStack() as stack:
        tell = stack.enter_context(progress_display(wanted.locale, silent=wanted.silent))
        for reporter in reporters:
            try:
                batch = stack.enter_context(_begun(wanted, reporter, silent=True))
                yield Begun(reporter, list(map(str, batch.periods)))
                due, runner = list(batch.periods), batch.runner
                for period, result in runner.without_making(batch.periods, force=wanted.force):
                    due.remove(period)
                    batch.took(result)
                    yield Ended(reporter, str(period), result)
                orders += [(batch, Order(runner, each)) for each in due]
            except IctError as error:
                yield _data_set_failed(reporter, error)
        if orders:
            tell(len(orders))
            cluster = stack.enter_context(Cluster.at(wanted.scheduler, wanted.locale.code))
            owners = [batch for batch, _order in orders]
            for index, result in cluster.each([order for _batch, order in orders]):
                batch, period = owners[index], orders[index][1].period
                tell(batch.reporter.label(period))
                batch.took(result)
                yield Ended(batch.reporter, str(period), result)


@contextmanager
def _begun(wanted: Wanted, reporter: Reporter, *, silent: bool) -> Iterator[Batch]:
    """Yield the months of a data set; how they stand is written down when the block ends."""
    before = reporter.places.sources()
    with making(
        wanted.locale,
        data=reporter.places.data,
        reports=reporter.places.reports,
        notebooks=reporter.places.notebooks,
        jobs=wanted.jobs,
        silent=silent,
        cell_timeout=wanted.cell_timeout,
        name=reporter.name,
    ) as runner:
        batch = Batch(reporter, runner, chosen_months(wanted.months, runner.sources.dataset))
        yield batch
    if batch.is_whole:
        record(reporter.places, before, batch.stand)


def _data_set_failed(reporter: Reporter, error: IctError) -> Ended:
    """Return what is told of a data set of several; of the only one, and of time, it is raised."""
    if isinstance(error, DeadlineError) or not reporter.name:
        raise error
    return Ended(reporter, None, error)


def named(reporter: Reporter, month: str | None, error: IctError) -> IctError:
    """Return an error that says which data set and month it is about, where there are several."""
    if not reporter.name:
        return error
    several = MonthsError([error])
    several.message = located(reporter, month, error.message)
    return several


def located(reporter: Reporter, month: str | None, message: Message) -> Message:
    """Return a message that says which data set and month it is about, where there are several."""
    if not reporter.name:
        return message
    place = reporter.name if month is None else reporter.label(month)
    return _("{place}: {problem}", place=place, problem=message)
