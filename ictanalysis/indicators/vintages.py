"""Every value with which a figure was told, by month: a revision triangle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import DatasetFiles, cells_of
from ictanalysis.dataset.ledger import Told
from ictanalysis.indicators.figures import Figure, figure
from ictanalysis.indicators.restatements import told_value


class Vintage(NamedTuple):
    """A figure as it was told once.

    Attributes
    ----------
    told
        The line of the ledger.
    value
        Its value, a date as its ordinal; None where it was missing.
    text
        It as a table prints it.
    """

    told: Told
    value: float | None
    text: str

    @property
    def day(self) -> date:
        """Return the day on which it was told."""
        return date.fromisoformat(self.told.published[:10])


def vintages(files: DatasetFiles, key: IndicatorKey) -> dict[pd.Period, list[Vintage]]:
    """Return month → what was told of a figure, in the order in which it was.

    A value that was told once more as it was before is left out.
    """
    blank = figure(files.catalog, {}, {}, key)
    found: dict[pd.Period, list[Vintage]] = {}
    for each in files.ledger.lines:
        if each.key != str(key):
            continue
        value = told_value(blank, each.value)
        told = found.setdefault(each.period, [])
        if not told or told[-1].value != value:
            told.append(Vintage(each, value, _text(files, key, each, value)))
    return dict(sorted(found.items()))


def _text(files: DatasetFiles, key: IndicatorKey, told: Told, value: float | None) -> str:
    own: Figure = figure(files.catalog, cells_of(files, told.period), {}, key)
    return replace(own, value=value, status=told.status, cells=()).hedged
