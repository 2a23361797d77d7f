"""What the commands share: how an error ends them, and how they come to data and months."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ictanalysis.cli.options import Options
from ictanalysis.cli.streams import CLOSED, give_up, unusable
from ictanalysis.language.errors import IctError, UsageError
from ictanalysis.language.messages import Message, _

if TYPE_CHECKING:
    import pandas as pd

    from ictanalysis.analysis import Dataset

__all__ = ["BLOCKED", "UNREADABLE", "errors_told", "load", "month_of", "months_of"]

BLOCKED = 1
"""Exit code where findings keep a report from being published."""

UNREADABLE = 2
"""Exit code where a file or folder cannot be read or written."""

FAILED = 3
"""Exit code where a notebook or a rendering failed."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def load(options: Options) -> Dataset:
    """Return the data set that the options name."""
    from ictanalysis.analysis import Dataset
    from ictanalysis.dataset import read_dataset

    return Dataset(read_dataset(options.data))


def month_of(text: str) -> pd.Period:
    """Return the month that an argument names."""
    from ictanalysis.dataset.periods import parse_month

    return parse_month(text)


def months_of(text: str, data: Dataset) -> list[pd.Period]:
    """Return the months asked for, in order; every month of a range must be there."""
    from ictanalysis.dataset.periods import month_range

    if text != "latest":
        # A month that is not there is told before the first report is made.
        return [data.month(period).period for period in month_range(text)]
    if not len(data.months):
        raise UsageError(_("{path}: there is no month yet", path=data.files.path.as_posix()))
    return [data.months[-1]]


@contextmanager
def errors_told(options: Options) -> Iterator[None]:
    """Print an error as its message, never as a traceback, and exit with its code."""
    try:
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        typer.echo(_("stopped: nothing was changed").render(options.language), err=True)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        give_up()
        raise typer.Exit(CLOSED) from None
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        message, code = _told(error)
        typer.echo(message.render(options.language), err=True)
        raise typer.Exit(code) from None


def _told(error: Exception) -> tuple[Message, int]:
    """Return what to say of an error, and the exit code."""
    if isinstance(error, IctError):
        return error.message, error.exit_code
    if isinstance(error, OSError):
        return unusable(error), UNREADABLE
    message = _(
        "a defect of ictanalysis: {kind}: {value}; run the command again with --debug and report "
        "what it shows",
        kind=type(error).__name__,
        value=str(error),
    )
    return message, FAILED
