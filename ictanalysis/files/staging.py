"""What is built aside, under hidden names, and then put in its place whole.

Beside `2021-05`, while a run is at work on it, stand its lock (`.ictanalysis-2021-05.lock`), what
is being built (`….new`) and, for the moment of the change, what is replaced (`….old`). A run that
is killed leaves them behind; the next run for the same place mends them. A file or folder that has
such a name, but no lock beside it, is somebody else's and stays.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ictanalysis.files.exchange import exchange
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

_PREFIX, _LOCK = ".ictanalysis-", ".lock"


@dataclass(frozen=True)
class Place:
    """Where a file or folder is to stand, and the names beside it that a run uses meanwhile."""

    path: Path

    @property
    def lock(self) -> Path:
        """Return the file that the run at work on the place has locked."""
        return self.path.with_name(f"{_PREFIX}{self.path.name}{_LOCK}")

    @property
    def new(self) -> Path:
        """Return where the new file or folder is built."""
        return self.path.with_name(f"{_PREFIX}{self.path.name}.new")

    @property
    def old(self) -> Path:
        """Return where the old folder stands while the new one takes its place."""
        return self.path.with_name(f"{_PREFIX}{self.path.name}.old")

    @contextmanager
    def held(self, busy: Message, wait: float = 0) -> Iterator[None]:
        """Lock the place, mend it before and after, and leave nothing beside it.

        Parameters
        ----------
        busy
            What to say where another run holds the lock.
        wait
            How many seconds to wait for it.

        Raises
        ------
        UsageError
            If another run is at work on the place, or something of another's stands beside it.
        """
        self._refuse_others()
        lock = FileLock(self.lock, timeout=wait)
        try:
            # The lock would make the folders on the way to it.
            self.path.parent.stat()
            lock.acquire()
        except Timeout as error:
            raise UsageError(busy) from error
        except OSError as error:
            raise not_written(self.path, error) from error
        try:
            self._mend()
            try:
                yield
            finally:
                self._mend()
        finally:
            if not self._aside():
                # Windows does not delete what is open; the next run uses what is left.
                with suppress(OSError):
                    self.lock.unlink()
            lock.release()

    def replace(self) -> None:
        """Put what was built in the place of what is there, if anything is.

        Where the system cannot exchange them, there is nothing between the two steps; a run that
        ends there is mended by the next.
        """
        sync(self.new)
        if not self.path.exists():
            self.new.rename(self.path)
        elif not exchange(self.new, self.path):
            self.path.rename(self.old)
            self.new.rename(self.path)
        _sync_entry(self.path.parent)

    def _aside(self) -> list[Path]:
        return [path for path in (self.new, self.old) if os.path.lexists(path)]

    def _refuse_others(self) -> None:
        refuse_links(self.lock, self.new, self.old)
        for path in [] if self.lock.exists() else self._aside():
            raise UsageError(_("{path} was left by no run: move it away", path=path))

    def _mend(self) -> None:
        """Bring back the old folder if there is none now, and clear away what is left."""
        if self.old.exists() and not os.path.lexists(self.path):
            self.old.rename(self.path)
        aside = self._aside()
        if len(aside) > 1:
            message = _(
                "{old} is the month as it was when a run was killed, and {folder} was made "
                "since: move one of them away",
                old=self.old,
                folder=self.path,
            )
            raise UsageError(message)
        for path in aside:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def left_aside(folder: Path) -> Iterator[Place]:
    """Yield the places in a folder beside which a killed run has left something."""
    for lock in sorted(folder.glob(f"{_PREFIX}?*{_LOCK}")):
        place = Place(folder / lock.name.removeprefix(_PREFIX).removesuffix(_LOCK))
        links = any(path.is_symlink() for path in (lock, place.new, place.old))
        if not links and (place.old.is_dir() or not place.old.exists()):
            yield place


def sync(path: Path) -> None:
    """Have all content on the disk before the names that it will be found by."""
    entries = [
        Path(parent, name) for parent, folders, files in os.walk(path) for name in files + folders
    ]
    for entry in [*entries, path]:
        _sync_entry(entry)


def _sync_entry(path: Path) -> None:
    """Have a file, or a folder's list of names, on the disk; Windows does so for files alone."""
    if path.is_symlink() or (os.name == "nt" and path.is_dir()):
        return
    mode = os.O_RDWR if os.name == "nt" else os.O_RDONLY
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refuse_links(*paths: Path) -> None:
    """Raise an error where a symbolic link stands: it is neither followed nor taken away."""
    for path in paths:
        if path.is_symlink():
            raise UsageError(_("{path} is a symbolic link: remove it", path=path))


def not_written(path: Path, error: OSError) -> UsageError:
    """Return the error for a file or folder that the system does not let be written."""
    reason = error.strerror or str(error)
    return UsageError(_("{path} cannot be written: {reason}", path=path, reason=reason))
