"""Import of a report that was edited in Word: prose goes back, numbers do not."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.dataset.monthfolder import NARRATIVE
from ictanalysis.exchange.packages import BROKEN, part_name
from ictanalysis.exchange.word.changes import Return, Returned
from ictanalysis.exchange.word.package import DOCUMENT, parsed, read_bytes, word_parts
from ictanalysis.exchange.word.record import read_record
from ictanalysis.exchange.word.remarks import Remark, remarks
from ictanalysis.exchange.word.returning import returned
from ictanalysis.exporters.docx_record import NAMESPACE
from ictanalysis.files.publication import replace_files
from ictanalysis.files.reading import read_text
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _, place, plural


@dataclass(frozen=True)
class Outcome:
    """What became of an edited report: what to say of it, and whether it changes a number."""

    messages: Sequence[Message]
    numbers: bool = False


def is_report(file: Path) -> bool:
    """Return whether a file is a report that `ictanalysis run` has made, edited or not."""
    if file.suffix.lower() != ".docx":
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return any(
                part_name(each.filename).startswith("customxml/item")
                and NAMESPACE.encode() in archive.read(each)
                for each in archive.infolist()
                if each.file_size < _LARGEST_RECORD
            )
    except (*BROKEN, KeyError):
        return False


_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_LARGEST_RECORD = 16 * 1024 * 1024


def import_report(file: Path, data: Dataset, month: pd.Period | None = None) -> Outcome:
    """Write the prose of an edited report into the narrative of its month.

    Parameters
    ----------
    month
        The month that it must be of; None for the one that it was made for.

    Raises
    ------
    InputError
        If the document cannot be read, or is of another month; nothing is written then.
    UsageError
        If the data set does not have the month, or its narrative cannot be written.
    """
    name = file.as_posix()
    parts = word_parts(read_bytes(file), name)
    record = read_record(parts, name)
    if record is None:
        message = _("is no report that ictanalysis run has made: take the one from reports")
        raise InputError(message, file=name)
    if month is not None and month != record.month:
        message = _("is the report of {month}", month=str(record.month))
        raise InputError(message, file=name)
    document = parsed(parts[DOCUMENT], name)
    folder = data.files.path / str(record.month)
    own = data.month(record.month)
    path = folder / NARRATIVE
    notes = [parsed(parts[each], name) for each in _NOTES if each in parts]
    found = returned(record, document, own, read_text(path, path.as_posix()), notes)
    left = [*remarks(parts, document, name)]
    if found.narrative is not None:
        replace_files(folder, {NARRATIVE: found.narrative})
    return Outcome(
        [*_described(found, left, path.as_posix(), record.month)],
        any(each.kind == "number" for each in found.changes),
    )


def _described(
    found: Return, left: Sequence[Remark], path: str, month: pd.Period
) -> Iterator[Message]:
    for change in found.changes:
        yield _change(change, path)
    for remark in left:
        yield _remark(remark)
    taken = sum(each.kind == "taken" for each in found.changes)
    shown = sum(each.kind == "shown" for each in found.changes)
    numbers = sum(each.kind == "number" for each in found.changes)
    yield _(
        "{month}: {taken} written to {path}, {shown} to be made by hand, {numbers} refused",
        month=str(month),
        path=path,
        taken=plural("{count} change is", "{count} changes are", taken),
        shown=plural("{count} change is", "{count} changes are", shown),
        numbers=plural("{count} number is", "{count} numbers are", numbers),
    )
    if taken:
        yield _("then run: ictanalysis check {month}", month=str(month))


def _change(change: Returned, path: str) -> Message:
    words = _words(change)
    if change.kind == "taken":
        where = place(path, change.line)
        return _("taken: {place}: {change}", place=where, change=words)
    if change.kind == "there":
        return _("there already: {place}: {change}", place=place(path, change.line), change=words)
    if change.kind == "number":
        if change.keys:
            return _(
                "error: {change}: {keys} comes from the tables: mend it there",
                change=words,
                keys=", ".join(dict.fromkeys(change.keys)),
            )
        return _(
            "error: {change}: numbers come from the tables: mend it there, or write {{=…}} around "
            "it in narrative.md if it is no figure",
            change=words,
        )
    if change.task:
        return _(
            "to do: {change}: it is task {number} of the plan: mend it in plan.csv",
            change=words,
            number=change.task,
        )
    return _(
        "to do: {change}, in “{about}”: it is a sentence of the notebook or a table",
        change=words,
        about=change.about,
    )


def _words(change: Returned) -> Message:
    if not change.old:
        return _("“{new}” was added", new=change.new)
    if not change.new:
        return _("“{old}” was removed", old=change.old)
    return _("“{old}” became “{new}”", old=change.old, new=change.new)


def _remark(remark: Remark) -> Message:
    if remark.kind == "comment":
        return _(
            "comment by {author} on “{about}”: {text}",
            author=remark.author or "-",
            about=remark.about,
            text=remark.text,
        )
    if remark.kind == "added":
        return _("tracked: {author} added “{text}”", author=remark.author or "-", text=remark.text)
    return _("tracked: {author} removed “{text}”", author=remark.author or "-", text=remark.text)
