"""The command that puts the data sets of many units together, and reports on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ictanalysis.cli import options
from ictanalysis.cli.group import app, show
from ictanalysis.cli.reporting import run
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_, Message, _

if TYPE_CHECKING:
    from ictanalysis.exchange.rollup import RolledUp

__all__: list[str] = []


@app.command(help=N_("Put the data sets of many units together, and report on them."))
@options.units
@options.month
@options.jobs
@options.force
@options.data
@options.reports
@options.notebooks
@options.messages
@click.pass_context
def rollup(
    context: click.Context,
    folder: Path,
    month: str,
    *,
    jobs: int,
    force: bool,
    data: Path,
    reports: Path,
    notebooks: Path,
) -> int:
    from ictanalysis.dataset.periods import parse_month
    from ictanalysis.exchange.rollup import roll_up
    from ictanalysis.files.publication import mend_dataset
    from ictanalysis.pipeline.workers import Slots, Workers

    period, locale = parse_month(month), context.find_object(Locale)
    if data.is_dir():
        mend_dataset(data)
    with closing(Slots(jobs)) as slots:
        made = roll_up(folder, period, data, notebooks, Workers(slots))
    show(locale or Locale("vi"), *describe_rollup(made, data))
    code: int = context.invoke(
        run,
        months=month,
        jobs=jobs,
        force=force,
        datasets=[data],
        reports=reports,
        notebooks=notebooks,
    )
    return code


def describe_rollup(made: RolledUp, data: Path) -> Iterator[Message]:
    """Yield what was put together, who is late, and what is to be filled in."""
    yield _(
        "{month}: {folder} has the figures of {count} of {whole} units, of {first} on",
        month=made.months[-1],
        folder=data,
        count=made.units - len(made.late),
        whole=made.units,
        first=made.months[0],
    )
    if made.late:
        yield _("not reported yet: {names}", names=", ".join(made.late))
    if made.unused:
        yield _(
            "not counted, for they are parts of others by now: {names}",
            names=", ".join(made.unused),
        )
    for path in made.begun:
        if path.is_dir():
            yield _("{path} is made: read what its notebooks say, and change it", path=path)
        else:
            yield _("{path} is made: write the names of the office in it", path=path)
