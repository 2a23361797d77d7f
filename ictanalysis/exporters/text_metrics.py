"""About how long a text is in Times New Roman, for rules under it and for columns around it.

The font need not be on the machine that writes a DOCX, so the lengths are estimates: right within
a tenth for Vietnamese text.
"""

from __future__ import annotations

import math

__all__ = ["balanced", "length", "longest_line"]

_SPACE, _CAPITAL, _LETTER = 0.25, 0.7, 0.48
_SLACK = 1.08


def length(text: str) -> float:
    """Return the length of a text in bold, in em.

    Examples
    --------
    >>> round(length("Annex I"), 2)
    3.57
    """
    return sum(_share(character) for character in text)


def longest_line(text: str, width: float) -> float:
    """Return the length of the longest line of a text set in a column, in em.

    Examples
    --------
    >>> longest_line("AAAA AA", 3)
    2.8
    """
    return max(_lines(text, width), default=0.0)


def balanced(text: str, width: float) -> float:
    """Return the narrowest column that sets a text in as few lines as a given one does, in em.

    Examples
    --------
    >>> balanced("AA", 10)
    10
    >>> round(balanced("AA AA AA AA", 5), 2)
    3.29
    """
    lines = len(_lines(text, width))
    if lines <= 1:
        return width
    narrower = (tenths / 10 for tenths in range(10, math.floor(width * 10) + 1))
    found = next((each for each in narrower if len(_lines(text, each)) == lines), width)
    return min(longest_line(text, found) * _SLACK, width)


def _lines(text: str, width: float) -> list[float]:
    """Return the lengths of the lines; a no-break space breaks none."""
    lines: list[float] = []
    for word in text.split(" "):
        joined = lines[-1] + _SPACE + length(word) if lines else math.inf
        if joined <= width:
            lines[-1] = joined
        else:
            lines.append(length(word))
    return lines


def _share(character: str) -> float:
    if character.isspace():
        return _SPACE
    return _CAPITAL if character.isupper() else _LETTER
