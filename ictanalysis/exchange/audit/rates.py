"""Percentages held against the numbers that the same sentence tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum

from ictanalysis.exchange.audit.parts import PartList, is_pair
from ictanalysis.exchange.audit.quantities import Quantity, before
from ictanalysis.exchange.audit.report import Place
from ictanalysis.exchange.audit.verdicts import Checked, Fault, Verdict, as_told, quoted
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.locales import rounded
from ictanalysis.language.messages import _

HUNDRED = 100


def rates(
    sentence: str, found: Sequence[Quantity], lists: Sequence[PartList], place: Place
) -> Iterator[Verdict]:
    """Yield what becomes of each percentage of a sentence."""
    for at, percent in enumerate(found):
        if percent.percent:
            yield from _rate(sentence, found, at, lists, place)
    yield from _shares(sentence, found, place)


def _rate(
    sentence: str, found: Sequence[Quantity], at: int, lists: Sequence[PartList], place: Place
) -> Iterator[Verdict]:
    percent, left = found[at], before(sentence, found[at].start)
    quote = quoted(sentence, max(percent.start - 80, 0), percent.end)
    if percent.value > HUNDRED and (prose.OF_THE_WHOLE.search(left) or prose.TIMELY.search(left)):
        message = _(
            "{percent}% is told as a share, and is more than the whole",
            percent=as_told(percent.value, percent.decimals),
        )
        yield Fault("share", message, place, quote, percent.text, "")
        return
    pair = _fraction_after(sentence, found, at) or _numerator(sentence, found, at)
    if pair is None:
        return
    numerator, wholes, sure = pair
    if numerator.rough or _is_otherwise(sentence, numerator, percent):
        return
    wholes = [*wholes, *(each.total for each in lists if _is_part(each, numerator, percent))]
    sure = next((each.total for each in lists if _is_part(each, numerator, percent)), sure)
    for whole in reversed(wholes):
        if _is_rate(numerator, whole, percent):
            message = _(
                "{part} of {whole} is {percent}%",
                part=as_told(numerator.value, numerator.decimals),
                whole=as_told(whole.value, whole.decimals),
                percent=as_told(percent.value, percent.decimals),
            )
            yield Checked("rate", message, place, quote)
            return
    if sure is not None and sure.value and not sure.rough:
        right = rounded(numerator.value / sure.value * HUNDRED, percent.decimals)
        message = _(
            "{percent}% is told, but {part} of {whole} is {right}%",
            percent=as_told(percent.value, percent.decimals),
            part=as_told(numerator.value, numerator.decimals),
            whole=as_told(sure.value, sure.decimals),
            right=float(right),
        )
        yield Fault("rate", message, place, quote, percent.text, str(right))


def _is_part(each: PartList, numerator: Quantity, percent: Quantity) -> bool:
    return any(part.quantity == numerator and part.share == percent for part in each.parts)


def _is_rate(numerator: Quantity, whole: Quantity, percent: Quantity) -> bool:
    if not whole.value or whole.value < numerator.value:
        return False
    exact = numerator.value / whole.value * HUNDRED
    return rounded(exact, percent.decimals) == rounded(percent.value, percent.decimals)


def _is_otherwise(sentence: str, numerator: Quantity, percent: Quantity) -> bool:
    """Return whether a percentage compares, or is held against a plan."""
    between = sentence[numerator.end : percent.start] if numerator.end < percent.start else ""
    after = sentence[percent.end : percent.end + 24].partition(")")[0]
    return any(
        pattern.search(words) is not None
        for pattern in (prose.COMPARED, prose.PLANNED_FOR)
        for words in (between, after.partition(",")[0].partition(";")[0])
    )


_Told = tuple[Quantity, Sequence[Quantity], Quantity | None]


def _fraction_after(sentence: str, found: Sequence[Quantity], at: int) -> _Told | None:
    """Return the two numbers of “79,37% (13.018/16.401)”."""
    percent, following = found[at], found[at + 1 : at + 3]
    if len(following) != len("ab") or any(each.percent for each in following):
        return None
    part, whole = following
    opened = sentence[percent.end : part.start].strip()
    if opened != "(" or not prose.OUT_OF.fullmatch(sentence[part.end : whole.start]):
        return None
    return part, [whole], whole


def _numerator(sentence: str, found: Sequence[Quantity], at: int) -> _Told | None:
    """Return the number whose share a percentage is, what it may be a share of, and of what it is.

    The last is None where the sentence does not say it.
    """
    percent = found[at]
    if not prose.SHARE.search(before(sentence, percent.start)):
        return None
    counts = [each for each in found[:at] if not each.percent and not _is_apart(each, percent)]
    if not counts:
        return None
    last = counts[-1]
    if prose.CHANGE.search(before(sentence, last.start)):
        return None
    if found[at - 1].percent and found[at - 1].start > last.start:
        return None
    if len(counts) > 1 and prose.OUT_OF.fullmatch(sentence[counts[-2].end : last.start]):
        return counts[-2], [last], last
    wholes = [each for each in counts[:-1] if each.value >= last.value]
    named = [
        each
        for each in wholes
        if prose.TOTAL.search(sentence[max(each.start - 40, 0) : each.start])
    ]
    sure = named[-1] if named else None
    if sure is None and len(wholes) == 1 and len(counts) == len("ab"):
        sure = wholes[0]
    return last, wholes, sure


def _is_apart(each: Quantity, percent: Quantity) -> bool:
    """Return whether a number stands in parentheses that do not hold the percentage."""
    return each.group != percent.group[: len(each.group)]


def _shares(sentence: str, found: Sequence[Quantity], place: Place) -> Iterator[Verdict]:
    """Yield what becomes of percentages that are told as the parts of one whole."""
    percents = [each for each in found if each.percent]
    if len(percents) < len("ab") or any(not each.percent for each in found):
        return
    if any(each.rough for each in percents) or prose.COMPARED.search(sentence):
        return
    lead = sentence[: percents[0].start]
    elements = [sentence[one.end : other.start] for one, other in pairwise(percents)]
    labels = _labels(sentence, percents)
    every = prose.ALL_PARTS.search(lead) is not None or prose.OF_THE_WHOLE.search(lead) is not None
    listed = all("." not in each for each in elements)
    if not listed or not (every or is_pair(labels)) or prose.GOES_ON.search(sentence):
        return
    total = fsum(each.value for each in percents)
    room = sum(0.5 * 10.0**-each.decimals for each in percents)
    quote = quoted(sentence, percents[0].start, percents[-1].end)
    whole = len(percents) > len("ab") or is_pair(labels)
    if abs(total - HUNDRED) <= room + 1e-9:
        message = _("the {count} percentages add up to 100%", count=len(percents))
        yield Checked("share", message, place, quote)
    elif total > HUNDRED or whole:
        message = _(
            "the {count} percentages are told as the parts of one whole, and add up to {sum}%",
            count=len(percents),
            sum=as_told(total, max(each.decimals for each in percents)),
        )
        yield Fault("share", message, place, quote, f"{total:g}", "100")


def _labels(sentence: str, percents: Sequence[Quantity]) -> Sequence[str]:
    edges = [0, *(each.end for each in percents)]
    left = [sentence[start : each.start] for start, each in zip(edges, percents, strict=False)]
    right = [
        sentence[each.end : following]
        for each, following in zip(
            percents, [*(each.start for each in percents[1:]), len(sentence)], strict=True
        )
    ]
    return left if prose.OF_THE_WHOLE.search(left[-1]) else right
