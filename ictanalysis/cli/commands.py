"""The commands that take figures in and give them out, and check them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ictanalysis.cli import options
from ictanalysis.cli.group import BLOCKED, app, load, show
from ictanalysis.cli.months import chosen_month, chosen_months
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_, Language, _

if TYPE_CHECKING:
    from ictanalysis.exchange.tidydata import Format

__all__: list[str] = []


@app.command(help=N_("Make a month's folder to fill in, with the tasks still open."))
@options.month
@options.data
@options.messages
@click.pass_obj
def new(locale: Locale, month: str, *, data: Path) -> None:
    from ictanalysis.cli.output import describe_new_month
    from ictanalysis.dataset.periods import parse_month
    from ictanalysis.exchange.newmonth import blank_month
    from ictanalysis.files.publication import make_folder

    period = parse_month(month)
    path = data / str(period)
    blank = blank_month(load(data), period)
    make_folder(path, blank.texts)
    show(locale, *describe_new_month(blank, path))


@app.command(help=N_("Make a whole project for another office, to be filled in."))
@options.folder
@options.catalog
@options.language
@options.first_month
@options.messages
@click.pass_obj
def init(
    locale: Locale, folder: Path, *, catalog: Path | None, language: Language, month: str | None
) -> None:
    import pandas as pd

    from ictanalysis.cli.output import describe_project
    from ictanalysis.dataset.periods import parse_month
    from ictanalysis.exchange.project import project
    from ictanalysis.files.publication import make_dataset

    made = project(catalog, language, parse_month(month) if month else pd.Period.now("M"))
    make_dataset(folder, made.texts)
    show(locale, *describe_project(made, folder))


@app.command(help=N_("Write three years of a province that does not exist, to try."))
@options.folder
@options.seed
@options.reporters
@options.messages
@click.pass_obj
def demo(locale: Locale, folder: Path, *, seed: int, reporters: int | None) -> None:
    from ictanalysis.cli.output import describe_country, describe_demo
    from ictanalysis.demo import country_texts, dataset_texts
    from ictanalysis.files.publication import make_dataset

    if reporters is None:
        make_dataset(folder, dataset_texts(seed))
        show(locale, *describe_demo(folder))
    else:
        make_dataset(folder, country_texts(reporters, seed))
        show(locale, *describe_country(folder, reporters))


@app.command(help=N_("Check a month; exit with 1 if a finding blocks its report."))
@options.known_month
@options.as_json
@options.data
@options.notebooks
@options.messages
@click.pass_obj
def check(locale: Locale, month: str, *, as_json: bool, data: Path, notebooks: Path) -> int:
    from ictanalysis.cli.output import describe_findings, findings_as_json
    from ictanalysis.pipeline.letters import letters_without_font

    dataset = load(data, notebooks)
    checked = dataset.month(chosen_month(month, dataset))
    findings = sorted(
        [*checked.findings, *letters_without_font(checked)], key=lambda each: each.rank
    )
    if as_json:
        click.echo(findings_as_json(checked.period, findings, locale))
    else:
        show(locale, *describe_findings(checked.period, findings))
    return BLOCKED if any(finding.blocks for finding in findings) else 0


@app.command(help=N_("Read any report as an auditor would; exit with 1 if it errs."))
@options.to_audit
@options.against
@options.as_json
@options.data
@options.messages
@click.pass_obj
def audit(locale: Locale, file: Path, *, against: str | None, as_json: bool, data: Path) -> int:
    from ictanalysis.cli.audits import audit_as_json, audited, describe_audit

    made = audited(file, against, lambda: load(data))
    if as_json:
        click.echo(audit_as_json(made, locale))
    else:
        show(locale, *describe_audit(made))
    return BLOCKED if made.faults else 0


@app.command(help=N_("Write an Excel workbook to fill in the figures of a month."))
@options.known_month
@options.out_workbook
@options.data
@options.messages
@click.pass_obj
def template(locale: Locale, month: str, *, out: Path | None, data: Path) -> None:
    from ictanalysis.exchange import workbooks
    from ictanalysis.files.publication import write_new

    dataset = load(data)
    period = chosen_month(month, dataset)
    path = out or Path(f"{period}.xlsx")
    write_new(path, workbooks.template(dataset, period))
    made = _("{path} is made: fill it in, then run: ictanalysis import {path}", path=path)
    show(locale, made)


@app.command(name="map", help=N_("Propose which cell of an office's own files is which figure."))
@options.to_map
@options.new_mapping
@options.map_month
@options.page
@options.accept
@options.data
@options.messages
@click.pass_obj
def map_files(
    locale: Locale,
    files: Sequence[Path],
    *,
    name: str | None,
    month: str | None,
    page: Path | None,
    accept: bool,
    data: Path,
) -> None:
    from ictanalysis.cli.proposals import describe_proposal, write_proposal
    from ictanalysis.exchange.sources.proposing import proposal

    dataset = load(data)
    made = proposal(files, dataset, chosen_month(month, dataset) if month else None)
    show(locale, *describe_proposal(made, dataset, locale))
    name = name or files[0].stem
    show(locale, *write_proposal(made, dataset, locale, name if accept else None, page))


@app.command(name="import", help=N_("Write figures, or an edited report's prose, into a month."))
@options.to_import
@options.mapping
@options.replace
@options.data
@options.messages
@click.pass_obj
def import_figures(
    locale: Locale, files: Sequence[str], *, name: str | None, replace: bool, data: Path
) -> int:
    from ictanalysis.exchange.imports import import_any
    from ictanalysis.files.publication import mend_dataset

    mend_dataset(data)
    done = import_any(files, load(data), name=name, replace=replace)
    show(locale, *done.messages)
    return BLOCKED if done.numbers else 0


@app.command(help=N_("Write the figures of months as files for other programs."))
@options.months
@options.form
@options.excel
@options.out_export
@options.data
@options.messages
@click.pass_obj
def export(
    locale: Locale, months: str, *, form: Format, excel: bool, out: Path | None, data: Path
) -> None:
    from ictanalysis.exchange import tidydata
    from ictanalysis.files.publication import write_new

    dataset = load(data)
    periods = chosen_months(months, dataset)
    first, last = str(periods[0]), str(periods[-1])
    content = tidydata.export(dataset, periods, form, excel=excel)
    name = "-".join(dict.fromkeys(["export", first, last]))
    path = out or Path(f"{name}.xlsx" if form == "xlsx" else name)
    write_new(path, content)
    made = _(
        "{path} is made, with the figures of {first} to {last}", path=path, first=first, last=last
    )
    show(locale, made)
