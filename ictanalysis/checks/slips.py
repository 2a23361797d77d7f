"""Slips of the hand: how a number may have been typed that should have been another one.

References
----------
F. J. Damerau, "A technique for computer detection and correction of spelling errors",
Communications of the ACM 7 (1964), 171–176: four in five misspellings are one letter wrong, missing
or too many, or two neighbours in the wrong order.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from ictanalysis.dataset.remedies import Slip

UNLIKELIHOOD: dict[Slip | None, int] = {
    "exchanged": 1,
    "copied_above": 1,
    "copied_last_month": 1,
    "swapped": 1,
    "tenfold": 1,
    "doubled": 1,
    "lost": 2,
    "added": 2,
    "mistyped": 2,
    None: 5,
}
"""How much a slip weighs against an explanation; none at all weighs the most."""

LIKELY: Collection[Slip | None] = [slip for slip, weight in UNLIKELIHOOD.items() if weight == 1]
"""The slips that happen most."""


def slip(typed: float, meant: float, decimals: int) -> Slip | None:
    """Return the one slip with which a number is typed for another; None if there is no such.

    Examples
    --------
    >>> slip(147, 174, 0), slip(1470, 147, 0), slip(1447, 147, 0), slip(17, 147, 0)
    ('swapped', 'tenfold', 'doubled', 'lost')
    >>> slip(147, 149, 0), slip(79.37, 73.97, 2), slip(147, 528, 0)
    ('mistyped', 'swapped', None)
    """
    wrong, right = (f"{value:.{decimals}f}".replace(".", "") for value in (typed, meant))
    if meant and typed in {meant * 10, meant / 10}:
        return "tenfold"
    if len(wrong) == len(right):
        return _same_length(wrong, right)
    if right in _shortened(wrong):
        return "doubled" if _doubled(wrong, right) else "added"
    return "lost" if wrong in _shortened(right) else None


def likely(typed: float, decimals: int) -> set[float]:
    """Return the numbers for which a likely slip of the hand would have typed this one.

    Likely are two digits swapped, a zero too many or too few, and a digit typed twice.

    Examples
    --------
    >>> sorted(likely(1447, 0))
    [147.0, 1474.0, 4147.0, 14470.0]
    >>> sorted(likely(79.5, 1)), likely(0, 0)
    ([75.9, 97.5, 795.0], set())
    """
    digits = f"{typed:.{decimals}f}".replace(".", "")
    places = range(1, len(digits))
    tried = [digits + "0", digits[:-1]]
    tried += [digits[: at - 1] + digits[at] + digits[at - 1] + digits[at + 1 :] for at in places]
    tried += [digits[:at] + digits[at + 1 :] for at in places if digits[at] == digits[at - 1]]
    meant = {int(each) / 10**decimals for each in tried if each}
    return {each for each in meant if slip(typed, each, decimals) in LIKELY}


def _same_length(wrong: str, right: str) -> Slip | None:
    apart = [place for place in range(len(wrong)) if wrong[place] != right[place]]
    match apart:
        case [_]:
            # Of a number of one digit, any other would be so near.
            return "mistyped" if len(wrong) > 1 else None
        case [first, second] if second == first + 1:
            crossed = wrong[first : second + 1] == right[second] + right[first]
            return "swapped" if crossed else None
        case _:
            return None


def _shortened(digits: str) -> set[str]:
    """Return what is left of digits without one of them."""
    return {digits[:place] + digits[place + 1 :] for place in range(len(digits))}


def _doubled(wrong: str, right: str) -> bool:
    """Return whether one of the digits was typed twice."""
    twice = (place for place, (one, next_) in enumerate(pairwise(wrong)) if one == next_)
    return any(wrong[:place] + wrong[place + 1 :] == right for place in twice)
