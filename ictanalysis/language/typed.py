"""Numbers typed by hand: told from dates, document numbers and names, in the text's language.

What a language writes as a date depends on it: `in 2021 bản` orders 2,021 prints in Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ictanalysis.language.messages import Language
from ictanalysis.language.placeholders import PART_PATTERN

NEXT_WORD = 40
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?%?")

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH_NAME = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DOCUMENT = rf"[0-9]+[a-z]?(?:/{_YEAR})?[/-][A-ZĐ]{{2,}}(?:[-/][A-ZĐ][A-Za-zĐđ&]*)*"
_EVERYWHERE = (
    _DOCUMENT,
    rf"{_DAY}/{_MONTH}/{_YEAR}",
    rf"{_MONTH}/{_YEAR}",
    rf"{_YEAR} ?[-–] ?{_YEAR}",
)
_VIETNAMESE = (
    rf"(?:[Nn]gày|[Ll]ễ) {_DAY}(?:/{_MONTH}(?:/{_YEAR})?)?",
    rf"[Tt]háng {_MONTH}",
    rf"[Nn]ăm {_YEAR}",
)
# Without its year, a day could be a count: “12 May meetings”; so could the year after “of” or “to”.
_ENGLISH = (
    rf"(?:{_DAY} )?{_MONTH_NAME} {_YEAR}",
    rf"{_MONTH_NAME} {_DAY}, {_YEAR}",
    rf"(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil) {_YEAR}",
)


def _whole(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?:{'|'.join(patterns)})(?![\w/])")


_EXEMPT = {"vi": _whole((*_EVERYWHERE, *_VIETNAMESE)), "en": _whole((*_EVERYWHERE, *_ENGLISH))}


@dataclass(frozen=True)
class Typed:
    """A number that was typed by hand, with the word that follows it, and where it begins."""

    text: str
    start: int


def typed_numbers(template: str, language: Language, literals: Iterable[str] = ()) -> list[Typed]:
    """Return the numbers that were typed by hand.

    A date, the number of a document, a marked literal and a phrase of `literals` are no figures.

    Examples
    --------
    >>> typed_numbers("Letter 1589/UBND-KGVX of 11 April 2019: 12 documents", "en")
    [Typed(text='12 documents', start=40)]
    """
    text = PART_PATTERN.sub(_blank, template)
    for phrase in sorted(literals, key=len, reverse=True):
        own = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
        text = own.sub(_blank, text)
    text = _EXEMPT[language].sub(_blank, text)
    return [
        Typed(
            " ".join(
                [match[0], *text[match.end() : match.end() + NEXT_WORD].split(maxsplit=1)[:1]]
            ),
            match.start(),
        )
        for match in _NUMBER.finditer(text)
    ]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
