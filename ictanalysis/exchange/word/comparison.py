"""Two versions of a text compared: which paragraph became which, and which words changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz import fuzz

LIKE = 50
"""From which likeness on (0 to 100) a paragraph is another one that was edited."""

_TOKEN = re.compile(r"\d(?:[\d.,/-]*\d)?%?|\w+|\s|[^\w\s]")
_SPACES = re.compile(r"\s")


@dataclass(frozen=True)
class Edit:
    """Words of a paragraph that were replaced.

    Attributes
    ----------
    start, end
        Where they stood.
    old, new
        The words before and after; blank for what was added or removed.
    """

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True)
class Pair:
    """A paragraph before and after, by their numbers; None where there is none."""

    before: int | None
    after: int | None


def alike(text: str) -> str:
    """Return a text in which all white space is a space; as long as it was."""
    return _SPACES.sub(" ", text)


def pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Yield which paragraph became which, in their order; blank ones are left out.

    Examples
    --------
    >>> list(pairs(["one two three", "gone"], ["one 2 three"]))
    [Pair(before=0, after=0), Pair(before=1, after=None)]
    """
    old = [number for number, text in enumerate(before) if text.strip()]
    new = [number for number, text in enumerate(after) if text.strip()]
    texts = (
        [alike(before[each]).strip() for each in old],
        [alike(after[each]).strip() for each in new],
    )
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            for number in range(last - first):
                yield Pair(old[first + number], new[start + number])
        else:
            block = _aligned(texts[0][first:last], texts[1][start:end])
            for one, other in block:
                yield Pair(
                    None if one is None else old[first + one],
                    None if other is None else new[start + other],
                )


def _aligned(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pairs of greatest likeness in all, in their order, and those without another."""
    scores = [[fuzz.ratio(one, other, score_cutoff=LIKE) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _row in range(len(before) + 1)]
    for one in range(len(before) - 1, -1, -1):
        for other in range(len(after) - 1, -1, -1):
            taken = scores[one][other] and scores[one][other] + best[one + 1][other + 1]
            best[one][other] = max(taken, best[one + 1][other], best[one][other + 1])
    one = other = 0
    while one < len(before) or other < len(after):
        both = one < len(before) and other < len(after)
        score = scores[one][other] if both else 0
        if both and score and best[one][other] == score + best[one + 1][other + 1]:
            yield one, other
            one, other = one + 1, other + 1
        elif one < len(before) and (not both or best[one][other] == best[one + 1][other]):
            yield one, None
            one += 1
        else:
            yield None, other
            other += 1


def edits(before: str, after: str) -> Iterator[Edit]:
    """Yield the words of a paragraph that were replaced, added or removed.

    Examples
    --------
    >>> list(edits("one two three", "one 2 three"))
    [Edit(start=4, end=7, old='two', new='2')]
    """
    old, new = _TOKEN.findall(alike(before)), _TOKEN.findall(alike(after))
    starts = [0, *_ends(old)]
    changed = [
        (first, last, start, end)
        for tag, first, last, start, end in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes()
        if tag != "equal"
    ]
    for first, last, start, end in _near(changed, old):
        edit = Edit(starts[first], starts[last], "".join(old[first:last]), "".join(new[start:end]))
        if edit.old.strip() or edit.new.strip():  # a space more or less says nothing
            yield edit


_Change = tuple[int, int, int, int]


def _near(changed: Sequence[_Change], old: Sequence[str]) -> Iterator[_Change]:
    """Yield changes, those between which there is but a space as one."""
    if not changed:
        return
    current = changed[0]
    for before, after in pairwise(changed):
        if all(token.isspace() for token in old[before[1] : after[0]]):
            current = (current[0], after[1], current[2], after[3])
        else:
            yield current
            current = after
    yield current


def _ends(tokens: Sequence[str]) -> Iterator[int]:
    at = 0
    for token in tokens:
        at += len(token)
        yield at
