"""New files and folders that a command is asked for: there as a whole, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

__all__ = ["write_file", "write_folder"]


def write_file(path: Path, content: bytes) -> None:
    """Write a new file: aside, under a hidden name, then renamed.

    Raises
    ------
    UsageError
        If something is there already, or nothing can be written.
    """
    _refuse_taken(path)
    aside = _aside(path)
    try:
        aside.write_bytes(content)
        _refuse_taken(path)
        aside.rename(path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        aside.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with these files in it, name → content: aside, then renamed.

    Raises
    ------
    UsageError
        If something is there already, or nothing can be written.
    """
    _refuse_taken(folder)
    aside = _aside(folder)
    try:
        aside.mkdir()
        for name, content in files.items():
            (aside / name).write_bytes(content)
        # To rename onto a folder that is empty would replace it.
        _refuse_taken(folder)
        aside.rename(folder)
    except OSError as error:
        raise _not_written(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _aside(path: Path) -> Path:
    return path.absolute().with_name(f".ictanalysis-{path.name}-{secrets.token_hex(4)}")


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        message = _(
            "{path} is there already: move it away, or name another with --out",
            path=path.as_posix(),
        )
        raise UsageError(message)


def _not_written(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(_("{path} cannot be written: {reason}", path=path.as_posix(), reason=reason))
