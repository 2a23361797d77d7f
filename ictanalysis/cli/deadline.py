"""How long a command may take."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from ictanalysis.language.errors import DeadlineError, UsageError
from ictanalysis.language.messages import _


@contextmanager
def deadline(seconds: int | None) -> Iterator[None]:
    """End what is done in the block after so many seconds; None for never.

    Raises
    ------
    DeadlineError
        When they are over.
    UsageError
        If the system has no clock that rings.
    """
    if seconds is None:
        yield
        return
    if not hasattr(signal, "setitimer"):
        raise UsageError(_("--timeout: this system cannot end a run: leave it out"))

    def ring(_number: int, _frame: object) -> NoReturn:
        raise DeadlineError(_("the run took more than {seconds} seconds", seconds=seconds))

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
