"""The one spelling in which keys and names are compared."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return a text in the one spelling in which keys are compared.

    NFC, lower case, and the tone mark of `oa`, `oe`, `uy` on the letter where the newer rule puts
    it, so that two spellings are one. Text is printed as it was written; only keys are folded.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    for written, kept in _TONES:
        composed = composed.replace(written, kept)
    return composed


_TONES = [
    (
        unicodedata.normalize("NFC", pair + mark),
        unicodedata.normalize("NFC", pair[0] + mark + pair[1]),
    )
    for pair in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0303\u0309\u0323"
]
