"""Which number of a sheet is which figure of the catalog: a proposal, for a person to accept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.exchange.sources.blocks import Block, Number
from ictanalysis.exchange.sources.numbers import multiple, unit_said
from ictanalysis.exchange.sources.officewords import (
    DONE,
    FILLING,
    MEASURES,
    PLANNED,
    RATE,
    TOTALS,
)
from ictanalysis.exchange.sources.periods import Span, span_of
from ictanalysis.exchange.sources.vocabulary import Vocabulary, covered, words

SURE = 0.6
"""How well the words about a number must fit a figure, from 0 to 1, before it is proposed."""

MEMBER = 0.6
"""How much of the label of a member must stand there."""

BY_TITLE = 0.8
"""What words count that stand in the title of a table and not beside the number."""

AS_WHOLE = 0.9
"""What the name of a member counts beside a word for a total: a province and its city."""

LEAST = 0.25
"""How much of the label of a figure must stand there."""

TABLE = 0.15
"""How much better a figure of the table is that fits most of the block."""

MARGIN = 0.03
"""By how much one figure must fit better than any other."""


@dataclass(frozen=True)
class Taken:
    """A number that is taken for a figure.

    Attributes
    ----------
    block, number
        Where it stands.
    key
        The figure.
    score
        How well the words about it fit, from 0 to 1; 1 less than that is doubt.
    scale
        What its unit multiplies by: 1000 for thousands.
    """

    block: Block
    number: Number
    key: IndicatorKey
    score: float
    scale: int = 1


def proposed(tables: Sequence[Block], catalog: Catalog, month: pd.Period) -> list[Taken]:
    """Return the numbers that are most likely figures of a month, no figure twice.

    Numbers of other months, of the year so far and of comparisons are left, and so is what two
    numbers could be with equal right.
    """
    vocabulary = Vocabulary(catalog)
    offers: dict[IndicatorKey, list[Taken]] = defaultdict(list)
    for block in tables:
        for each in _Reader(catalog, vocabulary, block, month).taken():
            offers[each.key].append(each)
    chosen = (_clearest(each) for each in offers.values())
    order = {id(block): place for place, block in enumerate(tables)}
    found = [each for each in chosen if each is not None]
    return sorted(found, key=lambda each: (order[id(each.block)], each.number.address))


def _clearest(offers: Sequence[Taken]) -> Taken | None:
    """Return the number that fits a figure best, unless another with another value does as well."""
    best = max(offers, key=lambda each: each.score)
    rivals = {each.number.value for each in offers if each.score > best.score - MARGIN}
    return best if len(rivals) == 1 else None


class _Reader:
    """Reads the numbers of one table."""

    def __init__(
        self, catalog: Catalog, vocabulary: Vocabulary, block: Block, month: pd.Period
    ) -> None:
        self._catalog = catalog
        self._vocabulary = vocabulary
        self._block = block
        self._month = month
        self._context = vocabulary.read([*block.title, block.sheet.name])
        headings = {text for number in block.numbers for text in number.column}
        self._has_done = any(_says(DONE.search, text) for text in headings)

    def taken(self) -> Iterator[Taken]:
        """Yield the numbers of the table that are figures; two may be the same."""
        numbers = [each for each in self._block.numbers if self._is_of_month(each)]
        candidates = [self._candidates(each) for each in numbers]
        weights: dict[str, float] = defaultdict(float)
        for keys in candidates:
            for table in {key.table for key in keys}:
                weights[table] += max(score for key, score in keys.items() if key.table == table)
        most = max(weights.values(), default=1.0)
        found: dict[IndicatorKey, list[Taken]] = defaultdict(list)
        for number, keys in zip(numbers, candidates, strict=True):
            fits = {
                key: score * (1 - TABLE + TABLE * weights[key.table] / most)
                for key, score in keys.items()
            }
            key = _chosen(fits)
            if key is not None:
                found[key].append(self._take(number, key, fits[key]))
        clear = [each for offers in found.values() if (each := _clearest(offers)) is not None]
        places = {each.number.address for each in clear}
        yield from clear
        yield from self._totals(clear, [each for each in numbers if each.address not in places])

    def _is_of_month(self, number: Number) -> bool:
        texts = [*number.row, *number.column]
        planned = self._has_done and any(_says(PLANNED.fullmatch, each) for each in number.column)
        return (
            number.value is not None
            and not planned
            and all(span_of(text, self._month) is not Span.OTHER for text in texts)
        )

    def _take(self, number: Number, key: IndicatorKey, score: float) -> Taken:
        unit = self._catalog.spec(key).unit
        return Taken(self._block, number, key, score, scale(self._block, number, unit))

    def _candidates(self, number: Number) -> Mapping[IndicatorKey, float]:
        """Return the figures that the words about a number fit, and how well."""
        texts = [
            text
            for text in (*number.row, *number.column)
            if span_of(text, self._month) is Span.UNSAID
        ]
        features = self._vocabulary.read(texts)
        is_rate = number.percent or any("%" in text or {*words(text)} >= RATE for text in texts)
        found = {}
        said = self._measures(number)
        telling = features - FILLING - TOTALS
        tables = self._vocabulary.labels.items()
        for table in (table for table, labels in tables if not labels.isdisjoint(telling)):
            for key, score in self._of_table(table, features):
                unit = self._catalog.spec(key).unit
                fits = ("%" in unit) == is_rate and (said is None or said == measures(unit))
                if fits and score >= SURE:
                    found[key] = score
        return found

    def _measures(self, number: Number) -> set[str] | None:
        """Return in which measures a number is written, by the nearest that says so; None if none.

        What is said above the table counts only where it names one.
        """
        near = [number.unit, *map(unit_said, [*reversed(number.column), *number.row])]
        told = [measures(text) for text in (*near, *map(unit_said, reversed(self._block.title)))]
        return next((each for each in told if each), None)

    def _of_table(self, table: str, features: set[str]) -> Iterator[tuple[IndicatorKey, float]]:
        where, told = {}, set[str]()
        fits = [1.0]
        for dimension in self._catalog.tables[table].dimensions:
            member, share = self._member(dimension, features)
            if member:
                where[dimension] = member
                told |= {*self._vocabulary.members[dimension][member]}
                fits.append(share)
        context = self._vocabulary.context[table]
        own = self._vocabulary.tells(features - told - FILLING - TOTALS) or 1.0
        for name, label in self._vocabulary.measures[table].items():
            if not where and features.isdisjoint(label):
                continue
            key = IndicatorKey(table, name).at(where)
            spec = self._catalog.spec(key)
            if spec.kind == "date" or not _has(self._catalog, key):
                continue
            share = covered(label, features)
            by_title = covered(label, features | self._context | context)
            share += (by_title - share) * BY_TITLE
            if share < LEAST:
                continue
            unexplained = features - told - {*label} - context - TOTALS - FILLING
            explained = 1 - self._vocabulary.tells(unexplained) / own
            yield key, max(explained, 0.0) * (min(fits) * share) ** 0.5

    def _member(self, dimension: str, features: set[str]) -> tuple[str, float]:
        """Return the member that words name, blank for none, and how much of it stands there."""
        shares = {
            name: covered(label, features)
            for name, label in self._vocabulary.members[dimension].items()
        }
        member = max(shares, key=lambda each: shares[each])
        others = [share for name, share in shares.items() if name != member]
        clear = shares[member] >= MEMBER and shares[member] > max(others, default=0.0) + MARGIN
        whole = features & TOTALS - {"so", *self._vocabulary.members[dimension][member]}
        return (member, shares[member] * (AS_WHOLE if whole else 1)) if clear else ("", 0.0)

    def _totals(self, taken: Sequence[Taken], rest: Sequence[Number]) -> Iterator[Taken]:
        """Yield the numbers that no words name and that are the sum of the parts beside them."""
        known = {each.key: each for each in taken}
        for key in {*known}:
            for dimension in key.where:
                total = key.at({**key.where, dimension: ""})
                every = self._catalog.broken_down(key, dimension).values()
                parts = [known[each] for each in every if each in known]
                if total in known or parts[0].key != key or not _has(self._catalog, total):
                    continue
                sums = [each for each in rest if _adds_up(each, parts)]
                if len(sums) == 1:
                    least = min(each.score for each in parts)
                    known[total] = replace(parts[0], number=sums[0], key=total, score=least)
                    yield known[total]


def scale(block: Block, number: Number, unit: str) -> int:
    """Return what a number is multiplied by to be in a unit of the catalog: 1000 for thousands."""
    texts = [*reversed(number.column), *number.row, *reversed(block.title)]
    scales = [multiple(number.unit, bare=True), *map(multiple, texts)]
    found = next((each for each in scales if each > 1), 1)
    return max(found // multiple(unit, bare=True), 1)


def _says(matches: Callable[[str], object], text: str) -> bool:
    return matches(" ".join(words(text))) is not None


def measures(unit: str) -> set[str]:
    """Return the measures that a unit names: money, time, length or weight.

    Examples
    --------
    >>> measures("1.000 USD"), measures("letters")
    ({'usd'}, set())
    """
    return {each[0].casefold().split()[-1] for each in MEASURES.finditer(unit)}


def _chosen(fits: Mapping[IndicatorKey, float]) -> IndicatorKey | None:
    """Return the figure that fits best, unless another one fits as well."""
    best, *others = [*sorted(fits, key=lambda key: fits[key], reverse=True), None]
    if best is None or fits[best] < SURE:
        return None
    rival = others[0]
    return best if rival is None or fits[best] > fits[rival] + MARGIN else None


def _adds_up(number: Number, parts: Sequence[Taken]) -> bool:
    """Return whether a number stands in the row or column of parts and is their sum."""
    if len(parts) == 1:
        return False
    cells = [each.number for each in parts]
    in_line = any(
        {cell.address[axis] for cell in cells} == {number.address[axis]} for axis in (0, 1)
    )
    values = [cell.value for cell in cells if cell.value is not None]
    return in_line and len(values) == len(cells) and number.value == sum(values)


def _has(catalog: Catalog, key: IndicatorKey) -> bool:
    """Return whether the source of a figure may have it."""
    spec = catalog.spec(key)
    own = {name for name, _member in key.members}
    if not own:
        return getattr(spec, "total", True)
    return catalog.applies(key.where) and any({*each} == own for each in spec.breakdowns)
