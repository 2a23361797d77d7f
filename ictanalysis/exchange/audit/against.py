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
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.locales import rounded
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import Literal, Text, parse

_BEFORE, _AFTER = re.compile(r"\w+ $"), re.compile(r" \w+")

FEWEST = 10
"""From which number on a figure is looked for that it was mistyped for: of smaller, any is near."""


@dataclass(frozen=True)
class _Known:
    """A number that the month knows, and what it is."""

    value: float
    name: str
    percent: bool


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
    names = [one.name for one in known if one.percent == percent and _is_it(each, one)]
    if names:
        message = _(
            "{number} is {figures}",
            number=each.text,
            figures=", ".join([*dict.fromkeys(names)][:3]),
        )
        return Checked("unknown", message, passage.place, quote)
    message = _(
        "{number} is the value of no figure of {month}", number=each.text, month=str(month.period)
    )
    if meant := _meant(each, [one for one in known if one.percent == percent]):
        message = _("{problem}: is {meant} meant?", problem=message, meant=meant)
    return Fault("unknown", message, passage.place, quote, each.text)


def _is_it(each: Quantity, one: _Known) -> bool:
    return rounded(abs(one.value), each.decimals) == rounded(each.value, each.decimals)


def _meant(each: Quantity, known: Sequence[_Known]) -> Message | None:
    """Return the figure that a slip of the hand makes of the number, the likeliest first."""
    near = [
        (UNLIKELIHOOD[found], one)
        for one in known
        if each.value >= FEWEST
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
        key, percent = str(figure.key), figure.unit == "%"
        if figure.kind == "date" or figure.value is None:
            continue
        for value in (figure.value, figure.previous, figure.change):
            if value is not None:
                yield _Known(value, key, percent)
        for value, is_percent in _compared(month, figure.key, percent=percent):
            yield _Known(value, key, is_percent)
        if figure.key.where:
            of = (figure.key.table, figure.key.name, frozenset(figure.key.where))
            parts[of].append(figure.value)
    for (table, measure, _dimensions), values in parts.items():
        yield _Known(fsum(values), f"{table}.{measure}", percent=False)
    for target in month.targets:
        yield _Known(target.value, str(target.indicator), percent=True)
        yield _Known(target.value, str(target.indicator), percent=False)


def _compared(month: Month, key: IndicatorKey, *, percent: bool) -> Iterator[tuple[float, bool]]:
    frame = month.data.compare(key)
    row = frame[frame.index == month.period].iloc[0].to_dict()
    for name, value in row.items():
        if isinstance(value, float) and isfinite(value):
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
