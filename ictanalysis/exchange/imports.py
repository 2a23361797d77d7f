"""Import a workbook: read it, compare it with what the month has, write the tables that differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.workbooks import MOST_BYTES, Revision, as_lines, read_filled, revision
from ictanalysis.files.publication import make_folder, replace_files
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import Message, _


def import_file(file: Path, data: Dataset, *, replace: bool) -> Sequence[Message]:
    """Write the figures of a workbook into the folder of its month.

    Parameters
    ----------
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
    change = revision(workbook, data.files)
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
        make_folder(folder, {**blank_month(data, change.month).texts, **change.texts})
    elif change.texts:
        replace_files(folder, change.texts)
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
