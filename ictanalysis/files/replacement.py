"""Files of a month's folder that are replaced together: all of them, or none.

The folder is built anew aside, with what stays as it is, and put in the place of the old one. A run
that is killed in between leaves hidden folders behind; the next one finds and mends them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

__all__ = ["mend", "replace_files"]

# `dataset.workshop` clears away what begins with .ictanalysis-<month>: these names do not.
_OLD = ".ictanalysis-old-"


@dataclass(frozen=True)
class _Place:
    """The paths of one month: its folder, the one that is built, and the one that it replaces."""

    folder: Path

    @property
    def new(self) -> Path:
        return self.folder.with_name(f".ictanalysis-new-{self.folder.name}")

    @property
    def old(self) -> Path:
        return self.folder.with_name(_OLD + self.folder.name)

    @property
    def lock(self) -> Path:
        return self.folder.with_name(f".ictanalysis-lock-{self.folder.name}")


def replace_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Put these texts in the place of a folder's files, and leave all its other files as they are.

    Parameters
    ----------
    folder
        The folder of a month, which must be there.
    texts
        Name of the file → its text.

    Raises
    ------
    UsageError
        If the folder is a link, another run is at work on it, or something cannot be written; it is
        as it was before then.
    """
    place = _Place(folder)
    if folder.is_symlink():
        raise UsageError(_("{path} is a symbolic link: remove it", path=folder.as_posix()))
    with _locked(place):
        _mend(place)
        try:
            _build(place, texts)
            folder.rename(place.old)
            place.new.rename(folder)
        except BaseException as error:
            _mend(place)
            if isinstance(error, OSError):
                raise _not_written(folder, error) from error
            raise
        _mend(place)


def mend(data: Path) -> None:
    """Bring back each month of a data set that a killed run has left aside.

    Raises
    ------
    UsageError
        If another run is at work on one, or its folder was made anew since.
    """
    for old in sorted(data.glob(f"{_OLD}*")):
        place = _Place(old.with_name(old.name.removeprefix(_OLD)))
        with _locked(place):
            _mend(place)


@contextmanager
def _locked(place: _Place) -> Iterator[None]:
    lock = FileLock(place.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        message = _(
            "another run is at work on {path}: wait until it ends", path=_name(place.folder)
        )
        raise UsageError(message) from error
    except OSError as error:
        raise _not_written(place.folder, error) from error
    try:
        yield
    finally:
        # Windows does not delete what is open; the next run uses what is left.
        with suppress(OSError):
            place.lock.unlink()
        lock.release()


def _mend(place: _Place) -> None:
    """Bring back the old folder if there is none now, and clear away what is left."""
    if place.old.exists() and not os.path.lexists(place.folder):
        place.old.rename(place.folder)
    if place.old.exists() and place.new.exists():
        raise UsageError(
            _(
                "{old} is the month as it was when a run was killed, and {folder} was made since: "
                "move one of them away",
                old=_name(place.old),
                folder=_name(place.folder),
            )
        )
    for left in (place.new, place.old):
        shutil.rmtree(left, ignore_errors=True)


def _build(place: _Place, texts: Mapping[str, str]) -> None:
    shutil.copytree(place.folder, place.new, symlinks=True)
    for name, text in texts.items():
        # What is there may be a link, which must not be written through.
        (place.new / name).unlink(missing_ok=True)
        with (place.new / name).open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _not_written(folder: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(_("{path} cannot be written: {reason}", path=_name(folder), reason=reason))


def _name(path: Path) -> str:
    return path.as_posix()
