"""Quantities that a report tells twice, with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from ictanalysis.exchange.audit.quantities import Quantity, before
from ictanalysis.exchange.audit.report import Place
from ictanalysis.exchange.audit.verdicts import Fault, as_told, quoted
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.messages import _

FEWEST_WORDS = 3
"""How many words must say what a quantity is before two of them can be told to be the same."""

_CLAUSE = re.compile(r"[;:,.()](?=\s|$)|\s[-–]\s")
_STOP = re.compile(r"[;:,.()%]|\d")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Told:
    """A quantity with the words that say what it is of, and where it is told."""

    quantity: Quantity
    words: tuple[str, ...]
    place: Place
    quote: str


def told(
    sentence: str, found: Sequence[Quantity], place: Place, month: pd.Period | None
) -> Iterator[Told]:
    """Yield the quantities of a sentence that a report tells once, with what they are of.

    Parameters
    ----------
    month
        That of the report; None where it is not known.
    """
    for each in found:
        if each.rough or each.percent or not _is_counted(sentence, each):
            continue
        told_before = _without_the_month(sentence[: each.start], month)
        following = _STOP.split(sentence[each.end :], maxsplit=1)[0].strip()
        if prose.OTHER_TIME.search(f"{told_before} {following}"):
            continue
        clause = _CLAUSE.split(told_before)[-1].strip()
        while (shorter := prose.TELLING.sub("", clause)) != clause:
            clause = shorter
        scope = prose.SCOPE.match(told_before.strip())
        whole = f"{scope[0] if scope else ''} {clause} {following}"
        words = tuple(word.casefold() for word in _WORD.findall(whole))
        known = not re.search(r"\d", clause) and prose.COUNTED_AGAIN.search(clause)
        if known and len(words) >= FEWEST_WORDS:
            yield Told(each, words, place, quoted(sentence, each.start, each.end))


def _is_counted(sentence: str, each: Quantity) -> bool:
    return prose.COUNTED_AGAIN.search(before(sentence, each.start)) is not None


def _without_the_month(text: str, month: pd.Period | None) -> str:
    """Return a text without the words for the month of the report."""

    def kept(match: re.Match[str]) -> str:
        number = match["month"]
        own = number is None or (month is not None and int(number) == month.month)
        return " " if own else match[0]

    return prose.OF_THE_MONTH.sub(kept, text)


def retold(every: Sequence[Told]) -> Iterator[Fault]:
    """Yield the quantities that are told again with another value."""
    first: dict[tuple[str, ...], Told] = {}
    for each in every:
        earlier = first.setdefault(each.words, each)
        if earlier.quantity.value != each.quantity.value:
            message = _(
                "{value} is told here, and {earlier} on {place}, for “{words}”",
                value=as_told(each.quantity.value, each.quantity.decimals),
                earlier=as_told(earlier.quantity.value, earlier.quantity.decimals),
                place=earlier.place.message,
                words=" ".join(each.words),
            )
            yield Fault(
                "retold", message, each.place, each.quote, each.quantity.text, earlier.quantity.text
            )
