"""The commands that make reports, and say how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ictanalysis.cli import options
from ictanalysis.cli.group import BLOCKED, app, load, show
from ictanalysis.cli.warmth import leave_to_warm
from ictanalysis.language.errors import IctError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_, _

if TYPE_CHECKING:
    from ictanalysis.cli.journal import Journal
    from ictanalysis.cli.running import Wanted
    from ictanalysis.pipeline.outcomes import Outcome
    from ictanalysis.pipeline.reporters import Reporter
    from ictanalysis.pipeline.standing import Places, Standing

__all__: list[str] = []

Month = tuple[str, str]
"""A data set, by its name, and its month."""

MISSED = ("failed", "not begun")
"""What became of a month of which there is no report."""

FAILED = 3
"""Exit code where a notebook or a rendering failed, or the run was stopped."""


@app.command(
    cls=click.Command, help=N_("Check months, run their notebooks and render their reports.")
)
@options.months
@options.jobs
@options.force
@options.timeout
@options.cell_timeout
@options.quiet
@options.as_json
@options.log
@options.notify
@options.scheduler
@options.datasets
@options.reports
@options.notebooks
@options.messages
@click.pass_obj
def run(
    locale: Locale,
    months: str,
    *,
    jobs: int,
    force: bool,
    timeout: int | None,
    cell_timeout: int | None,
    quiet: bool,
    as_json: bool,
    log: Path | None,
    notify: Path | None,
    scheduler: str,
    datasets: Sequence[Path],
    reports: Path,
    notebooks: Path,
) -> int:
    from ictanalysis.cli.standings import known_months, told_again
    from ictanalysis.pipeline.addresses import refuse_address
    from ictanalysis.pipeline.reporters import find_reporters

    refuse_address(scheduler)
    reporters = find_reporters(datasets, notebooks, reports)
    told = as_json or log is not None or notify is not None
    if not (force or told) and (known := known_months(months, reporters)):
        for reporter, month in known:
            for line in told_again(month, reporter, locale, quiet=quiet):
                click.echo(line)
        return BLOCKED if any(month.blocked for _reporter, month in known) else 0
    leave_to_warm()
    from ictanalysis.cli.deadline import deadline
    from ictanalysis.cli.journal import Journal, refuse_place
    from ictanalysis.cli.running import Wanted

    refuse_place(log, [*(each.places.data for each in reporters), notebooks], reports)
    journal = Journal(log, locale.code)
    silent = quiet or as_json
    wanted = Wanted(locale, months, force, jobs, silent, cell_timeout, scheduler)
    try:
        with (
            _noticed(notify, locale, journal, months),
            deadline(timeout),
            _told(journal, wanted, reporters) as planned,
        ):
            for reporter, outcome in _outcomes(wanted, reporters, journal, planned):
                _show_outcome(locale, reporter, outcome, quiet=quiet, silent=as_json)
    except BaseException as error:
        if not journal.entries:
            journal.failed(months, _problem(error, locale))
        raise
    finally:
        if as_json:
            click.echo(journal.as_json())
    return BLOCKED if journal.is_blocked else 0


def _outcomes(
    wanted: Wanted, reporters: Sequence[Reporter], journal: Journal, planned: list[Month]
) -> Iterator[tuple[Reporter, Outcome]]:
    """Yield what became of each month; the errors of those that fail are raised at the end."""
    from ictanalysis.cli.running import Begun, events, named
    from ictanalysis.pipeline.failures import MonthsError

    errors: list[IctError] = []
    with closing(events(wanted, reporters)) as happens:
        for event in happens:
            reporter = event.reporter
            if isinstance(event, Begun):
                planned += [(reporter.name, month) for month in event.months]
            elif isinstance(event.result, IctError):
                months = journal.left(planned, reporter.name) or [(reporter.name, wanted.months)]
                if event.month is not None:
                    months = [(reporter.name, event.month)]
                journal.stopped(months, _problem(event.result, wanted.locale))
                errors.append(named(reporter, event.month, event.result))
            else:
                journal.ended(event.result, reporter.name)
                yield reporter, event.result
    if errors:
        raise errors[0] if len(errors) == 1 else MonthsError(errors)


def _show_outcome(
    locale: Locale, reporter: Reporter, outcome: Outcome, *, quiet: bool, silent: bool
) -> None:
    from ictanalysis.cli.output import describe_outcome
    from ictanalysis.cli.running import located

    period = str(outcome.period)
    show(locale, *(located(reporter, period, each) for each in outcome.left_out), err=True)
    if not silent:
        label = reporter.label(period)
        show(locale, *describe_outcome(outcome, label=label, timed=True, quiet=quiet))


@contextmanager
def _noticed(
    settings: Path | None, locale: Locale, journal: Journal, months: str
) -> Iterator[None]:
    """Send notices of what became of a run, if they are asked for."""
    if settings is None:
        yield
        return
    from ictanalysis.cli.notices import Notifier

    notifier, code = Notifier(settings, locale), 0
    try:
        yield
        code = BLOCKED if journal.is_blocked else 0
    except BaseException as error:
        code = error.exit_code if isinstance(error, IctError) else FAILED
        if not journal.entries:
            journal.failed(months, _problem(error, locale))
        raise
    finally:
        for message in notifier.tell(journal.entries, code):
            click.echo(locale.render(message), err=True)


@contextmanager
def _told(journal: Journal, wanted: Wanted, reporters: Sequence[Reporter]) -> Iterator[list[Month]]:
    """Note which months are not made where the run is stopped, or one of some has failed.

    Yield the list that the months are to be added to as they become known.
    """
    planned: list[Month] = []
    try:
        yield planned
    except BaseException as error:
        known = {name for name, _month in [*planned, *journal.months]}
        if len(reporters) > 1:
            planned += [(each.name, wanted.months) for each in reporters if each.name not in known]
        journal.stopped(journal.left(planned), _problem(error, wanted.locale))
        missed = [each.label for each in journal.entries if each.result in MISSED]
        if len(planned) > 1 and missed:
            missing = ", ".join(sorted(missed))
            message = _("not made: {months}", months=missing)
            click.echo(wanted.locale.render(message), err=True)
        raise


def _problem(error: BaseException, locale: Locale) -> str:
    """Return why something failed."""
    if isinstance(error, IctError):
        return locale.render(error.message)
    if isinstance(error, KeyboardInterrupt):
        return locale.say("it was stopped")
    return f"{type(error).__name__}: {error}"


@app.command(
    cls=click.Command, help=N_("Print a line for each month: its data, its findings, its report.")
)
@options.as_json
@options.data
@options.reports
@options.notebooks
@options.messages
@click.pass_obj
def status(locale: Locale, *, as_json: bool, data: Path, reports: Path, notebooks: Path) -> None:
    from ictanalysis.cli.standings import describe_status, status_as_json
    from ictanalysis.pipeline.standing import Places, standings

    places = Places(data, notebooks, reports)
    recorded = standings(places)
    if set(recorded) == places.months():
        found = [recorded[month] for month in sorted(recorded)]
    else:
        found = _standings(places)
    if as_json:
        click.echo(status_as_json(found))
    else:
        show(locale, *map(describe_status, found))


def _standings(places: Places) -> list[Standing]:
    """Return how every month stands, and write it down."""
    leave_to_warm()
    from ictanalysis.files.publication import mend_reports
    from ictanalysis.pipeline.outcomes import Folders, state
    from ictanalysis.pipeline.standing import record, standing

    before = places.sources()
    dataset = load(places.data, places.notebooks)
    mend_reports(places.reports)
    folders = Folders(places.notebooks, places.reports)
    every = [dataset.month(period) for period in dataset.months]
    found = [standing(month, state(month, folders)) for month in every]
    record(places, before, found)
    return found
