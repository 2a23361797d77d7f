"""The commands that make reports, and say how they stand."""

from __future__ import annotations

from pathlib import Path

import click

from ictanalysis.cli import options
from ictanalysis.cli.group import BLOCKED, app, load, show
from ictanalysis.cli.months import chosen_months
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_

__all__: list[str] = []


@app.command(help=N_("Check months, run their notebooks and render their reports."))
@options.months
@options.jobs
@options.force
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
    data: Path,
    reports: Path,
    notebooks: Path,
) -> int:
    from ictanalysis.files.workshop import workshop
    from ictanalysis.pipeline.kernels import Kernels

    # The kernels' server imports pandas and matplotlib while this process does the same.
    with workshop() as folder, Kernels() as kernels:
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
        try:
            with progress_display(locale) as progress:
                runner = Runner(sources, folders, kernels, jobs, progress)
                outcomes = [runner.run(period, force=force) for period in periods]
        finally:
            write_index(sources.dataset, folders)
        for outcome in outcomes:
            show(locale, *describe_outcome(outcome))
    return BLOCKED if any(each.result in {"draft", "refused"} for each in outcomes) else 0


@app.command(help=N_("Print a line for each month: its data, its findings, its report."))
@options.data
@options.reports
@options.notebooks
@options.messages
@click.pass_obj
def status(locale: Locale, *, data: Path, reports: Path, notebooks: Path) -> None:
    from ictanalysis.cli.output import describe_status
    from ictanalysis.files.publication import mend_reports
    from ictanalysis.pipeline.run import Folders, state

    dataset = load(data, notebooks)
    mend_reports(reports)
    for period in dataset.months:
        month = dataset.month(period)
        show(locale, describe_status(month, state(month, Folders(notebooks, reports))))
