"""The months that a command is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _

if TYPE_CHECKING:
    import pandas as pd

    from ictanalysis.analysis import Dataset

LATEST = "latest"
"""What stands for the latest month of the data set."""


def chosen_months(text: str, dataset: Dataset) -> list[pd.Period]:
    """Return the months asked for, in order; every month of a range must be there."""
    from ictanalysis.dataset.periods import month_range

    if text == LATEST:
        return [chosen_month(text, dataset)]
    # A month that is not there is refused before the first report is made.
    return [dataset.month(period).period for period in month_range(text)]


def chosen_month(text: str, dataset: Dataset) -> pd.Period:
    """Return the month asked for, which the data set need not have unless it is the latest."""
    from ictanalysis.dataset.periods import parse_month

    if text != LATEST:
        return parse_month(text)
    if not len(dataset.months):
        raise UsageError(
            _(
                "{path}: there is no month yet: begin one with ictanalysis new YYYY-MM",
                path=dataset.files.path,
            )
        )
    return dataset.months[-1]
