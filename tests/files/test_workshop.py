"""A run's temporary folder is gone when it ends, and after the next one where it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ictanalysis.files.workshop import LONGEST, workshop

KILLED = """
import os, signal, tempfile
from pathlib import Path
from ictanalysis.files.workshop import workshop
with workshop() as folder:
    Path(tempfile.mkdtemp(), "left").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files."""
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as name:
        monkeypatch.setattr(tempfile, "tempdir", name)
        monkeypatch.setenv("TMPDIR", name)
        yield Path(name)


def killed(place: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED], env={**os.environ, "TMPDIR": str(place)}, check=False
    )
    assert ended.returncode == -signal.SIGKILL


def test_temporary_files_lie_in_it_and_go_with_it(place: Path) -> None:
    with workshop() as folder:
        assert folder.parent == place
        assert folder.stat().st_mode & 0o77 == 0
        inside = Path(tempfile.mkdtemp())
        assert inside.parent == folder == Path(os.environ["TMPDIR"])
    assert list(place.iterdir()) == []
    assert os.environ["TMPDIR"] == tempfile.gettempdir() == str(place)


def test_what_a_killed_run_has_left_goes_with_the_next(place: Path) -> None:
    killed(place)
    assert len(list(place.glob("ict-*"))) == 1
    with workshop() as folder:
        assert list(place.iterdir()) == [folder]
    assert list(place.iterdir()) == []


def test_what_others_are_at_work_on_or_have_left_stays(place: Path, tmp_path: Path) -> None:
    (place / "ict-notes").mkdir()
    (place / "ict-notes/mine").touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/lock").touch()
    (place / "ict-link").symlink_to(tmp_path / "elsewhere")
    with workshop() as first:
        before = os.environ["TMPDIR"]
        os.environ["TMPDIR"] = tempfile.tempdir = str(place)
        with workshop() as second:
            assert first.is_dir()
            assert second != first
        os.environ["TMPDIR"] = tempfile.tempdir = before
    assert sorted(each.name for each in place.iterdir()) == ["ict-link", "ict-notes"]
    assert (tmp_path / "elsewhere/lock").is_file()


def test_a_home_that_cannot_be_written_to_is_replaced(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/proc/nobody")
    with workshop() as folder:
        assert Path("~").expanduser() == folder / "home"
        assert (folder / "home").is_dir()
    assert os.environ["HOME"] == "/proc/nobody"


def test_a_place_that_lies_too_deep_for_sockets_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * LONGEST)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with workshop() as folder:
        assert folder.parent == Path("/tmp")
    assert list(deep.iterdir()) == []
