"""The arithmetic rules of a table, and the change of a single cell that would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks import bounds, ratios, stocks, sums
from ictanalysis.checks.violations import Violation
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import Message, _

Change = tuple[Cell, float]


def arithmetic(
    catalog: Catalog, cells: Cells, before: Cells, month: pd.Period
) -> Iterator[Finding]:
    """Yield the findings of the sums, ratios, bounds and stocks of a month, each with a hint."""
    tables = {key.table for key in cells}
    for table in (name for name in catalog.tables if name in tables):
        own = {key: cell for key, cell in cells.items() if key.table == table}
        found = _violations(catalog, own, before, table)
        changes = _mending_changes(catalog, own, before, table, found)
        other = None if changes else _of_last_month(catalog, own, before, table, found)
        hint = other or _hint(found, changes)
        yield from (each.finding(month, hint) for each in found)


def _violations(catalog: Catalog, cells: Cells, before: Cells, table: str) -> list[Violation]:
    return list(
        chain(
            sums.violations(catalog, cells, table),
            ratios.violations(catalog, cells, table),
            bounds.violations(catalog, cells, table),
            stocks.violations(catalog, cells, before, table),
        )
    )


def _mending_changes(
    catalog: Catalog, cells: Cells, before: Cells, table: str, found: list[Violation]
) -> list[Change]:
    """Return each change of a single cell that would end every violation in the table."""
    changes: dict[IndicatorKey, Change] = {}
    for cell, value in _candidates(cells, found):
        mended: Mapping[IndicatorKey, Cell] = {**cells, cell.key: replace(cell, value=value)}
        if not _violations(catalog, mended, before, table):
            changes.setdefault(cell.key, (cell, value))
    return list(changes.values())


def _candidates(cells: Cells, found: list[Violation]) -> Iterator[Change]:
    for violation in found:
        if violation.expected is None or violation.rule == "ratio":
            continue
        difference = violation.expected - (violation.cell.value or 0)
        for suspect in violation.suspects:
            if suspect.key not in cells or suspect.value is None:
                continue
            own = suspect.key == violation.cell.key
            for change in (difference,) if own else (-difference, difference):
                if suspect.value + change >= 0:
                    yield suspect, suspect.value + change


def _of_last_month(
    catalog: Catalog, cells: Cells, before: Cells, table: str, found: list[Violation]
) -> Message | None:
    """Return a hint at last month's value, where another one there would end every violation."""
    for each in found:
        last = _closing_before(catalog, before, each.cell.key)
        if last is None:
            continue
        mended = {**before, last.key: replace(last, value=each.cell.value)}
        if not _violations(catalog, cells, mended, table):
            return _(
                "This month agrees with itself: {key} of last month ({file}, line {line}) may be "
                "wrong, or more than one cell here: see the source of both months.",
                key=str(last.key),
                file=last.file,
                line=last.line,
            )
    return None


def _closing_before(catalog: Catalog, before: Cells, opening: IndicatorKey) -> Cell | None:
    """Return last month's value of the stock that an opening belongs to."""
    for name, measure in catalog.tables[opening.table].measures.items():
        if measure.tie is not None and measure.tie.opening == opening.name:
            return before.get(IndicatorKey(opening.table, name))
    return None


def _hint(found: list[Violation], changes: list[Change]) -> Message | None:
    if len(changes) == 1:
        cell, value = changes[0]
        return _(
            "Changing {key} (line {line}) from {old} to {new} would mend it.",
            key=str(cell.key),
            line=cell.line,
            old=cell.value,
            new=value,
        )
    if changes:
        return _(
            "Any one of {count} cells may be wrong (lines {lines}): see the source.",
            count=len(changes),
            lines=", ".join(str(cell.line) for cell, _value in changes),
        )
    if len(found) > 1:
        return _("No change of a single cell mends the table: see the source.")
    return None
