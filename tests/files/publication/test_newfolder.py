from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.files.publication import make_folder
from ictanalysis.language.errors import UsageError
from tests.datasets import MAY, ROOT, copy_of_real, loaded, snapshot

TEXTS = {"plan.csv": "since\n", "narrative.md": "## I Lĩnh vực\n"}
MADE = {name: text.encode() for name, text in TEXTS.items()}


def refusal(folder: Path) -> str:
    with pytest.raises(UsageError) as told:
        make_folder(folder, TEXTS)
    return str(told.value)


def killed(folder: Path, function: str) -> int:
    """Return the exit code of a process that dies when it comes to a function."""
    code = f"""
import os, pathlib
from ictanalysis.files.publication import make_folder
{function} = lambda *arguments: os._exit(9)
make_folder(pathlib.Path({str(folder)!r}), {TEXTS!r})
"""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode


def test_a_folder_is_there_with_its_files_and_nothing_beside_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "2021-06", TEXTS)
    assert snapshot(tmp_path / "2021-06") == MADE
    assert [path.name for path in tmp_path.iterdir()] == ["2021-06"]


def test_it_has_the_permissions_that_any_folder_has(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    make_folder(tmp_path / "2021-06", TEXTS)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def put_file(path: Path) -> None:
    path.write_text("", encoding="utf-8")


def put_folder(path: Path) -> None:
    path.mkdir()


def put_full_folder(path: Path) -> None:
    path.mkdir()
    (path / "plan.csv").touch()


def put_link(path: Path) -> None:
    path.symlink_to("nowhere")


PUT = [put_file, put_folder, put_full_folder, put_link]


@pytest.mark.parametrize("put", PUT, ids=lambda put: put.__name__)
def test_what_is_there_stays(tmp_path: Path, put: Callable[[Path], None]) -> None:
    folder = tmp_path / "2021-06"
    put(folder)
    before = snapshot(tmp_path)
    assert refusal(folder) == (f"{folder.as_posix()} is there already: fill it in, or move it away")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("put", PUT, ids=lambda put: put.__name__)
def test_what_comes_there_meanwhile_stays(
    tmp_path: Path, put: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "2021-06"
    synced: list[int] = []

    def sync(descriptor: int) -> None:
        if not synced:
            put(folder)
        synced.append(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    assert "is there already" in refusal(folder)
    assert len(synced) == len([*TEXTS, folder])
    assert [path.name for path in tmp_path.iterdir()] == ["2021-06"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        make_folder(tmp_path / "2021-06", {"plan.csv": "", "plan.csv/c": ""})
    assert list(tmp_path.iterdir()) == []


def test_no_folder_to_put_it_in_is_told(tmp_path: Path) -> None:
    told = refusal(tmp_path / "nowhere" / "2021-06")
    assert told.endswith("2021-06 cannot be written: No such file or directory")


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make_folder(tmp_path / "2021-06", TEXTS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("function", ["os.fsync", "pathlib.Path.rename"])
def test_what_a_killed_run_leaves_is_no_month_and_goes_with_the_next_run(
    tmp_path: Path, function: str
) -> None:
    path = copy_of_real(tmp_path)
    assert killed(path / "2021-06", function) == 9
    left = set(path.glob(".*"))
    assert left
    assert list(loaded(path).months) == [MAY]

    make_folder(path / "2021-07", TEXTS)
    assert set(path.glob(".*")) == left
    make_folder(path / "2021-06", TEXTS)
    assert list(path.glob(".*")) == []
    assert snapshot(path / "2021-06") == MADE


def test_what_others_have_hidden_stays(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".ictanalysis-2021-06-note").touch()
    make_folder(tmp_path / "2021-06", TEXTS)
    assert (tmp_path / ".git").is_dir()
    assert (tmp_path / ".ictanalysis-2021-06-note").is_file()
