"""Days that lie outside the month that reports them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Cells
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.periods import ReportingWindow, window
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.messages import _

__all__ = ["outside"]


def outside(
    catalog: Catalog, cells: Cells, month: pd.Period, reporting_window: ReportingWindow
) -> Iterator[Finding]:
    """Yield the days that lie neither in the reporting window nor in the calendar month."""
    opens, closes = window(month, reporting_window)
    first = min(opens, month.start_time.date())
    last = max(closes, month.end_time.date())
    for key, cell in cells.items():
        spec = catalog.tables[key.table].measures.get(key.name)
        if spec is None or spec.kind != "date" or cell.value is None:
            continue
        day = date.fromordinal(int(cell.value))
        if not first <= day <= last:
            message = _(
                "“{label}” is {found}, which lies outside the month: see whether it is still last "
                "month's",
                label=catalog.label(key),
                found=VIETNAMESE.short_day(day),
            )
            yield Finding(
                month,
                "bound",
                "warning",
                message,
                key.table,
                key.name,
                key.where,
                cell.file,
                cell.line,
                day.isoformat(),
            )
