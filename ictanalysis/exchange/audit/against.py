"""Every number of a report held against the figures of a month."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum, isfinite

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.checks.slips import UNLIKELIHOOD, slip
from ictanalysis.exchange.audit.quantities import LITERALS, Quantity, quantities, sentences
from ictanalysis.exchange.audit.report import Passage, Report
from ictanalysis.exchange.audit.verdicts import Checked, Fault, Verdict, as_told, quoted
from ictanalysis.exchange.sources.vocabulary import pairs, words
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.locales import rounded
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import Literal, Text, parse

_BEFORE, _AFTER = re.compile(r"\w+ $"), re.compile(r" \w+")

NAMED = 3
"""How much of a label a sentence must say before its figure is meant: two words, neighbours."""

FEWEST = 10
"""From which number on a figure is looked for that it was mistyped for: of smaller, any is near."""


@dataclass(frozen=True)
class _Known:
    """A number that the month knows, and what it is."""

    value: float
    name: str
    percent: bool
    label: frozenset[str]

    def named_in(self, said: set[str]) -> int:
        """Return how many words of its label, and neighbours among them, are said."""
        return len(self.label & said)


def against(report: Report, month: Month) -> Iterator[Verdict]:
    """Yield for each number of a report which figure of the month has that value, or that none has.

    Numbers of plans are left out, for they are of no month yet; dates, documents, names with
    numbers in them and what the data set marks as literal are no figures.
    """
    known = [*_known(month)]
    literals = [*LITERALS, *month.data.settings.literals, *_literals(month)]
    for passage in _told(report.passages):
        for sentence in sentences(passage.text):
            for each in quantities(sentence, literals):
                if not _is_planned(sentence, each):
                    yield _verdict(sentence, each, passage, known, month)


def _told(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages that stand under no heading of a plan."""
    planning = False
    for passage in passages:
        if passage.heading:
            planning = prose.PLAN_TITLE.search(passage.text) is not None
        if not planning:
            yield passage


def _is_planned(sentence: str, each: Quantity) -> bool:
    clause = sentence[: each.start].rpartition(";")[2]
    return each.percent and prose.PLANNED_FOR.search(clause) is not None


def _verdict(
    sentence: str, each: Quantity, passage: Passage, known: Sequence[_Known], month: Month
) -> Verdict:
    quote = quoted(sentence, each.start, each.end)
    percent = each.percent or prose.POINTS.match(sentence, each.end) is not None
    said = pairs([words(sentence)])
    found = [one for one in known if one.percent == percent and _is_it(each, one)]
    if found:
        # First what the sentence speaks of: small numbers are those of many figures.
        found.sort(key=lambda one: one.named_in(said), reverse=True)
        about = [one for one in found if one.named_in(said)] or found
        message = _(
            "{number} is {figures}",
            number=each.text,
            figures=", ".join([*dict.fromkeys(one.name for one in about)][:3]),
        )
        return Checked("unknown", message, passage.place, quote)
    message = _(
        "{number} is the value of no figure of {month}", number=each.text, month=str(month.period)
    )
    if meant := _meant(each, [one for one in known if one.percent == percent], said):
        message = _("{problem}: is {meant} meant?", problem=message, meant=meant)
    return Fault("unknown", message, passage.place, quote, each.text)


def _is_it(each: Quantity, one: _Known) -> bool:
    return rounded(abs(one.value), each.decimals) == rounded(each.value, each.decimals)


def _meant(each: Quantity, known: Sequence[_Known], said: set[str]) -> Message | None:
    """Return the figure of which the sentence speaks, and which a slip makes of the number."""
    near = [
        ((-one.named_in(said), UNLIKELIHOOD[found]), one)
        for one in known
        if each.value >= FEWEST and one.named_in(said) >= NAMED
        for found in [slip(each.value, float(rounded(one.value, each.decimals)), each.decimals)]
        if found is not None
    ]
    if not near:
        return None
    _weight, one = min(near, key=lambda pair: pair[0])
    return _("{value} ({figure})", value=as_told(one.value, each.decimals), figure=one.name)


def _known(month: Month) -> Iterator[_Known]:
    """Yield the figures of a month, what they were before, their changes, sums and targets."""
    parts: dict[tuple[str, str, frozenset[str]], list[float]] = defaultdict(list)
    for figure in month:
        if figure.kind == "date" or figure.value is None:
            continue
        label, percent = _label(month, figure.key), figure.unit == "%"
        for value in (figure.value, figure.previous, figure.change):
            if value is not None:
                yield _Known(value, str(figure.key), percent, label)
        for value, is_percent in _compared(month, figure.key, percent=percent):
            yield _Known(value, str(figure.key), is_percent, label)
        if figure.key.where:
            of = (figure.key.table, figure.key.name, frozenset(figure.key.where))
            parts[of].append(figure.value)
    for (table, measure, _dimensions), values in parts.items():
        key = IndicatorKey(table, measure)
        yield _Known(fsum(values), str(key), percent=False, label=_label(month, key))
    for target in month.targets:
        label = _label(month, month.catalog.resolve(target.indicator))
        for percent in (True, False):
            yield _Known(target.value, str(target.indicator), percent, label)


def _label(month: Month, key: IndicatorKey) -> frozenset[str]:
    """Return the words by which a figure is known, and the neighbours among them."""
    return frozenset(pairs([words(month.catalog.label(key))]))


def _compared(month: Month, key: IndicatorKey, *, percent: bool) -> Iterator[tuple[float, bool]]:
    frame = month.data.compare(key)
    row = frame[frame.index == month.period].iloc[0].to_dict()
    for name, value in row.items():
        # The days that a figure is spread over are no figure.
        if isinstance(value, float) and isfinite(value) and "working_day" not in str(name):
            yield value, percent or "percent" in str(name) or "share" in str(name)


def _literals(month: Month) -> Iterator[str]:
    """Yield what the narrative marks as literal, a number with the words around it."""
    for news in month.files.narrative.sections.values():
        for paragraph in news.paragraphs:
            told = [*parse(paragraph.text)]
            for before, part, after in zip(["", *told], told, [*told[1:], ""], strict=False):
                if isinstance(part, Literal):
                    left, right = _BEFORE.search(_text(before)), _AFTER.match(_text(after))
                    yield f"{left[0] if left else ''}{part.text}{right[0] if right else ''}"


def _text(part: object) -> str:
    return part.text if isinstance(part, Text) else ""
