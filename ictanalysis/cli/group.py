"""The group of all commands, and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ictanalysis.cli import options
from ictanalysis.cli.limits import refuse_small_limits
from ictanalysis.cli.warmth import leave_to_warm
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import N_, Message

if TYPE_CHECKING:
    from ictanalysis.analysis import Dataset

BLOCKED = 1
"""Exit code where findings keep a report from being published."""


class WarmCommand(click.Command):
    """A command that a warm process runs, where one can."""

    def invoke(self, ctx: click.Context) -> object:
        """Have the command run, here or there."""
        leave_to_warm()
        return super().invoke(ctx)


class _Commands(click.Group):
    command_class = WarmCommand


@click.group(
    cls=_Commands,
    help=N_("Make the monthly report of a data set, and check the figures that it is made from."),
    epilog=N_(
        "Exit codes: 0 done; 1 findings that block; 2 wrong usage or input that cannot be read; "
        "3 a notebook or a rendering failed."
    ),
)
@options.datasets
@options.reports
@options.notebooks
@options.messages
@options.version
@click.pass_context
def app(context: click.Context, /, datasets: Sequence[Path], **given: object) -> None:
    """Make the options before a command's name the defaults of those after it."""
    known = {**given, "datasets": datasets, "data": datasets[-1]}
    context.default_map = dict.fromkeys(app.commands, known)
    refuse_small_limits()


def show(locale: Locale, *messages: Message, err: bool = False) -> None:
    """Print messages, a line each; on standard error what is no result."""
    for message in messages:
        click.echo(locale.render(message), err=err)


def load(folder: Path, notebooks: Path | None = None) -> Dataset:
    """Return a data set, with the notebooks that its checks read."""
    from ictanalysis.analysis import Dataset
    from ictanalysis.dataset import read_dataset

    return Dataset(read_dataset(folder, notebooks))
