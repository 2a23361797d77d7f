"""Which period a heading is about: the month of the report, or another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

import pandas as pd

from ictanalysis.exchange.sources.officewords import NAMED_MONTH, OTHER_PERIOD
from ictanalysis.exchange.sources.vocabulary import words

_IN_DIGITS = re.compile(
    r"\b(?:(?P<month>1[0-2]|0?[1-9]) (?P<year>20\d\d)|(?P<first>20\d\d) (?P<last>0[1-9]|1[0-2]))\b"
)
"""A month and its year, or a year and its month, without a word."""


class Span(Enum):
    """What a heading says of the period: nothing, this month, or another one."""

    UNSAID = auto()
    THIS = auto()
    OTHER = auto()


def span_of(text: str, month: pd.Period) -> Span:
    """Return which period a heading is about.

    Examples
    --------
    >>> may = pd.Period("2021-05", "M")
    >>> [span_of(text, may).name for text in ("Thang 5/2021", "T4", "Luy ke", "Online")]
    ['THIS', 'OTHER', 'OTHER', 'UNSAID']
    """
    plain = " ".join(words(text))
    if OTHER_PERIOD.search(plain):
        return Span.OTHER
    named = [(int(each[1]), int(each[2] or month.year)) for each in NAMED_MONTH.finditer(plain)]
    named += [
        (int(each["month"] or each["last"]), int(each["year"] or each["first"]))
        for each in _IN_DIGITS.finditer(plain)
    ]
    if not named:
        return Span.UNSAID
    return Span.THIS if (month.month, month.year) in named else Span.OTHER


def months_named(text: str) -> Iterator[pd.Period]:
    """Yield the months that a title names with their year; none where it compares with others.

    Examples
    --------
    >>> [str(each) for each in months_named("T5 2021")]
    ['2021-05']
    """
    plain = " ".join(words(text))
    if not OTHER_PERIOD.search(plain):
        for each in NAMED_MONTH.finditer(plain):
            if each[2]:
                yield pd.Period(year=int(each[2]), month=int(each[1]), freq="M")
