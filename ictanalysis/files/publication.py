"""The one writer: files and folders that appear whole or not at all, however a run ends."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir

from ictanalysis.files.reading import NO_ROOM, real
from ictanalysis.files.staging import Place, left_aside, not_written, refuse_links, sync
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _

_PATIENCE = 60.0
"""Seconds that a run waits for another that writes the same file: it takes one or two."""

_REPORT = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])(-draft)?")


@contextmanager
def published(reports: Path, name: str) -> Iterator[Path]:
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
    if not _REPORT.fullmatch(name):
        raise UsageError(
            _("“{name}” is not the name of a report: it is a month, 2021-05", name=name)
        )
    _refuse_all_but_folders(reports)
    ensure_folder(reports, reports)
    place = Place(reports / name)
    refuse_links(place.path)
    _refuse_all_but_folders(place.path)
    with place.held(_report_is_made(place)):
        place.new.mkdir()
        try:
            yield place.new
            place.replace()
        except OSError as error:
            if error.errno in NO_ROOM:
                raise _without_room(place.path, error) from error
            raise


def replace_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Replace files of a month's folder together, and leave all its other files as they are.

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
    refuse_links(folder)
    place = Place(folder)
    try:
        with place.held(_is_busy(folder)):
            shutil.copytree(folder, place.new, symlinks=True)
            for name, text in texts.items():
                # What is there may be a link, which must not be written through.
                (place.new / name).unlink(missing_ok=True)
                (place.new / name).write_bytes(text.encode())
            place.replace()
    except OSError as error:
        raise not_written(folder, error) from error


def make_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a new folder of a month with these files in it.

    Parameters
    ----------
    folder
        Where nothing must be yet; the folder around it must be there.
    texts
        Name of the file → its text.

    Raises
    ------
    UsageError
        If something is there already, be it a file or a link, or nothing can be written.
    """
    taken = _("{path} is there already: fill it in, or move it away", path=folder)
    _create(folder, folder, _encoded(texts), lambda: _refuse_taken(folder, taken))


def make_dataset(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a new data set, or a project that holds one.

    Parameters
    ----------
    folder
        Where nothing, or an empty folder, must be; what is missing of the path to it is made.
    texts
        Path inside the folder (`2021-05/portal.csv`) → text.

    Raises
    ------
    UsageError
        If something is there already, or nothing can be written.
    """
    path = real(folder)
    _refuse_unfit(folder, path)
    ensure_folder(path.parent, folder)
    _create(folder, path, _encoded(texts), lambda: _refuse_unfit(folder, path))


def write_new(path: Path, content: bytes | Mapping[str, bytes], *, option: str = "--out") -> None:
    """Write a new file that the user has asked for, or a folder of files, name → content.

    Parameters
    ----------
    option
        What names another place, as a message says it.

    Raises
    ------
    UsageError
        If something is there already, or nothing can be written.
    """
    taken = _(
        "{path} is there already: move it away, or name another with {option}",
        path=path,
        option=option,
    )
    _create(path, path, content, lambda: _refuse_taken(path, taken))


def rewrite_file(path: Path, make: Callable[[], bytes]) -> None:
    """Write a file that every run writes anew, whole, in the place of the one that is there.

    Parameters
    ----------
    make
        Returns its content; called once no other run can write the file, for which it waits.

    Raises
    ------
    UsageError
        If a link or a folder stands there, another run does not end, or it cannot be written.
    """
    refuse_links(path)
    place = Place(path)
    try:
        with place.held(_is_busy(path), wait=_PATIENCE):
            place.new.write_bytes(make())
            sync(place.new)
            place.new.replace(path)
    except OSError as error:
        raise not_written(path, error) from error


def mend_dataset(data: Path) -> None:
    """Mend what killed runs have left beside the months of a data set.

    Raises
    ------
    UsageError
        If another run is at work on one, or its folder was made anew since.
    """
    for place in left_aside(data):
        with place.held(_is_busy(place.path)):
            pass


def mend_reports(reports: Path) -> None:
    """Mend what killed runs have left beside reports, unless a run is at work on it.

    Raises
    ------
    UsageError
        If a file stands where the folder of all reports must.
    """
    _refuse_all_but_folders(reports)
    for place in left_aside(reports):
        with suppress(UsageError), place.held(_report_is_made(place)):
            pass


def _create(
    name: Path, path: Path, content: bytes | Mapping[str, bytes], refuse: Callable[[], None]
) -> None:
    """Make a file, or a folder with files, under a path; `refuse` raises if anything is there."""
    refuse()
    place = Place(path)
    try:
        with place.held(_is_busy(name)):
            _write(place.new, content)
            sync(place.new)
            # To rename onto a file, or onto a folder that is empty, would replace it.
            refuse()
            place.new.rename(path)
    except OSError as error:
        refuse()
        raise not_written(name, error) from error


def _write(path: Path, content: bytes | Mapping[str, bytes]) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    path.mkdir()
    for name, part in content.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(part)


def _encoded(texts: Mapping[str, str]) -> Mapping[str, bytes]:
    return {name: text.encode() for name, text in texts.items()}


def ensure_folder(path: Path, name: Path) -> None:
    """Make a folder, and those on the way to it, where they are missing; `name` is for messages."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(name, error) from error


def _refuse_all_but_folders(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise UsageError(_("{path} is not a folder: move it away", path=path))


def _refuse_unfit(folder: Path, path: Path) -> None:
    # A link is refused even where it leads to nothing: what is renamed onto it would replace it.
    empty = path.is_dir() and not any(path.iterdir())
    if folder.is_symlink() or (path.exists() and not empty):
        raise UsageError(_("{path} is there already: name a folder that is new", path=folder))
    if path == Path.cwd():
        raise UsageError(_("{path} is the folder that you are in: name another", path=folder))


def _refuse_taken(path: Path, taken: Message) -> None:
    if os.path.lexists(path):
        raise UsageError(taken)


def _report_is_made(place: Place) -> Message:
    return _(
        "another run is making this report: wait until it ends (lock: {path})", path=place.lock
    )


def _is_busy(path: Path) -> Message:
    return _("another run is at work on {path}: wait until it ends", path=path)


def _without_room(path: Path, error: OSError) -> UsageError:
    """Return the error for a full disk, of which the system does not say which file it is about."""
    message = _(
        "{path} cannot be written: {reason}: make room there or in {temporary}, which the "
        "report is made in",
        path=path,
        reason=error.strerror,
        temporary=gettempdir(),
    )
    return UsageError(message)
