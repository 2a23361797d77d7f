"""Whether the parts of a catalog fit together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ictanalysis.catalog.models import Dimension, Measure, Ratio, Section, Table
from ictanalysis.catalog.yamlfile import Location, Problem
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import OFFICE_WORDS

FILES = frozenset({"plan", "acknowledged", "registration"})
"""Names of a month's files that are no tables."""

RESERVED = frozenset({"measure", "value", "status", "note", "month", "table", "file", "line"})
"""Columns of every table, which no dimension may be named after."""

PREFIXES = frozenset({"period", "chart"})
"""How placeholders begin that stand for no figure, so that no table may have such a name."""


def problems(
    sections: Mapping[str, Section],
    dimensions: Mapping[str, Dimension],
    tables: Mapping[str, Table],
) -> Iterator[Problem]:
    """Yield each reference of a catalog to something that it does not have."""
    for key, dimension in dimensions.items():
        yield from _dimension(key, dimension, dimensions)
    for key, table in tables.items():
        place = ("tables", key)
        if key in PREFIXES:
            message = _("“{name}” begins placeholders of another kind: choose another", name=key)
            yield Problem(place, message)
        if key in FILES:
            message = _("“{name}.csv” is a file of every month: choose another name", name=key)
            yield Problem(place, message)
        yield from _unknown((*place, "section"), _("section"), [table.section], sections)
        for name in table.indicators:
            if f"{key}.{name}" in OFFICE_WORDS:
                message = _("“{name}” stands for the office: choose another", name=name)
                kind = "measures" if name in table.measures else "ratios"
                yield Problem((*place, kind, name), message)
        names = set(table.dimensions)
        yield from _unknown((*place, "dimensions"), _("dimension"), names, dimensions)
        if table.rows_of and table.dimensions:
            message = _("a table that counts rows cannot be broken down: remove the dimensions")
            yield Problem((*place, "dimensions"), message)
        for name, measure in table.measures.items():
            yield from _measure((*place, "measures", name), measure, table)
        for name, ratio in table.ratios.items():
            yield from _ratio((*place, "ratios", name), name, ratio, table, dimensions)


def _dimension(
    key: str, dimension: Dimension, dimensions: Mapping[str, Dimension]
) -> Iterator[Problem]:
    place = ("dimensions", key)
    if key in RESERVED:
        message = _(
            "“{name}” is the name of a column that every table has: choose another", name=key
        )
        yield Problem(place, message)
    for outer, member in dimension.within.items():
        where = (*place, "within", outer)
        yield from _unknown(where, _("dimension"), [outer], dimensions)
        if outer in dimensions:
            yield from _unknown(where, _("member"), [member], dimensions[outer].members)


def _measure(place: Location, measure: Measure, table: Table) -> Iterator[Problem]:
    for combination in measure.breakdowns:
        yield from _dimensions_of_table((*place, "breakdowns"), combination, table)
    yield from _measures_of_table((*place, "part_of"), measure.part_of, table)
    yield from _measures_of_table((*place, "sum_of"), measure.sum_of, table)
    if measure.tie is not None:
        tie = measure.tie
        named = [*tie.added, *tie.removed, *([tie.opening] if tie.opening else [])]
        yield from _measures_of_table((*place, "tie"), named, table)
        if measure.kind != "stock":
            yield Problem((*place, "tie"), _("only a stock can be tied to flows"))
    if measure.rows_with and not table.rows_of:
        message = _("only a measure of a table with rows_of counts rows: remove rows_with")
        yield Problem((*place, "rows_with"), message)
    if table.rows_of and not measure.rows_with:
        message = _("a measure that counts rows says which: add rows_with, for example [planned]")
        yield Problem(place, message)
    if not measure.total and not measure.breakdowns:
        yield Problem((*place, "total"), _("without a total there must be a breakdown"))


def _ratio(
    place: Location, name: str, ratio: Ratio, table: Table, dimensions: Mapping[str, Dimension]
) -> Iterator[Problem]:
    if name in table.measures:
        yield Problem(place, _("“{name}” is also a measure of the table: rename one", name=name))
    yield from _dimensions_of_table((*place, "by"), ratio.by, table)
    for side, term in (("numerator", ratio.numerator), ("denominator", ratio.denominator)):
        yield from _measures_of_table((*place, side, "measure"), [term.measure], table)
        yield from _dimensions_of_table((*place, side, "where"), term.where, table)
        for key in set(term.where) & set(dimensions):
            where, known = (*place, side, "where", key), dimensions[key].members
            yield from _unknown(where, _("member"), set(term.where[key]), known)


def _measures_of_table(place: Location, names: Iterable[str], table: Table) -> Iterator[Problem]:
    return _unknown(place, _("measure"), names, table.measures)


def _dimensions_of_table(place: Location, names: Iterable[str], table: Table) -> Iterator[Problem]:
    return _unknown(place, _("dimension of the table"), names, table.dimensions)


def _unknown(
    place: Location, what: Message, names: Iterable[str], known: Collection[str]
) -> Iterator[Problem]:
    """Yield each of some names that is not among those that are known."""
    listed = ", ".join(known)
    for name in names:
        if name not in known:
            message = _(
                "“{value}” is not a {what} (there are: {known})",
                value=name,
                what=what,
                known=listed,
            )
            yield Problem(place, message)
