"""Characters that look like nothing, or like others: named, and taken for what they stand for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import reduce

from ictanalysis.language.messages import Message, _
from ictanalysis.language.unprintable import code

_NAMES = {
    " ": _("space"),
    "\t": _("tab"),
    "\n": _("line break"),
    "\xa0": _("no-break space"),
    "\xad": _("soft hyphen"),
    "\u200b": _("zero-width space"),
    "\u200c": _("zero-width non-joiner"),
    "\u200d": _("zero-width joiner"),
    "\u200e": _("left-to-right mark"),
    "\u200f": _("right-to-left mark"),
    "\u2007": _("figure space"),
    "\u2009": _("thin space"),
    "\u202f": _("narrow no-break space"),
    "\u2060": _("word joiner"),
    "\u2212": _("minus sign"),
    "\u3000": _("ideographic space"),
    "\ufeff": _("byte order mark"),
}
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""

_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))


def plain(text: str) -> str:
    r"""Return a number or a name without what nobody sees: blanks around it, marks inside it.

    Digits of any script become those of ASCII, and so do the wide forms of letters and signs.

    Examples
    --------
    >>> plain("\u200e16401\xa0"), plain("\uff13\uff13\uff18\uff13"), plain("\u17e1\u17e2")
    ('16401', '3383', '12')
    """
    if text.isascii():
        return text.strip()
    kept = "".join(map(_plain, text))
    return kept.strip().strip("".join(_BLANK_LETTERS)).strip()


def is_blank(text: str) -> bool:
    """Return whether a text shows nothing."""
    return not text or not plain(text)


def odd(text: str) -> Message | None:
    """Return the names of the characters that `plain` changes, in their order; None where none."""
    if text.isascii() and text == text.strip():
        return None
    names = {str(name): name for name in _odd(text)}.values()
    if not names:
        return None
    return reduce(lambda one, other: _("{first}, {second}", first=one, second=other), names)


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= letter <= "\uff5e":
        letter = unicodedata.normalize("NFKC", letter)
    elif _is_mark(letter):
        return ""
    return letter.translate(_MINUS)


def _odd(text: str) -> Iterator[Message]:
    inner = text.strip()
    begin = text.find(inner)
    for at, letter in enumerate(text):
        around = not begin <= at < begin + len(inner) or letter in _BLANK_LETTERS
        unusual = not letter.isascii() and (_plain(letter) != letter or letter.isspace())
        if around or unusual:
            yield _name(letter)


def _name(letter: str) -> Message:
    if "\uff01" <= letter <= "\uff5e":
        return _("full-width characters")
    if unicodedata.decimal(letter, None) is not None:
        return _("digits of another script")
    if letter in _NAMES:
        return _("{code} ({name})", code=code(letter), name=_NAMES[letter])
    return _("the character {code}", code=code(letter))


def _is_mark(letter: str) -> bool:
    """Return whether a character only joins, divides or turns those beside it."""
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"
