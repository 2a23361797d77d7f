"""The hidden sheet of a workbook: the month, the catalog and the rows that it was made for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.dataset.periods import parse_month
from ictanalysis.exchange.workbooks.layout import FORMAT, INDEX, catalog_digest, sheet_names
from ictanalysis.exchange.workbooks.sheets import Sheet
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import _

WIDTH = 5


class Index(NamedTuple):
    """What a workbook was made for: its month, and table → key → row in the template, from 0."""

    month: pd.Period
    rows: Mapping[str, Mapping[IndicatorKey, int]]


def read_index(sheets: Mapping[str, Sheet], file: str, catalog: Catalog) -> Index:
    """Return what a workbook was made for.

    Raises
    ------
    InputError
        If it is not a template that was filled in, or was made with another catalog.
    """
    if INDEX not in sheets:
        message = _(
            "is not a workbook that `ictanalysis template` has made, or has lost its hidden sheet: "
            "make a new one and fill it in"
        )
        raise InputError(message, file=file)
    rows = range(sheets[INDEX].height)
    every = [tuple(sheets[INDEX].text(row, column) for column in range(WIDTH)) for row in rows]
    lines = [line for line in every if line[0]]
    facts = {line[0]: line[1] for line in lines if line[0] not in {"sheet", "row"}}
    if facts.get("ictanalysis") != FORMAT:
        message = _("was made by another version of ictanalysis: make a new one and fill it in")
        raise InputError(message, file=file)
    if facts.get("catalog") != catalog_digest(catalog):
        message = _(
            "was made with another catalog, of this data set before a change or of another: make "
            "a new one with `ictanalysis template {month}`",
            month=facts.get("month", ""),
        )
        raise InputError(message, file=file)
    try:
        return _index(lines, parse_month(facts.get("month", "")), catalog)
    except (KeyError, ValueError, UsageError) as error:
        message = _("has a hidden sheet that was changed: make a new workbook and fill it in")
        raise InputError(message, file=file) from error


def _index(lines: list[tuple[str, ...]], month: pd.Period, catalog: Catalog) -> Index:
    names = {line[2]: line[1] for line in lines if line[0] == "sheet"}
    if names != sheet_names(catalog):
        raise ValueError(names)
    rows: dict[str, dict[IndicatorKey, int]] = {table: {} for table in names}
    for kind, _name, table, key, row in lines:
        if kind == "row":
            rows[table][catalog.resolve(key)] = int(row) - 1
    return Index(month, rows)
