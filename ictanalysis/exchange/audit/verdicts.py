"""What an audit says: faults, and what was checked and holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ictanalysis.exchange.audit.report import Place
from ictanalysis.language.locales import rounded
from ictanalysis.language.messages import Message

Kind = Literal[
    "sum", "rate", "share", "retold", "document", "day", "month", "doubled", "table", "unknown"
]

LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Fault:
    """Something that cannot be right.

    Attributes
    ----------
    kind, message
        What was checked, and what is wrong.
    place, quote
        Where, and the words that say it.
    found, expected
        What stands there and what would be right, where that is known.
    """

    kind: Kind
    message: Message
    place: Place
    quote: str
    found: str = ""
    expected: str = ""


@dataclass(frozen=True)
class Checked:
    """A total, a rate or a repeated quantity that holds: what it was checked by, and where."""

    kind: Kind
    message: Message
    place: Place
    quote: str


Verdict = Fault | Checked


def quoted(text: str, start: int, end: int) -> str:
    """Return the words around a part of a text, as a message quotes them.

    Examples
    --------
    >>> quoted("55 documents", 0, 2)
    '55 documents'
    """
    room = max(LONGEST_QUOTE - (end - start), 0)
    first, last = max(start - room // 2, 0), min(end + room - room // 2, len(text))
    first = text.rfind(" ", 0, first) + 1 if first else 0
    last = last if last == len(text) else max(text.find(" ", last), last)
    words = text[first:last].strip()
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"


def as_told(value: float, decimals: int = 0) -> float:
    """Return a number with the decimals that the report tells, free of the noise of a float."""
    return float(rounded(value, decimals))
