"""The boundary to the file system: texts that are safe to read.

Every text of a data set comes in through `read_text`, which refuses what is not one: a link that
leads out of the data set, a file too large to be a table, bytes that are not UTF-8.
"""

from __future__ import annotations

import errno
import os
import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _

LARGEST = 2 * 1024 * 1024
"""No table, narrative or setting of a month comes near this many bytes."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) and os.O_NOFOLLOW | os.O_NONBLOCK
"""Opens no link, and waits for nobody to write to a pipe; 0 where the system cannot."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
"""Numbers of the errors by which a disk takes no more; the system does not name the file then."""


def real(path: Path) -> Path:
    """Return where a path leads once links are followed; a link in a circle leads to itself."""
    return Path(os.path.realpath(path))


def is_left_over(path: Path | os.DirEntry[str]) -> bool:
    """Return whether a file is a backup or a lock that an editor or a system has left.

    Its name begins with `.` or `~`: `.~report.ipynb` of JupyterLab, `._report.ipynb` of macOS.
    """
    return path.name.startswith((".", "~"))


def read_text(
    path: str | Path, name: str, *, root: Path | None = None, largest: int = LARGEST
) -> str:
    """Return the text of a file, as it stands there (line ends and byte order mark included).

    Parameters
    ----------
    path, name
        The file, and how messages call it.
    root
        The folder that the file must lie in once links are followed, already resolved.
    largest
        How many bytes it may have.

    Raises
    ------
    InputError
        If it is absent, not a regular file, outside `root`, larger than it may be, not UTF-8, or
        holds a NUL byte.
    """
    try:
        plain = plain_bytes(path, largest)
        content = _read_bytes(Path(path), name, root, largest) if plain is None else plain[0]
    except FileNotFoundError as error:
        raise InputError(_("there is no such file"), file=name) from error
    except OSError as error:
        problem = _("cannot be read ({reason})", reason=error.strerror)
        raise InputError(problem, file=name) from error
    return _decode(content, name)


def plain_bytes(path: str | Path, largest: int = LARGEST) -> tuple[bytes, os.stat_result] | None:
    """Return what a plain file holds, and its status; None where it takes a closer look.

    A link does, and so does what is larger than it may be or cannot be read.
    """
    if not _NO_LINK:
        return None
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK)
    except OSError:
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > largest:
            return None
        content = os.read(descriptor, status.st_size + 1)
    finally:
        os.close(descriptor)
    return (content, status) if len(content) == status.st_size else None


def _read_bytes(path: Path, name: str, root: Path | None, largest: int) -> bytes:
    if root is not None and path.is_symlink() and not real(path).is_relative_to(root):
        problem = _("is a link that leads out of the data set: put the file itself there")
        raise InputError(problem, file=name)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise InputError(_("is not a file: put a plain file there"), file=name)
    if status.st_size > largest:
        problem = _(
            "has {size} MiB, which no file of a month has ({limit} at most): check what it is",
            size=status.st_size // 1024**2,
            limit=largest // 1024**2,
        )
        raise InputError(problem, file=name)
    return path.read_bytes()


def _decode(content: bytes, name: str) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        problem = _("is written in UTF-16 (“Unicode text”): save the file as UTF-8")
        raise InputError(problem, file=name)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        value = f"0x{content[error.start]:02X}"
        problem = _("the byte {value} is not UTF-8: save the file as UTF-8", value=value)
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(problem, file=name, line=line) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problem = _("holds a NUL character: save the file as plain text")
        raise InputError(problem, file=name, line=line)
    return text
