"""The commands that make reports, and say how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ictanalysis.cli import options
from ictanalysis.cli.group import BLOCKED, app, load, show
from ictanalysis.cli.months import chosen_months
from ictanalysis.language.errors import IctError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_, _

if TYPE_CHECKING:
    from ictanalysis.cli.journal import Journal

__all__: list[str] = []

FAILED = 3
"""Exit code where a notebook or a rendering failed, or the run was stopped."""


@app.command(help=N_("Check months, run their notebooks and render their reports."))
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
    from ictanalysis.cli.deadline import deadline
    from ictanalysis.cli.journal import Journal, refuse_place
    from ictanalysis.cli.making import making

    refuse_place(log, [data, notebooks], reports)
    journal = Journal(log, locale.code)
    silent = quiet or as_json
    made = making(
        locale,
        data=data,
        reports=reports,
        notebooks=notebooks,
        jobs=jobs,
        silent=silent,
        cell_timeout=cell_timeout,
    )
    try:
        with _noticed(notify, locale, journal, months), deadline(timeout), made as runner:
            from ictanalysis.cli.output import describe_outcome

            periods = chosen_months(months, runner.sources.dataset)
            for at, period in enumerate(periods):
                with _told(journal, locale, [str(each) for each in periods[at:]]):
                    outcome = runner.run(period, force=force)
                entry = journal.ended(outcome)
                show(locale, *outcome.left_out, err=True)
                if not as_json:
                    show(locale, *describe_outcome(outcome, entry.seconds, quiet=quiet))
    except BaseException as error:
        if not journal.entries:
            journal.failed(months, _problem(error, locale))
        raise
    finally:
        if as_json:
            click.echo(journal.as_json())
    return BLOCKED if journal.is_blocked else 0


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
    """Note which months are not made where the first of some fails or is stopped."""
    try:
        yield
    except BaseException as error:
        month, *left = months
        journal.failed(month, _problem(error, locale), left)
        if left:
            missed = ", ".join(months)
            click.echo(locale.render(_("not made: {months}", months=missed)), err=True)
        raise


def _problem(error: BaseException, locale: Locale) -> str:
    """Return why something failed."""
    if isinstance(error, IctError):
        return locale.render(error.message)
    if isinstance(error, KeyboardInterrupt):
        return locale.say("it was stopped")
    return f"{type(error).__name__}: {error}"


@app.command(help=N_("Print a line for each month: its data, its findings, its report."))
@options.as_json
@options.data
@options.reports
@options.notebooks
@options.messages
@click.pass_obj
def status(locale: Locale, *, as_json: bool, data: Path, reports: Path, notebooks: Path) -> None:
    from ictanalysis.cli.output import describe_status, status_as_json
    from ictanalysis.files.publication import mend_reports
    from ictanalysis.pipeline.run import Folders, state

    dataset = load(data, notebooks)
    mend_reports(reports)
    folders = Folders(notebooks, reports)
    every = [dataset.month(period) for period in dataset.months]
    states = [(month, state(month, folders)) for month in every]
    if as_json:
        click.echo(status_as_json(states))
    else:
        show(locale, *(describe_status(month, found) for month, found in states))
