"""Many indicators over the months, each month against the mean of its own indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.charts.canvas import on_canvas
from ictanalysis.charts.captions import Caption, captioned
from ictanalysis.charts.cells import FURTHEST, MISSING, UNKNOWN, Cells, Row, draw_cells
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.series import (
    Series,
    catalog_of,
    last_month,
    period,
    series_of,
    spans,
    told_of_each,
)
from ictanalysis.charts.words import listed, lowered, on_label, title_or
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.messages import _

__all__ = ["heat_map"]

YEARS = 36
MOST_NAMED = 2
THIRDS = np.array([1 / 3, 2 / 3, 1])
NOISE = 1e-9

Steps = npt.NDArray[np.int64]


def heat_map(
    data: Dataset | Month, keys: Sequence[str], *, months: int = YEARS, title: str | None = None
) -> Chart | Sentence:
    """Return months × indicators, coloured by how far each month lies from its indicator's mean.

    Distance is told in sigmas, of which three reach from the mean to a limit: a sigma is the mean
    moving range / 1.128. Seven steps: within one sigma of the mean, and up to two, up to the limit
    and beyond it, on either side.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    keys
        Keys of measures or ratios, in the order of the rows; one that is named twice is one row.
    months
        How many months back from the last are drawn; mean and limits are those of all months.
    title
        Template of `prose` filled from the last month; without one, which indicators lie outside
        their limits in the last month.

    Returns
    -------
    Chart or Sentence
        A sentence where no indicator has enough values for limits. A month without a value is
        crossed out, one without limits is hollow, and a line marks a break in series, where mean
        and limits begin anew.

    Raises
    ------
    UsageError
        If no key is given or less than one month, the catalog has no such indicator, or it is a
        day.
    """
    if not keys:
        raise UsageError(_("there is no indicator to draw: name one or more keys"))
    if months < 1:
        raise UsageError(_("“{count}” is not a number of months to draw: 1 or more", count=months))
    catalog = catalog_of(data)
    resolved = list(dict.fromkeys(catalog.resolve(key) for key in keys))
    labels = [catalog.label(key) for key in resolved]
    month = last_month(data)
    judged = [_judged(month, key, months) for key in resolved] if month else []
    if month is None or all((each.steps >= MISSING).all() for each in judged):
        return _not_yet(labels)
    drawn = _HeatMap(judged)
    caption = Caption(
        title_or(title, month, drawn.finding),
        "Bản đồ nhiệt theo tháng",
        f"{VIETNAMESE.number(len(labels))} chỉ tiêu so với mức trung bình của chính chỉ tiêu đó",
        listed(list(dict.fromkeys(each.series.latest.unit for each in judged))),
        told_of_each(drawn.named),
        drawn.notes,
        list(dict.fromkeys(key.table for key in resolved)),
        period(drawn.months),
        drawn.outside,
    )
    return captioned(month, on_canvas(lambda canvas: draw_cells(canvas, drawn.cells)), caption)


def _not_yet(labels: Sequence[str]) -> Sentence:
    fewest = VIETNAMESE.number(FEWEST_VALUES)
    return Sentence(
        f"Bản đồ nhiệt của {listed([lowered(label) for label in labels])} sẽ có khi có số liệu của "
        f"ít nhất {fewest} tháng."
    )


@dataclass(frozen=True)
class _Judged:
    """An indicator and the steps of its months."""

    series: Series
    steps: Steps

    @property
    def row(self) -> Row:
        known = self.series.known
        last = len(self.series.months) - 1
        text = on_label(self.series.figure(last)) if last in known else "–"
        return Row(self.series.latest.label, text, self.steps, self.series.breaks)

    def outside(self) -> list[int]:
        """Return the places of the months outside the limits."""
        return np.flatnonzero(np.abs(self.steps) == FURTHEST).tolist()


def _judged(month: Month, key: IndicatorKey, count: int) -> _Judged:
    series = series_of(month, key)
    steps = _steps(month.data.behaviour(str(key), until=month.period).frame)
    first = max(0, len(steps) - count)
    return _Judged(series.since(first), steps[first:])


def _steps(frame: pd.DataFrame) -> Steps:
    """Return how many steps each month lies from the mean of its phase, below it negative."""
    away = (frame["value"] - frame["mean"]).to_numpy()
    reach = (frame["upper"] - frame["mean"]).to_numpy()
    # Where nothing ever moves there are no steps to count: on the mean, or outside.
    thirds = np.abs(away) / np.where(reach > 0, reach, np.nan)
    counted = np.digitize(thirds, THIRDS + NOISE)
    still = np.where(away == 0, 0, FURTHEST)
    steps = np.where(reach > 0, counted, still) * np.sign(np.nan_to_num(away)).astype(np.int64)
    unjudged = np.where(np.isnan(reach), UNKNOWN, steps)
    return np.where(frame["value"].isna(), MISSING, unjudged).astype(np.int64)


@dataclass(frozen=True)
class _HeatMap:
    """All rows."""

    rows: Sequence[_Judged]

    @property
    def months(self) -> pd.PeriodIndex:
        return self.rows[0].series.months

    @property
    def named(self) -> list[tuple[str, Series]]:
        return [(each.series.latest.label, each.series) for each in self.rows]

    @cached_property
    def cells(self) -> Cells:
        return Cells(self.months, [each.row for each in self.rows])

    @property
    def finding(self) -> str:
        """Return which indicators lie outside their limits in the last month."""
        month = VIETNAMESE.month(self.months[-1])
        last = len(self.months) - 1
        beyond = [each.series.latest.label for each in self.rows if last in each.outside()]
        where = f"nằm ngoài giới hạn dao động trong {month}"
        if not beyond:
            return f"Không có chỉ tiêu nào {where}"
        if len(beyond) <= MOST_NAMED:
            first, *others = beyond
            return f"{listed([first, *map(lowered, others)])} {where}"
        count, total = (VIETNAMESE.number(len(each)) for each in (beyond, self.rows))
        return f"{count} trong {total} chỉ tiêu {where}"

    @property
    def notes(self) -> list[str]:
        broken = any(each.series.breaks for each in self.rows)
        latest = f"Số in đậm: {VIETNAMESE.month(self.months[-1])}"
        return [latest, "Vạch đậm giữa hai ô: chuỗi số liệu gián đoạn"] if broken else [latest]

    @property
    def outside(self) -> list[str]:
        return [told for each in self.rows for told in self._beyond(each)]

    def _beyond(self, each: _Judged) -> list[str]:
        """Return which months of an indicator lie outside its limits, which are missing."""
        label = each.series.latest.label
        told = [
            ("cao hơn giới hạn", FURTHEST),
            ("thấp hơn giới hạn", -FURTHEST),
            ("chưa có số liệu", MISSING),
        ]
        places = [(said, np.flatnonzero(each.steps == step).tolist()) for said, step in told]
        return [f"{label} {said}: {spans(self.months, at)}" for said, at in places if at]
