"""Several files of a month are replaced together, or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ictanalysis.files import staging
from ictanalysis.files.exchange import exchange
from ictanalysis.files.publication import mend_dataset, replace_files
from ictanalysis.language.errors import UsageError
from tests.datasets import ROOT, snapshot, write

TEXTS = {"a.csv": "1\n", "b.csv": "2\n"}


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Return the folder of a month with three files."""
    folder = tmp_path / "data" / "2021-05"
    folder.mkdir(parents=True)
    for name in ("a.csv", "b.csv", "narrative.md"):
        write(folder / name, "trước\n")
    return folder


def test_files_are_replaced_and_the_others_stay(month: Path) -> None:
    replace_files(month, TEXTS)
    assert snapshot(month.parent) == {
        "2021-05": None,
        "2021-05/a.csv": b"1\n",
        "2021-05/b.csv": b"2\n",
        "2021-05/narrative.md": "trước\n".encode(),
    }


def test_a_failure_leaves_all_as_it_was(month: Path) -> None:
    before = snapshot(month.parent)
    with pytest.raises(UsageError, match="cannot be written: No such file or directory"):
        replace_files(month, {**TEXTS, "no/folder": ""})
    assert snapshot(month.parent) == before


@pytest.mark.parametrize("step", [1, 2])
def test_an_interruption_leaves_all_as_it_was(
    month: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before = snapshot(month.parent)
    rename, done = Path.rename, []

    def interrupted(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == step:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    monkeypatch.setattr(staging, "exchange", lambda one, other: False)
    with pytest.raises(KeyboardInterrupt):
        replace_files(month, TEXTS)
    assert snapshot(month.parent) == before


KILLED = """\
import os, signal, sys
from pathlib import Path
from ictanalysis.files import staging
from ictanalysis.files.publication import replace_files

staging.exchange = lambda one, other: False
step, done, rename = int(sys.argv[2]), [], Path.rename
def killed(self, target):
    done.append(target)
    if len(done) == step:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename = killed
replace_files(Path(sys.argv[1]), {"a.csv": "1", "b.csv": "2"})
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("step", [1, 2])
def test_what_a_killed_run_leaves_is_mended_by_the_next(month: Path, step: int) -> None:
    before = snapshot(month.parent)
    command = [sys.executable, "-c", KILLED, str(month), str(step)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    assert snapshot(month.parent) != before
    mend_dataset(month.parent)
    if step == 1:
        assert snapshot(month) == snapshot_of(before)
    replace_files(month, {})
    assert snapshot(month.parent) == before


def snapshot_of(data: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """Return the part of a snapshot that is the month's."""
    return {
        name.removeprefix("2021-05/"): content
        for name, content in data.items()
        if name.startswith("2021-05/")
    }


def test_a_month_that_was_made_anew_since_is_not_thrown_away(month: Path) -> None:
    month.rename(month.with_name(".ictanalysis-2021-05.old"))
    month.with_name(".ictanalysis-2021-05.lock").touch()
    for folder in (month, month.with_name(".ictanalysis-2021-05.new")):
        folder.mkdir()
    with pytest.raises(UsageError, match="is the month as it was when a run was killed"):
        mend_dataset(month.parent)
    assert (month.parent / ".ictanalysis-2021-05.old/a.csv").is_file()


def test_a_link_is_not_written_through(month: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere.csv", "ngoài\n")
    (month / "a.csv").unlink()
    (month / "a.csv").symlink_to(tmp_path / "elsewhere.csv")
    replace_files(month, TEXTS)
    assert (tmp_path / "elsewhere.csv").read_text(encoding="utf-8") == "ngoài\n"
    assert not (month / "a.csv").is_symlink()


def test_a_folder_that_is_a_link_is_refused(month: Path) -> None:
    link = month.with_name("2021-06")
    link.symlink_to(month)
    with pytest.raises(UsageError, match="is a symbolic link"):
        replace_files(link, TEXTS)


def test_two_runs_do_not_meet(month: Path) -> None:
    from filelock import FileLock

    with (
        FileLock(month.with_name(".ictanalysis-2021-05.lock")),
        pytest.raises(UsageError, match="another run is at work on"),
    ):
        replace_files(month, TEXTS)


def test_a_month_is_there_at_every_moment(month: Path) -> None:
    """Where two folders can be exchanged, who looks sees the old files or the new ones."""
    other = month.with_name("other")
    shutil.copytree(month, other)
    if not exchange(month, other):
        pytest.skip("this file system exchanges no names")
    stop, seen = threading.Event(), set()

    def look() -> None:
        while not stop.is_set():
            seen.add((month / "a.csv").read_text(encoding="utf-8"))

    with ThreadPoolExecutor(1) as threads:
        looking = threads.submit(look)
        for number in range(200):
            replace_files(month, {"a.csv": str(number % 2)})
        stop.set()
        looking.result()
    assert seen >= {"0", "1"}
