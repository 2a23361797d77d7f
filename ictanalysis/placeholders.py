"""The grammar of texts that carry figures: `{documents.signed}`, `{documents.signed:unit}`, `{=8}`.

A placeholder reaches a figure by its key and nothing else: there are no attributes, no calls and
no expressions. `{=…}` marks a number that is part of a name and not a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ictanalysis.catalog.keys import KEY_PATTERN

__all__ = [
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

PERIOD_WORDS = frozenset(
    f"period.{word}" for word in ("month", "next_month", "year", "first_day", "last_day")
)
"""Placeholders that name the period of the report instead of a figure."""

STYLES = frozenset({"", "unit", "plain"})
"""Ways of printing: in a sentence, with the unit after it, as in a table."""


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

_DATE = (
    r"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\b",
    r"\b[0-9]{1,2}/[0-9]{4}\b",
    r"\b(?:[Nn]gày|[Ll]ễ) [0-9]{1,2}(?:/[0-9]{1,2}(?:/[0-9]{4})?)?\b",
    r"\b[Tt]háng [0-9]{1,2}\b",
    r"\b[Nn]ăm [0-9]{4}\b",
    r"\b(?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}\b",
)
_DOCUMENT = r"\b[0-9]+[a-z]?(?:/(?:19|20)[0-9]{2})?[/-][A-ZĐ][\w&.Đđ]*(?:[-/][\wĐđ&]+)*"
_EXEMPT = re.compile("|".join((_DOCUMENT, *_DATE)))
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?%?")


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


def typed_numbers(template: str, literals: Iterable[str] = ()) -> list[str]:
    """Yield the numbers that were typed by hand, with the word that follows each.

    A date, the number of a document, a marked literal and a phrase of `literals` are no figures.

    Examples
    --------
    >>> typed_numbers("Công văn số 1589/UBND-KGVX ngày 01/5/2021: 12 văn bản")
    ['12 văn']
    """
    text = "".join(part.text if isinstance(part, Text) else " " for part in parse(template))
    for phrase in sorted(literals, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", text)
    text = _EXEMPT.sub(lambda match: " " * len(match[0]), text)
    return [
        " ".join([match[0], *text[match.end() :].split(maxsplit=1)[:1]])
        for match in _NUMBER.finditer(text)
    ]
