"""How long the execution of a folder of notebooks takes, by stock papermill and by us.

Run it as ``python benchmarks/execution.py [FOLDER] [-p NAME VALUE]...``. Each way runs in a
process of its own, in turns; a table tells the medians. Linux only: memory is the peak of the
proportional set size, summed over the tree of processes, as ``/proc/*/smaps_rollup`` has it.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "pipeline" / "notebooks" / "complete.ipynb"
SAMPLE_COPIES = 5
SAMPLING_SECONDS = 0.05

OURS = """
import sys
from pathlib import Path
from ictanalysis.pipeline.kernels import Kernels
with Kernels() as kernels:
    from ictanalysis.pipeline.execution import Execution, execute
    source, target, *words = sys.argv[1:]
    parameters = dict(zip(words[::2], words[1::2], strict=True))
    paths = sorted(Path(source).glob("*.ipynb"))
    runs = [Execution(path, Path(target) / path.name, parameters) for path in paths]
    execute(runs, kernels=kernels, folder=Path.cwd())
"""

ONE_PROCESS = """
import sys
from pathlib import Path
import papermill
source, target, *words = sys.argv[1:]
parameters = dict(zip(words[::2], words[1::2], strict=True))
for path in sorted(Path(source).glob("*.ipynb")):
    papermill.execute_notebook(path, Path(target) / path.name, parameters, progress_bar=False)
"""

COMMANDS = """
import subprocess, sys
from pathlib import Path
source, target, *words = sys.argv[1:]
options = [item for pair in zip(words[::2], words[1::2], strict=True) for item in ("-p", *pair)]
for path in sorted(Path(source).glob("*.ipynb")):
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", *options]
    subprocess.run([*command, path, Path(target) / path.name], check=True)
"""

WAYS = {
    "papermill, one command a notebook": COMMANDS,
    "papermill, one process": ONE_PROCESS,
    "ictanalysis": OURS,
}


@dataclass(frozen=True)
class Measurement:
    """What one run took: seconds by the clock, seconds of processor, peak in MB."""

    clock: float
    processor: float
    memory: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="notebooks; else copies of a sample")
    parser.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    words = [word for pair in options.p for word in pair]
    with tempfile.TemporaryDirectory() as scratch:
        source = options.folder or sample(Path(scratch) / "notebooks")
        words = words if options.folder else ["month", "2021-05"]
        measured: dict[str, list[Measurement]] = {way: [] for way in WAYS}
        for _ in range(options.repeat):
            for way, program in WAYS.items():
                measured[way].append(measure(program, source, Path(scratch) / "out", words))
    print_table({way: median(runs) for way, runs in measured.items()})


def sample(folder: Path) -> Path:
    """Yield a folder with copies of the sample."""
    folder.mkdir()
    for number in range(SAMPLE_COPIES):
        shutil.copy(SAMPLE, folder / f"{number}.ipynb")
    return folder


def measure(program: str, source: Path, target: Path, words: Sequence[str]) -> Measurement:
    """Yield what a program took, run once by the clock and once more for its memory."""
    target.mkdir(exist_ok=True)
    command = [sys.executable, "-c", program, str(source), str(target), *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = processor_of_children()
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
    clock = time.perf_counter() - start
    processor = processor_of_children() - before
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        memory = max(pss_while_running(process))
    return Measurement(clock, processor, memory)


def processor_of_children() -> float:
    """Yield the processor seconds of all processes that have ended under this one."""
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
    """Yield the proportional set size of a process in kB; none once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def median(runs: Sequence[Measurement]) -> Measurement:
    """Yield the median of each quantity."""
    return Measurement(
        statistics.median(run.clock for run in runs),
        statistics.median(run.processor for run in runs),
        statistics.median(run.memory for run in runs),
    )


def print_table(rows: Mapping[str, Measurement]) -> None:
    """Print each way with its ratios to ours."""
    ours = rows["ictanalysis"]
    print(f"{'':36}{'clock s':>9}{'×':>6}{'CPU s':>9}{'×':>6}{'peak MB':>9}{'×':>6}")
    for way, row in rows.items():
        pairs = (
            (row.clock, ours.clock),
            (row.processor, ours.processor),
            (row.memory, ours.memory),
        )
        print(f"{way:36}" + "".join(f"{own:9.1f}{own / other:6.1f}" for own, other in pairs))


if __name__ == "__main__":
    main()
