"""A cluster to test with: a scheduler and workers of Dask, each a process of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60.0
"""Seconds within which a process of the cluster is there."""


@dataclass
class LocalCluster:
    """A scheduler and its workers.

    Attributes
    ----------
    folder
        Where their logs and temporary files are.
    address
        That of the scheduler.
    processes
        The scheduler by its name, and each worker.
    """

    folder: Path
    address: str = ""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start_scheduler(self) -> None:
        """Start the scheduler, on a port that is free."""
        file = self.folder / "scheduler.json"
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self._start("scheduler", "dask_scheduler", *words, "--scheduler-file", str(file))
        log = self._log("scheduler")
        self._wait("Scheduler at:", log)
        lines = log.read_text(encoding="utf-8").splitlines()
        self.address = next(line for line in lines if "Scheduler at:" in line).split()[-1]

    def start_worker(self, name: str, *, threads: int = 1, **variables: str) -> None:
        """Start a worker, whose temporary files lie in a folder of its name."""
        space = self.space(name)
        space.mkdir(mode=0o700)
        words = ["--no-nanny", "--no-dashboard", "--nthreads", str(threads), "--name", name]
        words += ["--local-directory", str(space), "--memory-limit", "0"]
        variables = {"TMPDIR": str(space), **variables}
        self._start(name, "dask_worker", self.address, *words, **variables)
        self._wait("Registered to:", self._log(name))

    def space(self, name: str) -> Path:
        """Return the folder of a worker's temporary files."""
        return self.folder / name

    def kill(self, name: str) -> None:
        """Kill a process as the system does when memory runs out."""
        self.processes[name].send_signal(signal.SIGKILL)
        self.processes.pop(name).wait()

    def close(self) -> None:
        """End every process."""
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _start(self, name: str, module: str, *words: str, **variables: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *words]
        environment: Mapping[str, str] = {**os.environ, **variables}
        with self._log(name).open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command, stdout=log, stderr=log, env=environment, cwd=self.folder
            )

    def _wait(self, text: str, log: Path) -> None:
        wait_until(lambda: text in log.read_text(encoding="utf-8"))


def wait_until(holds: object, seconds: float = PATIENCE) -> None:
    """Wait until a function returns something true."""
    deadline = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


@contextmanager
def local_cluster(folder: Path, *workers: str, **variables: str) -> Iterator[LocalCluster]:
    """Yield a cluster with workers of these names, which has ended when the block does."""
    cluster = LocalCluster(folder)
    try:
        cluster.start_scheduler()
        for name in workers:
            cluster.start_worker(name, **variables)
        yield cluster
    finally:
        cluster.close()
