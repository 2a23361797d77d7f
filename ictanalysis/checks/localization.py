"""The smallest sets of cells whose change lets every constraint hold.

References
----------
I. P. Fellegi and D. Holt, "A systematic approach to automatic edit and imputation", Journal of the
American Statistical Association 71 (1976), 17–35: of all changes that satisfy every edit, the right
one touches the fewest cells.

T. de Waal and R. Quere, "A fast and simple algorithm for automatic editing of mixed data", Journal
of Official Statistics 19 (2003), 383–402: a cell is set free by eliminating it from the edits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from math import ceil, floor, inf
from typing import NamedTuple

from ictanalysis.checks.elimination import NEAR, Row, eliminated, limits

MOST_CELLS = 3
"""The largest set that is looked for."""

Span = tuple[float, float]
"""The lowest and the highest value that a cell may be given."""

Values = Mapping[int, Span | None]
"""Cell → what it may be changed to; None where that depends on the others of its set."""


class _State(NamedTuple):
    """What setting cells free has made of the rows.

    Attributes
    ----------
    changed
        Row → what it has become, None for one that is gone; new ones have numbers below zero.
    broken
        The rows that do not hold.
    freed
        Each cell that is free, with the rows that limit it once the cells after it are known.
    start
        The state with no cell set free; None if this is it.
    """

    changed: Mapping[int, Row | None]
    broken: frozenset[int]
    freed: tuple[tuple[int, Sequence[Row]], ...] = ()
    start: _State | None = None


class Localization:
    """The constraints of a table, ready to be searched.

    Parameters
    ----------
    rows
        Every constraint, also those that hold.
    values
        The value of every cell, none of them negative.
    decimals
        Decimals of every cell.
    """

    def __init__(
        self, rows: Sequence[Row], values: Sequence[float], decimals: Sequence[int]
    ) -> None:
        self._rows, self._values, self._decimals = rows, values, decimals
        self._stated = frozenset[int]().union(*(row.stated for row in rows))
        self._rows_with: dict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            for cell in row.cells:
                self._rows_with[cell].append(number)

    def smallest(self, cluster: Collection[int], others: Collection[int] = ()) -> list[Values]:
        """Return every smallest set of cells whose change lets all rows hold.

        Parameters
        ----------
        cluster
            Numbers of the rows that do not hold.
        others
            Numbers of rows that are left out of account: they have other causes.

        Returns
        -------
        list
            The sets, each as cell → its new value; none where more than `MOST_CELLS` are wrong.
        """
        state = _State(dict.fromkeys(others), frozenset(cluster))
        for size in range(1, MOST_CELLS + 1):
            solved = map(self._solved, self._search(state, size, frozenset()))
            if found := [each for each in solved if each is not None]:
                return found
        return []

    def _search(self, state: _State, left: int, tried: frozenset[int]) -> Iterator[_State]:
        """Yield the states in which all holds, with at most `left` cells more set free."""
        if not state.broken:
            yield state
        if not state.broken or not left:
            return
        broken = [self._row(state, number).cells for number in state.broken]
        # One of the cells of a row that does not hold must be changed; the last one is in them all.
        suspects = min(broken, key=len) if left > 1 else set.intersection(*broken)
        for cell in sorted(suspects - tried):
            without = [cells for cells in broken if cell not in cells]
            # The rows without the cell stay as they are: one cell that is in them all must be left.
            if left != 2 or not without or set.intersection(*without) - tried:  # noqa: PLR2004
                yield from self._search(self._freed(state, cell), left - 1, tried)
            tried |= {cell}

    def _row(self, state: _State, number: int) -> Row:
        return state.changed.get(number) or self._rows[number]

    def _freed(self, state: _State, cell: int) -> _State:
        """Return the state with a cell more set free.

        Rates come first: a row that asks nothing must not be put in the place of another cell.
        """
        if cell in self._stated and state.freed:
            cells = sorted([cell, *(each for each, _rows in state.freed)], key=self._is_no_rate)
            return reduce(self._eliminated, cells, state.start or state)
        return self._eliminated(state, cell)

    def _is_no_rate(self, cell: int) -> bool:
        return cell not in self._stated

    def _eliminated(self, state: _State, cell: int) -> _State:
        live = [number for number in self._rows_with[cell] if number not in state.changed]
        live += [number for number, row in state.changed.items() if row and cell in row.cells]
        limiting = [row for row in (self._row(state, each) for each in live) if cell in row.terms]
        changed = {**state.changed, **dict.fromkeys(live)}
        broken = {*state.broken} - {*live}
        for row in eliminated(limiting, cell):
            number = -1 - len(changed)
            changed[number] = row
            if not row.holds(self._values):
                broken.add(number)
        freed = (*state.freed, (cell, limiting))
        return _State(changed, frozenset(broken), freed, state.start or state)

    def _solved(self, state: _State) -> Values | None:
        """Return what the freed cells may be changed to; None if to nothing that they can hold."""
        found: dict[int, Span | None] = {}
        known = dict(enumerate(self._values))
        for cell, _rows in state.freed:
            del known[cell]
        for cell, rows in reversed(state.freed):
            limiting = [row for row in rows if row.terms.keys() - {cell} <= known.keys()]
            span = _whole(limits(limiting, cell, known), self._decimals[cell])
            if span is None:
                return None
            found[cell] = span if rows and len(limiting) == len(rows) else None
            if span[0] == span[1]:
                found[cell] = span
                known[cell] = span[0]
        return dict(reversed(found.items()))


def clusters(rows: Sequence[Row], values: Sequence[float]) -> list[list[int]]:
    """Return the numbers of the rows that do not hold, together those that share cells."""
    found: list[tuple[set[int], list[int]]] = []
    for number, row in enumerate(rows):
        if not row.holds(values):
            near = [each for each in found if each[0] & row.cells]
            cells = set().union(row.cells, *(each[0] for each in near))
            numbers = [*(other for each in near for other in each[1]), number]
            found = [*(each for each in found if each not in near), (cells, numbers)]
    return [numbers for _cells, numbers in found]


def _whole(span: Span, decimals: int) -> Span | None:
    """Return a span with ends that a cell with so many decimals can hold; None if it holds none."""
    unit = 10**decimals
    lower, upper = ceil(span[0] * unit - NEAR * unit) / unit, span[1]
    if upper < inf:
        upper = floor(upper * unit + NEAR * unit) / unit
    return None if lower > upper else (lower, upper)
