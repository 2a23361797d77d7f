"""What a run refuses, before it makes anything: to lose what no run has made."""

from __future__ import annotations

from pathlib import Path

from ictanalysis.dataset.notebooks import notebook_files
from ictanalysis.files.reading import real
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.manifest import strangers


def refuse_names(data: Path, notebooks: Path) -> None:
    """Refuse sources that a report could not name, since it is written in UTF-8."""
    for path in (data, notebooks, *notebook_files(notebooks)):
        try:
            f"{path}{real(path).name}".encode()
        except UnicodeEncodeError as error:
            raise UsageError(_("{path}: this name is not UTF-8: rename it", path=path)) from error


def refuse_to_lose(data: Path, notebooks: Path, reports: Path) -> None:
    """Refuse to put reports among their sources."""
    for sources in (real(data), real(notebooks)):
        if real(reports).is_relative_to(sources):
            message = _(
                "{path}: reports cannot go where their sources are: name another folder",
                path=reports,
            )
            raise UsageError(message)


def refuse_strangers(*targets: Path) -> None:
    """Refuse to put a report in the place of files that no run has made."""
    for target in targets:
        for path in strangers(target) if target.is_dir() else ():
            raise UsageError(_("{path}: no run has made this file: move it away first", path=path))
