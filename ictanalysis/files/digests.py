"""The SHA-256 of files; one that has not changed is read once by a process and its forks."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

_DIGESTS: dict[tuple[int, ...], str] = {}
"""The stamp of a file → its digest: all months have the files of the months before in common."""

_LATELY = 2_000_000_000
"""Nanoseconds within which a file may be written once more in the same tick of the clock."""


def digest(path: Path | os.DirEntry[str]) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    stamp = _stamp(path.stat())
    known = _DIGESTS.get(stamp)
    if known is not None and not _is_late(stamp):
        return known
    with Path(path).open("rb") as file:
        stamp = _stamp(os.fstat(file.fileno()))
        found = _DIGESTS[stamp] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def note(found: str, status: os.stat_result, *, private: bool = False) -> None:
    """Note the digest of a file that was read, or written, as a whole.

    Parameters
    ----------
    private
        Whether nobody else writes to it, so that it is what it was even if it is new.
    """
    stamp = _stamp(status)
    if private or not _is_late(stamp):
        _DIGESTS[stamp] = found


def _is_late(stamp: tuple[int, ...]) -> bool:
    return time.time_ns() - max(stamp[3:]) < _LATELY


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return (
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )
