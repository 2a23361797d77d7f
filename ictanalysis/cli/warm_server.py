"""The warm process: it imports everything, then forks on request until nobody asks any more.

``python -m ictanalysis.cli.warm_server SOCKET DESCRIPTOR`` writes to the descriptor once it
listens. See `ictanalysis.pipeline.warm`, which starts it and says what it is asked.
"""

from __future__ import annotations

import io
import os
import resource
import selectors
import signal
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from ictanalysis.files.forking import fork
from ictanalysis.pipeline.warm import receive, send

IDLE = float(os.environ.get("ICTANALYSIS_WARM_SECONDS", "900"))
"""Seconds after which a process that nobody asks ends."""

MOST = 3
"""How many may listen, of as many versions, environments or fonts."""

_WAIT = 5.0
_REFUSED = 111


class _Server:
    """The warm process, the forks of it, and who has asked for them.

    Parameters
    ----------
    path
        The socket.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._listening = socket.socket(socket.AF_UNIX)
        self._asked: dict[int, socket.socket] = {}
        self._last = time.monotonic()
        self._selector = selectors.DefaultSelector()
        self._wakeup, other = os.pipe()
        for end in (self._wakeup, other):
            os.set_blocking(end, False)
        self._other = other

    def listen(self) -> bool:
        """Return whether this process is the one that listens."""
        new = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        os.umask(0o077)
        try:
            self._listening.bind(str(new))
            self._listening.listen(64)
            new.rename(self._path)
        except OSError:
            return False
        self._inode = self._path.stat().st_ino
        self._tell_old_ones()
        return True

    def _tell_old_ones(self) -> None:
        """Have those end that are not asked any more: whoever misses its socket does so."""
        with suppress(OSError):
            others = sorted(self._path.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns)
            for each in others[:-MOST]:
                each.unlink()

    def serve(self) -> None:
        """Fork on request until nobody asks any more, or another process listens."""
        signal.set_wakeup_fd(self._other, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        self._listening.setblocking(False)
        self._selector.register(self._listening, selectors.EVENT_READ, self._accept)
        self._selector.register(self._wakeup, selectors.EVENT_READ, self._reap)
        while self._asked or (self._is_the_one() and time.monotonic() - self._last < IDLE):
            for key, _events in self._selector.select(_WAIT):
                key.data()

    def _is_the_one(self) -> bool:
        with suppress(OSError):
            return self._path.stat().st_ino == self._inode
        return False

    def close(self) -> None:
        """Take the socket away, unless it is another process's."""
        if self._is_the_one():
            with suppress(OSError):
                self._path.unlink()

    def _accept(self) -> None:
        with suppress(OSError):
            connection, _address = self._listening.accept()
            self._last = time.monotonic()
            os.utime(self._path)
            connection.settimeout(_WAIT)
            try:
                self._answer(connection)
            except (OSError, ValueError, KeyError):
                connection.close()

    def _answer(self, connection: socket.socket) -> None:
        """Do what is asked, if it is this user who asks."""
        if _user(connection) != os.getuid():
            connection.close()
            return
        request, descriptors = receive(connection)
        pid = fork() if request.keys() & {"command", "kernel"} else -1
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._listening.close()
            for other in self._asked.values():
                other.close()
            _become(request, descriptors, connection)
        for each in descriptors:
            os.close(each)
        if pid < 0:
            connection.close()
            return
        self._asked[pid] = connection
        self._selector.register(connection, selectors.EVENT_READ, lambda: self._end(pid))

    def _end(self, pid: int) -> None:
        """End a fork, because who has asked for it is gone."""
        self._forget(pid)
        _kill(pid)

    def _reap(self) -> None:
        with suppress(BlockingIOError):
            while os.read(self._wakeup, 512):
                pass
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._last = time.monotonic()
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            if pid in self._asked:
                with suppress(OSError):
                    send(self._asked[pid], {"code": os.waitstatus_to_exitcode(status)})
                self._forget(pid)

    def _forget(self, pid: int) -> None:
        connection = self._asked.pop(pid)
        self._selector.unregister(connection)
        connection.close()


def _user(connection: socket.socket) -> int:
    """Return the user at the other side."""
    size = struct.calcsize("3i")
    found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    return int(struct.unpack("3i", found)[1])


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _become(
    request: Mapping[str, Any], descriptors: Sequence[int], connection: socket.socket
) -> NoReturn:
    """Do what is asked in this process, a fork, and end."""
    try:
        _take_limits(request)
        if "kernel" in request:
            _become_kernel(request["kernel"], descriptors, connection)
        _become_command(request, descriptors, connection)
    except (OSError, ValueError):
        os._exit(_REFUSED)


def _become_kernel(
    request: Mapping[str, Any], descriptors: Sequence[int], connection: socket.socket
) -> NoReturn:
    from ictanalysis.pipeline.cell_kernel import become_kernel

    send(connection, {"pid": os.getpid()})
    connection.close()
    channel = socket.socket(fileno=descriptors[0])
    become_kernel(channel, request["environment"], request["folder"], "/")


def _become_command(
    request: Mapping[str, Any], descriptors: Sequence[int], connection: socket.socket
) -> NoReturn:
    """Be the command line of another process."""
    os.setpgid(0, 0)
    *streams, here = descriptors
    os.fchdir(here)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for each in descriptors:
        os.close(each)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    tempfile.tempdir = None
    sys.argv = [request["program"], *request["command"]]
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False))),
        *(_writer(number) for number in (1, 2)),
    )
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
    send(connection, {"pid": os.getpid()})
    connection.close()
    from ictanalysis.cli import heed_signals, main

    code = 1
    try:
        heed_signals()
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        for writer in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                writer.flush()
        os._exit(code)


def _writer(number: int) -> io.TextIOWrapper:
    raw = io.FileIO(number, "w", closefd=False)
    tty = raw.isatty()
    errors = "backslashreplace" if number == 2 else "strict"  # noqa: PLR2004
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        errors=errors,
        line_buffering=tty or number == 2,  # noqa: PLR2004
    )


def _take_limits(request: Mapping[str, Any]) -> None:
    """Have the limits of who asks.

    Raises
    ------
    OSError, ValueError
        If they are wider than those of this process.
    """
    for name, (soft, hard) in request["limits"].items():
        if resource.getrlimit(int(name)) != (soft, hard):
            resource.setrlimit(int(name), (soft, hard))
    if (more := request["nice"] - os.nice(0)) != 0:
        os.nice(more)
        if os.nice(0) != request["nice"]:
            raise OSError
    os.sched_setaffinity(0, request["processors"])
    os.umask(request["umask"])


def main() -> None:
    """Listen, import everything, and serve."""
    path, ready = Path(sys.argv[1]), int(sys.argv[2])
    server = _Server(path)
    if not server.listen():
        return
    os.write(ready, b"1")
    os.close(ready)
    # Python has put the folder that it was started in first.
    sys.path[:] = [each for each in sys.path if each not in {"", "/"}]
    from ictanalysis.cli.rehearsal import rehearse
    from ictanalysis.pipeline.imports import import_all, share

    import_all()
    rehearse()
    share()
    try:
        server.serve()
    finally:
        server.close()


if __name__ == "__main__":
    main()
