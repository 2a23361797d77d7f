"""Copies of plain files, their digests noted while they are at hand."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ictanalysis.files.digests import note
from ictanalysis.files.reading import plain_bytes


def copy_plain(path: str, target: str) -> bool:
    """Copy a plain file and return whether there is a copy now.

    There is none of a link, of what `read_text` would refuse, and where there is no room.

    Parameters
    ----------
    target
        The copy, which nobody else writes to.
    """
    plain = plain_bytes(path)
    if plain is None:
        return False
    content, status = plain
    try:
        written = _write(target, content)
    except OSError:
        Path(target).unlink(missing_ok=True)
        return False
    digest = hashlib.sha256(content).hexdigest()
    note(digest, status)
    note(digest, written, private=True)
    return True


def _write(target: str, content: bytes) -> os.stat_result:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)
