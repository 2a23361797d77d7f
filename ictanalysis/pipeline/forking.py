"""Forks of this process: children that share what it has in memory, and end when it does."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import warnings

CAN_FORK = sys.platform == "linux"
"""Whether this process forks: Windows has no fork, and on macOS the system's own libraries do not
survive one, which is why Python itself no longer forks there."""

_PR_SET_PDEATHSIG = 1


def fork() -> int:
    """Return the number of a new child, or 0 in the child, which is killed when its parent ends."""
    parent = os.getpid()
    with warnings.catch_warnings():
        # Python 3.12 counts the threads of BLAS, which restarts them in the child by itself.
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    return pid
