"""Rule `sum`: a total equals the sum of its parts, along every dimension and among measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

from ictanalysis.catalog import Catalog, IndicatorKey, Measure
from ictanalysis.checks.relations import Constraint, Relation
from ictanalysis.dataset import Cell, Cells
from ictanalysis.language.messages import Message, _, plural

ESTIMATED = frozenset({"E", "P"})


@dataclass(frozen=True)
class Sum:
    """A total and the parts that must add up to it.

    Attributes
    ----------
    total, parts
        The cells.
    along
        What the parts are: the label of a dimension, or of the measures.
    decimals
        Decimals of the measure: counts must agree exactly, others to their rounding.
    complete
        Whether every part that the catalog expects has a row.
    """

    total: Cell
    parts: Sequence[Cell]
    along: str
    decimals: int
    complete: bool = True

    @property
    def expected(self) -> float:
        """Return the sum of the parts that have a value."""
        return sum(part.value for part in self.parts if part.value is not None)

    @property
    def agrees(self) -> bool:
        """Return whether total and parts agree, as far as they are known.

        With a part missing, the others must not exceed the total.
        """
        return self.total.value is None or self.constraint.holds

    @property
    def constraint(self) -> Constraint:
        """Return what is asked of the total and of the parts that have a value."""
        known = [part for part in self.parts if part.value is not None]
        whole = self.complete and len(known) == len(self.parts)
        return Constraint(
            terms=((self.total, 1.0), *((part, -1.0) for part in known)),
            upper=0.0 if whole else inf,
            rounding=0.5 * 10.0**-self.decimals * (len(self.parts) + 1) if self.decimals else 0.0,
        )


def sums(catalog: Catalog, cells: Cells, table: str) -> Iterator[Sum]:
    """Yield every sum that the cells of a table take part in; a series that has ended does not."""
    cells = {key: cell for key, cell in cells.items() if key.table == table}
    ended = {key for key, cell in cells.items() if cell.ends}
    measures = catalog.tables[table].measures
    for key, cell in cells.items():
        if key in ended or key.name not in measures:
            continue
        measure = measures[key.name]
        for dimension in catalog.tables[table].dimensions:
            if dimension in key.where:
                continue
            every = catalog.broken_down(key, dimension).values()
            keys = [part for part in every if catalog.applies(part.where) and part not in ended]
            if parts := [cells[part] for part in keys if part in cells]:
                label = catalog.dimensions[dimension].label
                complete = len(parts) == len(keys) or not _is_expected(measure, key, dimension)
                yield Sum(cell, parts, label, measure.decimals, complete)
        others = [IndicatorKey(table, name, key.members) for name in measure.sum_of]
        others = [other for other in others if other not in ended]
        if others and all(other in cells for other in others):
            label = ", ".join(measures[name].label for name in measure.sum_of)
            yield Sum(cell, [cells[other] for other in others], label, measure.decimals)


def _is_expected(measure: Measure, key: IndicatorKey, dimension: str) -> bool:
    wanted = {*key.where, dimension}
    return measure.expected and any(set(each) == wanted for each in measure.breakdowns)


def relations(catalog: Catalog, cells: Cells, table: str) -> Iterator[Relation]:
    """Yield what the sums of a table ask, of all cells that have a value.

    A total is no surer than its parts: where one of them is estimated along any dimension, what the
    total asks along another is not an error, either.
    """
    found = list(sums(catalog, cells, table))
    estimated_totals = {
        each.total.key for each in found if any(part.status in ESTIMATED for part in each.parts)
    }
    for each in found:
        if each.total.value is not None:
            estimated = any(
                cell.status in ESTIMATED or cell.key in estimated_totals
                for cell in (each.total, *each.parts)
            )
            yield Relation(
                rule="sum",
                severity="warning" if estimated else "error",
                cell=each.total,
                expected=each.expected,
                constraints=(each.constraint,),
                told=partial(_message, catalog, each),
            )


def _message(catalog: Catalog, each: Sum) -> Message:
    difference = each.expected - (each.total.value or 0)
    return plural(
        "“{label}” is {found}, but its {count} part ({along}) is {expected}: "
        "{difference} {direction}",
        "“{label}” is {found}, but its {count} parts ({along}) add up to {expected}: "
        "{difference} {direction}",
        len(each.parts),
        label=catalog.label(each.total.key),
        found=each.total.value,
        along=each.along,
        expected=each.expected,
        difference=abs(difference),
        direction=_("more") if difference > 0 else _("less"),
    )
