"""However a run ends, its exit code says how, nobody sees a traceback, and nothing is left over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ictanalysis.pipeline.standing import RECORD
from tests.cli.conftest import HEADING, Command, Inside, write_notebook
from tests.datasets import ROOT, edit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits are Linux's")

Start = Callable[..., "subprocess.Popen[str]"]
SLOW = "import time\nfrom pathlib import Path\nPath('begun').touch()\ntime.sleep(60)"


@pytest.fixture
def place() -> Iterator[Path]:
    """Return the folder for temporary files of the runs."""
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as name:
        yield Path(name)


@pytest.fixture
def start(folder: Path, place: Path) -> Iterator[Start]:
    """Return a function that starts a command in the folder."""
    begun: list[subprocess.Popen[str]] = []

    def popen(*arguments: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place)}
        process = subprocess.Popen(
            [sys.executable, "-m", "ictanalysis", *arguments, "--lang", "en"],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        begun.append(process)
        return process

    yield popen
    for process in begun:
        process.kill()
        process.communicate()


@pytest.fixture
def slow(folder: Path) -> Path:
    """Have a notebook that does not end, and return what tells that it has begun."""
    write_notebook(folder / "notebooks/report.ipynb", HEADING, SLOW)
    return folder / "begun"


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def leftovers(folder: Path, place: Path) -> list[str]:
    """Return the names of what a run makes for itself."""
    reports = folder / "reports"
    hidden = reports.glob(".*") if reports.is_dir() else ()
    return [path.name for path in (*hidden, *place.iterdir()) if path.name != RECORD]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_in_order(
    start: Start, slow: Path, folder: Path, place: Path, number: int, code: int
) -> None:
    process = start("run", "2021-05", "--log", "log.jsonl")
    # The desk of the notebook is gone with the run.
    wait_for(lambda: any(place.glob("ict-*/desk/begun")))
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, "")
    assert err == "stopped: what was being made is cleared away, all else is as it was\n"
    assert "Traceback" not in err
    assert leftovers(folder, place) == []
    [line] = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["month"], json.loads(line)["result"]) == ("2021-05", "failed")


@pytest.mark.parametrize("after", [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0])
def test_an_interrupt_at_the_beginning_shows_no_traceback(
    start: Start, notebooks: Path, folder: Path, place: Path, after: float
) -> None:
    process = start("run", "2021-05")
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=20)
    # Before the first line of the program runs, the interpreter has the say.
    begun = "ictanalysis/cli" in err or "Traceback" not in err
    assert process.returncode == (130 if begun else -signal.SIGINT)
    assert not (begun and "Traceback" in err)
    assert leftovers(folder, place) == []


def test_a_killed_run_leaves_nothing_after_the_next(
    start: Start, slow: Path, folder: Path, place: Path
) -> None:
    process = start("run", "2021-05")
    wait_for(lambda: any(place.glob("ict-*/desk/begun")))
    process.kill()
    process.communicate()
    assert leftovers(folder, place) != []
    write_notebook(folder / "notebooks/report.ipynb", HEADING)
    assert start("run", "2021-05").wait(timeout=60) == 0
    assert leftovers(folder, place) == []


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ("--timeout", "the run took more than 4 seconds"),
        ("--cell-timeout", "stopped after 4 seconds, the longest that a cell may take"),
    ],
)
def test_what_takes_too_long_is_ended(
    start: Start, slow: Path, folder: Path, place: Path, option: str, problem: str
) -> None:
    process = start("run", "2021-05", option, "4")
    _out, err = process.communicate(timeout=40)
    assert process.returncode == 3
    assert problem in err
    assert leftovers(folder, place) == []


def test_months_that_are_done_are_told_when_a_later_one_fails(
    command: Command, folder: Path, notebooks: Path
) -> None:
    june = folder / "data/2021-06"
    (folder / "data/2021-05").rename(june)
    for month in ("2021-04", "2021-05"):
        (folder / "data" / month).mkdir()
        for path in june.iterdir():
            (folder / "data" / month / path.name).write_bytes(path.read_bytes())
    write_notebook(folder / "notebooks/report.ipynb", HEADING, "assert month < '2021-05'")
    made = command("run", "2021-04:2021-06", "--lang", "en", "--json", "--log", "log.jsonl")
    assert made.returncode == 3
    assert "not made: 2021-05, 2021-06" in made.stderr
    results = {each["month"]: each["result"] for each in json.loads(made.stdout)["months"]}
    # April and the two after it repeat May, whose openings are not closings: a draft each.
    assert results == {"2021-04": "draft", "2021-05": "failed", "2021-06": "failed"}
    assert made.stderr.count("AssertionError (in the line") == 2
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(made.stdout)["months"]


def test_quiet_says_only_what_somebody_must_see_to(
    command: Command, folder: Path, notebooks: Path
) -> None:
    made = command("run", "2021-05", "--quiet", "--lang", "en")
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    edit(folder / "data/2021-05/documents.csv", "outgoing,16401", "outgoing,16410")
    draft = command("run", "2021-05", "--quiet", "--lang", "en")
    assert (draft.returncode, draft.stderr) == (1, "")
    assert "not published: a draft is in" in draft.stdout


def test_a_log_that_cannot_be_written_is_told(inside: Inside, notebooks: Path) -> None:
    told = inside("run", "2021-05", "--log", "none/log.jsonl")
    assert told.exit_code == 2
    assert "none/log.jsonl cannot be written" in told.stderr


@pytest.mark.parametrize("place", ["data/2021-05/log.csv", "notebooks/log", "reports/2021-05/log"])
def test_a_log_does_not_go_among_sources_or_into_a_report(
    inside: Inside, notebooks: Path, folder: Path, place: str
) -> None:
    (folder / "reports/2021-05").mkdir(parents=True)
    told = inside("run", "2021-05", "--log", place)
    assert (told.exit_code, told.stderr) == (2, f"--log {place}: name another folder\n")
    assert not (folder / place).exists()


def test_what_fails_before_any_month_is_json_too(inside: Inside, notebooks: Path) -> None:
    told = inside("run", "2021-09", "--json")
    [entry] = json.loads(told.stdout)["months"]
    assert (told.exit_code, entry["month"], entry["result"]) == (2, "2021-09", "failed")


def test_status_as_json(inside: Inside) -> None:
    [month] = json.loads(inside("status", "--json").stdout)["months"]
    assert month == {
        "month": "2021-05",
        "figures": {"known": 88, "expected": 89},
        "findings": {"error": 1, "warning": 0, "info": 1},
        "blocking": 0,
        "gone": [],
        "report": "absent",
    }


def test_status_tells_a_table_that_is_gone(inside: Inside, folder: Path) -> None:
    (folder / "data/2021-05/press.csv").unlink()
    assert inside("status").stdout.rstrip().endswith("  there is no press.csv")
    [month] = json.loads(inside("status", "--json").stdout)["months"]
    assert month["gone"] == ["press.csv"]


def limited(folder: Path, place: Path, limit: str) -> subprocess.CompletedProcess[str]:
    """Return how a run ends to which the shell gives only so much."""
    program = f"ulimit {limit}; exec {sys.executable} -m ictanalysis run 2021-05 --lang en"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place)}
    return subprocess.run(
        ["bash", "-c", program],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("limit", "problem"),
    [
        ("-n 24", "lets a program open 24 files, and 128 are needed"),
        ("-v 100000", "lets a program take 97 MiB of memory"),
    ],
)
def test_a_system_that_gives_little_is_told(
    notebooks: Path, folder: Path, place: Path, limit: str, problem: str
) -> None:
    # Libraries would abort, or exit with the code of findings.
    done = limited(folder, place, limit)
    assert (done.returncode, done.stdout) == (2, "")
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert leftovers(folder, place) == []


def test_few_files_are_as_many_as_are_allowed(notebooks: Path, folder: Path, place: Path) -> None:
    done = limited(folder, place, "-Sn 24")
    assert done.returncode == 0, done.stderr
