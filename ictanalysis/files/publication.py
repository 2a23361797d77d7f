"""Reports that appear whole or not at all: built aside, then moved into place.

Beside the reports stands one hidden folder. It holds, for each report, the lock of the run that
is making it, the folder it is built in, and, for the moment of the change, the report that it
replaces. A run that is killed leaves one of these behind; the next one finds and mends it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock, Timeout

from ictanalysis.files.reading import NO_ROOM
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

__all__ = ["WORKSHOP", "mend", "staging"]

WORKSHOP = ".ictanalysis"
"""The name of the hidden folder."""

_NAME = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])(-draft)?")


@contextmanager
def staging(reports: Path, name: str) -> Iterator[Path]:
    """Yield an empty folder, whose content becomes the report when the block ends.

    If the block fails, or the process is killed, the report stays as it was. Folders and files
    get the permissions that the umask gives.

    Parameters
    ----------
    reports
        The folder of all reports. It is made if it is missing.
    name
        The name of the report: a month, ``2021-05``, or its draft, ``2021-05-draft``.

    Raises
    ------
    UsageError
        If the name is another one, another run is making this report, a symbolic link or a
        file stands where a folder must, or there is no room for the report.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            _("“{name}” is not the name of a report: it is a month, 2021-05", name=name)
        )
    place = _Place(reports, name)
    _make_folder(reports, parents=True)
    _make_folder(place.workshop)
    with _locked(place.lock):
        _refuse_all_but_folders(place)
        _mend(place)
        place.new.mkdir()
        try:
            yield place.new
            _sync(place.new)
            _replace(place)
        except BaseException as error:
            _mend(place)
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise _without_room(place.report, error) from error
            raise
        _remove(place.old)


def mend(reports: Path) -> None:
    """Bring back each report that a killed run has left aside, unless a run is at work on it.

    Raises
    ------
    UsageError
        If a file stands where the folder of all reports must.
    """
    if reports.exists() and not reports.is_dir():
        raise _no_folder(reports)
    for old in sorted((reports / WORKSHOP).glob("*.old")):
        place = _Place(reports, old.stem)
        if not _NAME.fullmatch(old.stem) or place.report.exists():
            continue
        with suppress(UsageError), _locked(place.lock):
            _refuse_all_but_folders(place)
            _mend(place)


@dataclass(frozen=True)
class _Place:
    """The paths of one report."""

    reports: Path
    name: str

    @property
    def report(self) -> Path:
        return self.reports / self.name

    @property
    def workshop(self) -> Path:
        return self.reports / WORKSHOP

    @property
    def lock(self) -> Path:
        return self.workshop / f"{self.name}.lock"

    @property
    def new(self) -> Path:
        return self.workshop / f"{self.name}.new"

    @property
    def old(self) -> Path:
        return self.workshop / f"{self.name}.old"


def _make_folder(path: Path, *, parents: bool = False) -> None:
    try:
        path.mkdir(parents=parents, exist_ok=True)
    except FileExistsError as error:
        raise _no_folder(path) from error
    except OSError as error:
        raise _not_writable(path, error) from error


def _no_folder(path: Path) -> UsageError:
    return UsageError(_("{path} is not a folder: move it away", path=path))


def _without_room(path: Path, error: OSError) -> UsageError:
    """Return the error for a full disk, of which the system does not say which file it is about."""
    return UsageError(
        _(
            "{path} cannot be written: {reason}: make room there or in {temporary}, which the "
            "report is made in",
            path=path,
            reason=error.strerror,
            temporary=gettempdir(),
        )
    )


def _not_writable(path: Path, error: OSError) -> UsageError:
    return UsageError(
        _("{path} cannot be written: {reason}", path=path, reason=error.strerror or error)
    )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    _refuse_links(path.parent, path)
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise UsageError(
            _("another run is making this report: wait until it ends (lock: {path})", path=path)
        ) from error
    except OSError as error:
        raise _not_writable(path, error) from error
    try:
        yield
    finally:
        lock.release()


def _refuse_all_but_folders(place: _Place) -> None:
    """Refuse to follow a link or to take away a file.

    The folder of all reports may itself be a link: where it is, is its owner's choice.
    """
    folders = (place.report, place.new, place.old)
    _refuse_links(*folders)
    for path in folders:
        if path.exists() and not path.is_dir():
            raise _no_folder(path)


def _refuse_links(*paths: Path) -> None:
    for path in paths:
        if path.is_symlink():
            raise UsageError(_("{path} is a symbolic link: remove it", path=path))


def _replace(place: _Place) -> None:
    """Put the new report where the old one is.

    Between the two steps there is none; a run that ends there is mended by the next.
    """
    if place.report.exists():
        place.report.rename(place.old)
    place.new.rename(place.report)
    _sync_entry(place.workshop)
    _sync_entry(place.reports)


def _mend(place: _Place) -> None:
    """Bring back the old report if there is none now, and clear away what is left."""
    if place.old.exists() and not place.report.exists():
        place.old.rename(place.report)
    _remove(place.new)
    _remove(place.old)


def _remove(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)


def _sync(folder: Path) -> None:
    """Have all content on the disk before the names that it will be found by."""
    for parent, _folders, files in os.walk(folder):
        for file in files:
            _sync_entry(Path(parent) / file)
        _sync_entry(Path(parent))


def _sync_entry(path: Path) -> None:
    """Have a file, or a folder's list of names, on the disk; Windows does so for files alone."""
    if os.name == "nt" and path.is_dir():
        return
    mode = os.O_RDWR if os.name == "nt" else os.O_RDONLY
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
