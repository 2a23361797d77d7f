"""Forks of this process: children that share what it has in memory, and end when it does."""

from __future__ import annotations

import copyreg
import ctypes
import gc
import os
import pickle
import signal
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

_PR_SET_PDEATHSIG = 1


def _proxy(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


# Messages and findings hold some, which `pickle` does not know by itself.
copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))


def fork() -> int:
    """Return the number of a new child, or 0 in the child, which is killed when its parent ends."""
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

    The system kills a fork with its parent, but not what the fork has started.

    Parameters
    ----------
    group
        The leader of the group.
    """

    def __init__(self, group: int) -> None:
        watched, self._held = os.pipe()
        self._pid = _fork_whole()
        if self._pid == 0:
            _watch(watched, group)
        os.close(watched)

    def close(self) -> None:
        """End the watch; the group is somebody else's to end."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._held)


def _watch(watched: int, group: int) -> None:
    """Wait in this process, a fork, until nobody holds the other end, and end the group."""
    try:
        os.setsid()
        # Who waits for the end of a stream, or for a lock, must not wait for this process.
        os.dup2(watched, 0)
        os.closerange(1, os.sysconf("SC_OPEN_MAX"))
        os.read(0, 1)
        os.killpg(group, signal.SIGKILL)
    finally:
        os._exit(0)


def in_fork(work: Callable[[], Result]) -> Result:
    """Return what some work returns in a fork of this process, or raise what it raises there.

    It is for libraries that start threads of their own: whoever forks after that has a child in
    which they are missing, and the library waits for them without end.

    Raises
    ------
    RuntimeError
        If the fork was killed.
    """
    if not CAN_FORK:
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
