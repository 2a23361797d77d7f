"""The grammar of texts that carry figures: `{documents.signed}`, `{documents.signed:unit}`, `{=8}`.

A placeholder reaches a figure by its key and nothing else: there are no attributes, no calls and
no expressions. `{=…}` marks a number that is part of a name and not a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ictanalysis.language.messages import Message, _

__all__ = [
    "COMPARED",
    "KEY_PATTERN",
    "PERIOD_WORDS",
    "STYLES",
    "Broken",
    "Literal",
    "Part",
    "Placeholder",
    "Text",
    "parse",
    "typed_numbers",
]

KEY_PATTERN = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(?:\[[A-Za-z0-9_=,-]*\])?"
"""A key of an indicator inside a longer text."""

PERIOD_WORDS = frozenset(
    f"period.{word}"
    for word in ("month", "previous_month", "next_month", "year", "first_day", "last_day")
)
"""Placeholders that name the period of the report instead of a figure."""

COMPARED = frozenset({"compared", "year_on_year", "year_to_date"})
"""Ways of printing with a change: against last month, against the same month of last year, and with
what it adds up to since January against last year's."""

STYLES = COMPARED | {"", "unit", "plain"}
"""Ways of printing: also in a sentence, with its unit, as in a table."""


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True)
class Literal:
    """A number that belongs to a name: `lần thứ {=8}`."""

    text: str


@dataclass(frozen=True)
class Placeholder:
    """A figure to be filled in: its key, and how it is to be printed (blank: as a number)."""

    key: str
    style: str

    @property
    def written(self) -> str:
        """Return it as it stands in the text."""
        return f"{{{self.key}{':' if self.style else ''}{self.style}}}"


@dataclass(frozen=True)
class Broken:
    """A brace that begins or ends nothing, with the words around it."""

    text: str


Part = Text | Literal | Placeholder | Broken

_PART = re.compile(
    r"\{=(?P<literal>[^{}\n]*)\}"
    rf"|\{{(?P<key>{KEY_PATTERN})(?::(?P<style>[a-z_]+))?\}}"
    r"|(?P<broken>\{[^{}\n]*\}?|\})"
)

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)[0-9]{2}"
_DATE = (
    rf"{_DAY}/{_MONTH}/{_YEAR}",
    rf"{_MONTH}/{_YEAR}",
    rf"(?:[Nn]gày|[Ll]ễ) {_DAY}(?:/{_MONTH}(?:/{_YEAR})?)?",
    rf"[Tt]háng {_MONTH}",
    rf"[Nn]ăm {_YEAR}",
    rf"{_YEAR} ?[-–] ?{_YEAR}",
)
_DOCUMENT = rf"[0-9]+[a-z]?(?:/{_YEAR})?[/-][A-ZĐ]{{2,}}(?:[-/][A-ZĐ][A-Za-zĐđ&]*)*"
_EXEMPT = re.compile(rf"(?<![\w/])(?:{'|'.join((_DOCUMENT, *_DATE))})(?![\w/])")
NEXT_WORD = 40
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?%?")


def parse(template: str) -> Iterator[Part]:
    """Yield the parts of a text in their order.

    Examples
    --------
    >>> [*parse("ký số {documents.signed:unit}")]
    [Text(text='ký số '), Placeholder(key='documents.signed', style='unit')]
    """
    end = 0
    for match in _PART.finditer(template):
        if match.start() > end:
            yield Text(template[end : match.start()])
        end = match.end()
        if match["literal"] is not None:
            yield Literal(match["literal"])
        elif match["key"] is not None:
            yield Placeholder(match["key"], match["style"] or "")
        else:
            yield Broken(match["broken"])
    if end < len(template):
        yield Text(template[end:])


@dataclass(frozen=True)
class Typed:
    """A number that was typed by hand, with the word that follows it, and where it begins."""

    text: str
    start: int


def typed_numbers(template: str, literals: Iterable[str] = ()) -> list[Typed]:
    """Return the numbers that were typed by hand.

    A date, the number of a document, a marked literal and a phrase of `literals` are no figures.

    Examples
    --------
    >>> typed_numbers("Công văn số 1589/UBND-KGVX ngày 01/5/2021: 12 văn bản")
    [Typed(text='12 văn', start=43)]
    """
    text = _PART.sub(_blank, template)
    for phrase in sorted(literals, key=len, reverse=True):
        own = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
        text = own.sub(_blank, text)
    text = _EXEMPT.sub(_blank, text)
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


def unknown_style(part: Placeholder) -> Message:
    """Return what to say of a placeholder whose style is none of `STYLES`."""
    return _(
        "“{key}:{style}” cannot be printed so: the styles are {known}",
        key=part.key,
        style=part.style,
        known=", ".join(sorted(STYLES - {""})),
    )
