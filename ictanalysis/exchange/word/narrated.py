"""The narrative of a month as a report prints it: which word of it stands where in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.exchange.word.comparison import Edit, alike
from ictanalysis.language.errors import UsageError
from ictanalysis.language.paragraphs import Paragraph
from ictanalysis.language.placeholders import Text, Word, parse
from ictanalysis.report.prose import words

NOWHERE = -1
"""The place of a letter that a placeholder prints, and that the source does not have."""

_EDGES = ".…,:;!? \N{NO-BREAK SPACE}"
"""What a report leaves out, or puts in, where a text goes on from another."""

SHORTEST = 8
"""Letters of the shortest text that is looked for in a paragraph with other words."""


@dataclass(frozen=True)
class Narrated:
    """A paragraph of the narrative, as it is printed.

    Attributes
    ----------
    section, topic
        The headings that it stands under; the topic is blank where there is none.
    paragraph
        It, as it is written.
    printed, places
        The text that it prints, and for each letter its place in the source.
    """

    section: str
    topic: str
    paragraph: Paragraph
    printed: str
    places: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where printed letters stand in the source; None where a placeholder prints them.

        For no letters, it is where some can be put in.
        """
        if start < end:
            held = self.places[start:end]
            whole = NOWHERE not in held and held[-1] - held[0] == len(held) - 1
            return (held[0], held[-1] + 1) if whole else None
        if start and self.places[start - 1] != NOWHERE:
            at = self.places[start - 1] + 1
        elif start < len(self.places) and self.places[start] != NOWHERE:
            at = self.places[start]
        else:
            return None
        return at, at


@dataclass(frozen=True)
class Placed:
    """Where a paragraph of the narrative stands in one of the report.

    Attributes
    ----------
    narrated
        The paragraph of the narrative.
    start, end
        Where its letters stand in the paragraph of the report.
    first
        Which of its printed letters is the first of them.
    """

    narrated: Narrated
    start: int
    end: int
    first: int

    def source(self, edit: Edit) -> tuple[int, int] | None:
        """Return where an edit of the report's paragraph falls in the source; None if it cannot."""
        shift = self.first - self.start
        return self.narrated.source(edit.start + shift, edit.end + shift)

    def holds(self, edit: Edit) -> bool:
        """Return whether an edit is one of these letters, or right behind them."""
        return self.start <= edit.start and edit.end <= self.end


def narrated(month: Month) -> Iterator[Narrated]:
    """Yield the paragraphs of a month's narrative that a report can print as they are.

    A paragraph with a condition, or with a placeholder that leads nowhere, is left out.
    """
    for section, news in month.files.narrative.sections.items():
        for topic, paragraphs in [("", news.general), *news.about.items()]:
            for paragraph in paragraphs:
                printed = _printed(month, paragraph)
                if printed is not None:
                    yield Narrated(section, topic, paragraph, *printed)


def _printed(month: Month, paragraph: Paragraph) -> tuple[str, Sequence[int]] | None:
    text, places = "", list[int]()
    for part in parse(paragraph.text):
        if isinstance(part, Word):
            return None
        if isinstance(part, Text):
            text += part.text
            places += range(part.start, part.start + len(part.text))
            continue
        try:
            filled = words(month, part.written)
        except UsageError:
            return None
        text += filled
        places += [NOWHERE] * len(filled)
    return _in_one_line(alike(text), places)


def _in_one_line(text: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Return a text in which no space follows another, as a report prints it."""
    kept = [at for at, letter in enumerate(text) if letter != " " or (at and text[at - 1] != " ")]
    return "".join(text[at] for at in kept), [places[at] for at in kept]


def placed(every: Sequence[Narrated], paragraphs: Sequence[str]) -> dict[int, list[Placed]]:
    """Return number of a paragraph of the report → what of the narrative stands in it."""
    found: dict[int, list[Placed]] = {}
    for each in sorted(every, key=lambda each: -len(each.printed)):
        core = each.printed.strip(_EDGES)
        first = each.printed.find(core)
        if not core:
            continue
        for number, text in enumerate(paragraphs):
            start = _find(core, alike(text))
            if start is None or any(
                start < other.end and other.start < start + len(core)
                for other in found.get(number, [])
            ):
                continue
            end = start + len(core)
            rest = each.printed[first + len(core) :]
            while rest and alike(text)[end : end + 1] == rest[0]:
                end, rest = end + 1, rest[1:]
            found.setdefault(number, []).append(Placed(each, start, end, first))
            break
    return found


def _find(core: str, text: str) -> int | None:
    """Return where a text stands in a paragraph, whose first letter may be large or small."""
    whole = text.removeprefix("- ").strip(_EDGES)
    if len(core) < SHORTEST and whole.casefold() != core.casefold():
        return None
    for first in {core[0], core[0].upper(), core[0].lower()}:
        match = re.search(rf"(?<!\w){re.escape(first + core[1:])}(?!\w)", text)
        if match:
            return match.start()
    return None
