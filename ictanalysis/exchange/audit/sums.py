"""Totals held against the parts that the same sentence tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from ictanalysis.checks.slips import slip
from ictanalysis.exchange.audit.parts import PartList
from ictanalysis.exchange.audit.report import Place
from ictanalysis.exchange.audit.verdicts import Checked, Fault, Verdict, as_told, quoted
from ictanalysis.language.messages import _


def sums(sentence: str, lists: Sequence[PartList], place: Place) -> Iterator[Verdict]:
    """Yield what becomes of each total of a sentence that is told with its parts.

    Parts that are told to be all of them must add up to the total, others may not exceed it. Parts
    that nothing announces are taken for all only if they add up, or miss by a slip of the hand.
    """
    for each in lists:
        values = [part.quantity.value for part in each.parts]
        if each.total.rough or any(part.quantity.rough for part in each.parts):
            continue
        decimals = max(each.total.decimals, *(part.quantity.decimals for part in each.parts))
        total, found = each.total.value, round(fsum(values), decimals)
        quote = quoted(sentence, each.start, each.end)
        if found == total and len(values) > 1:
            message = _(
                "{total} is the sum of its {count} parts",
                total=as_told(total, decimals),
                count=len(values),
            )
            yield Checked("sum", message, place, quote)
        elif _is_wrong(each, total, found, values, decimals):
            yield _fault(each, found, decimals, place, quote)


def _is_wrong(
    each: PartList, total: float, found: float, values: Sequence[float], decimals: int
) -> bool:
    if each.whole:
        return True
    if not each.announced:
        return False
    if found > total:
        return len(values) > 1 or values[0] > total
    if len(values) == 1 or not all(part.first for part in each.parts) or each.shared:
        return False
    gap = total - found
    slips = [
        slip(total, found, decimals),
        *(slip(value, value + gap, decimals) for value in values),
    ]
    return each.bare and any(one is not None for one in slips)


def _fault(each: PartList, found: float, decimals: int, place: Place, quote: str) -> Fault:
    total = each.total.value
    message = (
        _(
            "{total} is told, but its {count} parts add up to {sum}",
            total=as_told(total, decimals),
            count=len(each.parts),
            sum=as_told(found, decimals),
        )
        if len(each.parts) > 1
        else _(
            "{part} is told as a part of {total}, and is more",
            part=as_told(found, decimals),
            total=as_told(total, decimals),
        )
    )
    return Fault("sum", message, place, quote, each.total.text, f"{found:.{decimals}f}")
