"""The observations of some months, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Cell, cells_of
from ictanalysis.dataset.numerals import number_or_day
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.exchange.tidydata.tidytable import Column, Content, TidyTable
from ictanalysis.language.errors import InputError
from ictanalysis.language.locales import Locale

OBSERVATIONS = "observations"


def observations(data: Dataset, months: Sequence[pd.Period]) -> TidyTable:
    """Return the observations of some months, by time, then in the order of the catalog.

    Raises
    ------
    InputError
        If a file of a month cannot be read as a whole, for what is not read is not missing.
    """
    catalog = data.catalog
    order = {table: position for position, table in enumerate(catalog.tables)}
    rows = []
    for month in months:
        files = data.month(month).files
        in_tables = [each for each in files.findings if each.blocks and each.table]
        for finding in [*in_tables, *files.plan_problems]:
            raise InputError(finding.description)
        cells = cells_of(data.files, month).values()
        ordered = sorted(cells, key=lambda cell: (order[cell.key.table], cell.line))
        rows += [_row(catalog, month, cell) for cell in ordered]
    return TidyTable(
        OBSERVATIONS, catalog.locale.say("Figures"), _columns(catalog), rows, ("month", "key")
    )


def _columns(catalog: Catalog) -> Sequence[Column]:
    """Return the columns; that of a dimension never has the name of another."""
    first, last = _first(catalog.locale), _last(catalog.locale)
    own = {column.name for column in (*first, *last)}
    description = catalog.locale.say("Breakdown; empty for the total.")
    dimensions = [
        Column(
            f"dimension_{name}" if name in own else name,
            spec.label,
            description,
            values=tuple(spec.members),
        )
        for name, spec in catalog.dimensions.items()
    ]
    return [*first, *dimensions, *last]


def _first(locale: Locale) -> Sequence[Column]:
    """Return the columns before those of the dimensions."""
    say = locale.say
    indicator = say("Table and measure; the dictionary explains it.")
    return (
        Column("month", say("Month"), say("Month of the report, as YEAR-MONTH."), "yearmonth"),
        Column("key", say("Key"), say("Key of the figure: table, measure, members.")),
        Column("indicator", say("Code of the indicator"), indicator),
        Column("table", say("Table"), say("Code of the table.")),
        Column("measure", say("Indicator"), say("Code of the measure in its table.")),
    )


def _last(locale: Locale) -> Sequence[Column]:
    """Return the columns after those of the dimensions."""
    say = locale.say
    value = say("Value as a number; empty where it is not known or is a day.")
    kind = say(
        "flow: adds up over months; stock: state at the end of the period; average: mean; "
        "date: day; ratio: rate stated by the source."
    )
    kinds = ("stock", "flow", "average", "date", "ratio")
    label = say("Name of the indicator, with its members in brackets.")
    line = say("Line of that file; empty where the whole file is counted.")
    return (
        Column("value", say("Value"), value, "number"),
        Column("date", say("Day"), say("Value as a day, of measures of the kind date."), "date"),
        Column("unit_of_measure", say("Unit of measure"), say("Unit of the value.")),
        Column("kind", say("Kind"), kind, values=kinds),
        Column("status", say("Data status"), say("Status of the figure."), values=(*STATUSES,)),
        Column("note", say("Notes"), say("Note of whoever entered the figure.")),
        Column("table_label", say("Name of the table"), say("Name of the table.")),
        Column("label", say("Name of the indicator"), label),
        Column("file", say("File"), say("File of the data set that it comes from.")),
        Column("line", say("Line"), line, "integer"),
    )


def _row(catalog: Catalog, month: pd.Period, cell: Cell) -> Sequence[Content]:
    key, spec = cell.key, catalog.spec(cell.key)
    value = number_or_day(spec, cell.value)
    is_day = isinstance(value, date)
    return [
        str(month),
        str(key),
        f"{key.table}.{key.name}",
        key.table,
        key.name,
        *(key.where.get(name, "") for name in catalog.dimensions),
        None if is_day else value,
        value if is_day else None,
        spec.unit,
        spec.kind,
        cell.status,
        cell.note,
        catalog.tables[key.table].label,
        catalog.label(key),
        cell.file,
        cell.line or None,
    ]
