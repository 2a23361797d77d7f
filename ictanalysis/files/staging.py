"""A folder that is built aside, under a hidden name, until it can be moved into its place."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["built_aside"]

_LOCK = "lock"


@contextmanager
def built_aside(folder: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    """Yield a folder with these files, beside the place that it is for, to be renamed onto it.

    It stands in a workshop of its own, `.ictanalysis-<name>-<8 hex digits>`, which is locked while
    the run lives and goes with it. What a killed run has left is taken away by the next run for
    the same place; a run that is still at work, and any folder that only looks like a workshop,
    are left alone.

    Parameters
    ----------
    folder
        Where it is to go; the folder around it must be there.
    texts
        Path inside the folder (`2021-05/portal.csv`) → text.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    workshop = folder.with_name(f".ictanalysis-{folder.name}-{secrets.token_hex(4)}")
    workshop.mkdir()
    lock = FileLock(workshop / _LOCK, timeout=0)
    try:
        lock.acquire()
        made = workshop / folder.name
        _write(made, texts)
        yield made
    finally:
        # Windows does not delete what is open.
        lock.release()
        shutil.rmtree(workshop, ignore_errors=True)
    # The folder is made by now: what cannot be looked at does not undo that.
    with suppress(OSError):
        for left in _left(folder):
            shutil.rmtree(left, ignore_errors=True)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _left(folder: Path) -> Iterator[Path]:
    """Yield the workshops of killed runs for the same place: nobody holds their lock any more."""
    workshop = re.compile(rf"\.ictanalysis-{re.escape(folder.name)}-[0-9a-f]{{8}}")
    for path in list(folder.parent.iterdir()):
        if workshop.fullmatch(path.name) and not path.is_symlink() and _is_idle(path):
            yield path


def _is_idle(workshop: Path) -> bool:
    # A folder of someone else's that has such a name by chance has no lock in it.
    if not (workshop / _LOCK).is_file():
        return False
    try:
        with FileLock(workshop / _LOCK, timeout=0):
            return True
    except (Timeout, OSError):
        return False
