"""Numbers and days as they are written in a table: read if they can mean one thing only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ictanalysis.catalog import Measure, Ratio
from ictanalysis.language.invisible import odd, plain
from ictanalysis.language.messages import Message, _

MOST_DECIMALS = 6
"""The tables of a month have no more."""

PERCENT = "%"

_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[0-9]{1,15}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,\u00a0\u202f\u2009 '\u2019][0-9]{3})+")
_COMMA = re.compile(r"(?:[0-9]{1,15}|[0-9]{1,3}(?:[.\u00a0\u202f ][0-9]{3})+),[0-9]+")
_NO_FRACTION = re.compile(r"[0-9]{1,15},(?:0{1,2}|0{4,})")
_POINT = re.compile(r"[0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3})+\.[0-9]+")
_PROGRAM = re.compile(r"[+-]?(?:[0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30})")
_EXPONENT = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
_NOTHING = re.compile(r"(?i:nan|n/a|#n/a|na|<na>|null|none|nil|nat|-+|\.+|…)")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_DAYS = (
    re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})[/.-](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
)

_TOO_LARGE = 10**15
_NOISE = Decimal("1e-9")
"""How far a number of a program may be from the one it stands for, as a part of it."""


@dataclass(frozen=True)
class Read:
    """A number that is not written as it should be, but can mean one thing only.

    Attributes
    ----------
    written
        What should be written.
    """

    value: float
    message: Message
    written: float | str


@dataclass(frozen=True)
class Refused:
    """Why a value is not a number of its column, and what it probably means (or None)."""

    message: Message
    probably: float | str | None = None


def plain_value(text: str, spec: Measure | Ratio) -> float | None:
    """Return the number of a cell that is written as it should be; None where it is not."""
    if spec.kind == "date":
        return _day(text) if _DAY.fullmatch(text) else None
    exact = _WHOLE if spec.decimals == 0 else _PLAIN
    return float(text) if exact.fullmatch(text) else None


def read_value(text: str, spec: Measure | Ratio) -> float | Read | Refused:
    """Return the number that a cell holds, or why it holds none.

    A date is returned as its proleptic Gregorian ordinal, so that every observation is one number.

    Parameters
    ----------
    text
        The cell, not empty.
    spec
        The measure (or stated ratio) of the row.
    """
    exactly = plain_value(text, spec)
    if exactly is not None:
        return exactly
    meant = _day_meant(text) if spec.kind == "date" else _meant(text, spec)
    unusual = odd(text)
    if isinstance(meant, Refused):
        if unusual is None:
            return meant
        message = _("{problem} (it holds {characters})", problem=meant.message, characters=unusual)
        return Refused(message, meant.probably)
    number = _day_text(meant) if spec.kind == "date" else digits(meant)
    written = number if spec.kind == "date" else meant
    if unusual is None:
        message = _("“{value}” is read as {number}: write it so", value=text, number=number)
        return Read(meant, message, written)
    message = _(
        "“{value}” holds {characters}: it is read as {number}; write it so",
        value=text,
        characters=unusual,
        number=number,
    )
    return Read(meant, message, written)


def _meant(text: str, spec: Measure | Ratio) -> float | Refused:
    """Return what a text can mean only, or why it is no number."""
    seen = plain(text).removeprefix("'")
    if spec.unit == PERCENT:
        seen = seen.removesuffix(PERCENT).rstrip()
    is_grouped = spec.decimals == 0 and _GROUPED.fullmatch(seen)
    if _PROGRAM.fullmatch(seen) and not is_grouped:
        number = Decimal(seen)
        problem = _unfit(text, number, spec)
        return problem if problem is not None else _without_noise(number, spec)
    if spec.decimals == 0 and _NO_FRACTION.fullmatch(seen):
        return float(seen.partition(",")[0])
    probably = _for_people(seen, spec)
    return Refused(_no_number(text, seen, spec)) if probably is None else _probably(text, probably)


def _unfit(text: str, number: Decimal, spec: Measure | Ratio) -> Refused | None:
    """Return why a number cannot stand in its column; None where it can."""
    if number.is_signed():
        whole = spec.decimals == 0 and number == number.to_integral_value()
        message = _("“{value}” is negative, which it cannot be", value=text)
        if whole:
            message = _("“{value}” is negative, which a count cannot be", value=text)
        return Refused(message)
    if number >= _TOO_LARGE:
        return Refused(_("“{value}” has more than {most} digits: check it", value=text, most=15))
    if _is_noise(number, spec.decimals):
        return None
    if spec.decimals == 0:
        return Refused(_("“{value}” has decimals, which a count cannot have", value=text))
    rounded = round(number, MOST_DECIMALS)
    if number == rounded:
        return None
    message = _("“{value}” has more than {most} decimals: round it", value=text, most=MOST_DECIMALS)
    return Refused(message, float(rounded))


def _is_noise(number: Decimal, decimals: int) -> bool:
    """Return whether no more than the noise of binary fractions is behind a number's decimals."""
    rounded = round(number, decimals)
    return abs(number - rounded) <= _NOISE * max(Decimal(1), rounded)


def _without_noise(number: Decimal, spec: Measure | Ratio) -> float:
    return float(round(number, spec.decimals) if _is_noise(number, spec.decimals) else number)


def _for_people(seen: str, spec: Measure | Ratio) -> str | None:
    """Return the digits of a number that is written for people; None where that is unclear."""
    if _GROUPED.fullmatch(seen) and (spec.decimals == 0 or not _COMMA.fullmatch(seen)):
        return re.sub(r"[^0-9]", "", seen)
    if _COMMA.fullmatch(seen) or _POINT.fullmatch(seen):
        *groups, fraction = re.split(r"[^0-9]", seen)
        whole = "".join(groups)
        if spec.decimals == 0 and not fraction.strip("0"):
            return whole
        return None if spec.decimals == 0 and len(groups) == 1 else f"{whole}.{fraction}"
    if _EXPONENT.fullmatch(seen) and 0 <= Decimal(seen) < _TOO_LARGE:
        return digits(float(seen))
    number, _blank, unit = seen.partition(" ")
    return number if unit == spec.unit and _WHOLE.fullmatch(number) else None


def _no_number(text: str, seen: str, spec: Measure | Ratio) -> Message:
    if spec.decimals == 0 and _COMMA.fullmatch(seen):
        return _("“{value}” has decimals, which a count cannot have", value=text)
    if _NOTHING.fullmatch(seen):
        return _(
            "“{value}” is no number: write 0 if there was none, or leave it empty with status M",
            value=text,
        )
    return _(
        "“{value}” is not a number: write digits only, or leave it empty with status M", value=text
    )


def _probably(text: str, meant: str) -> Refused:
    message = _(
        "“{value}” is written for people: it probably means {plain}; write it so",
        value=text,
        plain=meant,
    )
    return Refused(message, float(meant))


def _day(text: str) -> float | None:
    """Return the ordinal of a day in the form YYYY-MM-DD; None where there is no such day."""
    try:
        return float(date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def _day_text(ordinal: float) -> str:
    return date.fromordinal(int(ordinal)).isoformat()


def _day_meant(text: str) -> float | Refused:
    """Return the one day that a text can mean, or why it is none."""
    seen = plain(text)
    if (found := _MIDNIGHT.fullmatch(seen)) and (day := _day(found[1])) is not None:
        return day
    parts = [
        found.group("year", "month", "day") for each in _DAYS if (found := each.fullmatch(seen))
    ]
    for year, month, number in parts:
        probably = f"{year}-{month:0>2}-{number:0>2}"
        if _day(probably) is not None:
            message = _(
                "“{value}” is not a day: write it as YYYY-MM-DD; it probably means {day}",
                value=text,
                day=probably,
            )
            return Refused(message, probably)
    return Refused(_("“{value}” is not a day: write it as YYYY-MM-DD", value=text))


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
