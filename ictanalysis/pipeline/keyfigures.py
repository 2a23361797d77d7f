"""The main figures of a month, kept with its report for the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ictanalysis.analysis import Month

_HISTORY = 36
"""Months that are kept with a figure, its own among them."""


@dataclass(frozen=True)
class KeyFigure:
    """A main figure of a month, one of the report's cards, as the report prints it.

    Attributes
    ----------
    key, label, unit, decimals
        What it is; the unit is blank where the text has it.
    text
        The number, or that it is not available.
    history
        Values of the months up to this one, which is the last; None where one is missing, or
        cannot be compared with this one.
    """

    key: str
    label: str
    unit: str
    decimals: int
    text: str
    history: Sequence[float | None]


def key_figure(month: Month, key: str) -> KeyFigure:
    """Return a main figure with its history since the last break in its series.

    Raises
    ------
    UsageError
        If the catalog has no such indicator.
    """
    figure = month[key]
    frame = month.data.compare(key)[["value", "status"]].loc[: month.period].tail(_HISTORY)
    since = (frame["status"] == "B").cumsum()
    values = frame["value"].where(since == since.iloc[-1])
    return KeyFigure(
        key,
        figure.label,
        "" if figure.unit == "%" or figure.value is None else figure.unit,
        figure.decimals,
        figure.hedged,
        [None if pd.isna(each) else round(float(each), figure.decimals + 2) for each in values],
    )
