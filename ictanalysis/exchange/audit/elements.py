"""The elements of a list in a sentence, and which of them are parts of a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ictanalysis.exchange.audit.quantities import Quantity, before
from ictanalysis.language import prose_vi as prose

_SPLIT = re.compile(r"[,;](?!\d)|\.(?=\s|$)")


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
class Stretch:
    """A stretch of a sentence in which a list stands.

    Attributes
    ----------
    sentence, start, end
        The sentence, and where the list begins and ends in it.
    group
        The parentheses that its elements stand in.
    found
        The quantities of the stretch, those in further parentheses too.
    """

    sentence: str
    start: int
    end: int
    group: tuple[int, ...]
    found: Sequence[Quantity]

    @property
    def text(self) -> str:
        """Return its words."""
        return self.sentence[self.start : self.end]

    def elements(self) -> Iterator[Stretch]:
        """Yield the elements of the list; commas in further parentheses part nothing."""
        depths = _depths(self.text)
        cuts = [
            match
            for pattern in (_SPLIT, prose.AND)
            for match in pattern.finditer(self.sentence, self.start, self.end)
            if depths[match.start() - self.start] == 0
        ]
        at = self.start
        for cut in sorted(cuts, key=re.Match.start):
            if cut.start() >= at:
                yield self._between(at, cut.start())
                at = cut.end()
        yield self._between(at, self.end)

    def _between(self, start: int, end: int) -> Stretch:
        inside = [each for each in self.found if start <= each.start < end]
        return replace(self, start=start, end=end, found=inside)

    @property
    def count(self) -> Sequence[Quantity]:
        """Return the numbers that count something, outside of further parentheses."""
        return [each for each in self.found if not each.percent and each.group == self.group]

    @property
    def share(self) -> Quantity | None:
        """Return the first percentage that is told as a share, beside or in parentheses."""
        depth = len(self.group) + 1
        return next(
            (
                each
                for each in self.found
                if each.percent
                and len(each.group) <= depth
                and prose.SHARE.search(before(self.sentence, each.start))
            ),
            None,
        )


def parts(stretch: Stretch) -> tuple[Sequence[Part], bool]:
    """Return the parts that a list tells, and whether some of its numbers are none."""
    told: list[Part] = []
    broken = False
    for element in stretch.elements():
        part = _part(element)
        if part and told and part.first != told[0].first:
            return told, True  # another clause begins
        if part:
            told.append(part)
        elif element.count:
            broken = True
        elif told and told[-1].share is None:
            told[-1] = replace(told[-1], share=element.share)
    return told, broken or any(part.quantity.rough for part in told)


def _part(element: Stretch) -> Part | None:
    """Return the part that an element tells; None where its numbers are something else."""
    if len(element.count) != 1:
        return None
    quantity = element.count[0]
    left = element.sentence[element.start : quantity.start]
    after = element.sentence[quantity.end : element.end].partition("(")[0]
    if prose.COMPARED.search(left) or prose.COMPARED.search(after):
        return None
    lead = prose.LEAD.search(left)
    own = left[lead.end() :] if lead else left
    first = prose.BEFORE_A_PART.fullmatch(own) is not None
    return Part(quantity, element.text.strip(), first, element.share)


def _depths(text: str) -> Sequence[int]:
    """Return for each letter in how many parentheses of the text it stands."""
    depth, depths = 0, []
    for letter in text:
        depth += letter in "(["
        depths.append(depth)
        depth -= letter in ")]"
    return depths
