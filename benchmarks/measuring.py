"""What a command takes: time by the clock, time of processor, memory.

Linux only: memory is the peak of the proportional set size, summed over the tree of processes, as
``/proc/*/smaps_rollup`` has it.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["ROOT", "Measurement", "compare", "machine", "measure"]

ROOT = Path(__file__).resolve().parent.parent
SAMPLING_SECONDS = 0.05
SILENT: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass(frozen=True)
class Measurement:
    """What one run took: seconds by the clock, seconds of processor, peak in MB."""

    clock: float
    processor: float
    memory: float


def machine() -> str:
    """Return what is measured on, in a line."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = {line.partition(":")[2].strip() for line in lines if line.startswith("model name")}
    cores = len(os.sched_getaffinity(0))
    return f"{', '.join(sorted(names))}; {cores} cores; Python {platform.python_version()}"


def compare(ways: Mapping[str, Sequence[str]], repeat: int, ours: str) -> None:
    """Run each command so many times, in turns, and print the medians with their ratios.

    Parameters
    ----------
    ours
        The way that the ratios are to.
    """
    measured: dict[str, list[Measurement]] = {way: [] for way in ways}
    for _ in range(repeat):
        for way, command in ways.items():
            measured[way].append(measure(command))
    print_table({way: median(runs) for way, runs in measured.items()}, measured[ours])


def measure(command: Sequence[str]) -> Measurement:
    """Return what a command took, run once by the clock and once more for its memory."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = processor_of_children()
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, **SILENT)
    clock = time.perf_counter() - start
    processor = processor_of_children() - before
    with subprocess.Popen(command, env=environment, **SILENT) as process:
        memory = max(pss_while_running(process))
    return Measurement(clock, processor, memory)


def processor_of_children() -> float:
    """Return the processor seconds of all processes that have ended under this one."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def pss_while_running(process: subprocess.Popen[bytes]) -> Iterator[float]:
    """Yield the memory of a tree of processes in MB, again and again until its root ends."""
    yield 0.0
    while process.poll() is None:
        yield sum(map(pss, tree(process.pid))) / 1024
        time.sleep(SAMPLING_SECONDS)


def tree(root: int) -> Iterator[int]:
    """Yield a process and all below it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        children.setdefault(parent, []).append(int(path.parent.name))
    waiting = [root]
    while waiting:
        yield (pid := waiting.pop())
        waiting += children.get(pid, [])


def pss(pid: int) -> int:
    """Return the proportional set size of a process in kB; none once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def median(runs: Sequence[Measurement]) -> Measurement:
    """Return the median of each quantity."""
    return Measurement(
        statistics.median(run.clock for run in runs),
        statistics.median(run.processor for run in runs),
        statistics.median(run.memory for run in runs),
    )


def print_table(rows: Mapping[str, Measurement], runs: Sequence[Measurement]) -> None:
    """Print each way with its ratios to ours."""
    ours = median(runs)
    print(f"{'':36}{'clock s':>9}{'×':>6}{'CPU s':>9}{'×':>6}{'peak MB':>9}{'×':>6}")
    for way, row in rows.items():
        pairs = (
            (row.clock, ours.clock),
            (row.processor, ours.processor),
            (row.memory, ours.memory),
        )
        print(f"{way:36}" + "".join(f"{own:9.1f}{own / other:6.1f}" for own, other in pairs))
