"""Days that lie outside the month that reports them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.violations import finding_at
from ictanalysis.dataset import Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.numerals import number_or_day
from ictanalysis.dataset.periods import ReportingWindow, window
from ictanalysis.language.messages import _


def outside(
    catalog: Catalog, cells: Cells, month: pd.Period, reporting_window: ReportingWindow
) -> Iterator[Finding]:
    """Yield the days that lie neither in the reporting window nor in the calendar month."""
    opens, closes = window(month, reporting_window)
    first = min(opens, month.start_time.date())
    last = max(closes, month.end_time.date())
    for key, cell in cells.items():
        day = number_or_day(catalog.spec(key), cell.value)
        if isinstance(day, date) and not first <= day <= last:
            message = _(
                "“{label}” is {found}, which lies outside the month: see whether it is still last "
                "month's",
                label=catalog.label(key),
                found=catalog.locale.short_day(day),
            )
            yield finding_at(cell, month, "bound", "warning", message, found=day.isoformat())
