"""The quantities of a sentence: its numbers that count or measure something."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ictanalysis.language import prose_vi as prose
from ictanalysis.language.typed import typed_numbers

LITERALS = ("COVID-19", "5K", "24/7", "24/24")
"""Names with numbers in them that every office writes."""

_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_DECIMAL = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(?P<fraction>\d{1,6}))?")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_STOP = re.compile(r"(?<=[\w)”\"%\]][.!?])\s+(?=[“\"(]?(?P<next>\w))")
_PERCENT = re.compile(r"\s*%")
_GLUED_BEFORE = re.compile(r"[^\W\d_][-–]?$|(?<!\d)[/-]$")
_GLUED_AFTER = re.compile(r"[^\W\d_]")
_NUMBERING = re.compile(r"[.)](?:\s|$)")
_OPENING, _CLOSING = "([", ")]"
_LEVELS = 9
_NEAR = 80


@dataclass(frozen=True)
class Quantity:
    """A number of a sentence.

    Attributes
    ----------
    value, decimals
        It, and how many decimals it is told with.
    text, start, end
        How it is written, and where.
    percent, rough
        Whether it is a percentage, and whether it is told as not exact.
    group
        The parentheses that it stands in, by where they open, the outermost first.
    """

    value: float
    decimals: int
    text: str
    start: int
    end: int
    percent: bool
    rough: bool
    group: tuple[int, ...]


def sentences(text: str) -> Sequence[str]:
    """Return the sentences of a paragraph.

    Examples
    --------
    >>> sentences("Total: 1.234 (of 5.000). Next one")
    ['Total: 1.234 (of 5.000).', 'Next one']
    """
    edges = [match for match in _STOP.finditer(text) if not match["next"].islower()]
    starts = [0, *(each.end() for each in edges)]
    ends = [*(each.start() for each in edges), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def quantities(sentence: str, literals: Collection[str] = LITERALS) -> Sequence[Quantity]:
    """Return the quantities of a sentence; dates, documents and names with numbers are none.

    Examples
    --------
    >>> [(each.value, each.decimals, each.percent) for each in quantities("16.401 (79,37%)")]
    [(16401.0, 0, False), (79.37, 2, True)]
    """
    groups = _groups(sentence)
    found = []
    for typed in typed_numbers(sentence, "vi", literals):
        start, written = typed.start, typed.number
        end = start + len(written)
        number = _number(written.removesuffix("%"))
        if number is None or _is_name(sentence, start, end):
            continue
        value, decimals = number
        percent = written.endswith("%") or _PERCENT.match(sentence, end) is not None
        following = _NEXT.match(sentence, end)
        scale = prose.MULTIPLES.get(following[1].lower(), 1) if following and not percent else 1
        rough = scale > 1 or prose.ROUGHLY.search(before(sentence, start)) is not None
        found.append(
            Quantity(value * scale, decimals, written, start, end, percent, rough, groups[start])
        )
    return found


def _number(written: str) -> tuple[float, int] | None:
    match = _DECIMAL.fullmatch(written)
    if match is None:
        return None
    whole, fraction = match["whole"].replace(".", ""), match["fraction"] or ""
    return float(f"{whole}.{fraction or 0}"), len(fraction)


def _is_name(sentence: str, start: int, end: int) -> bool:
    """Return whether a number is part of a name (`5K`, a level), or numbers the paragraph."""
    left, right = before(sentence, start), sentence[end : end + 2]
    glued = _GLUED_BEFORE.search(left) or _GLUED_AFTER.match(right)
    level = end - start == 1 and prose.LEVEL.search(left)
    numbers = not sentence[:start].strip() and _NUMBERING.match(right)
    return bool(glued or level or numbers or prose.NUMBERED.search(left))


def before(sentence: str, at: int) -> str:
    """Return the words right before a place in a sentence, as many as matter to what is there."""
    return sentence[max(at - _NEAR, 0) : at]


def _groups(text: str) -> Sequence[tuple[int, ...]]:
    """Return for each letter the parentheses that it stands in."""
    groups: list[tuple[int, ...]] = []
    open_: tuple[int, ...] = ()
    for place, letter in enumerate(text):
        if letter in _OPENING and len(open_) < _LEVELS:
            open_ = (*open_, place)
        groups.append(open_)
        if letter in _CLOSING:
            open_ = open_[:-1]
    return groups
