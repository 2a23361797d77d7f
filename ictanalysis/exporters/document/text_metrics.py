"""About how long a text is in Times New Roman, for its lines, the rules under it and columns.

The font need not be on the machine that writes a document, so the lengths are estimates: right
within a tenth for Vietnamese and for English.
"""

from __future__ import annotations

import math

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
    lines = _lines(text, width)
    for tenths in range(10, math.floor(width * 10)):
        narrower = _lines(text, tenths / 10)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _lines(text: str, width: float) -> list[str]:
    """Return the lines in a width; a no-break space breaks none."""
    lines: list[str] = []
    for word in text.split(" "):
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
