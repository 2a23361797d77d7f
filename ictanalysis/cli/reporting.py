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
    import pandas as pd

    from ictanalysis.cli.journal import Journal

__all__: list[str] = []


@app.command(help=N_("Check months, run their notebooks and render their reports."))
@options.months
@options.jobs
@options.force
@options.timeout
@options.cell_timeout
@options.quiet
@options.as_json
@options.log
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
    data: Path,
    reports: Path,
    notebooks: Path,
) -> int:
    from ictanalysis.cli.deadline import deadline
    from ictanalysis.files.workshop import workshop
    from ictanalysis.pipeline.kernels import Kernels

    # The kernels' server imports pandas and matplotlib while this process does the same.
    with deadline(timeout), workshop() as folder, Kernels() as kernels:
        from ictanalysis.cli.journal import Journal
        from ictanalysis.cli.output import describe_outcome, progress_display
        from ictanalysis.files.publication import mend_reports
        from ictanalysis.pipeline.index import refuse_other_index, write_index
        from ictanalysis.pipeline.run import Folders, Runner
        from ictanalysis.pipeline.sources import Sources

        sources = Sources(data, notebooks, folder)
        periods = chosen_months(months, sources.dataset)
        mend_reports(reports)
        refuse_other_index(reports)
        folders = Folders(notebooks, reports)
        journal = Journal(log, locale.code)
        try:
            with progress_display(locale, silent=quiet or as_json) as progress:
                runner = Runner(sources, folders, kernels, jobs, progress, cell_timeout)
                for at, period in enumerate(periods):
                    with _told(journal, locale, periods[at:]):
                        outcome = runner.run(period, force=force)
                    entry = journal.ended(outcome)
                    if not as_json:
                        show(locale, *describe_outcome(outcome, entry.seconds, quiet=quiet))
        finally:
            write_index(sources.dataset, folders)
            if as_json:
                click.echo(journal.as_json())
    blocked = {"draft", "refused"}
    return BLOCKED if any(each.result in blocked for each in journal.entries) else 0


@contextmanager
def _told(journal: Journal, locale: Locale, periods: Sequence[pd.Period]) -> Iterator[None]:
    """Note which months are not made where the first of some fails or is stopped."""
    try:
        yield
    except BaseException as error:
        period, *left = periods
        problem = locale.render(error.message) if isinstance(error, IctError) else "stopped"
        journal.failed(period, problem, left)
        if left:
            missed = ", ".join(map(str, periods))
            click.echo(locale.render(_("not made: {months}", months=missed)), err=True)
        raise


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
