"""The commands."""

from __future__ import annotations

import json
import os
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Annotated

import typer

from ictanalysis.cli.options import Data, Debug, Lang, Notebooks, Options, Reports, with_options
from ictanalysis.cli.running import BLOCKED, errors_told, load, month_of, months_of
from ictanalysis.cli.streams import print_utf8
from ictanalysis.cli.usage import Commands

__all__ = ["MonthArgument", "MonthsArgument", "app", "main"]

CORES = os.cpu_count() or 1

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Make the monthly report of a data set, and check the figures that it is made from.",
    epilog="Exit codes: 0 done; 1 findings that block; 2 wrong usage or input that cannot be "
    "read; 3 a notebook or a rendering failed.",
)

MonthArgument = Annotated[str, typer.Argument(metavar="MONTH", help="Month, as YYYY-MM.")]
MonthsArgument = Annotated[
    str, typer.Argument(metavar="MONTH|FROM:TO|latest", help="Months, as YYYY-MM.")
]
FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.")]
Seed = Annotated[
    int | None, typer.Option(help="The same seed writes the same figures. [default: 2021]")
]
Jobs = Annotated[int, typer.Option(min=1, help="How many notebooks run at a time.")]
Force = Annotated[bool, typer.Option("--force", help="Make reports that are current, too.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def main() -> None:
    """Run the command line and exit with its code."""
    print_utf8()
    app(prog_name="ictanalysis")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"ictanalysis {version_of('ictanalysis')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    *,
    data: Data = None,
    reports: Reports = None,
    notebooks: Notebooks = None,
    lang: Lang = None,
    debug: Debug = None,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    """Keep the options that stand before the command's name."""
    context.obj = Options().but(
        data=data, reports=reports, notebooks=notebooks, lang=lang, debug=debug
    )


@app.command()
@with_options("data", "lang", "debug")
def new(options: Options, month: MonthArgument) -> None:
    """Make the folder of a month that is to be filled in, with the tasks that are still open."""
    with errors_told(options):
        from ictanalysis.cli.output import show_new
        from ictanalysis.exchange.newmonth import blank_month
        from ictanalysis.files.publication import make_folder

        period = month_of(month)
        folder = options.data / str(period)
        blank = blank_month(load(options), period)
        make_folder(folder, blank.texts)
        show_new(blank, folder, options.language)


@app.command()
@with_options("lang", "debug")
def demo(options: Options, folder: FolderArgument, *, seed: Seed = None) -> None:
    """Write a data set to try everything on: three years of a province that does not exist."""
    with errors_told(options):
        from ictanalysis.cli.output import show_demo
        from ictanalysis.demo import SEED, dataset_texts
        from ictanalysis.files.publication import make_dataset

        make_dataset(folder, dataset_texts(SEED if seed is None else seed))
        show_demo(folder, options.language)


@app.command()
@with_options("data", "lang", "debug")
def check(options: Options, month: MonthArgument, *, as_json: Json = False) -> None:
    """Check a month's figures, and exit with 1 if a finding blocks its report."""
    with errors_told(options):
        from ictanalysis.cli.output import show_findings

        period = month_of(month)
        found = load(options).month(period).findings
        if as_json:
            findings = [each.as_json(options.language) for each in found]
            content = {"month": str(period), "findings": findings}
            typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
        else:
            show_findings(period, found, options.language)
    if any(each.blocks for each in found):
        raise typer.Exit(BLOCKED)


@app.command()
@with_options("data", "reports", "notebooks", "lang", "debug")
def run(
    options: Options, months: MonthsArgument, *, jobs: Jobs = CORES, force: Force = False
) -> None:
    """Check months, run their notebooks and render their reports."""
    with errors_told(options):
        from ictanalysis.pipeline.kernels import Kernels

        # The kernels' server imports pandas and matplotlib while this process does the same.
        with Kernels() as kernels:
            from ictanalysis.cli.output import progress_shown, show_outcome
            from ictanalysis.files.publication import mend_reports
            from ictanalysis.pipeline.run import Folders, Runner

            loaded = load(options)
            chosen = months_of(months, loaded)
            folders = Folders(options.notebooks, options.reports)
            mend_reports(options.reports)
            with progress_shown(options.language) as progress:
                runner = Runner(loaded, folders, kernels, jobs, progress)
                outcomes = [runner.run(period, force=force) for period in chosen]
            for outcome in outcomes:
                show_outcome(outcome, options.language)
    if any(outcome.result in {"draft", "refused"} for outcome in outcomes):
        raise typer.Exit(BLOCKED)


@app.command()
@with_options("data", "reports", "notebooks", "lang", "debug")
def status(options: Options) -> None:
    """Print a line for each month: its data, its findings, its report."""
    with errors_told(options):
        from ictanalysis.cli.output import show_status
        from ictanalysis.files.publication import mend_reports
        from ictanalysis.pipeline.run import Folders, state

        loaded = load(options)
        folders = Folders(options.notebooks, options.reports)
        mend_reports(options.reports)
        for period in loaded.months:
            month = loaded.month(period)
            show_status(month, state(month, folders), options.language)
