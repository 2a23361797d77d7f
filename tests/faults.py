"""Faults: runs and publications that are killed, and tables that are saved while a run goes on.

``python -m tests.faults 100`` kills so many runs and so many publications at moments drawn by
chance, and one of each at every change of a file; half as many tables are saved in the middle of a
run. It prints what came of them, and ends with 1 where anything was lost, half made, left over or
at odds with itself. A part of it runs with the tests.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ictanalysis.dataset.ledger import read_ledger
from ictanalysis.files.digests import digest
from ictanalysis.pipeline.manifest import read_manifest
from tests.cli.conftest import write_notebook
from tests.datasets import ROOT, small, write

HEADING = """\
import ictanalysis as ict

report = ict.Report(ict.load(data).month(month))
report.heading("BÁO CÁO", ["Công tác {period.month}"])"""
SENTENCE = 'report.section("I", "Gửi đi {letters.sent:unit}.")'

STOPPED = """
import mmap, os, signal, sys

watched, limit, run = sys.argv[1], int(sys.argv[2]), os.getpid()
# The processes of the run count together.
steps = mmap.mmap(-1, 8)
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"}

def count(path):
    if os.fspath(path).startswith(watched):
        step = int.from_bytes(steps[:8], "big") + 1
        steps[:8] = step.to_bytes(8, "big")
        if step == limit:
            os.kill(run, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

def hook(event, arguments):
    if event in CHANGES and isinstance(arguments[0], (str, os.PathLike)):
        count(arguments[0])

fsync = os.fsync
def synced(descriptor):
    count(os.readlink(f"/proc/self/fd/{descriptor}"))
    fsync(descriptor)

sys.addaudithook(hook)
os.fsync = synced
from ictanalysis.cli import main
main(sys.argv[3:])
"""


@dataclass
class Faults:
    """A project with two months, what is done to it, and what came of that."""

    folder: Path
    place: Path
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @classmethod
    def begun(cls, folder: Path) -> Faults:
        """Return a new project in a folder."""
        project, place = folder / "project", folder / "tmp"
        project.mkdir()
        place.mkdir()
        small(project, {"2021-05": {}, "2021-06": {}})
        write_notebook(
            project / "notebooks/report.ipynb", HEADING, SENTENCE, "report.restated()",
            "report.signature()",
        )  # fmt: skip
        return cls(project, place)

    @property
    def letters(self) -> Path:
        """Return a table of the first month."""
        return self.folder / "data/2021-05/letters.csv"

    def note(self, text: str) -> None:
        """Change a note, so that there is something new to be published."""
        rows = f"people,30,,\njoined,1,,{text}\ngone,1,,\n"
        write(self.folder / "data/2021-05/staff.csv", f"measure,value,status,note\n{rows}")

    def start(
        self, *arguments: str, program: tuple[str, ...] = ("-m", "ictanalysis")
    ) -> subprocess.Popen[str]:
        """Start a command."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.place)}
        return subprocess.Popen(
            [sys.executable, *program, *arguments, "--lang", "en", "--jobs", "2"],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def ended(self, *arguments: str) -> int:
        """Return how a command ends, which nothing disturbs."""
        process = self.start(*arguments)
        _out, err = process.communicate(timeout=120)
        if "Traceback" in err:
            self.problems.append(f"{arguments}: {err[-500:]}")
        return process.returncode

    def whole(self, after: str) -> None:
        """Note each report that is not what its manifest says, and a ledger that is broken."""
        for folder in sorted((self.folder / "reports").glob("[0-9]*[0-9]")):
            manifest = read_manifest(folder)
            if manifest is None or any(
                not (folder / name).is_file() or digest(folder / name) != known
                for name, known in manifest.outputs.items()
            ):
                self.problems.append(f"{after}: {folder.name} is not whole")
        ledger = self.folder / "data/ledger.csv"
        if ledger.is_file() and (broken := read_ledger(ledger.read_text(encoding="utf-8")).broken):
            self.problems.append(f"{after}: ledger, line {broken.line}: {broken.problem}")

    def killed(self, command: tuple[str, ...], after: float) -> None:
        """Kill a command after some seconds, and see what the next one makes of what it left."""
        process = self.start(*command)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self._seen(f"{command[0]} killed after {after:.2f} s", process.returncode, command)

    def killed_at_each_change(self, command: tuple[str, ...], name: str) -> None:
        """Kill a command at its first, second, … change of a file under a folder, to its end."""
        for step in range(1, 1000):
            self.note(f"bước {step}")
            program = ("-c", STOPPED, str(self.folder / name), str(step))
            process = self.start(*command, program=program)
            process.communicate(timeout=120)
            if process.returncode != -signal.SIGKILL:
                return
            self.counts[f"{command[0]}: changes in {name}"] += 1
            self._seen(f"{command[0]} killed at change {step} in {name}", -9, command)

    def _seen(self, after: str, code: int, command: tuple[str, ...]) -> None:
        self.counts[
            f"{command[0]}: killed" if code == -signal.SIGKILL else f"{command[0]}: ended"
        ] += 1
        if code not in {0, -signal.SIGKILL}:
            self.problems.append(f"{after}: exit code {code}")
        if not (self.folder / "reports/2021-05").is_dir():
            self.problems.append(f"{after}: there is no report")
        self.whole(after)
        if (code := self.ended(*command)) != 0:
            self.problems.append(f"{after}: the next one ends with {code}")
        self.whole(f"{after}, and the next one")
        if left := [each.name for each in self.leftovers()]:
            self.problems.append(f"{after}: left over: {', '.join(left)}")

    def leftovers(self) -> Iterator[Path]:
        """Yield what commands make for themselves, for a moment only."""
        yield from self.place.iterdir()
        for folder in (self.folder / "reports", self.folder / "data"):
            yield from (each for each in folder.rglob("*") if each.name.startswith(".ictanalysis"))

    def raced(self, after: float) -> None:
        """Save a table while a run goes on, and see that its report agrees with itself."""
        before = self.letters.read_text(encoding="utf-8")
        number = 21 if "sent,20," in before else 20
        process = self.start("run", "2021-05", "--force")
        time.sleep(after)
        aside = self.letters.with_suffix(".new")
        write(aside, before.replace(f"sent,{41 - number},", f"sent,{number},"))
        aside.replace(self.letters)
        process.communicate(timeout=120)
        self.counts[f"races: exit code {process.returncode}"] += 1
        made = "2021-05" if process.returncode == 0 else "2021-05-draft"
        told = set(self._told(self.folder / "reports" / made))
        if len(told) != 1:
            self.problems.append(f"a table saved after {after:.2f} s: {made} says {sorted(told)}")

    def _told(self, report: Path) -> Iterator[int]:
        """Yield the one number that may be 20 or 21, from each place of a report."""
        manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
        table = self.letters.read_text(encoding="utf-8")
        for number in (20, 21):
            content = table.replace("sent,20,", f"sent,{number},").replace(
                "sent,21,", f"sent,{number},"
            )
            known = hashlib.sha256(content.encode()).hexdigest()
            if manifest["inputs"]["data/2021-05/letters.csv"] == known:
                yield number
        text = (report / "report.html").read_text(encoding="utf-8")
        yield from (number for number in (20, 21) if f"Gửi đi {number} văn bản" in _plain(text))
        rows = (report / "indicators.csv").read_text(encoding="utf-8").splitlines()
        [row] = [each for each in rows if each.startswith("letters.sent,")]
        yield from (number for number in (20, 21) if f",{number}," in row)


def _plain(page: str) -> str:
    from bs4 import BeautifulSoup

    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split()).replace(" .", ".")


def faults(folder: Path, count: int, *, each_change: bool, seed: int = 1) -> Faults:
    """Return what came of so many kills of each command, and half as many races."""
    chance, made = random.Random(seed), Faults.begun(folder)
    began = time.monotonic()
    if made.ended("publish", "2021-05", "--by", "Giám đốc") != 0:
        made.problems.append("the first publication failed")
    usual = time.monotonic() - began
    for _time in range(count):
        made.killed(("run", "2021-05", "--force"), chance.uniform(0, usual))
    for number in range(count):
        made.note(f"lần {number}")
        made.killed(("publish", "2021-05", "--by", "Giám đốc"), chance.uniform(0, usual))
    if each_change:
        for name in ("reports", "data"):
            made.killed_at_each_change(("publish", "2021-05", "--by", "Phó Giám đốc"), name)
            made.killed_at_each_change(("run", "2021-05", "--force"), name)
    for _time in range(count // 2):
        made.raced(chance.uniform(0.1, usual))
    return made


def main(count: int) -> int:
    """Print what came of so many kills, and return how many things were wrong."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="f-", dir="/tmp") as name:
        made = faults(Path(name), count, each_change=True)
    for problem in made.problems:
        print(problem)
    for what, times in sorted(made.counts.items()):
        print(f"{what}: {times}")
    print(f"{len(made.problems)} things wrong, in {time.monotonic() - began:.0f} s")
    return len(made.problems)


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1])), 1))
