"""Work in forks of this process, as many at a time as the run has processors for.

The processes of a run share their slots, as those of GNU make do: each has one of its own, on which
its first child works while it waits, and takes another from a pipe for every further child. So a
month's notebooks spread over the processors that other months leave idle, and whoever is killed
takes no slot of others along.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from pickle import PickleError
from typing import Any, Generic, NoReturn, TypeVar

from ictanalysis.files.forking import CAN_FORK, SIGNALS, fork, fork_no_more
from ictanalysis.language.errors import NotebookError
from ictanalysis.language.messages import _

T = TypeVar("T")

Tell = Callable[[object], None]

_PATIENCE = 5.0
"""Seconds that a child has to clear up."""


class Stopped(KeyboardInterrupt):
    """The child is to end: whoever has started it has no use for it any more.

    An event loop lets an interrupt through, and would swallow any other exception of its kind.
    """


class Slots:
    """How many children work at a time, over all processes of a run.

    Parameters
    ----------
    jobs
        How many.
    """

    def __init__(self, jobs: int) -> None:
        self._ends = os.pipe()
        os.set_blocking(self._ends[0], False)
        os.write(self._ends[1], b"." * (jobs - 1))

    def fileno(self) -> int:
        """Return what can be read when a slot is free."""
        return self._ends[0]

    def take(self) -> bool:
        """Take a slot and return whether there was one."""
        try:
            return bool(os.read(self._ends[0], 1))
        except BlockingIOError:
            return False

    def give(self) -> None:
        """Give one back."""
        os.write(self._ends[1], b".")

    def close(self) -> None:
        """Close the pipe."""
        for end in self._ends:
            os.close(end)


@dataclass
class Done(Generic[T]):
    """A call that has ended.

    Attributes
    ----------
    index
        Which one of those that were asked for.
    value, error
        What it returned, or the error that ended it.
    """

    index: int
    value: T | None = None
    error: BaseException | None = None

    def result(self) -> T:
        """Return what the call returned, or raise its error."""
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


@dataclass
class _Child:
    index: int
    pid: int
    connection: Connection
    done: Done[Any] | None = field(default=None)


class Workers:
    """What has calls done in children of this process, each in a new one.

    Parameters
    ----------
    slots
        Those of the run.
    told
        Is given what calls tell before they end; calls of calls tell it by the same name.
    """

    def __init__(self, slots: Slots, told: Tell = lambda _what: None) -> None:
        self.slots = slots
        self.tell = told
        self._running: dict[int, _Child] = {}
        self._taken = 0

    def each(
        self, calls: Iterable[Callable[[Tell], T]], *, fork_again: bool = True
    ) -> Generator[Done[T]]:
        """Yield what became of each call, as they end.

        A call is given a function that tells this process something. What it returns and tells is
        sent by a pipe, so it must be of a kind that `pickle` takes. Children that are still at work
        when the iterator is closed are stopped.

        Parameters
        ----------
        calls
            What is to be done.
        fork_again
            Whether the children may fork; those that do not can use libraries with threads.
        """
        if not CAN_FORK:
            for index, call in enumerate(calls):
                yield _called(index, call, self.tell)
            return
        waiting = list(enumerate(calls))[::-1]
        try:
            while waiting or self._running:
                while waiting and self._has_slot():
                    self._start(*waiting.pop(), fork_again=fork_again)
                yield from self._ended(hungry=bool(waiting))
        finally:
            self._stop()

    def _has_slot(self) -> bool:
        """Return whether another child may work, and take the slot for it."""
        if not self._running:
            return True
        if self.slots.take():
            self._taken += 1
            return True
        return False

    def _start(self, index: int, call: Callable[[Tell], object], *, fork_again: bool) -> None:
        ours, theirs = Pipe(duplex=False)
        sys.stdout.flush()
        sys.stderr.flush()
        # A signal between a fork and what is made ready for it would run this process's own
        # clearing up in the child.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            pid = fork()
            if pid == 0:
                ours.close()
                if not fork_again:
                    fork_no_more()
                _work(call, theirs, before)
            self._running[pid] = _Child(index, pid, ours)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def _ended(self, *, hungry: bool) -> Iterator[Done[Any]]:
        """Yield the calls that have ended, once one has or a slot is free."""
        sources: list[Any] = [child.connection for child in self._running.values()]
        ready = wait([*sources, self.slots.fileno()] if hungry else sources)
        for child in [each for each in self._running.values() if each.connection in ready]:
            if done := self._heard(child):
                self._release(child)
                yield done

    def _heard(self, child: _Child) -> Done[Any] | None:
        """Return what became of a call if it has ended, and pass on what it tells until then."""
        try:
            kind, what = child.connection.recv()
        except EOFError:
            return child.done or Done(child.index, error=_died(child.pid))
        if kind == "told":
            self.tell(what)
        else:
            child.done = Done(child.index, *((what, None) if kind == "value" else (None, what)))
        return None

    def _release(self, child: _Child) -> None:
        child.connection.close()
        with suppress(ChildProcessError):
            os.waitpid(child.pid, 0)
        del self._running[child.pid]
        while self._taken > max(0, len(self._running) - 1):
            self._taken -= 1
            self.slots.give()

    def _stop(self) -> None:
        """End the children that are left; each has some seconds to clear up."""
        for child in self._running.values():
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + _PATIENCE
        for child in list(self._running.values()):
            while os.waitpid(child.pid, os.WNOHANG) == (0, 0):
                if time.monotonic() > deadline:
                    os.kill(child.pid, signal.SIGKILL)
                    os.waitpid(child.pid, 0)
                    break
                time.sleep(0.005)
            child.connection.close()
            del self._running[child.pid]
        for _each in range(self._taken):
            self.slots.give()
        self._taken = 0


def _called(index: int, call: Callable[[Tell], T], tell: Tell) -> Done[T]:
    try:
        return Done(index, call(tell))
    except Exception as error:
        return Done(index, error=error)


def _work(call: Callable[[Tell], object], connection: Connection, signals: set[int]) -> NoReturn:
    """Do a call in this process, a fork, and end; until then it is deaf to all but some signals."""
    # A key press interrupts the whole group of a terminal; the parent alone answers to it.
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop_this)
    gc.freeze()
    code = 1
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)
        done = _called(0, call, lambda what: connection.send(("told", what)))
        answer = ("value", done.value) if done.error is None else ("error", done.error)
        _send(connection, answer)
        code = 0
    except (Stopped, BrokenPipeError):
        pass
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def _send(connection: Connection, answer: tuple[str, object]) -> None:
    """Send what became of a call, or the error that it cannot be sent."""
    try:
        connection.send(answer)
    except (AttributeError, TypeError, ValueError, PickleError) as error:
        connection.send(("error", RuntimeError(f"cannot be sent: {error}")))


def _stop_this(_number: int, _frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


def _died(pid: int) -> NotebookError:
    with suppress(ChildProcessError):
        _pid, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        return NotebookError(
            _(
                "a process of the run was killed (exit code {code}), as when memory runs out",
                code=code,
            )
        )
    return NotebookError(_("a process of the run was killed, as when memory runs out"))
