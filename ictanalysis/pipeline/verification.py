"""Whether a report is what its manifest says, and what the ledger says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ictanalysis.analysis import Month
from ictanalysis.dataset.ledger import LEDGER
from ictanalysis.files.digests import digest
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _, place, plural
from ictanalysis.pipeline.manifest import MANIFEST, Manifest, read_manifest, strangers
from ictanalysis.pipeline.outcomes import Folders
from ictanalysis.pipeline.publishing import read_publication
from ictanalysis.pipeline.run import Runner
from ictanalysis.pipeline.sources import inputs

CHANGING = frozenset({"library"})
"""Inputs that the user has no file of."""


def verified(month: Month, folders: Folders) -> Iterator[Message]:
    """Yield what is wrong with the published report of a month; nothing where all is as it was.

    Raises
    ------
    UsageError
        If there is no report.
    """
    folder = folders.published(month)
    manifest = _manifest(folder)
    yield from _outputs(manifest, folder)
    yield from _inputs(manifest, month, folders)
    yield from _publication(month, folder)


def rebuilt(runner: Runner, month: Month, folders: Folders) -> Iterator[Message]:
    """Yield the files that are other ones where the report is made again.

    Parameters
    ----------
    runner
        Makes reports, in another folder than that of the one that is compared.
    folders
        Where that one is.
    """
    outcome = runner.run(month.period, force=True)
    if outcome.folder is None or outcome.result != "published":
        yield _("the report cannot be made again: its findings block it now")
        return
    before, again = _manifest(folders.published(month)), _manifest(outcome.folder)
    for name in differing(before.outputs, again.outputs):
        path = folders.published(month) / name
        yield _("{path}: made again, it is another one", path=path.as_posix())


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the names of which two mappings have not the same digest."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _manifest(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    if manifest is None:
        message = _("{folder}: there is no report of this version", folder=folder.as_posix())
        raise UsageError(message)
    return manifest


def _outputs(manifest: Manifest, folder: Path) -> Iterator[Message]:
    for name, known in manifest.outputs.items():
        path = folder / name
        if not path.is_file():
            yield _("{path}: the file is gone", path=path.as_posix())
        elif digest(path) != known:
            yield _("{path}: the file is not the one that was made", path=path.as_posix())
    for path in strangers(folder):
        yield _("{path}: no run has made this file", path=path.as_posix())


def _inputs(manifest: Manifest, month: Month, folders: Folders) -> Iterator[Message]:
    now = inputs(month, month.data.files.path, folders.notebooks)
    changed = differing(manifest.inputs, now)
    if names := [name for name in changed if name not in CHANGING]:
        yield plural(
            "{count} file that it was made from is another one now: {names}",
            "{count} files that it was made from are others now: {names}",
            len(names),
            names=", ".join(names),
        )
    if "library" in changed:
        yield _("it was made by another version of ictanalysis")


def _publication(month: Month, folder: Path) -> Iterator[Message]:
    ledger, name = month.data.files.ledger, f"{month.data.files.path.as_posix()}/{LEDGER}"
    if ledger.broken is not None:
        line, problem = ledger.broken
        yield _("{place}: {problem}", place=place(name, line), problem=problem)
    try:
        publication = read_publication(folder)
    except ValueError:
        yield _(
            "{folder}: what says that it was published cannot be read", folder=folder.as_posix()
        )
        return
    if publication is None:
        if any(each.month == str(month.period) for each in ledger.lines):
            yield _("{folder}: nothing says that it was published", folder=folder.as_posix())
        return
    if digest(folder / MANIFEST) != publication.manifest:
        yield _(
            "{folder}: it is not the report that was published on {day}",
            folder=folder.as_posix(),
            day=month.locale.short_day(publication.day),
        )
    if ledger.head_at(publication.lines) != publication.head:
        yield _(
            "{place}: the ledger is not what it was when the report was published",
            place=place(name, publication.lines),
        )
