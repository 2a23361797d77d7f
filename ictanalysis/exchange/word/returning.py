"""A report that was edited in Word, and what of it goes back into the month that it was made of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ictanalysis.analysis import Month
from ictanalysis.exchange.word.changes import Kind, Return, Returned
from ictanalysis.exchange.word.comparison import Edit, Pair, alike, edits, pairs
from ictanalysis.exchange.word.narrated import Placed, narrated, placed
from ictanalysis.exchange.word.narrativetext import (
    Change,
    Insertion,
    Removal,
    Replacement,
    revised,
)
from ictanalysis.exchange.word.record import Record, RecordedParagraph
from ictanalysis.exporters.wordprocessing import W, paragraphs_of, text_of
from ictanalysis.language.paragraphs import Paragraph
from ictanalysis.language.typed import typed_numbers
from ictanalysis.language.unprintable import UNPRINTABLE

_DIGIT = re.compile(r"\d")
_MARKUP = re.compile(f"[{{}}]|{UNPRINTABLE.pattern}")
_HEADING = re.compile(r"(?P<number>[IVXLC]+|\d+(?:\.\d+)*)\.\s+(?P<title>.+)", re.DOTALL)


def returned(
    record: Record,
    document: Element,
    month: Month,
    narrative: str,
    notes: Sequence[Element] = (),
) -> Return:
    """Return what an edited document changes.

    Parameters
    ----------
    record
        What the document was.
    document
        Its text as it is, with tracked changes accepted.
    month, narrative
        The month that it is of, and the text of its narrative.
    notes
        The roots of its footnotes and endnotes.
    """
    every = [*paragraphs_of(document)]
    in_tables = {id(each) for table in document.iter(f"{W}tbl") for each in table.iter(f"{W}p")}
    after = [Edited(text_of(each), id(each) in in_tables) for each in every]
    found = _Reader(record, after, month, narrative).read()
    for text in _asides(document, notes):
        found.changes.append(Returned("shown", "", text, text))
    return found


class Edited(NamedTuple):
    """A paragraph as it is now, and whether it stands in a table."""

    text: str
    in_table: bool = False


def _asides(document: Element, notes: Sequence[Element]) -> Iterator[str]:
    """Yield the texts of boxes and of notes, of which a report has none when it is made."""
    boxes = document.iter(f"{W}txbxContent")
    for each in (*boxes, *(note for part in notes for note in part)):
        if text := " ".join(text_of(each).split()):
            yield text


class _Reader:
    """Goes through the paragraphs and says of each change where it belongs."""

    def __init__(
        self, record: Record, after: Sequence[Edited], month: Month, narrative: str
    ) -> None:
        self._before = record.paragraphs
        self._after = after
        self._month = month
        self._narrative = narrative
        told = [*narrated(month)]
        self._placed: Mapping[int, Sequence[Placed]] = placed(
            told, [each.text for each in self._before]
        )
        # Where a report is imported again, the narrative has its words already.
        self._there: Mapping[int, Sequence[Placed]] = placed(told, [each.text for each in after])
        self._writable = unicodedata.is_normalized("NFC", narrative)
        self._changes: list[Change] = []
        self._found = Return()
        self._section = ""
        self._last: Placed | None = None

    def read(self) -> Return:
        texts = [each.text for each in self._before], [each.text for each in self._after]
        for pair in pairs(*texts):
            self._take(pair)
        self._keep_moved()
        if self._changes:
            self._found.narrative = revised(self._narrative, self._changes)
        return self._found

    def _keep_moved(self) -> None:
        """Take no paragraph out whose words stand elsewhere, where somebody must see to them."""
        elsewhere = " ".join(each.new for each in self._found.changes if each.kind == "shown")
        for at, each in enumerate(self._found.changes):
            bare = each.old.removeprefix("- ").rstrip(".;")
            if each.kind == "taken" and not each.new and bare in elsewhere:
                self._found.changes[at] = replace(each, kind="shown", line=0)
                self._changes = [
                    change
                    for change in self._changes
                    if not (isinstance(change, Removal) and change.paragraph.line == each.line)
                ]

    def _take(self, pair: Pair) -> None:
        if pair.before is None:
            self._added(pair.after or 0)
            return
        before = self._before[pair.before]
        own = self._placed.get(pair.before, [])
        self._enter(before.text)
        if pair.after is None:
            self._removed(before, own)
        else:
            after = self._after[pair.after].text
            counts = self._counts(before.text) != self._counts(after)
            kept = [each.narrated for each in own]
            new = [each for each in self._there.get(pair.after, []) if each.narrated not in kept]
            shift = 0
            for edit in edits(before.text, after):
                start = edit.start + shift
                shift += len(edit.new) - len(edit.old)
                if not self._is_there(start, edit, before, new):
                    self._edited(edit, before, own, counts=counts)
        if own:
            self._last = max(own, key=lambda each: each.end)

    def _is_there(
        self, start: int, edit: Edit, before: RecordedParagraph, new: Sequence[Placed]
    ) -> bool:
        """Return whether the narrative has an edit already, and tell it then."""
        end = start + len(edit.new)
        own = next((each for each in new if each.start <= start and end <= each.end), None)
        if own is not None:
            line = own.narrated.paragraph.line
            self._tell("there", edit.old, edit.new, before.text, line=line)
        return own is not None

    def _enter(self, text: str) -> None:
        """Note the section that begins where a paragraph is its heading."""
        match = _HEADING.fullmatch(" ".join(text.split()))
        if match is None:
            return
        for key, section in self._month.catalog.sections.items():
            same = match["title"].casefold() == " ".join(section.title.split()).casefold()
            if same and key.rpartition(".")[2] == match["number"].rpartition(".")[2]:
                self._section, self._last = key, None

    def _edited(
        self, edit: Edit, before: RecordedParagraph, own: Sequence[Placed], *, counts: bool
    ) -> None:
        """Take an edit; `counts`: the paragraph's numbers that are no dates have changed."""
        keys = [
            each.key for each in before.numbers if each.start < edit.end and edit.start < each.end
        ]
        digits = _DIGIT.search(edit.old + edit.new) is not None
        if digits and (keys or counts):
            self._tell("number", edit.old, edit.new, before.text, keys=keys)
            return
        for each in own:
            source = each.source(edit) if each.holds(edit) else None
            if source is not None and self._may_write(edit.new, source[0]):
                paragraph = each.narrated.paragraph
                self._changes.append(Replacement(paragraph, *source, alike(edit.new)))
                line = paragraph.line_at(source[0])
                self._tell("taken", edit.old, edit.new, before.text, line=line)
                return
        self._tell("shown", edit.old, edit.new, before.text)

    def _counts(self, text: str) -> Counter[str]:
        """Return the numbers of a paragraph that are no dates, documents and the like."""
        literals = self._month.data.settings.literals
        typed = typed_numbers(alike(text), self._month.locale.code, literals)
        return Counter(each.number for each in typed)

    def _may_write(self, new: str, start: int) -> bool:
        begins = start == 0 and new.startswith(("#", "- "))
        return self._writable and not begins and not _MARKUP.search(new)

    def _removed(self, before: RecordedParagraph, own: Sequence[Placed]) -> None:
        if before.numbers:
            keys = [each.key for each in before.numbers]
            self._tell("number", before.text, "", before.text, keys=keys)
            return
        bare = alike(before.text).removeprefix("- ").strip(" .;:")
        whole = next((each for each in own if each.end - each.start >= len(bare)), None)
        if whole is None or not self._writable:
            self._tell("shown", alike(before.text), "", before.text)
            return
        paragraph = whole.narrated.paragraph
        self._changes.append(Removal(paragraph))
        self._tell("taken", alike(before.text), "", before.text, line=paragraph.line)

    def _added(self, number: int) -> None:
        new = self._after[number]
        words = alike(new.text).strip()
        bare = words.removeprefix("- ")
        there = next(iter(self._there.get(number, [])), None)
        if there is not None and there.end - there.start >= len(bare.strip(" .;:")):
            self._tell("there", "", words, words, line=there.narrated.paragraph.line)
        elif self._counts(bare):
            self._tell("number", "", words, words)
        elif new.in_table or not self._section or not self._writable or self._is_markup(bare):
            self._tell("shown", "", words, words)
        else:
            title = self._month.catalog.sections[self._section].title
            after = self._general()
            item = after.item if after else words.startswith("- ")
            self._changes.append(Insertion(after, self._section, title, bare, item))
            line = after.line + len(after.starts) if after else 0
            self._tell("taken", "", words, words, line=line)

    def _general(self) -> Paragraph | None:
        """Return the last paragraph of the section's general text that was passed; None for none.

        What stands under a figure's heading would become part of the sentence about the figure.
        """
        last = self._last
        return last.narrated.paragraph if last and not last.narrated.topic else None

    def _is_markup(self, text: str) -> bool:
        return _MARKUP.search(text) is not None or text.startswith("#")

    def _tell(
        self,
        kind: Kind,
        old: str,
        new: str,
        about: str,
        *,
        line: int = 0,
        keys: Sequence[str] = (),
    ) -> None:
        task = next(self._tasks(about), "")
        self._found.changes.append(
            Returned(kind, old.strip(), alike(new).strip(), alike(about).strip(), line, keys, task)
        )

    def _tasks(self, about: str) -> Iterator[str]:
        """Yield the numbers of the tasks of the plan that a paragraph is about."""
        for task in self._month.files.plan:
            if task.task and alike(task.task).rstrip(".;") in alike(about):
                yield str(task.number)
