"""The commands by which figures come in and go out as files of other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ictanalysis.cli.commands import MonthArgument, MonthsArgument, app
from ictanalysis.cli.options import Options, with_options
from ictanalysis.cli.running import errors_told, load, month_of, months_of
from ictanalysis.language.messages import _

__all__ = ["To", "export_months", "import_workbook", "make_template"]


class To(StrEnum):
    """Forms of export."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    DATAPACKAGE = "datapackage"


WorkbookArgument = Annotated[
    Path, typer.Argument(metavar="FILE.xlsx", help="The template, filled in.")
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Replace values that are there and differ.")
]
Form = Annotated[To, typer.Option("--to", help="Form of the files.")]
OutWorkbook = Annotated[Path | None, typer.Option("--out", help="New file. [default: MONTH.xlsx]")]
OutExport = Annotated[
    Path | None,
    typer.Option("--out", help="New file (xlsx) or folder (all others). [default: export-MONTHS]"),
]


@app.command(name="template")
@with_options("data", "lang", "debug")
def make_template(options: Options, month: MonthArgument, *, out: OutWorkbook = None) -> None:
    """Write an Excel workbook in which the figures of a month can be filled in."""
    with errors_told(options):
        from ictanalysis.exchange.workbooks import template
        from ictanalysis.files.publication import write_file

        period = month_of(month)
        path = out or Path(f"{period}.xlsx")
        write_file(path, template(load(options), period))
        told = _(
            "{path} is made: fill it in, then run: ictanalysis import {path}", path=path.as_posix()
        )
        typer.echo(told.render(options.language))


@app.command(name="import")
@with_options("data", "lang", "debug")
def import_workbook(options: Options, file: WorkbookArgument, *, replace: Replace = False) -> None:
    """Write the figures of a workbook into the folder of its month, if all of them are well."""
    with errors_told(options):
        from ictanalysis.exchange.imports import take_in
        from ictanalysis.files.publication import mend_dataset

        mend_dataset(options.data)
        for line in take_in(file, load(options), replace=replace):
            typer.echo(line.render(options.language))


@app.command(name="export")
@with_options("data", "lang", "debug")
def export_months(
    options: Options, months: MonthsArgument, *, to: Form, out: OutExport = None
) -> None:
    """Write the figures of months, and what they mean, as files for other programs."""
    with errors_told(options):
        from ictanalysis.exchange.tidydata import export
        from ictanalysis.files.publication import write_file, write_folder

        data = load(options)
        chosen = months_of(months, data)
        name = "-".join(["export", *dict.fromkeys([str(chosen[0]), str(chosen[-1])])])
        content = export(data, chosen, to.value)
        path = out or Path(f"{name}.xlsx" if to is To.XLSX else name)
        if isinstance(content, bytes):
            write_file(path, content)
        else:
            write_folder(path, content)
        told = _(
            "{path} is made, with the figures of {first} to {last}",
            path=path.as_posix(),
            first=str(chosen[0]),
            last=str(chosen[-1]),
        )
        typer.echo(told.render(options.language))
