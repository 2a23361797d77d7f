"""Numbers and days as they are written in a table: read if plain, explained if not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ictanalysis.catalog import Measure, Ratio
from ictanalysis.language.messages import Message, _

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[0-9]{1,15}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,\u00a0\u202f ][0-9]{3})+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COMMA = re.compile(r"[0-9]{1,3}(?:\.?[0-9]{3})*,[0-9]+")


@dataclass(frozen=True)
class Refused:
    """Why a value is not a number of its column, and the number it probably means (or none)."""

    message: Message
    probably: float | None = None


def read_value(text: str, spec: Measure | Ratio) -> float | Refused:
    """Return the number that a cell holds, or why it holds none.

    A date is returned as its proleptic Gregorian ordinal, so that every observation is one number.

    Parameters
    ----------
    text
        The cell, not empty.
    spec
        The measure (or stated ratio) of the row.
    """
    if spec.kind == "date":
        return _read_date(text)
    if spec.decimals == 0:
        return float(text) if _WHOLE.fullmatch(text) else _not_a_count(text)
    if not _PLAIN.fullmatch(text):
        return _not_a_number(text)
    value = float(text)
    return (
        Refused(_("“{value}” is negative, which it cannot be", value=text)) if value < 0 else value
    )


def _read_date(text: str) -> float | Refused:
    try:
        if _DAY.fullmatch(text):
            return float(date.fromisoformat(text).toordinal())
    except ValueError:
        pass
    return Refused(_("“{value}” is not a day: write it as YYYY-MM-DD", value=text))


def _not_a_count(text: str) -> Refused:
    if _GROUPED.fullmatch(text):
        return _probably(text, re.sub(r"[^0-9]", "", text))
    if text.startswith("-") and _WHOLE.fullmatch(text[1:]):
        return Refused(_("“{value}” is negative, which a count cannot be", value=text))
    if _COMMA.fullmatch(text) and "." in text:
        return _probably(text, text.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(text) or _COMMA.fullmatch(text):
        return Refused(_("“{value}” has decimals, which a count cannot have", value=text))
    return _not_a_number(text)


def _not_a_number(text: str) -> Refused:
    if _COMMA.fullmatch(text):
        return _probably(text, text.replace(".", "").replace(",", "."))
    if _GROUPED.fullmatch(text):
        return _probably(text, re.sub(r"[^0-9]", "", text))
    return Refused(
        _(
            "“{value}” is not a number: write digits only, or leave it empty with status M",
            value=text,
        )
    )


def _probably(text: str, plain: str) -> Refused:
    return Refused(
        _(
            "“{value}” is written for people: it probably means {plain}; write it so",
            value=text,
            plain=plain,
        ),
        float(plain),
    )


def digits(value: float) -> str:
    """Return a number in digits: no exponent, and no decimals where it has none.

    Examples
    --------
    >>> digits(16401.0), digits(79.37), digits(1e-6)
    ('16401', '79.37', '0.000001')
    """
    return format(Decimal(repr(value)).normalize(), "f")


def number_or_day(spec: Measure | Ratio, value: float | None) -> float | date | None:
    """Return a value of the data set: its day, where the measure is one; None where it is missing.

    Parameters
    ----------
    value
        A number; of a day, its proleptic Gregorian ordinal.
    """
    if value is not None and spec.kind == "date":
        return date.fromordinal(int(value))
    return value
