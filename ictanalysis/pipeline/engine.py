"""The engine `ictanalysis` of papermill: cells run in a fork of a process that is warm.

The stock command has it with ``papermill --engine ictanalysis``. A notebook for another kernel than
the IPython of this very interpreter, or on a system that cannot fork, runs as the stock engine runs
it; the outputs are the same.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.jsonutil import parse_date
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_core.utils import run_sync
from nbclient.client import timestamp
from nbclient.exceptions import CellControlSignal, CellTimeoutError
from nbclient.util import run_hook
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine

from ictanalysis.files.forking import CAN_FORK
from ictanalysis.pipeline.cells import CellKernel, warm_kernel

NewKernel = Callable[[Mapping[str, str], str], CellKernel | None]

_LAUNCHER = "ipykernel_launcher"
_SILENT = "--log-level=50"


def is_forkable(spec: KernelSpec) -> bool:
    """Return whether a fork of this interpreter is the kernel that a kernel specification names.

    It is for the IPython kernel of this very interpreter, started without options of the
    interpreter (but one that only a debugger notices), variables or a provisioner of its own.
    """
    python, *arguments = [word for word in spec.argv if word != "-Xfrozen_modules=off"]
    names = {"python", "python3", f"python3.{sys.version_info.minor}", sys.executable}
    plain = not spec.env and "kernel_provisioner" not in spec.metadata
    return plain and python in names and arguments[:2] == ["-m", _LAUNCHER]


class CellClient(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client, whose cells run in a forked child where that is what the notebook asks.

    Parameters
    ----------
    environment
        The variables of the kernel's environment.
    kernel
        Returns a kernel, from its environment and folder; None where it cannot.
    *arguments, **options
        As for papermill's client.
    """

    def __init__(
        self, *arguments: Any, environment: Mapping[str, str], kernel: NewKernel, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._environment = environment
        self._new_kernel = kernel
        self._kernel: CellKernel | None = None
        self.kc: Any
        self.extra_arguments: list[str]

    @contextmanager
    def setup_kernel(self, **options: Any) -> Iterator[None]:
        """Have a kernel while the block lasts."""
        spec = KernelSpecManager().get_kernel_spec(self.kernel_name)
        folder = self.resources.get("metadata", {}).get("path") or str(Path.cwd())
        if CAN_FORK and is_forkable(spec) and self.km is None and not self.extra_arguments:
            self._kernel = self.kc = self._new_kernel(self._environment, folder)
        if self._kernel is None:
            if _LAUNCHER in spec.argv:
                # What it logs of its own shutdown would stand among the messages of the run.
                self.extra_arguments = [*self.extra_arguments, _SILENT]
            with super().setup_kernel(env=dict(self._environment), **options):
                yield
            return
        done = False
        try:
            self._hook(self.on_notebook_start, notebook=self.nb)
            yield
            done = True
        finally:
            self._kernel.close(at_once=not done)
            self._kernel = self.kc = None
            self._hook(self.on_notebook_complete, notebook=self.nb)

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> Any:
        """Execute a cell, as `nbclient` does."""
        if self._kernel is None:
            return super().execute_cell(cell, cell_index, **options)
        at = {"cell": cell, "cell_index": cell_index}
        self._hook(self.on_cell_start, **at)
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        if self.record_timing:
            cell.metadata["execution"] = {}
        self._hook(self.on_cell_execute, **at)
        asked = self._kernel.request(
            "execute_request",
            {
                "code": cell.source,
                "silent": False,
                "store_history": options.get("store_history", True),
                "user_expressions": {},
                "allow_stdin": False,
                "stop_on_error": True,
            },
        )
        self._hook(self.on_cell_complete, **at)
        self.code_cells_executed += 1
        cell.outputs = []
        self.clear_before_next_output = False
        reply = self._reply(asked, cell, lambda msg: self.process_message(msg, cell, cell_index))
        if count := options.get("execution_count"):
            cell["execution_count"] = count
        self._hook(self.on_cell_executed, execute_reply=reply, **at)
        run_sync(self._check_raise_for_error)(cell, cell_index, reply)
        return cell

    def wait_for_reply(self, asked: str, cell: NotebookNode | None = None) -> Any:
        """Return the reply to a request."""
        if self._kernel is None:
            return super().wait_for_reply(asked, cell)
        return self._reply(asked, cell, lambda msg: None)

    def _reply(
        self, asked: str, cell: NotebookNode | None, published: Callable[[dict[str, Any]], object]
    ) -> dict[str, Any]:
        """Return the reply to a request, once all that was published on its behalf is taken in."""
        assert self._kernel is not None
        timeout = self._get_timeout(cell)
        deadline = None if timeout is None else time.monotonic() + timeout
        reply: dict[str, Any] | None = None
        while True:
            try:
                msg = self._kernel.receive(deadline)
            except TimeoutError:
                deadline = None
                reply = self._late(timeout, cell) or reply
                continue
            if msg["parent_header"].get("msg_id") != asked:
                continue
            if self.record_timing:
                msg["header"]["date"] = parse_date(msg["header"]["date"])
            if msg["channel"] == "shell":
                reply = reply or msg
                if self.record_timing and cell is not None:
                    cell.metadata["execution"]["shell.execute_reply"] = timestamp(msg)
                continue
            with suppress(CellControlSignal):
                published(msg)
            if reply is not None and msg["content"].get("execution_state") == "idle":
                return reply

    def _late(self, timeout: int | None, cell: Any) -> dict[str, Any] | None:
        """Interrupt a cell that takes too long, or raise its error, as the options say."""
        assert self._kernel is not None
        if not self.interrupt_on_timeout:
            message = "Cell execution timed out"
            raise CellTimeoutError.error_from_timeout_and_cell(message, timeout or 0, cell)
        self._kernel.interrupt()
        if self.error_on_timeout:
            return {"content": {**self.error_on_timeout, "status": "error"}}
        return None

    def _hook(self, hook: Callable[..., Any] | None, **options: Any) -> None:
        if hook is not None:
            run_sync(run_hook)(hook, **options)


class Engine(NBClientEngine):  # type: ignore[misc]
    """Papermill's engine with a client of ours."""

    client: ClassVar[type[CellClient]] = CellClient

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Execute a notebook.

        Parameters
        ----------
        nb_man
            Papermill's manager of the notebook.
        kernel_name
            The kernel that the notebook asks for.
        **options
            As for papermill's own engine; and `environment` and `kernel`, as for `CellClient`: by
            default the environment of this process, and a fork of the warm process.
        """
        options.pop("input_path", None)
        timeout = options.pop("execution_timeout", None) or options.get("timeout")
        startup = options.pop("start_timeout", 60)
        rest = {**options, "timeout": timeout, "startup_timeout": startup}
        rest.setdefault("environment", dict(os.environ))
        rest.setdefault("kernel", warm_kernel)
        return cls.client(nb_man, kernel_name=kernel_name, **rest).execute()
