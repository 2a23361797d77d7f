"""Forks of this process: children that share what it has in memory, and end when it does."""

from __future__ import annotations

import copyreg
import ctypes
import gc
import os
import pickle
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from types import MappingProxyType
from typing import Any, TypeVar

CAN_FORK = sys.platform == "linux"
"""Whether this process forks: Windows has no fork, and on macOS the system's own libraries do not
survive one, which is why Python itself no longer forks there."""

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGHUP) if CAN_FORK else ()
"""What a process of ours is told to end by."""

Result = TypeVar("Result")

_may_fork = True

_PR_SET_PDEATHSIG = 1


def _proxy(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


# Messages and findings hold some, which `pickle` does not know by itself.
copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))


def fork() -> int:
    """Return the number of a new child, or 0 in the child, which is killed when its parent ends."""
    assert _may_fork, "this process may have threads that a fork would lack"
    parent = os.getpid()
    with warnings.catch_warnings():
        # Python 3.12 counts the threads of BLAS, which restarts them in the child by itself.
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        pid = _fork_whole()
    if pid == 0:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    return pid


def _fork_whole() -> int:
    """Return what `os.fork` returns, before any handler of a signal is called.

    Python calls handlers in the midst of a fork, too, where what they raise is lost.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        return os.fork()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Guard:
    """A process that ends a group of processes should this one be killed.

    The system kills a fork with its parent, but not what the fork has started. The process is a
    shell, which takes less memory and time than a fork.

    Parameters
    ----------
    group
        The leader of the group.
    """

    def __init__(self, group: int) -> None:
        watched, self._held = os.pipe()
        # Who waits for the end of a stream, or for a lock, must not wait for this process.
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", 'read -r _line; kill -s KILL -- "-$1"', "sh", str(group)],
            stdin=watched,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(watched)

    def close(self) -> None:
        """End the watch; the group is somebody else's to end."""
        self._process.kill()
        self._process.wait()
        os.close(self._held)


def fork_no_more() -> None:
    """Have this process fork no more, so that `in_fork` does its work here."""
    global _may_fork  # noqa: PLW0603
    _may_fork = False


def in_fork(work: Callable[[], Result]) -> Result:
    """Return what some work returns in a fork of this process, or raise what it raises there.

    It is for libraries that start threads of their own: whoever forks after that has a child in
    which they are missing, and the library waits for them without end. A process that forks no
    more does the work itself.

    Raises
    ------
    RuntimeError
        If the fork was killed.
    """
    if not CAN_FORK or not _may_fork:
        return work()
    ours, theirs = os.pipe()
    pid = fork()
    if pid == 0:
        os.close(ours)
        _answer(work, theirs)
    os.close(theirs)
    try:
        with os.fdopen(ours, "rb") as stream:
            content = stream.read()
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        raise
    finally:
        _pid, status = os.waitpid(pid, 0)
    if not content:
        code = os.waitstatus_to_exitcode(status)
        message = f"a process was killed, exit code {code}"
        raise RuntimeError(message)
    error, value = pickle.loads(content)
    if error is not None:
        raise error
    result: Result = value
    return result


def _answer(work: Callable[[], Any], descriptor: int) -> None:
    gc.disable()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        answer: tuple[BaseException | None, object]
        try:
            answer = None, work()
        except BaseException as error:
            answer = error, None
        with suppress(OSError), os.fdopen(descriptor, "wb") as stream:
            stream.write(pickle.dumps(answer))
    finally:
        os._exit(0)
