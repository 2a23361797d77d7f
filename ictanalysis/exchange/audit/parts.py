"""Lists of parts: a total, and the numbers of which a sentence says that they are its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ictanalysis.exchange.audit.elements import Part, Stretch, parts
from ictanalysis.exchange.audit.quantities import Quantity, before
from ictanalysis.language import prose_vi as prose

FURTHEST = 160
"""How many letters may stand between a total and its parts."""

_STOP = re.compile(r"[;.](?=\s)")


@dataclass(frozen=True)
class PartList:
    """A total with its parts.

    Attributes
    ----------
    total, parts
        The number, and those that are told as its parts.
    whole
        Whether the words say that there are no other parts.
    announced
        Whether the words, or their being in parentheses, say that these are parts.
    bare
        Whether no word says it.
    start, end
        Where the sentence tells them.
    """

    total: Quantity
    parts: Sequence[Part]
    whole: bool
    announced: bool
    bare: bool
    start: int
    end: int

    @property
    def shared(self) -> bool:
        """Return whether a percentage is told of one of the parts."""
        return any(part.share is not None for part in self.parts)


def part_lists(sentence: str, found: Sequence[Quantity]) -> Iterator[PartList]:
    """Yield the lists of parts of a sentence: in parentheses, after a word, before the total."""
    for opening in sorted({group for each in found for group in each.group}):
        yield from _in_parentheses(sentence, found, opening)
    yield from _after_a_word(sentence, found)
    yield from _before_the_total(sentence, found)


def _in_parentheses(sentence: str, found: Sequence[Quantity], opening: int) -> Iterator[PartList]:
    inside = [each for each in found if opening in each.group]
    outer = inside[0].group[: inside[0].group.index(opening)]
    at = found.index(inside[0])
    if not at or found[at - 1].percent or found[at - 1].group != outer:
        return
    total = found[at - 1]
    between = sentence[total.end : opening]
    apart = len(between) > FURTHEST or _STOP.search(between) or prose.COMPARED.search(between)
    if apart or _is_change(sentence, total):
        return
    last = max(each.end for each in inside)
    end = next((at for at in range(last, len(sentence)) if sentence[at] in ")]"), len(sentence))
    group = (*outer, opening)
    own = [each for each in inside if each.group == group]
    lead = sentence[opening + 1 : own[0].start] if own else ""
    yield from _list(total, Stretch(sentence, opening + 1, end, group, inside), lead)


def _after_a_word(sentence: str, found: Sequence[Quantity]) -> Iterator[PartList]:
    for at, (left, right) in enumerate(pairwise(found), start=1):
        between = sentence[left.end : right.start]
        if len(between) > FURTHEST or ". " in between:
            continue
        announced = (
            prose.ALL_PARTS.search(between)
            or prose.SOME_PARTS.search(between)
            or _colon(sentence, left, between)
        )
        total = _told_before(sentence, found[:at], right) if announced else None
        if announced is None or total is None:
            continue
        start = left.end + announced.start()
        stop = _end_of_list(sentence, start, right.group)
        inside = [each for each in found if right.start <= each.start < stop]
        yield from _list(total, Stretch(sentence, start, stop, right.group, inside), between)


def _colon(sentence: str, total: Quantity, between: str) -> re.Match[str] | None:
    """Return the colon that says of a number, which is called a total, that its parts follow."""
    named = prose.TOTAL.search(before(sentence, total.start))
    return prose.COLON.search(between) if named else None


def _told_before(sentence: str, found: Sequence[Quantity], part: Quantity) -> Quantity | None:
    """Return the last number of those told that is no percentage and no change of one."""
    alike = (each for each in reversed(found) if each.group == part.group and not each.percent)
    return next((each for each in alike if not _is_change(sentence, each)), None)


def _is_change(sentence: str, quantity: Quantity) -> bool:
    return prose.CHANGE.search(before(sentence, quantity.start)) is not None


def _end_of_list(sentence: str, start: int, group: tuple[int, ...]) -> int:
    """Return where the parentheses close in which a list stands, or the sentence ends."""
    depth = 0
    for at in range(start, len(sentence)):
        if sentence[at] in "([":
            depth += 1
        elif sentence[at] in ")]":
            depth -= 1
            if depth < 0 and group:
                return at
        elif sentence[at] == "." and depth == 0 and sentence[at + 1 : at + 2] in {" ", ""}:
            return at
    return len(sentence)


def _list(total: Quantity, stretch: Stretch, lead: str) -> Iterator[PartList]:
    """Yield the list of a stretch, if it has parts; `lead` is what stands before the first."""
    told, broken = parts(stretch)
    if not told:
        return
    every = (prose.ALL_PARTS.search(lead) or _colon(stretch.sentence, total, lead)) is not None
    some = prose.SOME_PARTS.search(lead) is not None
    complete = _complements([part.label for part in told])
    mixed = len({part.first for part in told}) > 1
    goes_on = prose.GOES_ON.search(lead + stretch.text) is not None
    if some and not complete and prose.OVERLAP.search(stretch.sentence):
        return
    open_ = broken or mixed or goes_on or len(told) == 1
    yield PartList(
        total,
        told,
        whole=(every or complete) and not open_,
        announced=every or some or complete or (told[0].first and not open_),
        bare=not (every or some),
        start=total.start,
        end=max(stretch.end, told[-1].quantity.end),
    )


def _complements(labels: Sequence[str]) -> bool:
    """Return whether labels name everything there is: online and in person, or the rest."""
    texts = [label.lower() for label in labels]
    return any(prose.REST.search(text) for text in texts) or is_pair(texts)


def is_pair(labels: Sequence[str]) -> bool:
    """Return whether two labels name everything there is between them."""
    if len(labels) != len(prose.PAIRS[0]):
        return False
    one, other = (label.lower() for label in labels)
    return any(
        (_names(one, a) and _names(other, b)) or (_names(one, b) and _names(other, a))
        for a, b in prose.PAIRS
    )


def _names(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _before_the_total(sentence: str, found: Sequence[Quantity]) -> Iterator[PartList]:
    for at, total in enumerate(found):
        if total.percent or not prose.ADDED_UP.search(before(sentence, total.start)):
            continue
        told: list[Part] = []
        right = total
        for each in reversed(found[:at]):
            between = sentence[each.end : right.start]
            joined = right is total or prose.JOINS.search(between) is not None
            alike = not each.percent and each.group == total.group
            if not (joined and alike) or prose.COMPARED.search(between):
                break
            told.insert(0, Part(each, between.strip(" ,;"), first=True))
            right = each
        if len(told) > 1:
            whole = not any(part.quantity.rough for part in told)
            start, end = told[0].quantity.start, total.end
            yield PartList(
                total, told, whole=whole, announced=True, bare=False, start=start, end=end
            )
