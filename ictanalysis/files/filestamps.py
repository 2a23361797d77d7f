"""The stamps of files: what tells, without reading a file, that it is another one now."""

from __future__ import annotations

import os
from pathlib import Path

Stamp = tuple[int, ...]
"""Which file it is, how large, and when it was last written and changed."""

_CACHES = "__pycache__"


def file_stamps(place: str, root: Path, deepest: int = 9) -> dict[str, Stamp]:
    """Return the stamp of each file under a folder, by its name after that of the place.

    Parameters
    ----------
    deepest
        How many folders deep a file may lie.
    """
    found: dict[str, Stamp] = {}
    waiting = [(place, os.fspath(root), deepest)]
    while waiting:
        name, folder, depth = waiting.pop()
        for entry in folder_entries(folder):
            inside = f"{name}/{entry.name}"
            if entry.is_dir():
                if depth > 1 and entry.name != _CACHES:
                    waiting.append((inside, entry.path, depth - 1))
            else:
                found[inside] = _stamp(entry)
    return found


def folder_entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what lies in a folder; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        status = entry.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
