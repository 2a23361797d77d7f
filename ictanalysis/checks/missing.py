"""Rules `missing` and `figures_missing`: what the catalog expects and a month does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.located import finding_at
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.numerals import number_or_day
from ictanalysis.language.messages import _

MOST_GONE = 5
"""So many figures of a member that are gone are named one by one; of more, the member is."""


def expected_keys(catalog: Catalog) -> Iterator[IndicatorKey]:
    """Yield the cells that every month must have, in the order of the catalog."""
    for table, spec in catalog.tables.items():
        for name, measure in spec.measures.items():
            if not measure.expected:
                continue
            if measure.total:
                yield IndicatorKey(table, name)
            for dimensions in measure.breakdowns:
                ordered = [name for name in spec.dimensions if name in dimensions]
                for where in catalog.cells(ordered):
                    yield IndicatorKey(table, name).at(where)


def to_fill_in(catalog: Catalog, cells: Cells) -> tuple[int, Sequence[IndicatorKey]]:
    """Return how many figures people fill in every month, and those that have no value yet.

    Counts of rows, which nobody types, are none of them; nor are series that have ended.
    """
    tables = {name for name, spec in catalog.tables.items() if spec.rows_of is None}
    own = [key for key in expected_keys(catalog) if key.table in tables]
    own = [key for key in own if key not in cells or not cells[key].ends]
    return len(own), [key for key in own if key not in cells or cells[key].value is None]


def missing(
    catalog: Catalog, cells: Cells, before: Cells, month: pd.Period, folder: str
) -> Iterator[Finding]:
    """Yield the figures without a row, those of status `M`, and those that last month had.

    A rate that the source does not state is not missing: it is computed; nor is a series that has
    ended. A measure that the catalog does not expect every month yields a remark where its row is
    gone; where many of one member are, they yield one warning.

    Parameters
    ----------
    before
        The cells of the month just before; empty where the data set does not have it.
    folder
        The folder of the month, as messages call it.
    """
    expected = dict.fromkeys(expected_keys(catalog))
    for key in expected:
        if key not in cells:
            yield _absent(catalog, key, month, _file(catalog, key, folder))
    for key, cell in cells.items():
        measure = catalog.measure(key)
        unknown = cell.value is None and not cell.ends
        if unknown and measure is not None and measure.expected:
            yield _unknown(catalog, cell, before.get(key), month)
    gone: dict[tuple[str, str] | None, list[Cell]] = {}
    for key, last in before.items():
        table = catalog.tables[key.table]
        is_typed = key.name in table.measures and table.rows_of is None
        if is_typed and key not in cells and key not in expected:
            gone.setdefault(next(iter(key.members), None), []).append(last)
    for member, each in gone.items():
        if member is not None and len(each) > MOST_GONE:
            yield _silent(catalog, member, len(each), month, folder)
        else:
            yield from (
                _gone(catalog, cell, month, _file(catalog, cell.key, folder)) for cell in each
            )


def too_few(
    catalog: Catalog, cells: Cells, month: pd.Period, folder: str, most_missing: float
) -> Iterator[Finding]:
    """Yield an error if more than a share of the figures that people fill in have no value.

    Parameters
    ----------
    folder
        The folder of the month, as messages call it.
    most_missing
        The share that may be missing.
    """
    count, unknown = to_fill_in(catalog, cells)
    if len(unknown) > most_missing * count:
        by_table = Counter(key.table for key in unknown)
        message = _(
            "{unknown} of {count} figures have no value yet: fill in {files}",
            unknown=len(unknown),
            count=count,
            files=", ".join(f"{table}.csv ({count})" for table, count in by_table.most_common()),
        )
        yield Finding(
            month, "figures_missing", "error", message, file=folder, found=float(len(unknown))
        )


def _file(catalog: Catalog, key: IndicatorKey, folder: str) -> str:
    return f"{folder}/{catalog.tables[key.table].rows_of or key.table}.csv"


def _absent(catalog: Catalog, key: IndicatorKey, month: pd.Period, file: str) -> Finding:
    message = _(
        "there is no row for {key} (“{label}”): add it, with status M if it is not known",
        key=str(key),
        label=catalog.label(key),
    )
    return Finding(month, "missing", "error", message, key.table, key.name, key.where, file)


def _unknown(catalog: Catalog, cell: Cell, last: Cell | None, month: pd.Period) -> Finding:
    label = catalog.label(cell.key)
    if last is None or last.value is None:
        return finding_at(cell, month, "missing", "info", _("“{label}” is missing", label=label))
    message = _(
        "“{label}” is missing; last month it was {value}",
        label=label,
        value=_readable(catalog, last),
    )
    return finding_at(cell, month, "missing", "warning", message)


def _readable(catalog: Catalog, cell: Cell) -> float | str | None:
    """Return a value for a message: a day as people write it, not as its ordinal."""
    value = number_or_day(catalog.spec(cell.key), cell.value)
    return catalog.locale.short_day(value) if isinstance(value, date) else value


def _gone(catalog: Catalog, last: Cell, month: pd.Period, file: str) -> Finding:
    key = last.key
    message = _(
        "“{label}” was there last month ({last}, line {line}) and is gone",
        label=catalog.label(key),
        last=last.file,
        line=last.line,
    )
    return Finding(month, "missing", "info", message, key.table, key.name, key.where, file)


def _silent(
    catalog: Catalog, member: tuple[str, str], count: int, month: pd.Period, folder: str
) -> Finding:
    """Return the finding on a member of which many figures are gone, as of who has not reported."""
    dimension, name = member
    message = _(
        "“{label}” lacks {count} figures that it had last month",
        count=count,
        label=catalog.dimensions[dimension].members[name],
    )
    return Finding(
        month,
        "missing",
        "warning",
        message,
        where={dimension: name},
        file=folder,
        found=float(count),
    )
