"""What would mend the relations of a table that do not hold, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from operator import itemgetter

from ictanalysis.catalog import Catalog
from ictanalysis.checks.elimination import Row
from ictanalysis.checks.localization import Localization, Span, Values, clusters
from ictanalysis.checks.relations import Constraint, Relation
from ictanalysis.checks.slips import LIKELY, UNLIKELIHOOD, slip
from ictanalysis.checks.two_slips import two_slips
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.remedies import Change, Remedy, Slip

OF_LAST_MONTH = 2.0
"""How much it weighs against a remedy that it changes last month's figures: they were published."""

CONFIRMED = 0.5
"""How much it weighs against a remedy that a relation held already, which its changes must keep."""


@dataclass(frozen=True)
class Cause:
    """Relations that do not hold for one reason, and the smallest sets of changes that mend them.

    Attributes
    ----------
    relations
        The relations, in the order of the lines of their cells.
    remedies
        The sets, the likeliest first; none where more cells are wrong than are looked for. Where
        one cell would do but no likely slip explains it, also the pairs of which both are one.
    """

    relations: Sequence[Relation]
    remedies: Sequence[Remedy]


def causes(
    catalog: Catalog, relations: Sequence[Relation], cells: Cells, before: Cells
) -> Iterator[Cause]:
    """Yield the causes of what does not hold in a table, each with its remedies.

    Parameters
    ----------
    catalog
        What is measured.
    relations
        Every relation of the table, also those that hold.
    cells, before
        The cells of the table, and those of last month.
    """
    origins = [each for each in relations for _constraint in each.constraints]
    suspects = _Suspects(catalog, cells, before)
    rows = [suspects.row(one) for each in relations for one in each.constraints]
    search = Localization(rows, suspects.values, suspects.decimals)
    groups = clusters(rows, suspects.values)
    for group in groups:
        broken = {id(origins[number]): origins[number] for number in group}
        others = [number for other in groups if other is not group for number in other]
        held = [row.cells for number, row in enumerate(rows) if number not in {*group, *others}]
        told = sorted(broken.values(), key=lambda each: each.cell.line)
        found = [suspects.weighed(each, told, held) for each in search.smallest(group, others)]
        if all(len(remedy) == 1 and remedy[0].slip not in LIKELY for _weight, remedy in found):
            pairs = two_slips(rows, suspects.values, suspects.decimals, group, others)
            found += [suspects.weighed(each, told, held) for each in pairs]
        yield Cause(told, [remedy for _weight, remedy in sorted(found, key=itemgetter(0))])


class _Suspects:
    """The cells of the relations of a table, numbered, and what may have happened to them."""

    def __init__(self, catalog: Catalog, cells: Cells, before: Cells) -> None:
        self._catalog = catalog
        self._before = before
        self._above = {cell.line + 1: cell.value for cell in cells.values()}
        self._numbers: dict[int, int] = {}
        self._file = next((cell.file for cell in cells.values()), "")
        self._cells: list[Cell] = []
        self.values: list[float] = []
        self.decimals: list[int] = []

    def row(self, constraint: Constraint) -> Row:
        """Return a constraint on numbers of cells; a cell that is new gets the next one."""
        return Row(
            {self._number(cell): coefficient for cell, coefficient in constraint.terms},
            constraint.lower,
            constraint.upper,
            constraint.rounding,
            frozenset({self._number(constraint.stated)} if constraint.stated else ()),
        )

    def _number(self, cell: Cell) -> int:
        # By identity: two months have cells of the same key.
        number = self._numbers.setdefault(id(cell), len(self._cells))
        if number == len(self._cells):
            spec = self._catalog.tables[cell.key.table].indicators[cell.key.name]
            self._cells.append(cell)
            self.values.append(cell.value or 0.0)
            self.decimals.append(spec.decimals)
        return number

    def weighed(
        self, values: Values, broken: Sequence[Relation], held: Iterable[set[int]]
    ) -> tuple[float, Remedy]:
        """Return the changes of a set of cells, with how unlikely they are.

        They are by their slips, by whose figures they change, and by which of the rows that hold
        have one of the cells.
        """
        remedy = self._remedy(values, broken)
        slips = sum(UNLIKELIHOOD[each.slip] for each in remedy)
        published = sum(1 for each in remedy if each.file != self._file)
        confirmed = sum(1 for cells in held if cells & values.keys())
        return slips + OF_LAST_MONTH * published + CONFIRMED * confirmed, remedy

    def _remedy(self, values: Values, broken: Sequence[Relation]) -> Remedy:
        """Return the changes of a set of cells, in the order of their lines."""
        changes = [self._change(each, span, values, broken) for each, span in values.items()]
        match changes:
            case [one, other] if (one.found, other.found) == (other.meant, one.meant):
                changes = [replace(each, slip="exchanged") for each in changes]
        return sorted(changes, key=lambda each: (each.file, each.line))

    def _change(
        self, number: int, span: Span | None, values: Values, broken: Sequence[Relation]
    ) -> Change:
        cell = self._cells[number]
        if span is None and len(values) == 1:
            # A stated rate is what its parts give.
            rate = next((each.expected for each in broken if each.cell is cell), None)
            span = None if rate is None else (rate, rate)
        lowest, highest = (None, None) if span is None else span
        change = Change(
            key=str(cell.key),
            file=cell.file,
            line=cell.line,
            found=self.values[number],
            lowest=lowest,
            highest=None if highest == inf else highest,
        )
        return (
            change
            if change.meant is None
            else replace(change, slip=self._slip(number, change.meant))
        )

    def _slip(self, number: int, meant: float) -> Slip | None:
        cell, typed = self._cells[number], self.values[number]
        last = self._before.get(cell.key)
        if cell.file == self._file and typed:
            if self._above.get(cell.line) == typed:
                return "copied_above"
            if last is not None and last.value == typed:
                return "copied_last_month"
        return slip(typed, meant, self.decimals[number])
