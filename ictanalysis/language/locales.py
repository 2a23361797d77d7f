"""How a language writes numbers, dates, lists and sentences: one place for Vietnamese and English.

Rounding is half up, in decimal arithmetic, once, here, at display.

References
----------
CLDR (through Babel) for separators, dates and lists; Nghị định 30/2020/NĐ-CP, Phụ lục I, for the
dates of Vietnamese documents and for the leading zero of counts under ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

import babel
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import NumberPattern, parse_pattern

from ictanalysis.language.messages import Language, Message, translate

if TYPE_CHECKING:
    import pandas as pd

_TEN = 10
_MONTHS_WITH_ZERO = 2


@dataclass(frozen=True)
class Locale:
    """The language in which a data set is written, and all that is printed from it.

    Parameters
    ----------
    code
        Code of the language.

    Examples
    --------
    >>> VIETNAMESE.number(2167550), ENGLISH.number(2167550)
    ('2.167.550', '2,167,550')
    """

    code: Language

    def say(self, pattern: str, /, **values: object) -> str:
        """Return a sentence in this language; Babel finds the pattern by the name of this method.

        Parameters
        ----------
        pattern
            The English sentence, a ``str.format`` pattern with named fields: the msgid.
        **values
            What stands in the fields, as it is to be printed.

        Raises
        ------
        KeyError
            If the catalogue of the language lacks the sentence; a test finds it before a user does.
        """
        return translate(pattern, self.code).format(**values)

    def say_many(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return a sentence that counts something; `{count}` stands for the number, written out.

        Parameters
        ----------
        one, many
            The English sentence for one thing and for any other number: msgid and msgid_plural.
        count
            How many there are.
        **values
            As in `say`.

        Examples
        --------
        >>> ENGLISH.say_many("{count} month", "{count} months", 1)
        '1 month'
        """
        pattern = translate(one if count == 1 else many, self.code)
        return pattern.format(count=self.number(count), **values)

    def render(self, message: Message) -> str:
        """Return a message that was kept until the language is known."""
        return message.render(self.code)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with the separators of the language.

        Examples
        --------
        >>> VIETNAMESE.number(16401), VIETNAMESE.number(1234.5, 1), ENGLISH.number(1234.5, 1)
        ('16.401', '1.234,5', '1,234.5')
        """
        exact = rounded(value, decimals)
        return str(_number_pattern(decimals).apply(exact if exact else Decimal(0), _babel(self)))

    def count(self, value: float) -> str:
        """Return a count as a sentence writes it: in Vietnamese, under ten with a leading zero.

        Zero stays `0`: a document that says that there was nothing says `không có`.

        Examples
        --------
        >>> VIETNAMESE.count(2), VIETNAMESE.count(7254), VIETNAMESE.count(0), ENGLISH.count(2)
        ('02', '7.254', '0', '2')
        """
        text = self.number(value)
        return f"0{text}" if self.code == "vi" and 0 < value < _TEN else text

    def month(self, period: pd.Period) -> str:
        """Return `tháng 5 năm 2021`, or `May 2021`."""
        return format_skeleton("yMMMM", _first_day(period), locale=_babel(self))

    def weekday(self, moment: date) -> str:
        """Return `Thứ Ba`, or `Tuesday`."""
        return format_date(moment, "EEEE", locale=_babel(self))

    def month_short(self, period: pd.Period) -> str:
        """Return `5/2021`, or `May 2021`, for axes and the heads of tables."""
        if self.code == "vi":
            return f"{period.month}/{period.year}"
        return format_skeleton("yMMM", _first_day(period), locale=_babel(self))

    def day(self, moment: date) -> str:
        """Return `ngày 05 tháng 5 năm 2021`, or `5 May 2021`.

        In Vietnamese, days under 10 and months 1 and 2 carry a zero.

        References
        ----------
        Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, 4.
        """
        if self.code == "vi":
            return f"ngày {moment.day:02d} tháng {_padded(moment.month)} năm {moment.year}"
        return format_date(moment, "d MMMM y", locale=_babel(self))

    def short_day(self, moment: date) -> str:
        """Return `05/5/2021`, by the same rule as `day`, or `5 May 2021`."""
        if self.code == "vi":
            return f"{moment.day:02d}/{_padded(moment.month)}/{moment.year}"
        return format_date(moment, "d MMM y", locale=_babel(self))

    def listed(self, names: Sequence[str]) -> str:
        """Return names as a sentence lists them.

        Examples
        --------
        >>> VIETNAMESE.listed(["A", "B", "C"]), ENGLISH.listed(["A", "B"])
        ('A, B và C', 'A and B')
        """
        return format_list(list(names), locale=_babel(self))

    def inside(self, label: str) -> str:
        """Return a label as it stands inside a sentence: its first letter small.

        An acronym keeps its capitals; in English so does a name of several words that have
        capitals.

        Examples
        --------
        >>> [ENGLISH.inside(label) for label in ("Type of document", "SIM PKI", "Wi-Fi")]
        ['type of document', 'SIM PKI', 'Wi-Fi']
        >>> ENGLISH.inside("Example Province")
        'Example Province'
        """
        first, _space, rest = label.partition(" ")
        is_name = self.code == "en" and rest[:1].isupper() and not rest[1:2].isupper()
        if is_name or any(letter.isupper() for letter in first[1:]):
            return label
        return label[:1].lower() + label[1:]


VIETNAMESE = Locale("vi")
ENGLISH = Locale("en")


def rounded(value: float, decimals: int) -> Decimal:
    """Return a value rounded half up to so many decimals.

    The shortest decimal that stands for the float is what is rounded, so 2.675 is 2.68.

    Examples
    --------
    >>> rounded(2.675, 2)
    Decimal('2.68')
    """
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@cache
def _babel(locale: Locale) -> babel.Locale:
    """Return Babel's locale; English dates are those of most of the world, day first."""
    return babel.Locale("en", "GB") if locale.code == "en" else babel.Locale(locale.code)


@cache
def _number_pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


def _first_day(period: pd.Period) -> date:
    return date(period.year, period.month, 1)


def _padded(month: int) -> str:
    return f"{month:02d}" if month <= _MONTHS_WITH_ZERO else str(month)
