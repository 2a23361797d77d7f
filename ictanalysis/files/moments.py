"""Files as they are at one moment: what tells whether any of them has changed since."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

Place = Path | os.DirEntry[str]
"""A file or a folder, as it was named or as it was listed a moment ago."""

Moment = Mapping[str, tuple[int, ...] | None]
"""Path → which file it is, how large, and when it was last written; None where nothing is."""

ATTEMPTS = 20
"""So often are files read again that change while they are read."""

_CLOCK = 50_000_000
"""Nanoseconds within which two changes may bear the same time."""


def moment(places: Iterable[Place]) -> Moment:
    """Return what tells these files and folders from those that may come after them."""
    return {os.fspath(place): _stamp(place) for place in places}


def wait_until_settled(found: Moment) -> bool:
    """Wait where something was changed so lately that it could be once more without a trace.

    Return whether there was anything to wait for: then it has to be looked at again.
    """
    latest = max((each[2] for each in found.values() if each), default=0)
    lately = 0 <= time.time_ns() - latest < _CLOCK
    if lately:
        time.sleep(_CLOCK / 1e9)
    return lately


def _stamp(place: Place) -> tuple[int, ...] | None:
    try:
        status = place.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
