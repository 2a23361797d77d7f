"""The analytical notebooks: tables and charts that fit a catalog, and the quality of the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.exchange.project.cells import (
    Cell,
    call,
    heading,
    listed,
    loading,
    masthead,
    quoted,
)
from ictanalysis.exchange.project.sentences import leading_keys, reported_keys

RATES, TRENDS, ROWS = 6, 6, 8
"""How many figures stand beside targets, on lines of their own and in the heat map."""

TOGETHER = 5
"""So many charts over the months a cell adds; a call has at most three lines."""

FEWEST_DRAWN, MOST_DRAWN, MOST_STACKED = 5, 13, 5
"""Of fewer parts a table is drawn, of more a ranking; a bar is made up of these at most."""


def analysis(catalog: Catalog) -> Iterator[Cell]:
    """Yield how figures are made up, how far the targets are, and how the figures have moved."""
    say, leading = catalog.locale.say, leading_keys(catalog)
    yield loading(
        "this_month",
        "dataset.month(month)",
        after=masthead(
            say("Analysis of {{period.month}}"),
            say("How the figures of the month are made up, and how they have moved"),
        ),
    )
    for name, table in catalog.tables.items():
        if keys := reported_keys(catalog, name):
            yield heading(table.label)
            caption = quoted(
                say("The month's figures: {table}", table=catalog.locale.inside(table.label))
            )
            yield call("ict.tables.figures", "this_month", listed(keys), caption)
            yield from (cell for key in keys for cell in _breakdowns(catalog, key))
    rates = [key for key in leading if catalog.spec(key).unit == "%"][:RATES]
    if len(rates) >= FEWEST_DRAWN:
        yield heading(say("Where do the rates stand?"))
        yield call("ict.charts.against_targets", "this_month", listed(rates))
    else:
        yield heading(say("How far is it to the targets?"))
        yield call("ict.tables.targets", "this_month", quoted(say("Targets in force")))
    yield heading(say("How have the figures moved over the months?"))
    yield from _movement(catalog, leading)


def _movement(catalog: Catalog, leading: Sequence[IndicatorKey]) -> Iterator[Cell]:
    """Yield the charts over the months in one display, where those that must wait say so once."""
    keys = _assigned(leading[:TRENDS])
    yield Cell("code", f"{keys}\nmovement = [ict.charts.trend(this_month, key) for key in keys]")
    added = [
        call("movement.append", cell.source).source
        for name in catalog.tables
        for key in reported_keys(catalog, name)
        for cell in _over_time(catalog, key)
    ]
    for at in range(0, len(added), TOGETHER):
        yield Cell("code", "\n".join(added[at : at + TOGETHER]))
    if leading[1:]:
        rows = _assigned(leading[:ROWS])
        yield Cell("code", f"{rows}\nmovement.append(ict.charts.heat_map(this_month, keys))")
    yield call("ict.charts.over_time", "this_month", "movement")


def _assigned(keys: Sequence[IndicatorKey]) -> str:
    return "keys = " + listed(keys).replace("\n    ", "\n")


def _divided(catalog: Catalog, key: IndicatorKey) -> Iterator[Sequence[str]]:
    """Yield the combinations of dimensions by which an indicator can be drawn."""
    for names in catalog.spec(key).breakdowns:
        if not catalog.is_day(key) and not any(catalog.dimensions[name].within for name in names):
            yield names


def _can_be_stacked(catalog: Catalog, key: IndicatorKey, across: Sequence[str]) -> bool:
    few = all(len(catalog.dimensions[name].members) <= MOST_STACKED for name in across)
    return len(across) == 1 and few and _adds_up(catalog, key)


def _adds_up(catalog: Catalog, key: IndicatorKey) -> bool:
    return catalog.spec(key).kind in {"stock", "flow"}


def _breakdowns(catalog: Catalog, key: IndicatorKey) -> Iterator[Cell]:
    """Yield what an indicator is made up of, by one dimension and by two."""
    for by, *across in _divided(catalog, key):
        dimension = catalog.dimensions[by]
        count = len(dimension.members)
        arguments = ["this_month", quoted(str(key)), f'by="{by}"']
        if not across and count < FEWEST_DRAWN:
            caption = catalog.locale.say(
                "{label} by {dimensions}",
                label=catalog.label(key),
                dimensions=catalog.locale.inside(dimension.label),
            )
            yield call("ict.tables.breakdown", *arguments, f"caption={quoted(caption)}")
        elif not across:
            shares = _adds_up(catalog, key) and count <= MOST_DRAWN
            yield call(f"ict.charts.{'composition' if shares else 'ranking'}", *arguments)
        elif _can_be_stacked(catalog, key, across):
            yield call("ict.charts.stacked", *arguments, f'across="{across[0]}"')


def _over_time(catalog: Catalog, key: IndicatorKey) -> Iterator[Cell]:
    """Yield how the parts of an indicator have moved."""
    for by, *across in _divided(catalog, key):
        count = len(catalog.dimensions[by].members)
        arguments = ("this_month", quoted(str(key)), f'by="{by}"')
        if across or count > MOST_DRAWN:
            continue
        if count >= FEWEST_DRAWN:
            yield call("ict.charts.small_multiples", *arguments)
        elif _adds_up(catalog, key):
            yield call("ict.charts.composition_over_time", *arguments)


def data_quality(catalog: Catalog) -> Iterator[Cell]:
    """Yield what the checks have found, and every figure with its source."""
    say = catalog.locale.say
    subtitle = say("Reporting period from {{period.first_day}} to {{period.last_day}}")
    title = say("Quality of the data of {{period.month}}")
    after = "\n".join(["report = ict.Report(this_month)", masthead(title, subtitle)])
    yield loading("this_month", "dataset.month(month)", after=after)
    yield Cell("code", "report.quality()")
    for title, table, caption in (
        (say("What the checks have found"), "findings", say("Findings, the gravest first")),
        (
            say("Totals and their parts"),
            "reconciliation",
            say("Totals and the sums of their parts"),
        ),
        (say("Rates that the source states"), "stated_ratios", say("Stated and computed rates")),
        (
            say("Estimated, provisional and missing figures"),
            "uncertain",
            say("Indicators whose figures are not final"),
        ),
        (
            say("All figures of the month"),
            "everything",
            say("Every indicator of the month and its source"),
        ),
    ):
        yield heading(title)
        yield call(f"ict.tables.{table}", "this_month", quoted(caption))
