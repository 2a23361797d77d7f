"""How long months take on one Dask worker and on two, and what is left of a run whose worker dies.

Run it as ``python benchmarks/cluster.py [--months N] [--repeat N] [--warm]``. Scheduler and workers
are processes of this machine, with a thread each; the months are those of the demonstration. The
ways are measured in turns, and a table tells the medians. Then a worker is killed once a first
month has ended, and every byte is compared with what a run without a cluster has made.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from measuring import ROOT, machine

LAST = 2021 * 12 + 4
"""The last month of the demonstration, May 2021, as months since the year 0."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=4)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--warm", action="store_true", help="let workers keep a process warm")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch, ExitStack() as stack:
        place = Path(scratch)
        subprocess.run([*program(), "demo", str(place / "data")], check=True, cwd=place)
        small, large = (
            stack.enter_context(cluster(place / f"cluster{count}", count, warm=options.warm))
            for count in (1, 2)
        )
        command = run(place, options.months)
        ways = {
            "here, --jobs 1": [*command, "--jobs", "1"],
            "here, --jobs 2": [*command, "--jobs", "2"],
            "one worker": [*command, "--scheduler", small[0]],
            "two workers": [*command, "--scheduler", large[0]],
        }
        compare(ways, place, options.repeat)
        survive([*command, "--scheduler", large[0]], large[1][0], place)


def program() -> list[str]:
    """Return how our command begins."""
    return [sys.executable, "-m", "ictanalysis", "--lang", "en"]


def run(place: Path, months: int) -> list[str]:
    """Return the command that makes the last months of the demonstration."""
    first, last = (f"{each // 12}-{each % 12 + 1:02}" for each in (LAST - months + 1, LAST))
    folders = ["--data", str(place / "data"), "--notebooks", str(ROOT / "notebooks")]
    return [*program(), "run", f"{first}:{last}", "--force", *folders]


@contextmanager
def cluster(
    folder: Path, count: int, *, warm: bool
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Yield the address of a scheduler, and its workers."""
    folder.mkdir()
    port = 18000 + os.getpid() % 1000 * 10 + count
    address = f"tcp://127.0.0.1:{port}"
    processes = [start(folder, "scheduler", "--port", str(port), "--host", "127.0.0.1")]
    try:
        wait(folder / "scheduler.log", "Scheduler at:")
        for number in range(count):
            name = f"worker{number}"
            words = ["--no-nanny", "--nthreads", "1", "--name", name, "--memory-limit", "0"]
            space = folder / name
            space.mkdir(mode=0o700)
            variables = {"XDG_RUNTIME_DIR": str(space)} if warm else {"ICTANALYSIS_WARM": "0"}
            processes.append(start(folder, name, address, *words, **variables))
            wait(folder / f"{name}.log", "Registered to:")
        yield address, processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def start(folder: Path, name: str, *words: str, **variables: str) -> subprocess.Popen[bytes]:
    """Return a process of a cluster."""
    module = "dask_scheduler" if name == "scheduler" else "dask_worker"
    command = [sys.executable, "-m", f"distributed.cli.{module}", *words, "--no-dashboard"]
    with (folder / f"{name}.log").open("wb") as log:
        environment = {**os.environ, "ICTANALYSIS_WARM_SECONDS": "120", **variables}
        return subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)


def wait(log: Path, text: str) -> None:
    """Wait until a process says that it is there."""
    while text not in log.read_text(encoding="utf-8"):
        time.sleep(0.05)


def compare(ways: Mapping[str, Sequence[str]], place: Path, repeat: int) -> None:
    """Run each way once, then so many times in turns, and print the medians."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(repeat + 1):
        for number, (way, command) in enumerate(ways.items()):
            began = time.perf_counter()
            quiet([*command, "--reports", str(place / f"reports{number}")])
            seconds = time.perf_counter() - began
            print(f"{way}: {seconds:.1f} s{'' if turn else ', not counted'}", flush=True)
            if turn:
                taken[way].append(seconds)
    ours = statistics.median(taken["two workers"])
    print(f"{'':20}{'median s':>10}{'least s':>10}{'×':>7}")
    for way, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{way:20}{median:10.1f}{min(seconds):10.1f}{median / ours:7.2f}")
    for number, way in enumerate(ways):
        print(f"{way}: {differences(place / 'reports0', place / f'reports{number}')} files differ")


def quiet(command: Sequence[str]) -> None:
    """Run our command without a warm process here."""
    environment = {**os.environ, "ICTANALYSIS_WARM": "0"}
    subprocess.run(command, check=True, env=environment, capture_output=True)


def survive(command: Sequence[str], worker: subprocess.Popen[bytes], place: Path) -> None:
    """Kill a worker once the first month has ended, and compare the bytes."""
    words = [*command, "--reports", str(place / "survived")]
    environment = {**os.environ, "ICTANALYSIS_WARM": "0", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment) as process:
        if process.stdout is not None:
            process.stdout.readline()
            time.sleep(1)
            worker.send_signal(signal.SIGKILL)
            process.stdout.read()
    differing = differences(place / "reports0", place / "survived")
    print(f"a worker killed: exit code {process.returncode}, {differing} files differ")


def differences(one: Path, other: Path) -> int:
    """Return how many files differ in two folders; the record has the times of files."""
    names = {
        path.relative_to(folder)
        for folder in (one, other)
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".standing.json"
    }
    _same, differing, missing = filecmp.cmpfiles(one, other, map(str, names), shallow=False)
    return len(differing) + len(missing)


if __name__ == "__main__":
    main()
