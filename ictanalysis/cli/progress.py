"""How far a run is: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ictanalysis.language.locales import Locale

if TYPE_CHECKING:
    from rich.progress import Progress

    from ictanalysis.pipeline.workers import Tell


@contextmanager
def progress_display(locale: Locale, *, silent: bool, name: str = "") -> Iterator[Tell]:
    """Yield what is told how far a run is.

    It is told how many months there are, as a number; each notebook that is done, as a pair of the
    month and its name; and each month that has ended, as a text.

    Nothing here moves by itself: a thread that writes to the terminal would hold its lock in a
    fork of this process.

    Parameters
    ----------
    name
        How lines name the data set, where it is one of several.
    """
    if silent:
        yield lambda _what: None
        return
    if not sys.stderr.isatty():
        yield lambda what: _print_line(what, name)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as display:
        yield _Moving(display, locale.say("running"), name)


def _print_line(what: object, name: str) -> None:
    if isinstance(what, tuple):
        click.echo(_line(what, name), err=True)


def _line(what: tuple[str, str], name: str) -> str:
    month, step = what
    return f"{name}/{month}: {step}" if name else f"{month}: {step}"


class _Moving:
    """The line on a terminal; of several months it says how many are left, and how long they take.

    Parameters
    ----------
    display
        What draws it.
    first
        What it says before anything is done.
    name
        How it names the data set, where it is one of several.
    """

    def __init__(self, display: Progress, first: str, name: str = "") -> None:
        self._display, self._name = display, name
        self._task = display.add_task(first, total=None)

    def __call__(self, what: object) -> None:
        """Take in how far the run is."""
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn

        if isinstance(what, tuple):
            self._display.update(self._task, description=escape(_line(what, self._name)))
        elif isinstance(what, str):
            self._display.advance(self._task)
        elif isinstance(what, int) and what > 1:
            self._display.update(self._task, total=what)
            first, *others = self._display.columns
            bar = BarColumn(bar_width=20), MofNCompleteColumn(), TimeRemainingColumn()
            self._display.columns = (first, *bar, *others)
        self._display.refresh()
