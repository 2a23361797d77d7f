"""Kernels for notebooks, forked from a process that has imported already what they need.

A stock kernel spends more than a second on imports before its first cell. Here one server imports
once, while the run gets ready, and every kernel is a fork of it: with the command, environment and
folder of a stock kernel, but at once, and with most of its memory shared.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

from ictanalysis.language.errors import NotebookError
from ictanalysis.language.messages import _
from ictanalysis.pipeline import kernel_server

MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "sqlite3",
    "pandas.io.formats.style",
    "pandas.io.formats.string",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "babel.dates",
    "babel.numbers",
    "ictanalysis.analysis",
    "ictanalysis.charts",
    "ictanalysis.report.magics",
    "ictanalysis.report.official",
    "ictanalysis.report.report",
    "ictanalysis.report.tables",
)
"""What the server imports by default."""


CAN_FORK = sys.platform == "linux"
"""Whether kernels are forked here: Windows has no fork, and on macOS the system's own libraries do
not survive one, which is why Python itself no longer forks there."""


def _environment_of_imports() -> dict[str, str]:
    """Return the environment in which a kernel's modules are imported."""
    environment = {**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    if not environment.get("MPLBACKEND"):
        # A kernel sets it before its first cell, which is too late if matplotlib is there already.
        environment["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    return environment


class ForkedProcess:
    """A process that the server has forked, with what `jupyter_client` asks of a `Popen`.

    Parameters
    ----------
    server
        The parent of the process.
    pid
        The process, which leads a session and a group of its own.
    """

    stdin = stdout = stderr = None

    def __init__(self, server: KernelServer, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._server = server

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal; nothing while the process runs."""
        if self.returncode is None:
            self.returncode = self._server.poll(self.pid)
        return self.returncode

    def wait(self) -> int:
        """Return the exit code once the process has ended."""
        while (code := self.poll()) is None:
            time.sleep(0.02)
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal to the process and to those it has started, unless it has ended."""
        if self.poll() is None:
            try:
                os.killpg(self.pid, signum)
            except ProcessLookupError:
                # Its group is made a moment after the fork.
                os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)


class KernelServer:
    """The process that kernels are forked from.

    Variables of the environment that count only while an interpreter starts or a module is
    imported (``PYTHONHASHSEED``, ``MPLCONFIGDIR``) are those of the moment the server starts;
    all others are those of the moment its kernel starts.

    Parameters
    ----------
    modules
        What to import before the first kernel.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="kernels-"))
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._channel, theirs = socket.socketpair()
        self._stream = self._channel.makefile("rw", encoding="ascii")
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, str(kernel_server.__file__), str(self._folder), *modules],
                stdin=theirs.fileno(),
                env=_environment_of_imports(),
                start_new_session=True,
            )

    def new_connection_file(self) -> Path:
        """Return a new path in a folder that only this user can enter.

        The path is short: those of the sockets beside it must stay under 108 bytes.
        """
        return self._folder / f"{next(self._numbers)}.json"

    def fork(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> ForkedProcess:
        """Return a process that runs ``python -m <arguments>``.

        Raises
        ------
        NotebookError
            If the server could not import its modules or has died.
        """
        request = {
            "arguments": list(arguments),
            "environment": dict(environment),
            "folder": str(folder.absolute()),
        }
        answer = self._ask({"fork": request})
        if "pid" in answer:
            return ForkedProcess(self, answer["pid"])
        problem = answer.get("problem", "the process that starts them has ended")
        message = _(
            "no notebook can be run: {problem}; if a library is missing or broken, "
            "install the package again",
            problem=problem,
        )
        raise NotebookError(message)

    def poll(self, pid: int) -> int | None:
        """Return the exit code of a process, negative for a signal; nothing while it runs.

        No kernel outlives the server.
        """
        code: int | None = self._ask({"poll": pid}).get("code", -signal.SIGKILL)
        return code

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer, which is empty if the server is no more."""
        with self._lock, suppress(OSError, ValueError):
            self._stream.write(json.dumps(request) + "\n")
            self._stream.flush()
            if line := self._stream.readline():
                return dict(json.loads(line))
        return {}

    def close(self) -> None:
        """End the server and every kernel that is left."""
        with suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)
        with self._lock, suppress(OSError):
            self._stream.close()
        self._channel.close()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


class Kernels(AbstractContextManager["Kernels"]):
    """The kernels of one run of notebooks: how they are started, and that none outlives it.

    It is a context manager, which ends every kernel that is left. The server starts at once, and
    imports while the caller goes on.

    Parameters
    ----------
    modules
        What the server imports before the first kernel.
    forked
        Whether kernels are forked; by default, where they can be.
    """

    def __init__(self, modules: Sequence[str] = MODULES, *, forked: bool = CAN_FORK) -> None:
        self.server = KernelServer(modules) if forked else None
        self._processes: list[ForkedProcess | subprocess.Popen[bytes]] = []
        self._killed = False

    def __exit__(self, *_error: object) -> None:
        """End every kernel that is left, and the server."""
        self.kill()
        if self.server is not None:
            self.server.close()

    def add(self, process: ForkedProcess | subprocess.Popen[bytes]) -> None:
        """Take responsibility for a kernel's process."""
        self._processes.append(process)
        if self._killed:
            process.kill()

    def kill(self) -> None:
        """End every kernel that is running or will be started, busy or not."""
        self._killed = True
        for process in self._processes:
            if process.poll() is None:
                process.kill()
