"""Two likely slips of the hand that together let every constraint hold.

One cell may do the same, the sum of two parts for instance, and then the smallest sets do not name
the two. Where no slip explains what that one cell would have to be, two slips may be likelier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from ictanalysis.checks.elimination import Row
from ictanalysis.checks.localization import Span
from ictanalysis.checks.slips import likely

_PLACES = 6
"""Decimals with which two sums are held to be the same."""

_Effect = frozenset[tuple[int, float]]
"""The exact rows whose sums a change moves, and by how much."""


def two_slips(
    rows: Sequence[Row],
    values: Sequence[float],
    decimals: Sequence[int],
    cluster: Collection[int],
    others: Collection[int] = (),
) -> Iterator[Mapping[int, Span]]:
    """Yield the pairs of cells whose values are both likely slips: cell → what it should be.

    Parameters
    ----------
    rows, values, decimals
        As in `Localization`.
    cluster
        Numbers of the rows that do not hold; both cells stand in them.
    others
        Numbers of rows that are left out of account: they have other causes.
    """
    suspects = {cell for number in cluster for cell in rows[number].terms}
    live = [row for number, row in enumerate(rows) if number not in others]
    near = [row for row in live if not suspects.isdisjoint(row.terms)]
    exact = [row for row in near if row.lower == row.upper and not row.rounding]
    missed = {at: row.lower - row.total(values) for at, row in enumerate(exact)}
    broken = {at: by for at, by in missed.items() if not exact[at].holds(values)}
    by_effect: dict[_Effect, list[tuple[int, float]]] = defaultdict(list)
    # Where only a bound is missed, too many pairs would do.
    for cell in sorted(suspects) if broken else ():
        terms = {at: row.terms[cell] for at, row in enumerate(exact) if cell in row.terms}
        for meant in likely(values[cell], decimals[cell]):
            moved = {at: by * (meant - values[cell]) for at, by in terms.items()}
            left = {at: missed[at] - moved.get(at, 0.0) for at in {*broken, *moved}}
            for other, value in by_effect[_effect(left)]:
                changed = [*values]
                changed[cell], changed[other] = meant, value
                asked = [row for row in near if row.stated.isdisjoint({cell, other})]
                if other != cell and all(row.holds(changed) for row in asked):
                    yield {other: (value, value), cell: (meant, meant)}
            by_effect[_effect(moved)].append((cell, meant))


def _effect(moved: Mapping[int, float]) -> _Effect:
    rounded = ((number, round(by, _PLACES)) for number, by in moved.items())
    return frozenset((number, by) for number, by in rounded if by)
