"""Months made by a real scheduler and real workers: the same bytes, whoever dies meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import write_notebook
from tests.clusters import LocalCluster, local_cluster, wait_until
from tests.datasets import ROOT, edit, small, snapshot, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are killed")

MONTHS = ("2021-04", "2021-05")
ALL = f"{MONTHS[0]}:{MONTHS[-1]}"
MARK = """\
import os, pathlib, time
if marks := os.environ.get("ICT_TEST_MARKS"):
    pathlib.Path(marks, f"{os.environ['ICT_TEST_NAME']} {month}").touch()
    while pathlib.Path(marks, "wait").exists():
        time.sleep(0.05)"""
"""A cell that says which worker is at which month, and waits as long as it is to."""
REPORT = """\
import ictanalysis as ict
report = ict.Report(ict.load(data).month(month))
report.heading("BÁO CÁO", ["Công tác {period.month}"])
report.text("Tiếp nhận {cases.received:unit}.")"""

Process = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small data set, notebooks, and what a run here makes of them."""
    path = tmp_path_factory.mktemp("c")
    small(path, {month: {} for month in MONTHS})
    edit(path / "data/2021-04/letters.csv", "sent,20", "sent,21")
    write_notebook(path / "notebooks/report.ipynb", MARK, REPORT)
    write_notebook(path / "notebooks/second.ipynb", "month")
    done = run(path, ALL, "--reports", "near", "--quiet")
    assert done.returncode == 1, done.stderr
    (path / "left_out").write_text(done.stderr, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def cluster(folder: Path) -> Iterator[LocalCluster]:
    """Yield a cluster with two workers of one thread each, one of them with a warm process."""
    for name in ("cluster", "marks"):
        (folder / name).mkdir()
    with local_cluster(folder / "cluster") as made:
        for name in ("w1", "w2"):
            start(made, folder, name)
        yield made


@pytest.fixture
def marks(folder: Path) -> Iterator[Path]:
    """Yield the folder in which workers say what they are at; they wait meanwhile."""
    for mark in (folder / "marks").iterdir():
        mark.unlink()
    (folder / "marks/wait").touch()
    yield folder / "marks"
    (folder / "marks/wait").unlink(missing_ok=True)


def start(cluster: LocalCluster, folder: Path, name: str) -> None:
    variables = {"ICT_TEST_MARKS": str(folder / "marks"), "ICT_TEST_NAME": name}
    if name == "w1":
        # Its months share a warm process, which soon ends by itself.
        runtime = str(cluster.space(name))
        variables |= {"ICTANALYSIS_WARM": "1", "ICTANALYSIS_WARM_SECONDS": "10"}
        variables |= {"XDG_RUNTIME_DIR": runtime}
    cluster.start_worker(name, **variables)


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "ictanalysis", "--lang", "en", "run", *words]


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def run(folder: Path, *words: str, **variables: str) -> Process:
    return subprocess.run(
        command(*words),
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def reports(folder: Path) -> dict[str, bytes | None]:
    """Return every report and the index; the record says when files were written."""
    made = snapshot(folder)
    return {name: content for name, content in made.items() if ".standing" not in name}


def has_no_rest(space: Path) -> bool:
    return not list(space.glob("ict-*"))


def test_reports_are_those_of_a_run_here_byte_for_byte(folder: Path, cluster: LocalCluster) -> None:
    far = run(folder, ALL, "--reports", "far", "--scheduler", cluster.address)
    assert far.returncode == 1
    assert far.stderr == (folder / "left_out").read_text(encoding="utf-8")
    assert far.stderr.startswith("second, cell 3: an output of the kind text/plain is left out")
    assert "2021-05: the report is in far/2021-05 (" in far.stdout
    assert "2021-04: not published: a draft is in far/2021-04-draft" in far.stdout
    assert "error: data/2021-04/letters.csv, line 2: " in far.stdout
    assert reports(folder / "far") == reports(folder / "near")
    assert {"2021-05/report.pdf", "2021-04-draft/report.pdf"} <= reports(folder / "far").keys()
    assert has_no_rest(cluster.space("w1"))
    assert has_no_rest(cluster.space("w2"))

    # Nothing is sent of months that are current: nobody is asked.
    again = run(folder, ALL, "--reports", "far", "--json", "--scheduler", "tcp://127.0.0.1:9")
    told = json.loads(again.stdout)["months"]
    assert {each["result"] for each in told} == {"draft", "current"}


def test_data_sets_go_there_together_and_one_that_fails_stops_none(
    folder: Path, cluster: LocalCluster
) -> None:
    for name in ("an-giang", "ca-mau"):
        (folder / "all").mkdir(exist_ok=True)
        small(folder / "all", {"2021-05": {}}).rename(folder / "all" / name)
    write(folder / "all/ca-mau/targets.yml", "targets: 1\n")
    words = ["2021-05", "--data", "all", "--quiet", "--reports"]
    far = run(folder, *words, "far-all", "--scheduler", cluster.address)
    near = run(folder, *words, "near-all")
    assert (far.returncode, near.returncode) == (2, 2)
    assert (far.stdout, far.stderr) == (near.stdout, near.stderr)
    assert "ca-mau: all/ca-mau/targets.yml, line 1: " in far.stderr
    assert reports(folder / "far-all") == reports(folder / "near-all")
    assert "an-giang/2021-05/report.pdf" in reports(folder / "far-all")


def test_a_notebook_that_fails_there_is_told_as_here(folder: Path, cluster: LocalCluster) -> None:
    write_notebook(folder / "broken/report.ipynb", "1 / 0")
    words = ["2021-05", "--notebooks", "broken", "--reports", "none"]
    far = run(folder, *words, "--scheduler", cluster.address)
    assert far.returncode == 3
    told = "broken/report.ipynb, cell 2: ZeroDivisionError: division by zero (in the line “1 / 0”)"
    assert far.stderr.startswith(f"{told} (on the worker tcp://127.0.0.1:")
    assert not (folder / "none/2021-05").exists()
    assert has_no_rest(cluster.space("w1"))
    assert has_no_rest(cluster.space("w2"))


def test_a_run_that_is_stopped_leaves_nothing_behind(
    folder: Path, cluster: LocalCluster, marks: Path
) -> None:
    words = command("2021-05", "--reports", "stopped", "--scheduler", cluster.address)
    with subprocess.Popen(words, cwd=folder, env=environment(), stderr=subprocess.PIPE) as run:
        wait_until(lambda: any(marks.glob("w? *")))
        run.send_signal(signal.SIGINT)
        assert b"stopped: what was being made is cleared away" in run.communicate(timeout=30)[1]
        assert run.returncode == 130
    for name in ("w1", "w2"):
        wait_until(partial(has_no_rest, cluster.space(name)))
    assert list(reports(folder / "stopped")) == []


def test_a_worker_that_dies_is_survived(folder: Path, cluster: LocalCluster, marks: Path) -> None:
    words = command(ALL, "--reports", "survived", "--scheduler", cluster.address)
    with subprocess.Popen(words, cwd=folder, env=environment()) as process:
        wait_until(lambda: any(marks.glob("w2 *")))
        cluster.kill("w2")
        wait_until(partial(has_no_rest, cluster.space("w2")))
        (marks / "wait").unlink()
        assert process.wait(60) == 1
    assert len(list(marks.glob("w1 *"))) == len(MONTHS)
    assert reports(folder / "survived") == reports(folder / "near")


def test_a_scheduler_that_is_not_there_is_told_soon(folder: Path) -> None:
    began = time.monotonic()
    done = run(folder, ALL, "--reports", "none", "--scheduler", "tcp://127.0.0.1:9")
    assert time.monotonic() - began < 20
    assert (done.returncode, done.stdout) == (2, "")
    first, second = done.stderr.splitlines()
    assert first == "not made: 2021-04, 2021-05"
    assert second.startswith("tcp://127.0.0.1:9: no scheduler answers there (")
    assert second.endswith("start one with dask scheduler, or name another with --scheduler")


def test_a_scheduler_without_workers_is_refused(folder: Path, tmp_path: Path) -> None:
    with local_cluster(tmp_path) as lonely:
        done = run(folder, "2021-05", "--reports", "none", "--scheduler", lonely.address)
    assert done.returncode == 2
    assert f"{lonely.address}: this scheduler has no worker: start one" in done.stderr


def test_a_worker_of_another_version_is_refused(
    folder: Path, cluster: LocalCluster, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "ictanalysis", tmp_path / "ictanalysis")
    with (tmp_path / "ictanalysis/report/cards.py").open("a", encoding="utf-8") as file:
        file.write("# another version\n")
    cluster.start_worker("other", PYTHONPATH=str(tmp_path))
    try:
        words = ["2021-05", "--force", "--reports", "none", "--scheduler", cluster.address]
        refused = run(folder, *words)
    finally:
        cluster.kill("other")
    assert refused.returncode == 2
    assert ": this worker has library " in refused.stderr
    assert refused.stderr.startswith("tcp://127.0.0.1:")
    assert not (folder / "none/2021-05").exists()
