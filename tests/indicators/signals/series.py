"""Series of months from plain values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ictanalysis.indicators.signals import ProcessBehaviour


def series(values: Sequence[float | None], first: str = "2020-01") -> pd.Series:
    """Return values under months from `first` on; None is a missing month."""
    months = pd.period_range(first, periods=len(values), freq="M")
    return pd.Series([np.nan if each is None else float(each) for each in values], index=months)


def found(behaviour: ProcessBehaviour) -> dict[int, str]:
    """Return the leading rule of every month that has one, by its place in the series."""
    rules = behaviour.frame["rules"].tolist()
    return {at: str(each[0]) for at, each in enumerate(rules) if each}
