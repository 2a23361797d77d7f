"""The kernel of one notebook in a child of this process: IPython's own, without its sockets.

It is the application of `ipykernel`, with its configuration, its shell and its messages. Only the
way of the messages is another one: a pair of sockets to whoever forked it, a line of JSON each, in
place of five ZeroMQ sockets and the threads that serve them. It reads the requests of the shell
channel (`execute_request`, `kernel_info_request`, and those of comms) and writes what a stock
kernel would publish, then its reply.

References
----------
"Messaging in Jupyter", the documentation of `jupyter_client`.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import gc
import io
import os
import signal
import socket
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn
from unittest import mock

import ipykernel
from ipykernel.displayhook import ZMQDisplayHook
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import ioloop  # type: ignore[attr-defined]
from jupyter_client.session import Session
from traitlets import Any as AnyTrait
from traitlets.config import Config

_REPLY = "shell"
"""What stands for the stream of replies: everything else goes to all clients."""

_FOREVER = 1e9
_FLUSH_SECONDS = 0.2
_FLUSH_LETTERS = 1 << 20
_FRAMES = {"PYDEVD_USE_FRAME_EVAL": "NO"}
_FILES = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
"""The variables that a stock kernel has for its debugger, the first only if there is no other."""
_SETTINGS = Config({"HistoryManager": {"hist_file": ":memory:"}, "Application": {"log_level": 50}})


def become_kernel(
    channel: socket.socket, environment: Mapping[str, str], folder: str, started_in: str
) -> NoReturn:
    """Serve requests in this process, a fork, until the other side of the channel closes.

    Parameters
    ----------
    channel
        One end of a pair of sockets.
    environment
        The variables of the kernel's environment: all of them.
    folder
        Where its code runs.
    started_in
        The folder that this process was started in, which Python may have put on its path.
    """
    os.setsid()
    atexit._clear()
    for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    gc.enable()
    _take_environment(environment)
    _take_filters()
    _take_path(started_in)
    os.chdir(folder)
    code = 1
    try:
        _serve(channel)
        code = 0
    finally:
        atexit._run_exitfuncs()
        os._exit(code)


def _take_environment(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update({**_FRAMES, **environment, **_FILES})
    time.tzset()
    tempfile.tempdir = None
    if "numpy.random" in sys.modules:
        # Its generator is seeded at import, so each kernel would draw the same numbers.
        sys.modules["numpy.random"].seed()


def _take_filters() -> None:
    """Have the filters of warnings that an interpreter starts with, in this environment."""
    warnings.resetwarnings()
    for category in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    # Python's own reader of the variable; it has no other name.
    warnings._processoptions(  # type: ignore[attr-defined]
        filter(None, os.environ.get("PYTHONWARNINGS", "").split(","))
    )


def _take_path(started_in: str) -> None:
    """Take away the folder of the program, which Python has put first."""
    own = {"", started_in, os.path.dirname(os.path.abspath(sys.argv[0]))}  # noqa: PTH100, PTH120
    if sys.path and sys.path[0] in own:
        del sys.path[0]
    launcher = Path(ipykernel.__file__).parent.with_name("ipykernel_launcher.py")
    sys.argv = [str(launcher), "-f", os.devnull]


def _serve(channel: socket.socket) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, "r"), encoding="utf-8")
    app = PipeKernelApp.instance(channel=_Channel(channel))
    app.initialize([])  # type: ignore[no-untyped-call]
    with asyncio.Runner() as runner:
        runner.run(app.serve())


class _Channel:
    """The way of the messages out, a line each; several threads may write."""

    def __init__(self, ends: socket.socket) -> None:
        # One of its copies is read without waiting, and so would be each write.
        ends.settimeout(_FOREVER)
        self.socket = ends
        self._lock = threading.Lock()

    def write(self, line: bytes) -> None:
        with self._lock:
            self.socket.sendall(line + b"\n")


class _PipeSession(Session):
    """A session that sends by the channel."""

    channel = AnyTrait()

    def send(  # noqa: PLR0917
        self,
        stream: object,
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        ident: object = None,
        buffers: Sequence[Any] | None = None,
        track: bool = False,
        header: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Send a message, made of its parts if it is not one yet."""
        if isinstance(msg_or_type, dict):
            msg = msg_or_type
            buffers = buffers or msg.get("buffers")
        else:
            msg = self.msg(
                msg_or_type, content=content, parent=parent, header=header, metadata=metadata
            )
        wire = {
            **{name: msg[name] for name in ("header", "parent_header", "metadata", "content")},
            "channel": "shell" if stream == _REPLY else "iopub",
            "buffers": [base64.b64encode(bytes(each)).decode() for each in buffers or ()],
        }
        # Several threads may print.
        self.channel.write(self.pack(wire))
        return msg


class _Stream(io.TextIOBase):
    """Standard output or error of the cells."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, session: Session, name: str, parent: Callable[[], dict[str, Any]]) -> None:
        self.name = name
        self._session, self._parent = session, parent
        self._parts: list[str] = []
        self._letters = 0
        self._flushed = time.monotonic()
        self._lock = threading.RLock()

    def fileno(self) -> int:
        return 1 if self.name == "stdout" else 2

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            message = f"write() argument must be str, not {type(text)}"
            raise TypeError(message)
        with self._lock:
            self._parts.append(text)
            self._letters += len(text)
            late = time.monotonic() - self._flushed > _FLUSH_SECONDS
            if late or self._letters > _FLUSH_LETTERS:
                self.flush()
        return len(text)

    def flush(self) -> None:
        with self._lock:
            text = "".join(self._parts)
            self._parts.clear()
            self._letters = 0
            self._flushed = time.monotonic()
        if text:
            self.send(text)

    def send(self, text: str) -> None:
        """Publish a text at once."""
        content = {"name": self.name, "text": text}
        self._session.send(None, "stream", content, parent=self._parent())


class _Descriptor:
    """What code below Python, or another process, writes to a standard stream."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self.end, other = os.pipe()
        os.dup2(other, stream.fileno())
        os.close(other)
        os.set_blocking(self.end, False)

    def drain(self) -> None:
        """Publish what has been written so far."""
        with self._lock:
            pieces = []
            try:
                while piece := os.read(self.end, 1 << 16):
                    pieces.append(piece)
                    if len(pieces) > _FLUSH_LETTERS >> 16:
                        self._stream.send(b"".join(pieces).decode("utf-8", "replace"))
                        pieces.clear()
            except BlockingIOError:
                pass
            if pieces:
                self._stream.send(b"".join(pieces).decode("utf-8", "replace"))


class PipeKernel(IPythonKernel):
    """IPython's kernel, which takes one request after the other."""

    _supports_kernel_subshells = False

    def _abort_queues(self, _subshell: str | None = None) -> None:
        """Abort nothing: who sends the requests waits for the reply to each."""

    async def handle(self, msg: dict[str, Any]) -> None:
        """Handle a request, and say when it is done."""
        kernel: Any = self
        kernel.set_parent([], msg)
        kernel._publish_status("busy", "shell")
        kernel.pre_handler_hook()
        try:
            done = self.shell_handlers[msg["msg_type"]](_REPLY, [], msg)
            if asyncio.iscoroutine(done):
                await done
        except KeyboardInterrupt:
            pass
        finally:
            kernel.post_handler_hook()
        kernel.parent.flush()
        kernel._publish_status("idle", "shell")


class PipeKernelApp(IPKernelApp):
    """The application of a stock kernel, without sockets, files and threads for them."""

    kernel_class = PipeKernel
    channel = AnyTrait()

    def parse_command_line(self, _argv: Sequence[str] | None = None) -> None:
        """Take the settings of a kernel that leaves nothing behind; there is no command line."""
        self.update_config(_SETTINGS)

    def init_connection_file(self) -> None:
        """Make none."""

    def init_poller(self) -> None:
        """Watch no parent: the channel closes when it ends."""

    def init_sockets(self) -> None:
        """Make the session, whose only socket is there already."""
        self.session = _PipeSession(parent=self, username="kernel", channel=self.channel)

    def init_heartbeat(self) -> None:
        """Have none."""

    def write_connection_file(self, **_options: Any) -> None:
        """Write none."""

    def log_connection_info(self) -> None:
        """Log none."""

    def init_io(self) -> None:
        """Publish what is printed, by Python and below it."""
        sys.stdout.flush()
        sys.stderr.flush()
        streams = [_Stream(self.session, name, self._parent) for name in ("stdout", "stderr")]
        sys.stdout, sys.stderr = streams
        self._descriptors = [_Descriptor(each) for each in streams]
        threading.Thread(target=self._watch, name="descriptors", daemon=True).start()
        self.displayhook = sys.displayhook = ZMQDisplayHook(  # type: ignore[no-untyped-call]
            self.session, None
        )
        self.patch_io()  # type: ignore[no-untyped-call]

    def init_kernel(self) -> None:
        """Make the kernel."""
        # For its debugger it would ask all modules for their files, and so copy shared memory.
        with mock.patch("ipykernel.ipkernel.sys", SimpleNamespace(modules={})):
            self.kernel = self.kernel_class.instance(
                parent=self,
                session=self.session,
                shell_stream=None,
                iopub_socket=None,
                log=self.log,
                profile_dir=self.profile_dir,
                user_ns=self.user_ns,
            )
        # The sleep lets a client's sockets catch up.
        self.kernel._execute_sleep = 0
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count

    def init_gui_pylab(self) -> None:
        """Choose the backend of a stock kernel, where matplotlib has been imported already."""
        super().init_gui_pylab()  # type: ignore[no-untyped-call]
        if "matplotlib" in sys.modules:
            sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]

    def flush(self) -> None:
        """Publish all that was printed."""
        sys.stdout.flush()
        sys.stderr.flush()
        for each in self._descriptors:
            each.drain()

    async def serve(self) -> None:
        """Answer requests until the other side goes, or a cell has asked to exit."""
        kernel = self.kernel
        kernel.io_loop = ioloop.IOLoop.current()
        kernel.shell.exit_now = False
        # It says which thread an interrupt comes to.
        kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
        ends = self.channel.socket
        reader = asyncio.StreamReader(limit=sys.maxsize)
        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(lambda: asyncio.StreamReaderProtocol(reader), ends.dup())
        while not kernel.shell.exit_now and (line := await reader.readline()).endswith(b"\n"):
            msg = self.session.unpack(line)
            msg["buffers"] = [base64.b64decode(each) for each in msg.pop("buffers", ())]
            msg["metadata"] = msg.get("metadata") or {}
            msg["msg_id"], msg["msg_type"] = msg["header"]["msg_id"], msg["header"]["msg_type"]
            await kernel.handle(msg)

    def _parent(self) -> dict[str, Any]:
        """Return the request that is being handled."""
        kernel = getattr(self, "kernel", None)
        return {} if kernel is None else dict(kernel.get_parent("shell"))

    def _watch(self) -> None:
        import select

        ends = {each.end: each for each in self._descriptors}
        while True:
            for end in select.select(list(ends), [], [])[0]:
                ends[end].drain()
