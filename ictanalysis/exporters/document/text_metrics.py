"""About how long a text is in Times New Roman, for its lines, the rules under it and columns.

The font need not be on the machine that writes a document, so the lengths are estimates: right
within a tenth for Vietnamese and for English.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

_SPACE, _CAPITAL, _LETTER = 0.25, 0.7, 0.48


def length(text: str) -> float:
    """Return the length of a text in bold, in em.

    Examples
    --------
    >>> round(length("Annex I"), 2)
    3.57
    """
    return sum(_advance(character) for character in text)


def balanced_lines(text: str, width: float) -> list[str]:
    """Return a text broken into as few lines as a width in em allows, of about one length.

    Examples
    --------
    >>> balanced_lines("AA AA AA AA", 5)
    ['AA AA', 'AA AA']
    >>> balanced_lines("AA AA", 10)
    ['AA AA']
    """
    # Split at spaces only: a no-break space breaks no line.
    narrower = (tenths / 10 for tenths in range(10, math.floor(width * 10)))
    return balanced(text.split(" "), [*narrower, width], length)


def balanced(
    words: Sequence[str], widths: Sequence[float], length: Callable[[str], float]
) -> list[str]:
    """Return the lines of the first width in which they are as few as in the last, the widest.

    Parameters
    ----------
    length
        How long a line is, in the unit of the widths.
    """
    widest = _lines(words, widths[-1], length)
    if len(widest) <= 1:
        return widest
    # The wider the lines, the fewer they are, so that few widths have to be tried.
    at = bisect_left(widths, -len(widest), key=lambda width: -len(_lines(words, width, length)))
    return _lines(words, widths[at], length)


def _lines(words: Iterable[str], width: float, length: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else ""
        if joined and length(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _advance(character: str) -> float:
    if character.isspace():
        return _SPACE
    return _CAPITAL if character.isupper() else _LETTER
