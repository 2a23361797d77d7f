"""The members of a dimension in a month, beside what they were in an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal, get_args

import numpy as np
import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.charts.breakdown import Breakdown, broken_down, chosen
from ictanalysis.charts.canvas import Canvas, on_canvas
from ictanalysis.charts.captions import Caption, captioned, empty
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.legend import Entry, draw_key
from ictanalysis.charts.ranking import BAR, BEFORE, OVER, Row, draw_before, draw_rows, in_order
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.words import listed, on_label, quantity, title_or
from ictanalysis.dataset.workingdays import working_days
from ictanalysis.exporters.document.palette import REST
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE, rounded
from ictanalysis.language.messages import _
from ictanalysis.report.wording import COMPARISONS, Comparison, percent_change

__all__ = ["Against", "against_earlier"]

Against = Literal["year", "month"]
YEAR = 12
UNDER_KEY = 5.0
SWATCH = 20.0

_AGAINST: dict[Against, tuple[int, Comparison]] = {
    "year": (YEAR, COMPARISONS["year_on_year"]),
    "month": (1, COMPARISONS["compared"]),
}


def against_earlier(
    month: Month,
    key: str,
    by: str,
    *,
    earlier: Against = "year",
    title: str | None = None,
    emphasis: str | None = None,
) -> Chart | Sentence:
    """Return a bar for each member of a dimension, with a mark where it was earlier.

    Parameters
    ----------
    key
        Key of a measure or a ratio.
    by
        The dimension whose members are compared, the largest first.
    earlier
        `year` for the same month of the year before, `month` for the month before.
    title
        Template of `prose`; without it, the member that has changed the most.
    emphasis
        As for `composition`; without it the member that the title names, else the one that has
        changed the most.

    Returns
    -------
    Chart or Sentence
        A sentence where no member has a value, all are zero, or none can be compared. Nothing is
        compared over a break in series. A member without a value stands last, in words. The number
        of working days is told where it differs and the indicator is a flow.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, it is a day, or `earlier` is
        neither.
    """
    if earlier not in get_args(Against):
        raise UsageError(
            _("“{value}” is nothing to compare with: year or month", value=str(earlier))
        )
    breakdown = broken_down(month, key, by, additive=False)
    if nothing := empty(month, breakdown.name, [part.value for part in breakdown.parts]):
        return nothing
    compared = _Compared(month, breakdown, earlier)
    if not compared.known:
        then = VIETNAMESE.month(compared.then)
        return Sentence(f"{breakdown.name}: chưa có số liệu {then} để so sánh.")
    most = [part for part in breakdown.parts if part.member in compared.most[:1]]
    emphasised = chosen(breakdown.every, by, emphasis, title, drawn=breakdown.drawn, largest=most)
    rows = compared.rows(emphasised)
    caption = Caption(
        title_or(title, month, compared.finding),
        "Biểu đồ thanh có vạch so sánh",
        breakdown.name,
        breakdown.whole.unit,
        compared.values,
        compared.notes,
        [breakdown.whole.key.table],
        f"{VIETNAMESE.month(month.period)} {compared.against}",
    )
    return captioned(month, on_canvas(lambda canvas: compared.draw(canvas, rows)), caption)


@dataclass(frozen=True)
class _Compared:
    """The members of a dimension and what they were."""

    month: Month
    breakdown: Breakdown
    earlier: Against

    @property
    def then(self) -> pd.Period:
        return self.month.period - _AGAINST[self.earlier][0]

    @property
    def against(self) -> str:
        return self.month.locale.render(_AGAINST[self.earlier][1].against)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Return member → figure, its `previous` what it is compared with."""
        return {part.member: self._with_earlier(part.figure) for part in self.breakdown.every}

    def _with_earlier(self, figure: Figure) -> Figure:
        if self.earlier == "month":
            return figure
        data = self.month.data
        place = self.month.period.ordinal - data.time_series.months[0].ordinal
        value = float(data.comparisons.on_year(figure.key)[place])
        if np.isnan(value):
            return replace(figure, previous=None, previous_cells=())
        cells = data.month(self.then).figure(figure.key).cells
        return replace(figure, previous=value, previous_cells=cells)

    @cached_property
    def known(self) -> dict[str, Figure]:
        """Return the members that can be compared."""
        return {
            member: figure for member, figure in self.figures.items() if figure.change is not None
        }

    @property
    def most(self) -> list[str]:
        """Return the member that has changed the most; several where they are equal."""
        changes = {member: abs(each.change or 0.0) for member, each in self.known.items()}
        return [member for member, each in changes.items() if each == max(changes.values())]

    @property
    def finding(self) -> str:
        figure = self.known[self.most[0]]
        difference = figure.change or 0.0
        if not difference:
            unchanged = _AGAINST[self.earlier][1].unchanged
            return f"{self.breakdown.name}: {self.month.locale.render(unchanged)}"
        alike = [each for each in self.most if (self.known[each].change or 0.0) == difference]
        labels = {part.member: part.label for part in self.breakdown.every}
        together = "cùng " if len(alike) > 1 else ""
        moved = "tăng" if difference > 0 else "giảm"
        found = (
            f"{listed([labels[each] for each in alike])} {together}{moved} nhiều nhất "
            f"{self.against}: {_difference(figure)}"
        )
        if together:
            return found
        return f"{found}, {'lên' if difference > 0 else 'còn'} {quantity(figure)}"

    def rows(self, emphasised: frozenset[str]) -> list[Row]:
        known = [
            Row(
                part.label,
                _text(self.figures[part.member]),
                part.value,
                part.member in emphasised,
                self.figures[part.member].previous,
            )
            for part in in_order(self.breakdown.parts)
        ]
        missing = [part.label for part in self.breakdown.every if part.figure.value is None]
        return [*known, *(Row(label, VIETNAMESE.render(MISSING), None, False) for label in missing)]

    @property
    def values(self) -> list[str]:
        return [
            f"{part.label}: {self._told(self.figures[part.member])}"
            for part in in_order(self.breakdown.parts)
        ]

    def _told(self, figure: Figure) -> str:
        if figure.previous is None:
            return quantity(figure)
        before = quantity(replace(figure, value=figure.previous, status="A"))
        then = VIETNAMESE.month_short(self.then)
        return f"{quantity(figure)}, {then}: {before} ({_short(figure)})"

    @property
    def notes(self) -> list[str]:
        parts = [part for part in self.breakdown.parts if part.member not in self.known]
        alone = ", ".join(part.label for part in parts)
        then = VIETNAMESE.month_short(self.then)
        return [
            *self._about_days,
            *([f"Không có số liệu {then} để so sánh: {alone}"] if alone else []),
            *self.breakdown.reservations,
        ]

    @property
    def _about_days(self) -> list[str]:
        if self.breakdown.whole.kind != "flow":
            return []
        window = self.month.data.settings.reporting_window
        now, then = (working_days(each, window) for each in (self.month.period, self.then))
        if now == then:
            return []
        number = VIETNAMESE.count
        month = VIETNAMESE.month_short(self.then)
        return [f"Kỳ báo cáo có {number(now)} ngày làm việc, {month} có {number(then)} ngày"]

    def draw(self, canvas: Canvas, rows: Sequence[Row]) -> float:
        now, then = (VIETNAMESE.month(each) for each in (self.month.period, self.then))
        entries = [
            Entry(now, SWATCH, _draw_bar),
            Entry(then, 2 * BEFORE, partial(_draw_mark, BEFORE)),
        ]
        return draw_rows(canvas, rows, draw_key(canvas, OVER, entries) + UNDER_KEY)


def _difference(figure: Figure) -> str:
    """Return how much a figure has changed, either way: `400 hồ sơ (48,8%)`."""
    estimated = "E" in {cell.status for cell in (*figure.cells, *figure.previous_cells)}
    number = VIETNAMESE.number(abs(figure.change or 0.0), figure.decimals)
    unit = "điểm phần trăm" if figure.unit == "%" else figure.unit
    percent = percent_change(figure)
    share = "" if percent is None else f" ({VIETNAMESE.number(abs(percent), 1)}%)"
    return f"{'khoảng ' if estimated else ''}{number} {unit}{share}"


def _text(figure: Figure) -> str:
    """Return a figure and its change as they stand at its bar: `521 (+47,2%)`."""
    return on_label(figure) if figure.change is None else f"{on_label(figure)} ({_short(figure)})"


def _short(figure: Figure) -> str:
    """Return a change with its sign: `+47,2%`, `−0,32 điểm`, `+6`."""
    percent = percent_change(figure)
    points = " điểm" if figure.unit == "%" else ""
    value, decimals, unit = (
        (figure.change or 0.0, figure.decimals, points) if percent is None else (percent, 1, "%")
    )
    sign = "" if not rounded(value, decimals) else "+" if value > 0 else "−"
    return f"{sign}{VIETNAMESE.number(abs(value), decimals)}{unit}"


def _draw_bar(canvas: Canvas, x: float, middle: float) -> None:
    canvas.rectangle(x, middle - BAR / 2 + 2, SWATCH, BAR - 4, REST)


def _draw_mark(half: float, canvas: Canvas, x: float, middle: float) -> None:
    draw_before(canvas, x + half, middle)
