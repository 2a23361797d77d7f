"""The days and months that the dates of a text name."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from ictanalysis.language.kinds import Reading

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LETTERS = r"(?P<name>[A-Z][a-z]{2,8})"
_WRITTEN = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?P<by>[/.-])(?P<month>\d{1,2})"
        r"(?:(?P=by)(?P<year>\d{4}))?(?![\d/])"
    ),
    re.compile(
        r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,?\s+năm\s+(?P<year>\d{4}))?(?!\d)"
    ),
    re.compile(rf"(?P<day>\d{{1,2}})\s+{_LETTERS}(?:,?\s+(?P<year>\d{{4}}))?"),
    re.compile(rf"{_LETTERS}\s+(?P<day>\d{{1,2}})(?:,\s+(?P<year>\d{{4}}))?(?!\d)"),
)
_NAME = re.compile(r"[A-Z][a-z]{2}")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(?<!\d)\d{1,2}(?!\d)")

LEAP_YEAR = 2020


class NamedDay(NamedTuple):
    """A day as a text writes it; the year is None where it has none."""

    day: int
    month: int
    year: int | None

    @property
    def exists(self) -> bool:
        """Return whether there is such a day; 29 February without a year is one."""
        return self.day <= monthrange(self.year or LEAP_YEAR, self.month)[1]


def named_days(text: str) -> list[NamedDay]:
    """Return the days that a date names, the month and the year of the last for a list of days.

    Examples
    --------
    >>> named_days("31/02/2021"), named_days("11 April 2019")
    ([NamedDay(day=31, month=2, year=2021)], [NamedDay(day=11, month=4, year=2019)])
    """
    found: list[NamedDay] = []
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = _number(parts["name"]) if parts.get("name") else int(parts["month"])
            if month:
                found.append(NamedDay(int(parts["day"]), month, _year(parts["year"])))
        if found:
            break
    return found


def named_months(reading: Reading) -> tuple[set[int], int | None]:
    """Return the months that a text names, and their year where it says it.

    Examples
    --------
    >>> named_months(Reading("month", "May 2021", 0))
    ({5}, 2021)
    """
    year = _YEAR.search(reading.text)
    names = {_number(each) for each in _NAME.findall(reading.text)} - {0}
    numbers = {int(each) for each in _MONTH.findall(reading.text)}
    return names or numbers, int(year[0]) if year else None


def _number(name: str) -> int:
    """Return the number of a month by its English name; 0 where it is none."""
    short = name[:3].lower()
    return _NAMES.index(short) + 1 if short in _NAMES else 0


def _year(text: str | None) -> int | None:
    return int(text) if text else None
