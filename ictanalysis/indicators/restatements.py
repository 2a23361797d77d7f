"""Figures that are not any more what leadership was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Cells, DatasetFiles, series_of
from ictanalysis.dataset.ledger import Told
from ictanalysis.indicators.figures import Figure, figure
from ictanalysis.indicators.frames import exported_text
from ictanalysis.language.errors import UsageError


@dataclass(frozen=True)
class Restatement:
    """A figure that was told with another value.

    Attributes
    ----------
    told
        It as it was told.
    figure
        It as it is now; None where the data set does not have it any more.
    reason
        The note of its row in the table; blank where nobody has written one.
    """

    told: Told
    figure: Figure | None
    reason: str

    @property
    def before(self) -> str:
        """Return the value that was told, as a table prints it."""
        if self.figure is None:
            return self.told.value
        value = told_value(self.figure, self.told.value)
        return replace(self.figure, value=value, cells=()).text

    @property
    def label(self) -> str:
        """Return what it is."""
        return self.told.key if self.figure is None else self.figure.label

    @property
    def day(self) -> date:
        """Return the day on which it was told."""
        return date.fromisoformat(self.told.published[:10])


def told_value(figure: Figure, text: str) -> float | None:
    """Return the value that a text of `indicators.csv` has, a date as its ordinal."""
    if not text:
        return None
    return date.fromisoformat(text).toordinal() if figure.kind == "date" else float(text)


def restated(files: DatasetFiles, month: pd.Period) -> Iterator[Restatement]:
    """Yield the figures of a month that were told last with another value than they have now."""
    told = [each for each in files.ledger.last().values() if each.month == str(month)]
    yield from _differing(files, told)


def restated_since_last_report(files: DatasetFiles, month: pd.Period) -> list[Restatement]:
    """Return what the report of a month has to restate, by month and in the order of the catalog.

    That is every figure of an earlier month of which leadership was told, at the latest when the
    last earlier report was first published, something else than the tables say now.
    """
    own = str(month)
    published = {each.month for each in files.ledger.lines if each.month < own}
    if not published:
        return []
    first = files.ledger.first_report(max(published))
    told = files.ledger.last(None if first is None else first[1])
    found = _differing(files, [each for each in told.values() if each.month < own])
    order = {key: at for at, key in enumerate(_places(files.catalog))}
    return sorted(
        found,
        key=lambda each: (each.told.month, order.get(each.told.key.partition("[")[0], len(order))),
    )


def _places(catalog: Catalog) -> Iterator[str]:
    for name, table in catalog.tables.items():
        yield from (f"{name}.{indicator}" for indicator in table.indicators)


def _differing(files: DatasetFiles, told: list[Told]) -> Iterator[Restatement]:
    for each in told:
        if each.period not in files.months:
            continue
        now = _now(files.catalog, series_of(files, each.period), each.key)
        if ("" if now is None else exported_text(now)) != each.value:
            notes = dict.fromkeys(cell.note for cell in now.cells if cell.note) if now else ()
            yield Restatement(each, now, "; ".join(notes))


def _now(catalog: Catalog, cells: Cells, key: str) -> Figure | None:
    try:
        return figure(catalog, cells, {}, catalog.resolve(key))
    except UsageError:
        return None
