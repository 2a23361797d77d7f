"""How `jupyter_client` is told to start a kernel by a fork."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import zmq
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from ictanalysis.pipeline.kernels import Kernels, KernelServer

_LAUNCHER = "ipykernel_launcher"
_SILENT = "--log-level=50"
NOTHING: Mapping[str, str] = MappingProxyType({})


def is_forkable(spec: KernelSpec) -> bool:
    """Return whether a fork of this interpreter is the kernel that a kernel specification names.

    It is for the IPython kernel of this very interpreter, started without options of the
    interpreter (but one that only a debugger notices), variables or a provisioner of its own.
    Any other kernel is started as its specification says.
    """
    python, *arguments = [word for word in spec.argv if word != "-Xfrozen_modules=off"]
    names = {"python", "python3", f"python3.{sys.version_info.minor}", sys.executable}
    plain = not spec.env and "kernel_provisioner" not in spec.metadata
    return plain and python in names and arguments[:2] == ["-m", _LAUNCHER]


class ForkingProvisioner(LocalProvisioner):
    """Launches a kernel by a fork of the server; everything else is as with any local kernel.

    Parameters
    ----------
    server
        What the kernel is forked from.
    **options
        As for `LocalProvisioner`.
    """

    def __init__(self, server: KernelServer, **options: Any) -> None:
        super().__init__(**options)
        self._server = server

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Return how to talk to the kernel that the command starts."""
        self.cwd = Path(options.get("cwd") or Path.cwd())
        arguments = cmd[cmd.index("-m") + 1 :]
        process: Any = self._server.fork(arguments, options["env"], self.cwd)
        self.process = process
        self.pid = self.pgid = process.pid
        return self.connection_info


def manager_class(
    kernels: Kernels, environment: Mapping[str, str] = NOTHING
) -> type[AsyncKernelManager]:
    """Return the class of managers whose kernels are those of a run.

    It is a class, not an instance, because each notebook's manager lives and ends with the event
    loop of its thread, and `nbclient` makes it there.

    Parameters
    ----------
    environment
        Variables that the kernels have beside those of this process.
    """

    class Manager(AsyncKernelManager):
        """The manager of one kernel, which is forked if its specification allows."""

        async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
            """Start the kernel."""
            spec: Any = self.kernel_spec
            _prepare(self, spec, kernels.server)
            if _LAUNCHER in spec.argv:
                # What it logs of its own shutdown would stand among the messages of the run.
                options["extra_arguments"] = [*options.get("extra_arguments", []), _SILENT]
            await super().start_kernel(env={**os.environ, **environment}, **options)
            if isinstance(self.provisioner, LocalProvisioner) and self.provisioner.process:
                kernels.add(self.provisioner.process)

    return Manager


def _prepare(manager: AsyncKernelManager, spec: KernelSpec, server: KernelServer | None) -> None:
    """Choose how the manager launches its kernel and talks to it."""
    if server is None or not is_forkable(spec):
        manager.transport_encryption = "auto" if zmq.has("curve") else "disabled"
        return
    # Sockets in a private folder need no ports, which two runs could want at the same time.
    manager.transport = "ipc"
    manager.connection_file = str(server.new_connection_file())
    manager.kernel_id = str(uuid.uuid4())
    manager.provisioner = ForkingProvisioner(
        server, kernel_id=manager.kernel_id, kernel_spec=spec, parent=manager
    )
