"""The command line, run in this process."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import NamedTuple

import pytest

from ictanalysis.cli import main


class Result(NamedTuple):
    """How a command line ends, and what it prints."""

    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Result:
    """Return what a command line does."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
        main(arguments)
    return Result(int(end.value.code or 0), out.getvalue(), err.getvalue())
