"""The catalog of many units: theirs, with a dimension that says whose a figure is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import yaml

from ictanalysis.catalog import Catalog
from ictanalysis.catalog.models import Dimension, Measure, Ratio, Section, Table
from ictanalysis.exchange.project.outline import outline
from ictanalysis.exchange.rollup.coverage import COVERAGE, coverage_table
from ictanalysis.exchange.rollup.register import Unit
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

REPORTER = "reporter"
"""The dimension of who has reported a figure."""

ADDED_UP = frozenset({"flow", "stock"})
"""Kinds whose figures make a sum over units; an average or a day of many units there is none."""

_OWN = frozenset({"source"})
"""What may differ from one unit's catalog to another's: the system that its figures come from."""


def national_catalog(units: Mapping[str, Catalog], members: Sequence[Unit]) -> Catalog:
    """Return the catalog of the figures of many units.

    Parameters
    ----------
    units
        Unit → its catalog. All are the same but for the sources of their tables.
    members
        The members of the dimension `reporter`.

    Raises
    ------
    UsageError
        If the catalogs differ, or have a dimension or a table of the name that is added.
    """
    first, *others = units
    catalog = units[first]
    for other in others:
        if differing := next(_differences(units[other], catalog), None):
            raise UsageError(
                _(
                    "{other}/catalog.yml and {first}/catalog.yml differ at {place}: units whose "
                    "figures are put together have one catalog",
                    other=other,
                    first=first,
                    place=differing,
                )
            )
    if REPORTER in catalog.dimensions or COVERAGE in catalog.tables:
        name = REPORTER if REPORTER in catalog.dimensions else COVERAGE
        message = _(
            "“{name}” is added where figures are put together: rename it in the catalogs", name=name
        )
        raise UsageError(message)
    say, parts = catalog.locale.say, outline(catalog)
    sources = {
        name: {each.tables[name].source for each in units.values()} for name in catalog.tables
    }
    number = parts.next_number(catalog)
    names = {each.key: each.name for each in members}
    sections = parts.complete(catalog).sections
    annexes = {each: sections[each] for each in parts.annexes}
    made = Catalog(
        sections={
            **{each: section for each, section in sections.items() if each not in annexes},
            number: Section(title=say("How the units have reported")),
            **annexes,
        },
        dimensions={
            REPORTER: Dimension(label=say("Reporting unit"), members=names, reported=False),
            **catalog.dimensions,
        },
        tables={
            COVERAGE: coverage_table(catalog.locale, number),
            **{
                name: _table(table, sources[name], say("Tables of the reporting units"))
                for name, table in catalog.tables.items()
            },
        },
    )
    made._locale = catalog.locale
    return made


def catalog_text(catalog: Catalog, comment: str) -> str:
    """Return a catalog as the file that it is read from, with a comment above."""
    content = catalog.model_dump(mode="json", exclude_defaults=True)
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return f"# {comment}\n{text}"


def _table(table: Table, sources: set[str], otherwise: str) -> Table:
    if table.rows_of:
        return table
    return table.model_copy(
        update={
            "source": next(iter(sources)) if len(sources) == 1 else otherwise,
            "dimensions": [REPORTER, *table.dimensions],
            "measures": {name: _measure(each) for name, each in table.measures.items()},
            "ratios": {name: _ratio(each) for name, each in table.ratios.items()},
        }
    )


def _measure(measure: Measure) -> Measure:
    """Return a measure of all units; what does not add up has no total.

    A single unit's figures are not asked for, since it may be late.
    """
    if measure.kind in ADDED_UP:
        return measure
    by_unit = [[REPORTER], *([REPORTER, *each] for each in measure.breakdowns)]
    return measure.model_copy(update={"breakdowns": by_unit, "total": False, "expected": False})


def _ratio(ratio: Ratio) -> Ratio:
    """Return a ratio of all units, which each has, too, unless it is a share of a total."""
    return ratio.model_copy(update={"by": [*ratio.by, REPORTER]}) if ratio.total else ratio


def _differences(catalog: Catalog, other: Catalog) -> Iterator[str]:
    """Yield the places in which two catalogs differ, as `tables.portal.measures.posts.unit`."""
    yield from _differing(catalog.model_dump(mode="json"), other.model_dump(mode="json"), ())


def _differing(one: Any, other: Any, place: tuple[str, ...]) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys(chain(one, other)):
            if key not in _OWN:
                yield from _differing(one.get(key), other.get(key), (*place, key))
    elif one != other:
        yield ".".join(place)
