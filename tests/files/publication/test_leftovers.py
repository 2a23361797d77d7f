"""A run takes away what a killed run for the same place has left, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from ictanalysis.files.publication import make_dataset, make_folder, write_new
from ictanalysis.language.errors import UsageError
from tests.datasets import ROOT, snapshot, write

Make = Callable[[Path, Mapping[str, str]], None]

TEXTS = {"catalog.yml": "sections: {}\n", "2021-05/portal.csv": "measure,value\nposts,63\n"}


def put(folder: Path, *names: str) -> None:
    """Put a small data set into each of these folders."""
    for name in names:
        (folder / name).mkdir()
        write(folder / name / "catalog.yml", "mine\n")


def put_left(folder: Path, *names: str) -> None:
    """Put what a run for each of these places leaves when it is killed."""
    for name in names:
        put(folder, f".ictanalysis-{name}.new")
        write(folder / f".ictanalysis-{name}.lock", "")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_is_built_beside_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, built = Path.rename, []

    def look(made: Path, target: Path) -> Path:
        assert made.parent == tmp_path
        assert not target.exists()
        built.append(snapshot(made))
        return rename(made, target)

    monkeypatch.setattr(Path, "rename", look)
    make_dataset(tmp_path / "demo", TEXTS)
    assert built == [{"2021-05": None, **{name: text.encode() for name, text in TEXTS.items()}}]
    assert names(tmp_path) == {"demo"}


OTHERS = [
    ".ictanalysis-A-mine",
    ".ictanalysis-A.new2",
    ".ictanalysis-A.NEW",
    ".ictanalysis-B.new",
    ".ictanalysis-B.old",
    "ictanalysis-A.new",
]


@pytest.mark.parametrize("make", [make_dataset, make_folder])
def test_folders_that_are_not_its_own_stay(tmp_path: Path, make: Make) -> None:
    put(tmp_path, *OTHERS)
    put_left(tmp_path, "A")
    make(tmp_path / "A", {"a.csv": ""})
    assert names(tmp_path) == {"A", *OTHERS}


@pytest.mark.parametrize("name", ["*", "[A-Z]", "?", "A.B"])
def test_a_name_means_itself_alone(tmp_path: Path, name: str) -> None:
    put_left(tmp_path, "A", "AxB")
    before = names(tmp_path)
    put_left(tmp_path, name)
    make_dataset(tmp_path / name, TEXTS)
    assert names(tmp_path) == {*before, name}


def test_what_another_run_is_at_work_on_stays(tmp_path: Path) -> None:
    put_left(tmp_path, "A")
    before = snapshot(tmp_path)
    with (
        FileLock(tmp_path / ".ictanalysis-A.lock"),
        pytest.raises(UsageError, match="another run is at work on"),
    ):
        make_dataset(tmp_path / "A", TEXTS)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("suffix", ["new", "old"])
def test_a_data_set_that_has_the_name_of_what_is_built_stays(tmp_path: Path, suffix: str) -> None:
    make_dataset(tmp_path / f".ictanalysis-A.{suffix}", TEXTS)
    before = snapshot(tmp_path)
    with pytest.raises(UsageError, match=rf"A\.{suffix} was left by no run: move it away"):
        make_dataset(tmp_path / "A", TEXTS)
    assert snapshot(tmp_path) == before


def test_a_link_that_has_the_name_of_what_is_built_stays(tmp_path: Path) -> None:
    make_dataset(tmp_path / "mine", TEXTS)
    (tmp_path / ".ictanalysis-A.new").symlink_to(tmp_path / "mine")
    before = snapshot(tmp_path)
    with pytest.raises(UsageError, match="is a symbolic link: remove it"):
        make_dataset(tmp_path / "A", TEXTS)
    assert snapshot(tmp_path) == before


def test_a_lock_that_cannot_be_looked_at_is_one_that_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_left(tmp_path, "A")
    before = snapshot(tmp_path)

    def refused(lock: FileLock) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refused)
    with pytest.raises(UsageError, match="A cannot be written: Permission denied"):
        make_dataset(tmp_path / "A", TEXTS)
    assert snapshot(tmp_path) == before


KILLED = """
import os, pathlib, sys
from ictanalysis.files import publication
pathlib.Path.rename = lambda *arguments: os._exit(9)
getattr(publication, sys.argv[1])(pathlib.Path(sys.argv[2]), {content!r})
"""


@pytest.mark.parametrize(
    ("make", "content"),
    [(make_dataset, TEXTS), (write_new, {"a.csv": b"1"}), (write_new, b"1")],
)
def test_what_a_killed_run_has_left_goes_with_the_next_run(
    tmp_path: Path, make: Callable[[Path, object], None], content: object
) -> None:
    code = KILLED.format(content=content)
    command = [sys.executable, "-c", code, make.__name__, str(tmp_path / "A")]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    left = names(tmp_path)
    assert left == {".ictanalysis-A.new", ".ictanalysis-A.lock"}
    make(tmp_path / "B", content)
    assert names(tmp_path) == {"B", *left}
    make(tmp_path / "A", content)
    assert names(tmp_path) == {"A", "B"}
