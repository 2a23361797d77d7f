"""Numbers, dates and words as Vietnamese writes them.

Rounding is half up, in decimal arithmetic, once, here, at display.

References
----------
CLDR (through Babel) for separators; Nghị định 30/2020/NĐ-CP, Phụ lục I, for dates and for the
leading zero of counts under ten.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pandas as pd
from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

__all__ = [
    "count",
    "day",
    "fold",
    "month",
    "month_short",
    "number",
    "rounded",
    "short_day",
]

_LOCALE = Locale("vi")
_TEN = 10


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


def rounded(value: float, decimals: int) -> Decimal:
    """Yield a value rounded half up to so many decimals.

    The shortest decimal that stands for the float is what is rounded, so 2.675 is 2.68.

    Examples
    --------
    >>> rounded(2.675, 2)
    Decimal('2.68')
    """
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: float, decimals: int = 0) -> str:
    """Yield a number with `.` for thousands and `,` for decimals.

    Examples
    --------
    >>> number(16401), number(1234.5, 1), number(79.3732, 2)
    ('16.401', '1.234,5', '79,37')
    """
    exact = rounded(value, decimals)
    return str(_pattern(decimals).apply(exact if exact else Decimal(0), _LOCALE))


def count(value: float) -> str:
    """Yield a count as administrative prose writes it: under ten with a leading zero.

    Zero stays `0`: a document that says that there was nothing says `không có`.

    Examples
    --------
    >>> count(2), count(7254), count(0)
    ('02', '7.254', '0')
    """
    text = number(value)
    return f"0{text}" if 0 < value < _TEN else text


def month(period: pd.Period) -> str:
    """Yield `tháng 5 năm 2021`."""
    return f"tháng {period.month} năm {period.year}"


def month_short(period: pd.Period) -> str:
    """Yield `5/2021`, for axes and table heads."""
    return f"{period.month}/{period.year}"


def day(moment: date) -> str:
    """Yield `ngày 05 tháng 5 năm 2021`: days under 10 and months 1 and 2 carry a zero.

    References
    ----------
    Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, 4.
    """
    number_of_month = f"{moment.month:02d}" if moment.month <= 2 else str(moment.month)  # noqa: PLR2004
    return f"ngày {moment.day:02d} tháng {number_of_month} năm {moment.year}"


def short_day(moment: date) -> str:
    """Yield `05/5/2021`, by the same rule as `day`."""
    number_of_month = f"{moment.month:02d}" if moment.month <= 2 else str(moment.month)  # noqa: PLR2004
    return f"{moment.day:02d}/{number_of_month}/{moment.year}"


def fold(text: str) -> str:
    """Yield a text in the one spelling in which keys are compared.

    NFC, lower case, and the tone mark of `oa`, `oe`, `uy` on the letter where the newer rule puts
    it, so that `uỷ` and `ủy` are one. Text is printed as it was written; only keys are folded.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    for written, kept in _TONES:
        composed = composed.replace(written, kept)
    return composed


def _tone_pairs() -> list[tuple[str, str]]:
    marks = "\u0300\u0301\u0303\u0309\u0323"
    compose = unicodedata.normalize
    return [
        (
            compose("NFC", first + second + mark),
            compose("NFC", first + mark + second),
        )
        for first, second in ("oa", "oe", "uy")
        for mark in marks
    ]


_TONES = _tone_pairs()
