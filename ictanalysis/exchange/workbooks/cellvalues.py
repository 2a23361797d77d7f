"""A cell of a workbook as the text that the table's file has, or why it cannot be one."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from ictanalysis.catalog import Measure, Ratio
from ictanalysis.dataset.numerals import MOST_DECIMALS, PERCENT, Read, digits, read_value
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.exchange.workbooks.sheets import Cell
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _

MOST_DIGITS = 15

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_WITH_COMMA = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:[. \u00a0\u202f][0-9]{3})+),[0-9]{1,6}")
_TWO_MEANINGS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")


def broken(cell: Cell) -> Message | None:
    """Return why a cell cannot be read, whichever its column: a formula or an error."""
    if cell.kind == "e":
        return _("holds the error {error}: write the value", error=str(cell.value))
    if cell.kind == "f":
        return _("holds a formula: write its value in its place (Paste Values)")
    return None


def value_text(cell: Cell, spec: Measure | Ratio) -> str | Message:
    """Return the value of a cell as the table's file writes it; nothing is an empty text.

    A day, a number or a percentage in the form that people write is taken where it has one meaning
    only. Whether another text is a number is left to the reader of that file; here is refused only
    what it could not see: a percentage, a day in place of a number.
    """
    value = cell.value
    if isinstance(value, str):
        return _plain(cell.text.strip(), spec)
    if isinstance(value, bool):
        return _("is TRUE or FALSE: write a number")
    is_day = spec.kind == "date"
    if isinstance(value, date | time | timedelta):
        if is_day:
            return _day(value)
        return _(
            "is the day or time {value}, not a number: give the cell the form of a number and "
            "write the number",
            value=str(value).removesuffix(" 00:00:00"),
        )
    if is_day:
        return _(
            "is the number {value}, not a day: give the cell the form of a date and write the day",
            value=digits(value),
        )
    is_share = cell.percent and spec.unit == PERCENT
    number = round(value * 100, MOST_DECIMALS) if is_share else value
    # What binary fractions add, no sheet shows.
    meant = read_value(digits(number), spec)
    number = meant.value if isinstance(meant, Read) else number
    return _number(number, percent=cell.percent and not is_share)


def status_text(cell: Cell, locale: Locale) -> str | Message:
    """Return the code of a status, chosen from the list, or written as its code or its name.

    Where a name stands beside the code, the code counts: the name depends on the language of the
    workbook.
    """
    text = cell.text.strip() if isinstance(cell.value, str) else str(cell.value)
    code = text.partition(" – ")[0].upper()
    names = {locale.render(name).casefold(): each for each, (name, _meaning) in STATUSES.items()}
    return code if code in STATUSES else names.get(text.casefold(), text)


def note_text(cell: Cell) -> str | Message:
    """Return a note; a number in its place is a text of digits."""
    value = cell.value
    if isinstance(value, str):
        return cell.text.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return digits(value)
    return _("is no text: give the cell the form of a text and write it again")


def _plain(text: str, spec: Measure | Ratio) -> str | Message:
    """Return a text as the table's file writes it, if that is clear; else the text itself."""
    if spec.kind == "date":
        return _day_first(text)
    if spec.unit == PERCENT:
        text = text.removesuffix(PERCENT).rstrip()
    if spec.decimals == 0:
        return re.sub(r"[^0-9]", "", text) if _GROUPED.fullmatch(text) else text
    if _TWO_MEANINGS.fullmatch(text):
        whole, fraction = re.split("[.,]", text)
        return _(
            "“{value}” is {whole} or {decimal}: give the cell the form of a number and write it",
            value=text,
            whole=whole + fraction,
            decimal=f"{whole}.{fraction}",
        )
    if _WITH_COMMA.fullmatch(text):
        return re.sub(r"[^0-9,]", "", text).replace(",", ".")
    return text


def _day_first(text: str) -> str:
    """Return a day that is written day, month, year as the table's file writes it."""
    if not (found := _DAY_FIRST.fullmatch(text)):
        return text
    day, month, year = map(int, found.groups())
    try:
        return f"{date(year, month, day):%Y-%m-%d}"
    except ValueError:
        return text


def _day(value: date | time | timedelta) -> str | Message:
    if isinstance(value, datetime) and value.time() != time():
        return _("holds a time of day beside the day: write the day alone")
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return _("is a time, not a day: write the day")


def _number(value: float, *, percent: bool) -> str | Message:
    text = digits(value)
    if percent:
        return _(
            "is shown as a percentage, so that its value is {value}: it probably means "
            "{probably}; give the cell the form of a number and write that",
            value=text,
            probably=digits(round(value * 100, MOST_DECIMALS)),
        )
    whole, _point, fraction = text.lstrip("-").partition(".")
    if len(whole) > MOST_DIGITS:
        return _("{value} has more than {most} digits: check it", value=text, most=MOST_DIGITS)
    if len(fraction) > MOST_DECIMALS:
        return _("{value} has more than {most} decimals: round it", value=text, most=MOST_DECIMALS)
    return text
