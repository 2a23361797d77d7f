"""What would mend a finding, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from ictanalysis.checks.localization import MOST_CELLS
from ictanalysis.checks.relations import Relation
from ictanalysis.checks.remedies import Cause
from ictanalysis.dataset.remedies import Change, Remedy, Slip
from ictanalysis.language.messages import Message, _, place, plural

MOST_TOLD = 4
"""So many remedies are told in full; of the others, their lines."""

SLIPS: Mapping[Slip, Message] = {
    "exchanged": _("exchanged with the other"),
    "copied_above": _("the value of the row above"),
    "copied_last_month": _("the value of last month"),
    "swapped": _("two digits swapped"),
    "tenfold": _("a zero too many or too few"),
    "doubled": _("a digit typed twice"),
    "lost": _("a digit missing"),
    "added": _("a digit too many"),
    "mistyped": _("a digit mistyped"),
}


def hint(relation: Relation, cause: Cause) -> Message:
    """Return what would mend a relation; of several with one cause, the first has it in full."""
    first = cause.relations[0]
    if relation is not first and relation.cell.line == first.cell.line:
        return _("The cause is that of the other finding of this line.")
    if relation is not first:
        return _("The cause is that of line {line}.", line=first.cell.line)
    if not cause.remedies:
        return _("More than {most} cells are wrong: see the source.", most=MOST_CELLS)
    ways = [_remedy(each, first.cell.file) for each in cause.remedies[:MOST_TOLD]]
    if len(cause.remedies) == 1:
        return _("To mend it: {change}.", change=ways[0])
    told = reduce(lambda one, other: _("{first}, or {second}", first=one, second=other), ways)
    if rest := cause.remedies[MOST_TOLD:]:
        told = plural(
            "{first}, or in {count} other way (lines {lines})",
            "{first}, or in {count} other ways (lines {lines})",
            len(rest),
            first=told,
            lines=_lines(rest),
        )
    return _("The figures alone cannot decide what to mend: {ways}. See the source.", ways=told)


def _lines(remedies: Iterable[Remedy]) -> str:
    lines = {change.line for remedy in remedies for change in remedy}
    return ", ".join(map(str, sorted(lines)))


def _remedy(remedy: Remedy, file: str) -> Message:
    changes = [_change(each, file) for each in remedy]
    return reduce(lambda one, other: _("{first}; {second}", first=one, second=other), changes)


def _change(each: Change, file: str) -> Message:
    at = _place(each, file)
    words = _("{place}: {found} → {meant}", place=at, found=each.found, meant=_meant(each))
    if each.slip is None:
        return words
    return _("{change} ({slip})", change=words, slip=SLIPS[each.slip])


def _place(each: Change, file: str) -> Message:
    if each.file != file:
        return place(each.file, each.line)
    # A figure that is counted in a list stands in no line.
    return _("line {line}", line=each.line) if each.line else _("{key}", key=each.key)


def _meant(each: Change) -> Message:
    match each.lowest, each.highest:
        case None, None:
            return _("a value that fits the others")
        case lowest, None:
            return _("{lowest} at least", lowest=lowest)
        case lowest, highest if lowest == highest:
            return _("{value}", value=lowest)
        case 0.0, highest:
            return _("{highest} at most", highest=highest)
        case lowest, highest:
            return _("{lowest} to {highest}", lowest=lowest, highest=highest)
