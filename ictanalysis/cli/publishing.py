"""The commands that publish reports, and hold them against what was published."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

import click

from ictanalysis.cli import options
from ictanalysis.cli.group import BLOCKED, app, load, show
from ictanalysis.cli.making import making
from ictanalysis.cli.months import chosen_month
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_, _

__all__: list[str] = []


@app.command(help=N_("Make a month's report and put on record what it tells."))
@options.known_month
@options.by
@options.jobs
@options.data
@options.reports
@options.notebooks
@options.messages
@click.pass_obj
def publish(
    locale: Locale,
    month: str,
    *,
    by: str,
    jobs: int,
    data: Path,
    reports: Path,
    notebooks: Path,
) -> int:
    from ictanalysis.cli.output import describe_outcome
    from ictanalysis.cli.publications import describe_publication
    from ictanalysis.dataset.ledger import LEDGER
    from ictanalysis.files.publication import mend_dataset
    from ictanalysis.pipeline.publishing import publish as publish_report
    from ictanalysis.pipeline.publishing import refuse_role

    refuse_role(by)
    mend_dataset(data)
    made_by = making(locale, data=data, reports=reports, notebooks=notebooks, jobs=jobs)
    with made_by as runner:
        period = chosen_month(month, runner.sources.dataset)
        outcome, made, grown = publish_report(runner, period, by)
    show(locale, *outcome.left_out, err=True)
    show(locale, *describe_outcome(outcome))
    if made is None:
        return BLOCKED
    show(locale, describe_publication(made, locale, (data / LEDGER).as_posix(), grown=grown))
    return 0


# The password is asked for here, or comes by a number that this process has open.
@app.command(cls=click.Command, help=N_("Sign the PDF of a month's report with a certificate."))
@options.known_month
@options.certificate
@options.organisation
@options.timestamps
@options.password_fd
@options.data
@options.reports
@options.messages
@click.pass_obj
def sign(
    locale: Locale,
    month: str,
    *,
    certificate: Path,
    organisation: bool,
    timestamps: str,
    password_fd: int | None,
    data: Path,
    reports: Path,
) -> None:
    from ictanalysis.pipeline.publishing import is_published
    from ictanalysis.pipeline.signing import sign as sign_report
    from ictanalysis.pipeline.signing import to_sign

    dataset = load(data)
    own = dataset.month(chosen_month(month, dataset))
    # What cannot be signed is told before anybody types a password.
    to_sign(reports / str(own.period))
    made = sign_report(
        own,
        reports / str(own.period),
        certificate,
        _secret(locale, password_fd),
        by="organisation" if organisation else "signer",
        timestamps=timestamps,
    )
    told = _("{path} is signed by {name}", path=made.path.as_posix(), name=made.name)
    show(locale, told)
    if not is_published(reports / str(own.period)):
        message = _("this report is on no record: ictanalysis publish {month}", month=own.period)
        click.echo(locale.render(message), err=True)


def _secret(locale: Locale, descriptor: int | None) -> bytes:
    """Return a password, which no command line has: others could read it there."""
    if descriptor is None:
        if sys.stdin is None or not sys.stdin.isatty():
            raise UsageError(_("nobody can be asked for the password: name it with --password-fd"))
        return getpass(locale.say("Password of the certificate: ")).encode()
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.readline().rstrip(b"\r\n")
    except (OSError, TypeError, OverflowError) as error:
        message = _("--password-fd: {number} is not open for reading", number=descriptor)
        raise UsageError(message) from error


@app.command(help=N_("Say whether a report is what was made; exit with 1 if it is not."))
@options.known_month
@options.quick
@options.jobs
@options.data
@options.reports
@options.notebooks
@options.messages
@click.pass_obj
def verify(
    locale: Locale,
    month: str,
    *,
    quick: bool,
    jobs: int,
    data: Path,
    reports: Path,
    notebooks: Path,
) -> int:
    from ictanalysis.cli.publications import describe_verification
    from ictanalysis.files.workshop import workshop
    from ictanalysis.pipeline.outcomes import Folders
    from ictanalysis.pipeline.signatures import signature_problems
    from ictanalysis.pipeline.verification import rebuilt, verified

    dataset = load(data, notebooks)
    own = dataset.month(chosen_month(month, dataset))
    folders = Folders(notebooks, reports)
    problems = [*verified(own, folders), *signature_problems(folders.published(own))]
    if not quick:
        with workshop() as place:
            again = place / "again"
            made = making(locale, data=data, reports=again, notebooks=notebooks, jobs=jobs)
            with made as runner:
                problems += rebuilt(runner, own, folders)
    show(locale, *describe_verification(own.period, problems))
    return BLOCKED if problems else 0


@app.command(help=N_("Print what a figure comes from, down to the files of offices."))
@options.key
@options.known_month
@options.as_json
@options.data
@options.messages
@click.pass_obj
def trace(locale: Locale, key: str, month: str, *, as_json: bool, data: Path) -> None:
    from ictanalysis.cli.publications import describe_trace, trace_as_json

    dataset = load(data)
    known = dataset.month(chosen_month(month, dataset))
    if as_json:
        click.echo(trace_as_json(known[key], known.trace(key)))
    else:
        show(locale, *describe_trace(known[key], known.trace(key), dataset.catalog))


@app.command(help=N_("Print every value with which a figure was published."))
@options.key
@options.chart
@options.as_json
@options.data
@options.messages
@click.pass_obj
def history(locale: Locale, key: str, *, chart: Path | None, as_json: bool, data: Path) -> None:
    from ictanalysis.cli.publications import describe_history, history_as_json
    from ictanalysis.dataset.ledger import LEDGER, refuse_broken
    from ictanalysis.indicators.vintages import vintages

    dataset = load(data)
    refuse_broken(dataset.files.ledger, (data / LEDGER).as_posix())
    resolved = dataset.catalog.resolve(key)
    found = vintages(dataset.files, resolved)
    label = dataset.catalog.label(resolved)
    if chart is not None and found:
        from ictanalysis.charts.revisions import revisions
        from ictanalysis.files.publication import write_new

        decimals = dataset.catalog.spec(resolved).decimals
        drawn = revisions(found, chart, label, decimals, dataset.locale)
        write_new(chart, drawn, option="--chart")
        click.echo(locale.render(_("{path} is made", path=chart.as_posix())), err=True)
    if as_json:
        click.echo(history_as_json(str(resolved), found))
    else:
        show(locale, *describe_history(label, found, dataset.locale))
