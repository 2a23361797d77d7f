"""The one rule for what no text may hold, since no page can show it."""

from __future__ import annotations

import re

_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))

UNPRINTABLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tabs and line ends
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing
    "\ufeff\ufff9-\ufffb"  # byte order marks, interlinear notes
    "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"  # private use
    "\U000e0000-\U000e0fff"  # tags, and variants of characters
    f"\ud800-\udfff\ufdd0-\ufdef{_PLANES}"  # halves of pairs, and what is no character
    "]"
)
"""A character that is no letter and no sign; a carriage return is one where it ends no line."""


def code(character: str) -> str:
    """Return the number of a character, as `U+FEFF`."""
    return f"U+{ord(character):04X}"
