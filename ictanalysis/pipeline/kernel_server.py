"""The process that kernels are forked from, so that what they all import is imported once.

It is run as a program by `ictanalysis.pipeline.kernels`, by its path, with a socket as standard
input, and needs nothing but the standard library. A request is one line of JSON, and so is its
answer:

- ``{"fork": {"arguments": [...], "environment": {...}, "folder": ...}}`` → ``{"pid": ...}``: a new
  process goes on as ``python -m <arguments>`` would, in that environment and folder;
- ``{"poll": pid}`` → ``{"code": null}``, or the exit code, negative for a signal.

When the socket closes, however the other side ended, every process that is left is killed.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import shutil
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any


def main(folder: str, modules: Sequence[str]) -> None:
    """Import the modules, then fork on request until the other side goes.

    Parameters
    ----------
    folder
        The folder of the kernels' sockets. It is removed at the end.
    modules
        The modules to have imported before the first fork.
    """
    channel = socket.socket(fileno=os.dup(0))
    with Path(os.devnull).open("rb") as null:
        os.dup2(null.fileno(), 0)
    # ipykernel reads it once, while it is imported.
    parent = {"JPY_PARENT_PID": str(os.getpid())}
    os.environ.update(parent)
    before = set(os.environ)
    problem = _preload(modules)
    added = {name: value for name, value in os.environ.items() if name not in before}
    request = _serve(channel, problem)
    if request is None:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        _become(request, {**added, **request["environment"], **parent})


def _preload(modules: Sequence[str]) -> str:
    """Return why a fork is impossible, or nothing."""
    try:
        for module in modules:
            importlib.import_module(module)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if threading.active_count() > 1:
        names = ", ".join(thread.name for thread in threading.enumerate()[1:])
        return f"a module that is imported beforehand starts threads: {names}"
    gc.collect()
    # The pages of what has been imported stay shared: the collector does not write to them.
    gc.freeze()
    return ""


def _serve(channel: socket.socket, problem: str) -> dict[str, Any] | None:
    """Return the request in the process forked for it; nothing at the end, in the server."""
    codes: dict[int, int | None] = {}
    # However the other side ends, in the middle of a request too, the kernels end as well.
    with suppress(OSError), channel, channel.makefile("rw", encoding="ascii") as stream:
        while (line := stream.readline()).endswith("\n"):
            request = json.loads(line)
            if "poll" in request:
                answer: dict[str, Any] = {"code": _poll(request["poll"], codes)}
            elif problem:
                answer = {"problem": problem}
            elif (pid := _fork()) == 0:
                return dict(request["fork"])
            else:
                codes[pid] = None
                answer = {"pid": pid}
            stream.write(json.dumps(answer) + "\n")
            stream.flush()
    for pid, code in codes.items():
        if code is None:
            _kill(pid)
    return None


def _fork() -> int:
    with warnings.catch_warnings():
        # Python 3.12 counts the threads of BLAS, which restarts them in the child by itself.
        warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
        return os.fork()


def _poll(pid: int, codes: dict[int, int | None]) -> int | None:
    """Return the exit code of a kernel, as often as it is asked for; nothing while it runs."""
    if codes[pid] is None:
        ended, status = os.waitpid(pid, os.WNOHANG)
        codes[pid] = os.waitstatus_to_exitcode(status) if ended else None
    return codes[pid]


def _kill(pid: int) -> None:
    """Kill a kernel and what it started; before its session is made, the kernel alone."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _become(request: dict[str, Any], environment: dict[str, str]) -> None:
    """Go on as ``python -m`` does in a new process."""
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(request["folder"])
    if "numpy.random" in sys.modules:
        # Its generator is seeded at import, so each kernel would draw the same numbers.
        sys.modules["numpy.random"].seed()
    module, *arguments = request["arguments"]
    sys.argv = [module, *arguments]
    sys.path.insert(0, request["folder"])
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    # Python puts the folder of a program first, and the modules beside this one are no modules
    # of the notebooks.
    del sys.path[0]
    main(sys.argv[1], sys.argv[2:])
