"""The figures of a month as a frame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ictanalysis.indicators.figures import Figure
from ictanalysis.language.locales import rounded

COLUMNS = (
    "key", "label", "dimensions", "value", "unit", "previous", "change", "status", "source",
)  # fmt: skip
"""Columns of `indicator_frame` and of `indicators.csv`."""


def indicator_frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """Return the figures of a month as a frame.

    Returns
    -------
    DataFrame
        One row a figure, with the columns `COLUMNS`: `key`, `label`, `dimensions`
        (`level=3, channel=online`, blank for a total), `value`, `unit`, `previous` (value of the
        month before), `change` (value − previous), `status` (SDMX), `source` (`file:line`, several
        separated by a space). Missing numbers are NaN; a date is an ISO text in `value`.
    """
    rows = [
        (
            str(each.key),
            each.label,
            ", ".join(f"{name}={member}" for name, member in each.key.members),
            _exported(each, each.value),
            each.unit,
            _exported(each, each.previous),
            each.change,
            each.status,
            " ".join(each.sources),
        )
        for each in figures
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def exported_text(each: Figure) -> str:
    """Return the value of a figure as `indicators.csv` has it; blank where it is missing."""
    value = _exported(each, each.value)
    return "" if value is None else str(value)


def _exported(each: Figure, value: float | None) -> float | str | None:
    if value is None:
        return None
    if each.kind == "date":
        return date.fromordinal(int(value)).isoformat()
    if each.kind == "ratio":
        return float(rounded(value, each.decimals + 4))
    return int(value) if each.decimals == 0 else value
