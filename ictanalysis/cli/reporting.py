"""The commands that make reports, and say how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ictanalysis.cli import options
from ictanalysis.cli.group import BLOCKED, app, load, show
from ictanalysis.cli.months import LATEST, chosen_months
from ictanalysis.cli.warmth import leave_to_warm
from ictanalysis.language.errors import IctError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_, _

if TYPE_CHECKING:
    import pandas as pd

    from ictanalysis.cli.journal import Journal
    from ictanalysis.pipeline.run import Outcome, Runner, State
    from ictanalysis.pipeline.standing import Places, Standing

__all__: list[str] = []

MADE: Sequence[State] = ("current", "draft", "draft beside report")
"""How a month stands of which there is nothing to make."""

MANY = 3
"""How many months are so many that it pays to do once what is slow the first time."""

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
@options.data
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
    data: Path,
    reports: Path,
    notebooks: Path,
) -> int:
    from ictanalysis.cli.standings import told_again
    from ictanalysis.pipeline.standing import Places

    places = Places(data, notebooks, reports)
    told = as_json or log is not None or notify is not None
    if not (force or told) and (known := _known(months, places)):
        for month in known:
            for line in told_again(month, reports, locale, quiet=quiet):
                click.echo(line)
        return BLOCKED if any(month.blocked for month in known) else 0
    leave_to_warm()
    from ictanalysis.cli.deadline import deadline
    from ictanalysis.cli.journal import Journal, refuse_place
    from ictanalysis.cli.making import making
    from ictanalysis.cli.rehearsal import rehearse
    from ictanalysis.pipeline.standing import record

    refuse_place(log, [data, notebooks], reports)
    before = places.sources()
    stand: list[Standing] = []
    journal = Journal(log, locale.code)
    made = making(
        locale,
        data=data,
        reports=reports,
        notebooks=notebooks,
        jobs=jobs,
        silent=quiet or as_json,
        cell_timeout=cell_timeout,
    )
    try:
        with _noticed(notify, locale, journal, months), deadline(timeout), made as runner:
            from ictanalysis.cli.output import describe_outcome

            periods = chosen_months(months, runner.sources.dataset)
            if len(periods) >= MANY:
                rehearse()
            with _told(journal, locale, list(map(str, periods))):
                for outcome in _outcomes(runner, periods, journal, locale, force=force):
                    if outcome.standing.state in MADE:
                        stand.append(outcome.standing)
                    show(locale, *outcome.left_out, err=True)
                    if not as_json:
                        show(locale, *describe_outcome(outcome, timed=True, quiet=quiet))
    except BaseException as error:
        if not journal.entries:
            journal.failed(months, _problem(error, locale))
        raise
    finally:
        if as_json:
            click.echo(journal.as_json())
    record(places, before, stand)
    return BLOCKED if journal.is_blocked else 0


def _outcomes(
    runner: Runner, periods: Sequence[pd.Period], journal: Journal, locale: Locale, *, force: bool
) -> Iterator[Outcome]:
    """Yield what became of each month; the errors of those that fail are raised at the end."""
    from ictanalysis.pipeline.failures import MonthsError

    errors: list[IctError] = []
    runner.workers.tell(len(periods))
    for period, outcome in runner.each(periods, force=force):
        runner.workers.tell(str(period))
        if isinstance(outcome, IctError):
            journal.failed(str(period), _problem(outcome, locale))
            errors.append(outcome)
        else:
            journal.ended(outcome)
            yield outcome
    if errors:
        raise errors[0] if len(errors) == 1 else MonthsError(errors)


def _known(text: str, places: Places) -> list[Standing]:
    """Return the months asked for if the record says of each that there is nothing to make."""
    from ictanalysis.pipeline.standing import standings

    months = _asked_for(text, places)
    recorded = standings(places) if months else {}
    known = [recorded[month] for month in months if month in recorded]
    made = all(each.state in MADE for each in known)
    return known if made and len(known) == len(months) else []


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
def _told(journal: Journal, locale: Locale, months: Sequence[str]) -> Iterator[None]:
    """Note which months are not made where the run is stopped, or one of some has failed."""
    try:
        yield
    except BaseException as error:
        known = {each.month for each in journal.entries}
        left = [month for month in months if month not in known]
        if left:
            journal.failed(left[0], _problem(error, locale), left[1:])
        missed = [each.month for each in journal.entries if each.result in {"failed", "not begun"}]
        if len(months) > 1:
            missing = ", ".join(sorted(missed))
            click.echo(locale.render(_("not made: {months}", months=missing)), err=True)
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
    from ictanalysis.pipeline.run import Folders, state
    from ictanalysis.pipeline.standing import record, standing

    before = places.sources()
    dataset = load(places.data, places.notebooks)
    mend_reports(places.reports)
    folders = Folders(places.notebooks, places.reports)
    every = [dataset.month(period) for period in dataset.months]
    found = [standing(month, state(month, folders)) for month in every]
    record(places, before, found)
    return found
