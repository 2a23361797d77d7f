"""The observations of a month, each under its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import pandas as pd

from ictanalysis.catalog import Catalog, IndicatorKey

__all__ = ["Cell", "Cells", "cells_by_month"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One observation and where it stands.

    Attributes
    ----------
    value
        None where the figure is missing.
    status, note
        As the table has them; a blank status is `A`.
    file, line
        The row that it was read from; line 0 stands for the whole file.
    """

    key: IndicatorKey
    value: float | None
    status: str
    note: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """Return where it stands, as `file:line`; line 0 is the whole file."""
        return f"{self.file}:{self.line}" if self.line else self.file


Cells = Mapping[IndicatorKey, Cell]


def cells_by_month(catalog: Catalog, observations: pd.DataFrame) -> Mapping[pd.Period, Cells]:
    """Return month → cells, in one pass over the observations of all months.

    Parameters
    ----------
    observations
        As `DatasetFiles.observations` has them.
    """
    known: dict[tuple[str, ...], IndicatorKey] = {}
    codes, months = pd.factorize(observations["month"])
    gathered: list[dict[IndicatorKey, Cell]] = [{} for _month in months]
    identifiers = ("table", "measure", *catalog.dimensions)
    names = _columns(observations, identifiers)
    contents = _columns(observations, ("value", "status", "note", "file", "line"))
    for code, name, (value, status, note, file, line) in zip(codes, names, contents, strict=True):
        # The same few keys come back every month: each is made once.
        key = known.get(name) or known.setdefault(name, _key(catalog, name))
        number = None if isnan(value) else value
        gathered[code][key] = Cell(key, number, status, note, file, line)
    return dict(zip(months, gathered, strict=True))


def _columns(observations: pd.DataFrame, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(observations[name].to_numpy().tolist() for name in names), strict=True)


def _key(catalog: Catalog, name: tuple[str, ...]) -> IndicatorKey:
    table, measure, *members = name
    where = dict(zip(catalog.dimensions, members, strict=True))
    return IndicatorKey(table, measure).at(
        {dimension: where[dimension] for dimension in catalog.tables[table].dimensions}
    )
