"""Import figures: read files, compare them with the month, write the tables that differ."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.dataset import read_dataset
from ictanalysis.dataset.periods import parse_month
from ictanalysis.dataset.sources import SOURCES
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.packages import BROKEN, member
from ictanalysis.exchange.sources.importing import source_revision
from ictanalysis.exchange.word.importing import Outcome, import_report, is_report
from ictanalysis.exchange.workbooks import MOST_BYTES, Revision, as_lines, read_filled, revision
from ictanalysis.exchange.workbooks.container import WORKBOOK
from ictanalysis.exchange.workbooks.layout import INDEX
from ictanalysis.exchange.workbooks.reporttexts import text_revision
from ictanalysis.files.publication import make_folder, replace_files
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import Message, _, plural


def import_any(files: Sequence[str], data: Dataset, *, name: str | None, replace: bool) -> Outcome:
    """Write what files say into a month: a template, an edited report, or files of offices.

    Parameters
    ----------
    files
        The files; before those of offices, and where it is known, the month.
    name, replace
        As `import_files`.

    Returns
    -------
    Outcome
        What to print, and whether an edited report changes a number.

    Raises
    ------
    InputError, UsageError
        As `import_files` and `import_report`; and if a mapping is named for a report.
    """
    first, *others = files
    month = parse_month(first) if others else None
    paths = [Path(file) for file in others or [first]]
    if len(paths) == 1 and is_report(paths[0]):
        if name is not None:
            message = _("--name is for offices' own files, not for a report: leave it out")
            raise UsageError(message)
        return import_report(paths[0], data, month)
    if month is None:
        return Outcome(import_file(paths[0], data, replace=replace))
    return Outcome(import_files(month, paths, data, name=name, replace=replace))


def import_file(
    file: Path, data: Dataset, *, month: pd.Period | None = None, replace: bool
) -> Sequence[Message]:
    """Write the figures of a workbook into the folder of its month.

    Parameters
    ----------
    month
        The month that it must be of; None for the one that it was made for.
    replace
        Whether values that are there and differ may be replaced.

    Returns
    -------
    sequence of messages
        What was done and what to do next, a line each, for the caller to print.

    Raises
    ------
    InputError
        If anything is wrong with the workbook; nothing is written then.
    UsageError
        If values would be replaced that may not be, or something cannot be written.
    """
    workbook = read_filled(_content(file), file.as_posix(), data.files)
    if month is not None and month != workbook.month:
        message = _("is the workbook of {month}", month=str(workbook.month))
        raise InputError(message, file=file.as_posix())
    change = revision(workbook, data.files)
    if workbook.plan is None:
        return _write(change, data, {}, replace=replace)
    texts = text_revision(data, workbook, workbook.plan)
    whole = dataclasses.replace(change, changes=[*change.changes, *texts.changes])
    done = _write(whole, data, texts.texts, replace=replace)
    if not texts.texts:
        return done
    named = _(
        "{names}: written, with {count} new texts and tasks",
        names=", ".join(texts.texts),
        count=texts.new,
    )
    return [*done[:1], named, *_typed(data.files.path, workbook.month), *done[1:]]


def _typed(path: Path, month: pd.Period) -> Iterator[Message]:
    """Yield the numbers that stand in the narrative as they were typed, with their placeholders."""
    again = Dataset(read_dataset(path))
    for finding in again.month(month).findings:
        if finding.rule == "unbound":
            yield finding.description


def import_files(
    month: pd.Period, files: Sequence[Path], data: Dataset, *, name: str | None, replace: bool
) -> Sequence[Message]:
    """Write figures of offices' own files into the folder of a month, by the data set's mappings.

    A template that was filled in for the month is taken as `import_file` takes it.

    Parameters
    ----------
    name
        The mapping to use; None for every one of which the files have a table.
    replace
        Whether values that are there and differ may be replaced.

    Returns
    -------
    sequence of messages
        As `import_file`.

    Raises
    ------
    InputError
        If anything is wrong with a file or a mapping; nothing is written then.
    UsageError
        As `import_file`; and if there is no mapping for a file.
    """
    if len(files) == 1 and is_template(files[0]):
        return import_file(files[0], data, month=month, replace=replace)
    made = source_revision(month, files, data, name)
    done = _write(made.revision, data, {SOURCES: made.sources}, replace=replace)
    if not made.empty:
        return done
    empty = plural(
        "{count} cell is empty, and its figure stays as it was: {keys}",
        "{count} cells are empty, and their figures stay as they were: {keys}",
        len(made.empty),
        keys=", ".join(map(str, made.empty)),
    )
    return [*done[:1], empty, *done[1:]]


def is_template(file: Path) -> bool:
    """Return whether a file is a workbook that `ictanalysis template` has made."""
    try:
        with zipfile.ZipFile(file) as archive:
            entry = member(archive, WORKBOOK)
            if entry is None:
                return False
            with archive.open(entry) as part:
                return f'name="{INDEX}"'.encode() in part.read(MOST_BYTES)
    except BROKEN:
        return False


def _write(
    change: Revision, data: Dataset, beside: Mapping[str, str], *, replace: bool
) -> Sequence[Message]:
    """Write what changes, and other files beside it, and return what was done."""
    if change.changes and not replace:
        refusal = _(
            "nothing was written, for {count} values of {month} would be replaced: add --replace "
            "if the workbook is right",
            count=len(change.changes),
            month=str(change.month),
        )
        raise UsageError(as_lines([*change.changes, refusal]))
    folder = data.files.path / str(change.month)
    if change.month not in data.files.months:
        make_folder(folder, {**blank_month(data, change.month).texts, **change.texts, **beside})
    elif change.texts or beside:
        replace_files(folder, {**change.texts, **beside})
    return _done(change, folder)


def _content(file: Path) -> bytes:
    """Return the bytes of a workbook, or one more than are read where it is larger."""
    if not file.is_file():
        message = _("there is no such file") if not file.exists() else _("is not a file")
        raise InputError(message, file=file.as_posix())
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _done(change: Revision, folder: Path) -> Sequence[Message]:
    written = _(
        "{month}: {count} tables are written to {folder}, {same} are as they were; {filled} "
        "figures are new, {changed} were replaced",
        month=str(change.month),
        count=len(change.texts),
        folder=folder.as_posix(),
        same=change.same,
        filled=change.filled,
        changed=len(change.changes),
    )
    return [written, _("then run: ictanalysis check {month}", month=str(change.month))]
