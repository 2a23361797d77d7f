"""A run takes away what a killed run for the same place has left, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from ictanalysis.files.newdataset import make_dataset
from ictanalysis.files.newfolder import make_folder
from ictanalysis.files.staging import built_aside
from tests.datasets import ROOT, snapshot, write

Make = Callable[[Path, Mapping[str, str]], None]

TEXTS = {"catalog.yml": "sections: {}\n", "2021-05/portal.csv": "measure,value\nposts,63\n"}


def put(folder: Path, *names: str) -> None:
    """Put a small data set, with a file named lock in it, into each of these folders."""
    for name in names:
        (folder / name).mkdir()
        write(folder / name / "lock", "")
        write(folder / name / "catalog.yml", "mine\n")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_is_built_beside_its_place_and_goes_with_its_workshop(tmp_path: Path) -> None:
    with built_aside(tmp_path / "demo", TEXTS) as made:
        assert made.parent.parent == tmp_path
        assert snapshot(made) == {
            "2021-05": None,
            **{name: text.encode() for name, text in TEXTS.items()},
        }
        assert not (tmp_path / "demo").exists()
    assert names(tmp_path) == set()


OTHERS = [
    ".ictanalysis-A-mine",
    ".ictanalysis-A-2-0a1b2c3d",
    ".ictanalysis-A-0a1b2c3d4",
    ".ictanalysis-A-0A1B2C3D",
    ".ictanalysis-B-0a1b2c3d",
    "ictanalysis-A-0a1b2c3d",
]


@pytest.mark.parametrize("make", [make_dataset, make_folder])
def test_folders_that_are_not_its_own_stay(tmp_path: Path, make: Make) -> None:
    put(tmp_path, *OTHERS, ".ictanalysis-A-0a1b2c3d")
    make(tmp_path / "A", {"a.csv": ""})
    assert names(tmp_path) == {"A", *OTHERS}


@pytest.mark.parametrize("name", ["*", "[A-Z]", "?", "A.B"])
def test_a_name_means_itself_alone(tmp_path: Path, name: str) -> None:
    put(tmp_path, ".ictanalysis-A-0a1b2c3d", ".ictanalysis-AxB-0a1b2c3d")
    put(tmp_path, f".ictanalysis-{name}-0a1b2c3d")
    make_dataset(tmp_path / name, TEXTS)
    assert names(tmp_path) == {".ictanalysis-A-0a1b2c3d", ".ictanalysis-AxB-0a1b2c3d", name}


def test_a_workshop_in_which_another_run_is_at_work_stays(tmp_path: Path) -> None:
    with built_aside(tmp_path / "A", TEXTS) as other:
        before = snapshot(other)
        make_dataset(tmp_path / "A", TEXTS)
        assert snapshot(other) == before
    assert names(tmp_path) == {"A"}


def test_a_data_set_that_has_the_name_of_a_workshop_stays(tmp_path: Path) -> None:
    make_dataset(tmp_path / ".ictanalysis-A-0a1b2c3d", TEXTS)
    (tmp_path / ".ictanalysis-A-00000000").symlink_to(tmp_path / ".ictanalysis-A-0a1b2c3d")
    make_dataset(tmp_path / "A", TEXTS)
    assert names(tmp_path) == {"A", ".ictanalysis-A-0a1b2c3d", ".ictanalysis-A-00000000"}


def test_a_lock_that_cannot_be_looked_at_is_one_that_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, ".ictanalysis-A-0a1b2c3d")
    acquire = FileLock.acquire

    def refused(lock: FileLock) -> object:
        if "0a1b2c3d" in lock.lock_file:
            raise PermissionError(13, "Permission denied")
        return acquire(lock)

    monkeypatch.setattr(FileLock, "acquire", refused)
    make_dataset(tmp_path / "A", TEXTS)
    assert names(tmp_path) == {"A", ".ictanalysis-A-0a1b2c3d"}


def test_what_a_killed_run_has_left_goes_with_the_next_run(tmp_path: Path) -> None:
    code = f"""
import os, pathlib
from ictanalysis.files.newdataset import make_dataset
pathlib.Path.rename = lambda *arguments: os._exit(9)
make_dataset(pathlib.Path({str(tmp_path / "A")!r}), {TEXTS!r})
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    make_dataset(tmp_path / "B", TEXTS)
    assert names(tmp_path) == {"B", left.name}
    make_dataset(tmp_path / "A", TEXTS)
    assert names(tmp_path) == {"A", "B"}
