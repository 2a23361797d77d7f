"""How keys and names are compared: their one spelling, and which other is nearly the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from ictanalysis.language.messages import Message, _

SIMILAR = 0.7
"""From which likeness on (`difflib`, 0 to 1) a name may be what another was meant to be."""


def fold(text: str) -> str:
    """Return a text in the one spelling in which keys are compared.

    NFC, lower case, and the tone mark of `oa`, `oe`, `uy` on the letter where the newer rule puts
    it, so that two spellings are one. Text is printed as it was written; only keys are folded.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    for written, kept in _TONES:
        composed = composed.replace(written, kept)
    return composed


def with_nearest(problem: Message, word: str, known: Iterable[str]) -> Message:
    """Return what is wrong with a name, and the known one that it may be meant to be, if any.

    Examples
    --------
    >>> str(with_nearest(_("“sgned” is not a measure"), "sgned", ["sent", "signed"]))
    '“sgned” is not a measure; the nearest is “signed”'
    >>> str(with_nearest(_("“radio” is not a table"), "radio", ["documents", "email"]))
    '“radio” is not a table'
    """
    near = nearest(word, known)
    return _("{problem}; the nearest is “{near}”", problem=problem, near=near) if near else problem


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known name that another may be meant to be; blank where none is like it."""
    return next(iter(get_close_matches(fold(word), list(known), n=1, cutoff=SIMILAR)), "")


_TONES = [
    (
        unicodedata.normalize("NFC", pair + mark),
        unicodedata.normalize("NFC", pair[0] + mark + pair[1]),
    )
    for pair in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0303\u0309\u0323"
]
