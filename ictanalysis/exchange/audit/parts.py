"""Lists of parts: a total, and the numbers of which a sentence says that they are its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.exchange.audit.quantities import Quantity
from ictanalysis.language import prose_vi as prose

FURTHEST = 160
"""How many letters may stand between a total and its parts."""

_SPLIT = re.compile(r"[,;](?!\d)|\.(?=\s|$)")
_STOP = re.compile(r"[;.](?=\s)")


@dataclass(frozen=True)
class Part:
    """A part of a total: its number, its label, and its share where one is told.

    Attributes
    ----------
    quantity, share
        The number, and the percentage after it; None where there is none.
    label
        The words of the element.
    first
        Whether the number stands before the label.
    """

    quantity: Quantity
    label: str
    first: bool
    share: Quantity | None = None


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
    """Yield the lists of parts of a sentence, those in parentheses and those after a word."""
    for opening in sorted({group for each in found for group in each.group}):
        yield from _in_parentheses(sentence, found, opening)
    yield from _after_a_word(sentence, found)
    yield from _before_the_total(sentence, found)


def _in_parentheses(sentence: str, found: Sequence[Quantity], opening: int) -> Iterator[PartList]:
    inside = [each for each in found if opening in each.group]
    outer = inside[0].group[: inside[0].group.index(opening)]
    before = [each for each in found if each.end <= opening]
    if not before or before[-1].percent or before[-1].group != outer:
        return
    total = before[-1]
    between = sentence[total.end : opening]
    if len(between) > FURTHEST or _STOP.search(between) or prose.COMPARED.search(between):
        return
    last = max(each.end for each in inside)
    end = next((at for at in range(last, len(sentence)) if sentence[at] in ")]"), len(sentence))
    own = [each for each in inside if each.group[-1] == opening]
    lead = sentence[opening + 1 : own[0].start] if own else ""
    yield from _list(sentence, total, inside, (*outer, opening), opening + 1, end, lead)


def _after_a_word(sentence: str, found: Sequence[Quantity]) -> Iterator[PartList]:
    """Yield the lists that begin with a word, and not with a parenthesis."""
    for before, after in zip(found, found[1:], strict=False):
        if before.percent or before.group != after.group:
            continue
        between = sentence[before.end : after.start]
        announced = prose.ALL_PARTS.search(between) or prose.SOME_PARTS.search(between)
        if not announced or len(between) > FURTHEST or ". " in between:
            continue
        start = before.end + announced.start()
        stop = _end_of_list(sentence, start, before.group)
        inside = [each for each in found if after.start <= each.start < stop]
        yield from _list(sentence, before, inside, before.group, start, stop, between)


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


def _list(
    sentence: str,
    total: Quantity,
    inside: Sequence[Quantity],
    group: tuple[int, ...],
    start: int,
    end: int,
    lead: str,
) -> Iterator[PartList]:
    parts, broken = _parts(sentence, inside, group, start, end)
    if not parts:
        return
    text = sentence[start:end]
    uniform = len({part.first for part in parts}) == 1
    every = prose.ALL_PARTS.search(lead) is not None
    some = prose.SOME_PARTS.search(lead) is not None
    complete = _complements([part.label for part in parts])
    open_ = (
        broken or not uniform or prose.GOES_ON.search(lead + text) is not None or len(parts) == 1
    )
    yield PartList(
        total,
        parts,
        whole=(every or complete) and not open_,
        announced=(every or some or complete or (parts[0].first and not open_)),
        bare=not (every or some),
        start=total.start,
        end=max(end, parts[-1].quantity.end),
    )


def _complements(labels: Sequence[str]) -> bool:
    """Return whether labels name everything there is: online and in person, or the rest."""
    texts = [label.lower() for label in labels]
    if any(prose.REST.search(text) for text in texts):
        return True
    if len(texts) != len(prose.PAIRS[0]):
        return False
    return any(
        (_names(texts[0], one) and _names(texts[1], other))
        or (_names(texts[0], other) and _names(texts[1], one))
        for one, other in prose.PAIRS
    )


def _names(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _parts(
    sentence: str,
    inside: Sequence[Quantity],
    group: tuple[int, ...],
    start: int,
    end: int,
) -> tuple[list[Part], bool]:
    """Return the parts of a list, and whether some of its numbers are none."""
    parts: list[Part] = []
    broken = False
    for first, last in _elements(sentence, inside, group, start, end):
        text = sentence[first:last]
        own = [each for each in inside if first <= each.start < last and each.group == group]
        counts = [each for each in own if not each.percent]
        shares = [
            each
            for each in inside
            if each.percent and first <= each.start < last and len(each.group) <= len(group) + 1
        ]
        if not counts:
            if shares and parts and parts[-1].share is None and _is_share(sentence, shares[0]):
                parts[-1] = Part(parts[-1].quantity, parts[-1].label, parts[-1].first, shares[0])
            continue
        quantity = counts[0]
        before = sentence[first : quantity.start]
        tail = sentence[quantity.end : last]
        if (
            prose.COMPARED.search(before)
            or len(counts) > 1
            or (prose.COMPARED.search(tail.partition("(")[0]))
        ):
            broken = True
            continue
        lead = prose.LEAD.search(before)
        number_first = (
            prose.BEFORE_A_PART.fullmatch(before[lead.end() :] if lead else before) is not None
        )
        labelled = prose.AFTER_A_LABEL.search(before) is not None
        if not number_first and not labelled:
            broken = True
            continue
        share = shares[0] if shares and _is_share(sentence, shares[0]) else None
        parts.append(Part(quantity, text.strip(), number_first, share))
    return parts, broken or any(part.quantity.rough for part in parts)


def _is_share(sentence: str, share: Quantity) -> bool:
    return prose.SHARE.search(sentence[: share.start]) is not None


def _elements(
    sentence: str,
    inside: Sequence[Quantity],
    group: tuple[int, ...],
    start: int,
    end: int,
) -> Iterator[tuple[int, int]]:
    """Yield where the elements of a list begin and end; commas in parentheses part nothing."""
    depths = _depths(sentence, start, end)
    cuts = [
        match
        for pattern in (_SPLIT, prose.AND)
        for match in pattern.finditer(sentence, start, end)
        if depths[match.start() - start] == 0
    ]
    at = start
    for cut in sorted(cuts, key=re.Match.start):
        if cut.start() >= at:
            yield at, cut.start()
            at = cut.end()
    yield at, end


def _depths(sentence: str, start: int, end: int) -> Sequence[int]:
    depth, depths = 0, []
    for at in range(start, end):
        if sentence[at] in "([":
            depth += 1
        depths.append(depth)
        if sentence[at] in ")]":
            depth -= 1
    return depths


def _before_the_total(sentence: str, found: Sequence[Quantity]) -> Iterator[PartList]:
    """Yield the lists whose total follows them."""
    for at, total in enumerate(found):
        before = sentence[: total.start]
        if total.percent or at < len(prose.PAIRS[0]) or not prose.ADDED_UP.search(before):
            continue
        parts: list[Part] = []
        right = total
        for each in reversed(found[:at]):
            between = sentence[each.end : right.start]
            joined = right is total or prose.JOINS.search(between) is not None
            if each.percent or each.group != total.group or not joined:
                break
            if prose.COMPARED.search(between):
                break
            parts.insert(0, Part(each, between.strip(" ,;"), True))
            right = each
        if len(parts) > 1:
            rough = any(part.quantity.rough for part in parts)
            yield PartList(total, parts, not rough, True, False, parts[0].quantity.start, total.end)
