"""Numbers typed by hand: what a text has beside placeholders, names and the kinds of `kinds`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ictanalysis.language.kinds import PLACED, Reading, counts_without_digits, read_kinds
from ictanalysis.language.messages import Language, Message, _
from ictanalysis.language.placeholders import PART_PATTERN

NEXT_WORD = 40
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?%?")


@dataclass(frozen=True)
class Typed:
    """A number that was typed by hand.

    Attributes
    ----------
    text
        It, and the word that follows it.
    number, start
        It alone, and where it begins.
    """

    text: str
    number: str
    start: int

    @property
    def problem(self) -> Message:
        """Return what is wrong with it, and what to write in its place."""
        return _(
            "“{number}” is typed by hand: put the placeholder of its figure, as "
            "{{table.measure}}, or write {{={number}}} if it is no figure",
            number=self.number,
        )


def typed_numbers(template: str, language: Language, literals: Iterable[str] = ()) -> list[Typed]:
    """Return the numbers that were typed by hand.

    A date, the number of a document, a marked literal and a phrase of `literals` are no figures.

    Examples
    --------
    >>> typed_numbers("Letter 1589/UBND-KGVX of 11 April 2019: 12 documents", "en")
    [Typed(text='12 documents', number='12', start=40)]
    """
    text = _known_set_aside(template, literals)
    for reading in read_kinds(text, language):
        blank = PLACED * len(reading.text)
        text = text[: reading.start] + blank + text[reading.end :]
    text = text.replace(PLACED, " ")
    written = (*_NUMBER.finditer(text), *counts_without_digits(text, language))
    return [
        Typed(" ".join([match[0], *_after(text, match.end())]), match[0], match.start())
        for match in sorted(written, key=re.Match.start)
    ]


def _after(text: str, end: int) -> list[str]:
    return text[end : end + NEXT_WORD].split(maxsplit=1)[:1]


def readings(template: str, language: Language, literals: Iterable[str] = ()) -> Iterable[Reading]:
    """Return the dates, numbers of documents and the like that a text with placeholders has."""
    return read_kinds(_known_set_aside(template, literals), language)


def _known_set_aside(template: str, literals: Iterable[str]) -> str:
    text = PART_PATTERN.sub(_placed, template)
    for phrase in sorted(literals, key=len, reverse=True):
        own = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
        text = own.sub(_placed, text)
    return text


def _placed(match: re.Match[str]) -> str:
    return PLACED * len(match[0])
