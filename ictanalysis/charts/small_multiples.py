"""The members of a dimension over the months, each in a drawing of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts.breakdown import Breakdown, broken_down
from ictanalysis.charts.canvas import on_canvas
from ictanalysis.charts.captions import Caption, captioned
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.panels import Panel, Panels, draw_panels
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.series import (
    Series,
    catalog_of,
    first_known,
    last_month,
    month_notes,
    period,
    series_of,
    told_of_each,
)
from ictanalysis.charts.words import listed, lowered, on_label, quantity, title_or
from ictanalysis.indicators.series import Values
from ictanalysis.language.locales import VIETNAMESE

__all__ = ["small_multiples"]

FEWEST = 2
MOST_NAMED = 3


def small_multiples(
    data: Dataset | Month, key: str, by: str, *, title: str | None = None
) -> Chart | Sentence:
    """Return a small line for each member of a dimension, all to one scale.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    key
        Key of a measure or a ratio.
    by
        The dimension whose members have a drawing each, in the order of the catalog.
    title
        Template of `prose` filled from the last month; without one, the highest and the lowest.

    Returns
    -------
    Chart or Sentence
        A sentence where no member has two values. Behind each line lies a grey one: of a measure
        the mean of the members, in the months in which all have a value, of a ratio that of all
        together, since ratios are not averaged. A member that never had a value is named and not
        drawn.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension, or it is a day.
    """
    month = last_month(data)
    if month is None:
        return _not_yet(catalog_of(data).label(catalog_of(data).resolve(key)))
    breakdown = broken_down(month, key, by, additive=False)
    shown = _shown(month, breakdown)
    if max((len(each.known) for each in shown.series), default=0) < FEWEST:
        return _not_yet(breakdown.name)
    caption = Caption(
        title_or(title, month, shown.finding),
        "Nhóm biểu đồ đường cùng thang đo",
        breakdown.name,
        breakdown.whole.unit,
        told_of_each(shown.named),
        shown.notes,
        [breakdown.whole.key.table],
        period(shown.months),
    )
    return captioned(month, on_canvas(lambda canvas: draw_panels(canvas, shown.panels)), caption)


def _not_yet(label: str) -> Sentence:
    return Sentence(
        f"Nhóm biểu đồ của {lowered(label)} sẽ có khi có số liệu của ít nhất hai tháng."
    )


def _shown(month: Month, breakdown: Breakdown) -> _Shown:
    every = [(part.label, series_of(month, part.figure.key)) for part in breakdown.every]
    whole = series_of(month, breakdown.whole.key)
    first = first_known([series for _label, series in every])
    named = [(label, series.since(first)) for label, series in every if series.known]
    never = [label for label, series in every if not series.known]
    return _Shown(named, never, whole.since(first))


@dataclass(frozen=True)
class _Shown:
    """Members with their series, those that never had a value, and all of them together."""

    named: Sequence[tuple[str, Series]]
    never: Sequence[str]
    whole: Series

    @property
    def series(self) -> list[Series]:
        return [each for _label, each in self.named]

    @property
    def months(self) -> pd.PeriodIndex:
        return self.whole.months

    @property
    def is_ratio(self) -> bool:
        return self.whole.latest.kind == "ratio"

    @cached_property
    def behind(self) -> Values | None:
        """Return what each member is compared with; nothing where there is only one."""
        if len(self.named) == 1:
            return None
        if self.is_ratio:
            return self.whole.values if self.whole.known else None
        mean = np.mean([each.values for each in self.series], axis=0)
        return None if np.isnan(mean).all() else np.asarray(mean)

    @property
    def panels(self) -> Panels:
        every = [Panel(label, self._text(each), each) for label, each in self.named]
        return Panels(self.months, every, self.behind)

    def _text(self, series: Series) -> str:
        """Return the last value, with its month where that is not the last of all."""
        last = series.known[-1]
        text = on_label(series.figure(last))
        if last == len(series.months) - 1:
            return text
        return f"{text} ({VIETNAMESE.month_short(series.months[last])})"

    @property
    def finding(self) -> str:
        """Return the highest and the lowest of the last month in which a member has a value."""
        last = max(each.known[-1] for each in self.series)
        values = {label: each.figure(last) for label, each in self.named if last in each.known}
        numbers = {label: figure.value or 0.0 for label, figure in values.items()}
        high, low = max(numbers.values()), min(numbers.values())
        month = VIETNAMESE.month(self.months[last])
        most, least = ([label for label, n in numbers.items() if n == each] for each in (high, low))
        if high == low:
            return f"{self.whole.latest.label} {month}: {quantity(values[most[0]])}"
        return (
            f"{_names(most)} cao nhất {month}: {quantity(values[most[0]])}; "
            f"{_names(least)} thấp nhất: {quantity(values[least[0]])}"
        )

    @property
    def notes(self) -> list[str]:
        behind = "mức chung" if self.is_ratio else "mức bình quân"
        notes = [f"Mọi ô cùng thang đo; đường xám là {behind}"] if self.behind is not None else []
        if self.panels.heights[0] > 0:
            notes.append("Trục dọc không bắt đầu từ 0")
        never = [f"Chưa có số liệu: {', '.join(self.never)}"] if self.never else []
        return [*notes, *self._of_members, *never]

    @property
    def _of_members(self) -> list[str]:
        """Return what must be said of members, once for all of which it is true."""
        about: dict[str, list[str]] = {}
        for label, each in self.named:
            for note in month_notes(each):
                about.setdefault(note, []).append(label)
        return [
            note if len(labels) == len(self.named) else f"{note} ({', '.join(labels)})"
            for note, labels in about.items()
        ]


def _names(labels: Sequence[str]) -> str:
    if len(labels) <= MOST_NAMED:
        return listed(labels)
    return f"{VIETNAMESE.count(len(labels))} đơn vị"
