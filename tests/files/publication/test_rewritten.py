"""A file that every run writes anew: whole, one run after the other."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ictanalysis.files.publication import rewrite_file
from ictanalysis.language.errors import UsageError
from tests.datasets import snapshot, write


def test_a_file_is_written_and_written_anew(tmp_path: Path) -> None:
    rewrite_file(tmp_path / "index.html", lambda: b"1")
    rewrite_file(tmp_path / "index.html", lambda: b"2")
    assert snapshot(tmp_path) == {"index.html": b"2"}


def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "index.html", "1")

    def fail() -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rewrite_file(tmp_path / "index.html", fail)
    assert snapshot(tmp_path) == {"index.html": b"1"}


def test_another_run_is_waited_for_before_the_content_is_made(tmp_path: Path) -> None:
    path, entered = tmp_path / "index.html", threading.Event()
    write(path, "")

    def add(text: bytes) -> bytes:
        before = path.read_bytes()
        entered.set()
        return before + text

    def first() -> bytes:
        entered.set()
        # Long enough for the second to have asked for the lock.
        threading.Event().wait(0.3)
        return path.read_bytes() + b"1"

    thread = threading.Thread(target=rewrite_file, args=(path, first))
    thread.start()
    entered.wait()
    rewrite_file(path, lambda: add(b"2"))
    thread.join()
    assert snapshot(tmp_path) == {"index.html": b"12"}


def test_a_link_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="is a symbolic link"):
        rewrite_file(tmp_path / "link", lambda: b"")
    with pytest.raises(UsageError, match="cannot be written"):
        rewrite_file(tmp_path / "folder", lambda: b"")
    assert snapshot(tmp_path) == {"folder": None, "link": None}
