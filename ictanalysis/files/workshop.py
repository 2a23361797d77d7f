"""A private folder for all that a run needs only while it lasts, however the run ends."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

LONGEST = 64
"""So many bytes the path of the folder for temporary files may have: sockets lie beneath it, and
their paths have at most 108."""

_PREFIX, _LOCK = "ict-", "lock"
_NEW = 60.0
"""Seconds after which a folder that nobody has locked is nobody's."""


@contextmanager
def workshop() -> Iterator[Path]:
    """Yield a private folder, which is gone when the block ends.

    Temporary files of this process, and of those that it starts, lie in it meanwhile. What a run
    that was killed has left of its own is cleared away first.

    Raises
    ------
    UsageError
        If no folder can be made.
    """
    place = _place()
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    except OSError as error:
        message = _(
            "{path}: no temporary folder can be made there: {reason}: make room, or name another "
            "place in TMPDIR",
            path=place,
            reason=error.strerror,
        )
        raise UsageError(message) from error
    with FileLock(folder / _LOCK):
        _clear_left(place, folder.stat().st_uid)
        try:
            with _surroundings(folder):
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _surroundings(folder: Path) -> Iterator[None]:
    """Have temporary files in a folder, and the home of a user whose own cannot be written to."""
    own = {"TMPDIR": str(folder)}
    if not os.access(Path("~").expanduser(), os.W_OK):
        # A service often has none: matplotlib and IPython would each complain, and make their own.
        (folder / "home").mkdir()
        own["HOME"] = str(folder / "home")
    before = {name: os.environ.get(name) for name in own}
    usual, tempfile.tempdir = tempfile.tempdir, str(folder)
    os.environ.update(own)
    try:
        yield
    finally:
        tempfile.tempdir = usual
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _clear_left(place: Path, owner: int) -> None:
    """Clear away the folders that killed runs of this user have left."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            status = folder.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
                continue
            lock = folder / _LOCK
            if lock.is_file():
                with FileLock(lock, timeout=0):
                    shutil.rmtree(folder)
            elif status.st_mtime < time.time() - _NEW and not any(folder.iterdir()):
                folder.rmdir()


def _place() -> Path:
    """Return the folder for temporary files, or the system's where that one lies too deep."""
    usual = Path(tempfile.gettempdir())
    return usual if len(os.fsencode(usual)) <= LONGEST else Path("/tmp")
