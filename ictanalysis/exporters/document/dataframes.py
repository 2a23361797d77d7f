"""Data frames that a notebook displays, in the language of the document.

pandas writes `7254.5`, `NaN`, `True` and `2021-05-01`, whatever the language of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from bs4 import BeautifulSoup
from bs4.element import Tag

from ictanalysis.exporters.document.markup import serialize, under
from ictanalysis.language.locales import Locale

_FRAME = re.compile(r'class="(?:dataframe\b|data row\d)')
_SHAPE = re.compile(r"(\d+) rows × (\d+) columns")
_NUMBER = re.compile(
    r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+(?=\.))(?:\.(?P<decimals>\d+))?(?P<power>e[+-]\d+)?"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?)?")
_MISSING = frozenset({"NaN", "nan", "NaT", "None", "<NA>"})
_MISSING_SIGN = "\N{EN DASH}"


def with_frames(html: str, locale: Locale) -> str:
    """Return clean HTML whose data frames are written as the language does.

    A column is one of numbers if each of its cells is a number or missing, with as many decimals
    as the others: such numbers have the decimal sign of the language, and group thousands; decimals
    that are zero in the whole column are left out. Whole numbers stay as they are, because a year
    or a code may be among them. Truth, days and missing values are words of the language.
    """
    if not _FRAME.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    for table in soup.find_all("table"):
        if _FRAME.search(str(table)):
            _localize(table, locale)
    for text in soup.find_all(string=_SHAPE):
        shape = _SHAPE.sub(lambda found: _shape(found, locale), text)
        text.replace_with(shape)
    return serialize(soup)


def _localize(table: Tag, locale: Locale) -> None:
    rows = [row.find_all("td", recursive=False) for row in under(table, "tbody", "tr")]
    width = max(map(len, rows), default=0)
    for column in range(width):
        cells = [row[column] for row in rows if len(row) == width]
        texts = [cell.get_text().strip() for cell in cells]
        decimals = _decimals(texts)
        if decimals is not None:
            for tag in (*cells, *_heads(table, column, width)):
                tag["class"] = "number"
        for cell, text in zip(cells, texts, strict=True):
            written = _written(text, decimals, locale)
            if written != text:
                cell.string = written


def _heads(table: Tag, column: int, width: int) -> Iterator[Tag]:
    for row in under(table, "thead", "tr"):
        heads = row.find_all("th", recursive=False)
        if len(heads) >= width and not any(each.get("colspan") for each in heads):
            yield heads[column - width]


def _decimals(texts: Sequence[str]) -> int | None:
    """Return how many decimals a column of numbers needs; None if it is not one."""
    found = [_NUMBER.fullmatch(text) for text in texts if text not in _MISSING]
    numbers = [each for each in found if each]
    if not numbers or len(numbers) < len(found):
        return None
    written = [(each["decimals"] or "") for each in numbers]
    if len(set(map(len, written))) > 1:
        return None
    return max(len(each.rstrip("0")) for each in written)


def _written(text: str, decimals: int | None, locale: Locale) -> str:
    if text in _MISSING:
        return _MISSING_SIGN
    if text in {"True", "False"}:
        return locale.say("yes") if text == "True" else locale.say("no")
    if _DAY.fullmatch(text):
        return _day(text, locale)
    return text if decimals is None else _number(text, decimals, locale)


def _number(text: str, decimals: int, locale: Locale) -> str:
    whole, point, _rest = text.partition(".")
    if "e" in text or not point:
        return text.replace(".", locale.number(0.5, 1)[1])
    return (
        locale.number(float(text.replace(",", "")), decimals)
        if decimals
        else whole.replace(",", "")
    )


def _day(text: str, locale: Locale) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = locale.short_day(moment.date())
    return f"{day} {moment:%H:%M}" if moment.time() != time() else day


def _shape(found: re.Match[str], locale: Locale) -> str:
    rows, columns = map(int, found.groups())
    return locale.say(
        "{rows} rows × {columns} columns", rows=locale.number(rows), columns=locale.number(columns)
    )
