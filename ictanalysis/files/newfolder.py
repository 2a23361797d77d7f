"""A new folder of a month: there with all its files, or not there at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ictanalysis.files.staging import built_aside
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

__all__ = ["make_folder"]


def make_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a folder with these files in it: built aside, under a hidden name, then renamed.

    A run that is killed leaves nothing but its hidden folder, which no one reads and which the run
    that makes the same folder at last takes away.

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
    if os.path.lexists(folder):
        raise _taken(folder)
    try:
        with built_aside(folder, texts) as made:
            # To rename onto a folder that is empty would replace it.
            if os.path.lexists(folder):
                raise _taken(folder)
            made.rename(folder)
    except OSError as error:
        raise _refusal(folder, error) from error


def _refusal(folder: Path, error: OSError) -> UsageError:
    if os.path.lexists(folder):
        return _taken(folder)
    return UsageError(
        _("{path} cannot be written: {reason}", path=folder, reason=error.strerror or error)
    )


def _taken(folder: Path) -> UsageError:
    return UsageError(
        _("{path} is there already: fill it in, or move it away", path=folder.as_posix())
    )
