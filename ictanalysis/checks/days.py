"""Rule `day_outside`: days in tables that the report of a month cannot mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.located import finding_at
from ictanalysis.dataset import Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.numerals import number_or_day
from ictanalysis.dataset.periods import ReportingWindow, window
from ictanalysis.language.messages import _


def days_told(month: pd.Period, reporting_window: ReportingWindow) -> tuple[date, date]:
    """Return the first and the last day that a report tells of, or looks forward to.

    They are the first one of the reporting window, or of the month, and the last of next month.
    """
    opens, _closes = window(month, reporting_window)
    return min(opens, month.start_time.date()), (month + 1).end_time.date()


def day_outside(
    catalog: Catalog, cells: Cells, month: pd.Period, reporting_window: ReportingWindow
) -> Iterator[Finding]:
    """Yield the days of tables that are over before the report begins, or come after next month."""
    first, last = days_told(month, reporting_window)
    for key, cell in cells.items():
        day = number_or_day(catalog.spec(key), cell.value)
        if isinstance(day, date) and not first <= day <= last:
            message = _(
                "“{label}” is {found}, and this report tells of {first} to {last}: see whether it "
                "is still last month's",
                label=catalog.label(key),
                found=catalog.locale.short_day(day),
                first=catalog.locale.short_day(first),
                last=catalog.locale.short_day(last),
            )
            yield finding_at(cell, month, "day_outside", "error", message, found=day.isoformat())
