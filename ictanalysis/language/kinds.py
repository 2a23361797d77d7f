"""The grammar of numbers that are no figures: dates, numbers of documents, articles, hours, names.

Each is of a named kind, and each kind is written in the ways that the module of a language lists
(`kinds_vi`, `kinds_en`). What is of no kind is a figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType

from ictanalysis.language.messages import Language

PLACED = "\ufffc"
"""What stands for a placeholder, or for a phrase that is known, in the text that is read."""

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)\d\d"
RANGE = r"(?:\s*[-–]\s*)"
ROMAN = r"(?=[XVILC]{2})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""Parts of the patterns that every language has. A space in a pattern is any white space."""

ADDRESS = "address on the net"
"""The only kind that may be without a digit."""

_DIGIT = re.compile(r"\d")
_ENDS = r"(?![\w/%]|[.,:]\d|[-–]\d)"
_BEGINS = r"(?<![\w/])(?<!\d[.,:–-])"

_SIGNS = "".join(
    c for c in map(chr, range(0x80, 0x3400)) if unicodedata.category(c) in ("No", "Nl")
)
_SIGN = re.compile(rf"(?<![^\W_])[{_SIGNS}]")
"""A numeral that is no digit: ½, ①, Ⅻ; after a letter or a digit it is raised, as in m²."""

Ways = Mapping[str, Sequence[str]]
"""Kind → the patterns in which it is written, the longer before those that they begin with."""


@dataclass(frozen=True)
class Reading:
    """A part of a text whose numbers are no figures.

    Attributes
    ----------
    kind
        What it is: `date`, `document`, `article` and so on.
    text, start, end
        The words, and where they stand.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)


@lru_cache(maxsize=2_000)
def read_kinds(text: str, language: Language) -> Sequence[Reading]:
    """Return the parts of a text whose numbers are no figures, kind after kind.

    Examples
    --------
    >>> [each.kind for each in read_kinds("Decree 30/2020/ND-CP, Article 5, at 7:30", "en")]
    ['document', 'article', 'hour']
    """
    rest, found = text, []
    patterns = _patterns(language)
    if not _DIGIT.search(text):
        patterns = [(kind, pattern) for kind, pattern in patterns if kind == ADDRESS]
    for kind, pattern in patterns:
        here = [Reading(kind, match[0], match.start()) for match in pattern.finditer(rest)]
        for each in here:
            rest = rest[: each.start] + PLACED * len(each.text) + rest[each.end :]
        found += here
    return tuple(found)


def counts_without_digits(text: str, language: Language) -> Iterator[re.Match[str]]:
    """Yield the counts of a text that are written in words, in Roman numerals or in one sign.

    Examples
    --------
    >>> [each[0] for each in counts_without_digits("Twelve letters, and ½ of them", "en")]
    ['Twelve', '½']
    """
    for pattern in (*_counts(language), _SIGN):
        yield from pattern.finditer(text)


@cache
def _counts(language: Language) -> Sequence[re.Pattern[str]]:
    return [
        re.compile(_BEGINS + _spaced(f"(?:{each}){_ENDS}")) for each in _module(language).COUNTS
    ]


@cache
def _patterns(language: Language) -> Sequence[tuple[str, re.Pattern[str]]]:
    ways: Ways = _module(language).WAYS
    return [
        (kind, re.compile(_BEGINS + _spaced(f"(?:{each}){_ENDS}")))
        for kind, patterns in ways.items()
        for each in patterns
    ]


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s+")


def _module(language: Language) -> ModuleType:
    return import_module(f"ictanalysis.language.kinds_{language}")
