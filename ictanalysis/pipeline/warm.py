"""A process that has imported everything, waits for work, and outlives the commands that ask it.

It listens on a socket in the user's runtime folder (XDG_RUNTIME_DIR, or ``/run/user``); where there
is none that only this user can enter, nothing is warm and every command does for itself. Whoever
asks first starts it; it ends when nobody has asked for a while. A command, or the kernel of a
notebook, is a fork of it with the streams, folder, environment and limits of who asks, and is
killed when that process ends. What a process has imported is part of the socket's name, so that
another version, library, font or setting has a process of its own, and the old ones are told to go.

ICTANALYSIS_WARM=0 in the environment turns all of this off.

Nothing heavy is imported here: the program asks before anything else.
"""

from __future__ import annotations

import array
import hashlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ictanalysis.files.filestamps import file_stamps

SWITCH = "ICTANALYSIS_WARM"
"""Variable of the environment; 0 has every command do for itself."""

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 100
"""Bytes of a socket's path; the system allows 107."""

_AT_IMPORT = (
    *("HOME", "IPYTHON", "JUPYTER", "LANG", "LC_", "LD_", "MALLOC_", "MKL_", "MPL", "NUMEXPR_"),
    *("OMP_", "OPENBLAS_", "PANDAS", "PYTHON", "XDG_CACHE", "XDG_CONFIG", "XDG_DATA"),
)
"""How the names of variables begin that count while an interpreter starts or a module is
imported."""

_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_NAMESPACES = ("mnt", "net", "pid", "user")
_STATUS = ("CapEff", "Groups", "NoNewPrivs", "Seccomp")


def socket_path() -> Path | None:
    """Return where the warm process of this program listens; None where none may."""
    if sys.platform != "linux" or os.environ.get(SWITCH) == "0":
        return None
    folder = _runtime_folder()
    if folder is None:
        return None
    path = folder / "ictanalysis" / _version()
    return path if len(os.fsencode(path)) <= _LONGEST else None


def _runtime_folder() -> Path | None:
    """Return the folder that only this user can enter; None where there is none."""
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    try:
        status = folder.stat()
    except OSError:
        return None
    private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
    return folder if private and status.st_uid == os.getuid() else None


def _version() -> str:
    """Return the name of all that a process has taken in when it has imported everything."""
    told = hashlib.sha256()
    for part in _parts():
        told.update(f"{part}\n".encode(errors="surrogateescape"))
    return told.hexdigest()[:24]


def _parts() -> Iterator[object]:
    yield sys.executable, sys.flags
    yield sorted(each for each in os.environ.items() if each[0].startswith(_AT_IMPORT))
    # Another sandbox of the same user is another machine.
    proc = Path("/proc/self")
    with suppress(OSError):
        yield [str((proc / "ns" / name).readlink()) for name in _NAMESPACES]
        lines = (proc / "status").read_text(encoding="utf-8").splitlines()
        yield [line for line in lines if line.startswith(_STATUS)]
    # A library that is installed or removed changes the folder that it lies in.
    places = {*sys.path} - {"", str(Path.cwd()), str(Path(sys.argv[0]).absolute().parent)}
    for place in sorted(places):
        with suppress(OSError):
            yield place, Path(place).stat().st_mtime_ns
    yield sorted(file_stamps("package", _PACKAGE).items())
    for folder in _FONTS:
        yield sorted(file_stamps(folder, Path(folder).expanduser()).items())


class Warm:
    """What a warm process does for this one: a fork of it, which ends when this object is closed.

    Parameters
    ----------
    connection
        To the warm process.
    pid
        The fork.
    """

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self._connection = connection
        self.pid = pid

    @classmethod
    def asked(cls, request: Mapping[str, Any], descriptors: Sequence[int]) -> Warm | None:
        """Return what a warm process does at request; None where none can."""
        connection = _connected()
        if connection is None:
            return None
        try:
            send(connection, request, descriptors)
            answer = receive(connection)[0]
        except (OSError, ValueError):
            answer = {}
        if "pid" in answer:
            return cls(connection, answer["pid"])
        connection.close()
        return None

    def wait(self) -> int:
        """Return the exit code; signals that end this process go to the fork meanwhile."""
        before = {
            number: signal.signal(number, lambda number, _frame: self.kill(number))
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        try:
            code = int(receive(self._connection)[0].get("code", -signal.SIGKILL))
        except (OSError, ValueError):
            code = -signal.SIGKILL
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            self.close()
        return code if code >= 0 else 128 - code

    def settle(self, seconds: float) -> None:
        """Wait until the fork ends by itself, but no longer than that."""
        self._connection.settimeout(seconds)
        with suppress(OSError, ValueError):
            receive(self._connection)

    def kill(self, number: int) -> None:
        """Send the fork a signal."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def close(self) -> None:
        """End the fork, whatever it does, and all that it has started."""
        self._connection.close()


def command(arguments: Sequence[str]) -> int | None:
    """Return the exit code of a command line that a warm process has run; None where none can."""
    request = {"command": list(arguments), "program": sys.argv[0], "environment": dict(os.environ)}
    try:
        here = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
        for stream in (0, 1, 2):
            os.fstat(stream)
    except OSError:
        return None
    try:
        warm = Warm.asked({**request, **limits()}, [0, 1, 2, here])
    finally:
        os.close(here)
    return None if warm is None else warm.wait()


def limits() -> dict[str, Any]:
    """Return what this process may do, which is what its fork of another may do."""
    import resource

    every = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
    os.umask(umask := os.umask(0))
    return {
        "umask": umask,
        "limits": {each: resource.getrlimit(each) for each in every},
        "nice": os.nice(0),
        "processors": sorted(os.sched_getaffinity(0)),
    }


def _connected() -> socket.socket | None:
    """Return a connection to the warm process, which is started where none listens."""
    path = socket_path()
    if path is None:
        return None
    for attempt in (1, 2):
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(str(path))
        except OSError:
            connection.close()
            if attempt == 1 and not _started(path):
                return None
        else:
            return connection
    return None


def _started(path: Path) -> bool:
    """Start a warm process and return whether it listens."""
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    ready, theirs = os.pipe()
    program = [sys.executable, "-m", "ictanalysis.cli.warm_server", str(path), str(theirs)]
    try:
        subprocess.Popen(
            program,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs],
            start_new_session=True,
            cwd="/",
        )
    except OSError:
        return False
    finally:
        os.close(theirs)
    with os.fdopen(ready, "rb") as line:
        return bool(line.read())


def send(
    connection: socket.socket, message: Mapping[str, Any], descriptors: Sequence[int] = ()
) -> None:
    """Send a message, and with it what open files."""
    content = json.dumps(message).encode("ascii")
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
    connection.sendmsg([len(content).to_bytes(4, "big")], rights if descriptors else [])
    connection.sendall(content)


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return a message and the files that came with it; an empty one if the other side is gone."""
    head, descriptors, _flags, _from = socket.recv_fds(connection, 4, 8)
    if len(head) < 4:  # noqa: PLR2004
        return {}, descriptors
    length, content = int.from_bytes(head, "big"), bytearray()
    while len(content) < length and (piece := connection.recv(length - len(content))):
        content += piece
    return dict(json.loads(content)), descriptors
