"""Numbers and symbols of documents that no document has.

References
----------
Law 63/2020/QH14 and Decree 34/2016/ND-CP: the number of a document of law carries its year, that of
another document does not. Decree 30/2020/ND-CP, Annexes I and III: number, type, author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from ictanalysis.exchange.audit.report import Place
from ictanalysis.exchange.audit.verdicts import Fault, quoted
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.messages import Message, _

MOST_DECISIONS = 120
"""How many decisions that are law the head of government has issued in no year since `SINCE`."""

SINCE = 2011

_WORD = re.compile(r"\s+")


def documents(text: str, place: Place, month: pd.Period | None) -> Iterator[Fault]:
    """Yield the documents that a text names by an impossible number.

    Parameters
    ----------
    month
        The month of the report; None where it is not known.
    """
    for match in prose.SYMBOL.finditer(text):
        if message := _problem(match, month):
            start = match.start("number")
            end = match.end("symbol")
            quote = quoted(text, match.start(), match.end())
            yield Fault("document", message, place, quote, text[start:end])


def _problem(match: re.Match[str], month: pd.Period | None) -> Message | None:
    return _problem_of_symbol(match) or _problem_of_year(match, month)


def _problem_of_symbol(match: re.Match[str]) -> Message | None:
    """Return what is wrong with a number and a symbol, whatever the year."""
    symbol, written = match["symbol"], _written(match)
    kinds = _types(match["type"] or "")
    if int(match["number"]) == 0:
        return _("“{symbol}”: no document has the number 0", symbol=written)
    code = re.split(r"[-/]", symbol)[0]
    if kinds and not any(_fits(kind, code, match) for kind in kinds):
        return _(
            "“{symbol}” is not the symbol of what it is called, {type}",
            symbol=written,
            type=kinds[-1],
        )
    if not match["year"] and match["by"] == "/" and symbol.startswith(prose.OF_LAW):
        return _("“{symbol}”: a document of law has its year in the number", symbol=written)
    return None


def _problem_of_year(match: re.Match[str], month: pd.Period | None) -> Message | None:
    """Return what is wrong with the year that a number carries."""
    symbol, year, written = match["symbol"], match["year"], _written(match)
    if not year:
        return None
    if symbol in prose.SINGLE_DECISIONS and _is_no_law(match):
        return _(
            "“{symbol}”: only a decision that is law has a year in its number, and no year has so "
            "many: {right} is meant",
            symbol=written,
            right=f"{match['number']}/{symbol}",
        )
    if match["date"] and year != re.split(r"[/.-]", match["date"])[2]:
        return _(
            "“{symbol}” carries the year {year}, and is dated {date}",
            symbol=written,
            year=year,
            date=match["date"],
        )
    if month is not None and int(year) > month.year:
        return _("“{symbol}” is of a year after the report", symbol=written)
    return None


def _written(match: re.Match[str]) -> str:
    return match.string[match.start("number") : match.end("symbol")]


def _types(words: str) -> Sequence[str]:
    """Return the types of documents that words before a number name, if they end with one."""
    text = _WORD.sub(" ", words).lower()
    found = [each for each in prose.CODES if re.search(rf"(?<!\w){each}(?!\w)", text)]
    return found if any(text.endswith(each) for each in found) else []


def _fits(kind: str, code: str, match: re.Match[str]) -> bool:
    codes = prose.CODES[kind]
    if code in codes:
        return True
    all_codes = {each for known in prose.CODES.values() for each in known}
    if code in all_codes:
        return False
    # What is no type of a document is who has sent it: right for a letter alone.
    return kind in prose.UNTYPED or match["by"] == "-" or bool(match["year"])


def _is_no_law(match: re.Match[str]) -> bool:
    return int(match["year"]) >= SINCE and int(match["number"]) > MOST_DECISIONS
