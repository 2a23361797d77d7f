"""The notebooks of a national report, which fit its catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.exchange.project.analysiscells import analysis, data_quality
from ictanalysis.exchange.project.cells import (
    Cell,
    call,
    heading,
    listed,
    loading,
    masthead,
    notebook_text,
    prose,
    quoted,
)
from ictanalysis.exchange.project.outline import outline
from ictanalysis.exchange.project.reportcells import report
from ictanalysis.exchange.project.sentences import conditional, leading_keys
from ictanalysis.exchange.rollup.coverage import COLUMNS, COVERAGE
from ictanalysis.exchange.rollup.national import REPORTER

RANKED, FOLLOWED = 6, 3
"""How many figures are ranked by unit, and how many have a line for each unit."""


def notebook_texts(national: Catalog, units: Catalog, month: str) -> Mapping[str, str]:
    """Return name of the notebook → its text.

    Parameters
    ----------
    national, units
        The catalog of all units together, and the one that each of them has.
    month
        The month that they open with by themselves, YYYY-MM.
    """
    made = {
        "report": _report(national, units),
        "reporters": _reporters(national),
        "analysis": analysis(units),
        "data_quality": data_quality(national),
    }
    return {f"{name}.ipynb": notebook_text(cells, month) for name, cells in made.items()}


def _report(catalog: Catalog, units: Catalog) -> Iterator[Cell]:
    """Yield the cells of the report, with a table of the units in the section about them."""
    section = catalog.tables[COVERAGE].section
    own = outline(units)
    parts = replace(own, text=[*own.text, section], added={})
    magic = f"%%section {section}"
    opening = True
    for cell in report(catalog, parts):
        yield cell
        if opening and cell.source.startswith("%%text"):
            yield prose("text", [_totals(catalog)])
            opening = False
        if cell.source.startswith(magic):
            yield _coverage(catalog, "report.month")


def _totals(catalog: Catalog) -> str:
    """Return the sentence that says whose figures the totals are."""
    key, late, units = (IndicatorKey(COVERAGE, name) for name in ("reported", "late", "units"))
    say = catalog.locale.say
    some = say(
        "The totals are those of {reported} of {units} units: {late} have not reported yet.",
        reported=f"{{{key}}}",
        units=f"{{{units}}}",
        late=f"{{{late}:unit}}",
    )
    every = say("The totals are those of all {units} units.", units=f"{{{units}}}")
    return conditional([late], some, every)


def _coverage(catalog: Catalog, month: str) -> Cell:
    keys = [IndicatorKey(COVERAGE, name) for name in COLUMNS]
    caption = quoted(catalog.locale.say("What each unit has reported"))
    return call(
        "ict.tables.side_by_side", month, listed(keys), f'by="{REPORTER}"', f"caption={caption}"
    )


def _reporters(catalog: Catalog) -> Iterator[Cell]:
    """Yield who has reported, who stands where, and how the units have moved."""
    say = catalog.locale.say
    after = masthead(
        say("The units in {{period.month}}"),
        say("Who has reported, where the units stand, and how they have moved"),
    )
    yield loading("this_month", "dataset.month(month)", after=after)
    yield heading(say("Who has reported, and how completely?"))
    yield _coverage(catalog, "this_month")
    own = [key for key in leading_keys(catalog) if _by_unit(catalog, key)]
    yield heading(say("Where do the units stand?"))
    for key in islice(own, RANKED):
        yield call("ict.charts.ranking", "this_month", quoted(str(key)), f'by="{REPORTER}"')
    yield heading(say("How have the units moved?"))
    for key in islice(own, FOLLOWED):
        yield call("ict.charts.small_multiples", "this_month", quoted(str(key)), f'by="{REPORTER}"')
    yield heading(say("What does each total consist of?"))
    for key in (key for key in own if catalog.measure(key)):
        caption = say("{label}, by unit", label=catalog.label(key))
        yield call("ict.tables.traced", "this_month", quoted(str(key)), quoted(caption))


def _by_unit(catalog: Catalog, key: IndicatorKey) -> bool:
    return key.table != COVERAGE and REPORTER in catalog.tables[key.table].dimensions
