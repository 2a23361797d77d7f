"""A whole new data set: there with all its files, or not there at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ictanalysis.files.reading import real
from ictanalysis.files.staging import built_aside
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

__all__ = ["make_dataset"]


def make_dataset(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a data set: built aside, under a hidden name, then renamed.

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
    place = real(folder)
    _refuse_unfit(folder, place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with built_aside(place, texts) as made:
            # A folder that is no longer empty is not replaced: the system refuses.
            made.rename(place)
    except OSError as error:
        _refuse_unfit(folder, place)
        reason = error.strerror or str(error)
        raise UsageError(
            _("{path} cannot be written: {reason}", path=folder.as_posix(), reason=reason)
        ) from error


def _refuse_unfit(folder: Path, place: Path) -> None:
    # A link is refused even where it leads to nothing: what is renamed onto it would replace it.
    if folder.is_symlink() or (place.exists() and not _is_empty(place)):
        message = _("{path} is there already: name a folder that is new", path=folder.as_posix())
        raise UsageError(message)
    if place == Path.cwd():
        message = _("{path} is the folder that you are in: name another", path=folder.as_posix())
        raise UsageError(message)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
