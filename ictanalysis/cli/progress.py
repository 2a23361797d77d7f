"""How far a run is: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ictanalysis.language.locales import Locale

if TYPE_CHECKING:
    from ictanalysis.pipeline.workers import Tell


@contextmanager
def progress_display(locale: Locale, *, silent: bool) -> Iterator[Tell]:
    """Yield what is told of each month and notebook that is done, as a pair of texts.

    Nothing here moves by itself: a thread that writes to the terminal would hold its lock in a
    fork of this process.
    """
    if silent:
        yield lambda _what: None
        return
    if not sys.stderr.isatty():
        yield lambda what: click.echo(_line(what), err=True)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(
        *columns, console=Console(stderr=True), auto_refresh=False, transient=True
    ) as display:
        task = display.add_task(locale.say("running"), total=None)

        def tell(what: object) -> None:
            display.update(task, description=escape(_line(what)), refresh=True)

        yield tell


def _line(what: object) -> str:
    month, step = what if isinstance(what, tuple) else ("", what)
    return f"{month}: {step}"
