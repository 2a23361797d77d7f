"""Whether a command line is left to a process that is warm."""

from __future__ import annotations

import sys

import click

from ictanalysis.pipeline import warm

_PASSED_BY_NUMBER = ("/dev/fd/", "/proc/self/", "/dev/stdin", "/dev/tty")


class _Program:
    """Whether this process is the program itself, and its command line the one to be run."""

    is_cold = False


def allow() -> None:
    """Say that this process is the program, which a warm process may do the work of."""
    _Program.is_cold = True


def leave_to_warm() -> None:
    """End the command with the exit code of a warm process that has run it, where one can.

    Files that a command names by their number are not those of another process.

    Raises
    ------
    click.exceptions.Exit
        With the exit code.
    """
    if not _Program.is_cold:
        return
    _Program.is_cold = False
    if any(part in each for each in sys.argv[1:] for part in _PASSED_BY_NUMBER):
        return
    code = warm.command(sys.argv[1:])
    if code is not None:
        raise click.exceptions.Exit(code)
