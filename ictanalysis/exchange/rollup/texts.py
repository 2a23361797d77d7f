"""The files of the national data set: its tables, and where each figure of them was taken from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset.numerals import digits, number_or_day
from ictanalysis.dataset.sources import SOURCES, SOURCES_COLUMNS
from ictanalysis.dataset.tables import TableReader
from ictanalysis.exchange.rollup.coverage import COVERAGE
from ictanalysis.exchange.rollup.figures import Put
from ictanalysis.exchange.rollup.gathering import TableFile
from ictanalysis.exchange.rollup.national import REPORTER
from ictanalysis.files.csvtext import csv_text


def month_texts(
    catalog: Catalog, figures: Iterable[Put], month: pd.Period, files: Mapping[str, TableFile]
) -> Mapping[str, str]:
    """Return name of the file → its text, for the tables of a month and their sources.

    Parameters
    ----------
    catalog
        The national one.
    figures
        Those of the month.
    files
        Name of a unit's table, as `vinh-long/2021-05/portal.csv` → what is known of it.
    """
    tables: dict[str, list[Put]] = {
        name: [] for name, table in catalog.tables.items() if table.rows_of is None
    }
    for each in figures:
        tables[each.key.table].append(each)
    texts = {
        f"{name}.csv": csv_text(
            [TableReader(catalog, name).header, *(_row(catalog, each) for each in own)]
        )
        for name, own in tables.items()
    }
    sources = [
        row
        for own in tables.values()
        for each in own
        if (row := _source(catalog, each, month, files))
    ]
    return {**texts, SOURCES: csv_text([SOURCES_COLUMNS, *sources])}


def coverage_figures(
    counts: Iterable[tuple[str, str, int | None]], joined: Mapping[str, str]
) -> Iterator[Put]:
    """Yield what `coverage` counts as figures of its table.

    Parameters
    ----------
    counts
        Measure, unit and value.
    joined
        Unit → who has joined it with this month, so that its counts are others than before; the
        blank unit stands for the total.
    """
    for measure, unit, value in counts:
        key = IndicatorKey(COVERAGE, measure, ((REPORTER, unit),) if unit else ())
        status = "M" if value is None else "B" if unit in joined else "A"
        yield Put(key, value, status, joined.get(unit, "") if status == "B" else "")


def _row(catalog: Catalog, figure: Put) -> Sequence[object]:
    where = figure.key.where
    members = [where.get(name, "") for name in catalog.tables[figure.key.table].dimensions]
    status = "" if figure.status == "A" else figure.status
    return [figure.key.name, *members, _written(catalog, figure), status, figure.note]


def _written(catalog: Catalog, figure: Put) -> object:
    if figure.value is None:
        return ""
    if catalog.is_day(figure.key):
        return number_or_day(catalog.spec(figure.key), figure.value)
    return digits(float(figure.value))


def _source(
    catalog: Catalog, figure: Put, month: pd.Period, files: Mapping[str, TableFile]
) -> Sequence[str] | None:
    """Return the row of `sources.csv` for a figure; None where it is a sum, missing, or a day."""
    if figure.origin is None or figure.value is None or catalog.is_day(figure.key):
        return None
    unit, line = figure.origin
    file = f"{unit}/{month}/{figure.key.table}.csv"
    sha256, column = files[file]
    value = digits(float(figure.value))
    return [str(figure.key), value, file, "", f"{column}{line}", "", sha256]
