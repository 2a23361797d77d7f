"""The kernel of one notebook as its client sees it: a child that takes requests one by one."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError

from ictanalysis.files.forking import Guard, fork
from ictanalysis.pipeline.warm import Warm, limits

_PIECE = 1 << 20


class CellKernel:
    """A kernel that was forked; it ends with `close`, whatever it does then.

    It is what `nbclient` sends the messages of comms to, too.

    Parameters
    ----------
    ends
        The pair of sockets' end that is not the kernel's.
    pid
        The process of the kernel.
    end
        Ends that process, at once or in order.
    """

    def __init__(self, ends: socket.socket, pid: int, end: Callable[[bool], None]) -> None:
        self.session = Session()
        self.shell_channel = self
        self._ends = ends
        self._pid = pid
        self._end = end
        self._received = bytearray()
        self._searched = 0

    def kernel_info(self) -> str:
        """Ask which language it speaks, and return the identifier of the request."""
        return self.request("kernel_info_request", {})

    def request(self, kind: str, content: Mapping[str, Any]) -> str:
        """Send a request and return its identifier."""
        msg = self.session.msg(kind, dict(content))
        self.send(msg)
        return str(msg["header"]["msg_id"])

    def send(self, msg: Mapping[str, Any]) -> None:
        """Send a message."""
        wire = {name: msg[name] for name in ("header", "parent_header", "metadata", "content")}
        wire["buffers"] = [b64encode(bytes(each)).decode() for each in msg.get("buffers") or ()]
        try:
            self._ends.settimeout(None)
            self._ends.sendall(self.session.pack(wire) + b"\n")
        except OSError as error:
            raise DeadKernelError("Kernel died") from error

    def receive(self, deadline: float | None = None) -> dict[str, Any]:
        """Return the next message.

        Parameters
        ----------
        deadline
            The moment of `time.monotonic` at which to give up; None for never.

        Raises
        ------
        TimeoutError
            At the deadline.
        DeadKernelError
            If there is no kernel any more.
        """
        while (end := self._received.find(b"\n", self._searched)) < 0:
            self._searched = len(self._received)
            self._receive_more(deadline)
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        self._searched = 0
        msg: dict[str, Any] = json.loads(line)
        msg["buffers"] = [b64decode(each) for each in msg["buffers"]]
        msg["msg_type"] = msg["header"]["msg_type"]
        return msg

    def _receive_more(self, deadline: float | None) -> None:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise TimeoutError
        self._ends.settimeout(left)
        try:
            piece = self._ends.recv(_PIECE)
        except ConnectionError:
            piece = b""
        if not piece:
            raise DeadKernelError("Kernel died")
        self._received += piece

    def interrupt(self) -> None:
        """Interrupt what it does."""
        os.kill(self._pid, signal.SIGINT)

    def close(self, *, at_once: bool) -> None:
        """End the kernel and what it has started.

        Parameters
        ----------
        at_once
            Whether it has no time to do what was registered for its end.
        """
        self._ends.close()
        self._end(at_once)


def forked_kernel(environment: Mapping[str, str], folder: str) -> CellKernel:
    """Return a kernel in a fork of this process.

    Parameters
    ----------
    environment
        All variables of its environment.
    folder
        Where its code runs.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        pid = fork()
        if pid == 0:
            from ictanalysis.pipeline.cell_kernel import become_kernel

            ours.close()
            become_kernel(theirs, environment, folder, str(Path.cwd()))
    return CellKernel(ours, pid, partial(_end_forked, pid, Guard(pid)))


def warm_kernel(environment: Mapping[str, str], folder: str) -> CellKernel | None:
    """Return a kernel in a fork of the warm process; None where there is none."""
    ours, theirs = socket.socketpair()
    kernel = {"environment": dict(environment), "folder": str(Path(folder).absolute())}
    request = {"kernel": kernel, **limits()}
    with theirs:
        warm = Warm.asked(request, [theirs.fileno()])
    if warm is None:
        ours.close()
        return None
    return CellKernel(ours, warm.pid, partial(_end_warm, warm))


_PATIENCE = 5.0


def _end_warm(warm: Warm, at_once: bool) -> None:
    if not at_once:
        warm.settle(_PATIENCE)
    warm.close()


def _end_forked(pid: int, guard: Guard, at_once: bool) -> None:
    guard.close()
    _end(pid, at_once)


def _end(pid: int, at_once: bool) -> None:
    deadline = time.monotonic() + (0 if at_once else _PATIENCE)
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        if time.monotonic() > deadline:
            _kill_group(pid)
            # Its group is made a moment after the fork.
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return
        time.sleep(0.001)
    _kill_group(pid)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
