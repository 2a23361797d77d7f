"""Folders as bytes, as one machine sends them to another; looked at before they are unpacked."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path, PurePosixPath
from zlib import error as ZlibError  # noqa: N812 - the class has the name of no class

from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

LARGEST = 1024**3
"""So many bytes the files of a parcel may have together."""

MOST = 20_000
"""So many files and folders it may hold."""


def pack(folders: dict[str, Path]) -> bytes:
    """Return folders, each under a name, as bytes; the same content gives the same bytes.

    Raises
    ------
    InputError
        If there is something that is neither a plain file nor a folder: what reading refuses, such
        as a file that is too large for a table.
    """
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as parcel:
        for name, folder in sorted(folders.items()):
            for path in sorted(folder.rglob("*")):
                inside = path.relative_to(folder).as_posix()
                if path.is_symlink() or not (path.is_file() or path.is_dir()):
                    raise _refused(f"{folder.name}/{inside}")
                _add(parcel, path, f"{name}/{inside}" if name else inside)
    return gzip.compress(stream.getvalue(), mtime=0)


def _add(parcel: tarfile.TarFile, path: Path, name: str) -> None:
    entry = tarfile.TarInfo(name)
    if path.is_dir():
        entry.type = tarfile.DIRTYPE
        parcel.addfile(entry)
        return
    content = path.read_bytes()
    entry.size = len(content)
    parcel.addfile(entry, io.BytesIO(content))


def _refused(name: str) -> InputError:
    message = _("cannot be sent to a cluster: put a plain file there, of a table's size")
    return InputError(message, file=name)


def unpack(content: bytes, folder: Path) -> None:
    """Write what a parcel holds into a folder that is empty.

    Raises
    ------
    ValueError
        If it is no parcel, or not one of plain files and folders that stay in the folder, none of
        them twice, and within the limits.
    """
    left = LARGEST
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as parcel:
            for count, entry in enumerate(parcel):
                left -= entry.size
                if count >= MOST or left < 0:
                    raise ValueError("more than a parcel may hold")
                _write(parcel, entry, folder / _inside(entry.name))
    except (tarfile.TarError, EOFError, ZlibError, OSError) as error:
        raise ValueError(f"no parcel: {error}") from error


def _inside(name: str) -> PurePosixPath:
    """Return a name that stays in its folder, on any system."""
    path = PurePosixPath(name)
    plain = name == path.as_posix() and not {"\\", ":", "\0"} & set(name)
    if not plain or path.is_absolute() or not path.parts or {".", ".."} & set(path.parts):
        raise ValueError(f"the name {name!r}")
    return path


def _write(parcel: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if entry.isdir():
        path.mkdir(exist_ok=True)
        return
    source = parcel.extractfile(entry) if entry.isreg() else None
    if source is None:
        raise ValueError(f"{entry.name!r} is not a file")
    with path.open("xb") as target:
        target.write(source.read())
