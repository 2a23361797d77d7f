"""The members of a dimension in a month, beside what they were in an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.bars import BAR, BEFORE, OVER, Row, draw_before, draw_rows, rows_of
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down, in_order
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.labels import Mark, draw_legend
from ictanalysis.charts.words import Caption, captioned, empty, on_label, quantity
from ictanalysis.dataset.periods import working_days
from ictanalysis.exporters.document.palette import REST
from ictanalysis.indicators.figures import Figure
from ictanalysis.indicators.windows import YEAR
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale, rounded
from ictanalysis.language.messages import _
from ictanalysis.report.wording import COMPARISONS, Comparison, is_estimated, percent_change
from ictanalysis.report.yearly import on_year

Against = Literal["year", "month"]
UNDER_LEGEND = 5.0
SWATCH = 20.0

_AGAINST: dict[Against, tuple[int, Comparison]] = {
    "year": (YEAR, COMPARISONS["year_on_year"]),
    "month": (1, COMPARISONS["compared"]),
}


@checked
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
        of working days is given where it differs and the indicator is a flow.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, dimension or member, it is a day, or `earlier` is
        neither.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data").month("2021-05")
    >>> "2020" in str(ict.charts.against_earlier(may, "dossiers.received", by="level"))
    True
    """
    if earlier not in get_args(Against):
        raise UsageError(_("“{value}” is nothing to compare with: year or month", value=earlier))
    breakdown = broken_down(month, key, by, additive=False)
    if nothing := empty(month, breakdown.name, [part.value for part in breakdown.parts]):
        return nothing
    compared = _Compared(month, breakdown, earlier)
    if not compared.known:
        return Sentence(
            month.locale.say(
                "{name}: not available for {month}, so nothing can be compared.",
                name=breakdown.name,
                month=month.locale.month(compared.then),
            )
        )
    emphasised = breakdown.emphasised(emphasis, title, largest=compared.most[:1])
    rows = rows_of(
        breakdown,
        emphasised,
        lambda part: _on_label(compared.figures[part.member]),
        lambda part: compared.figures[part.member].previous,
    )
    caption = Caption(
        compared.finding,
        _("Bar chart with marks to compare with"),
        breakdown.name,
        breakdown.whole.unit,
        [compared.describe(part) for part in in_order(breakdown.parts)],
        compared.notes,
        [breakdown.whole.key.table],
        f"{month.locale.month(month.period)} {compared.against}",
    )
    return captioned(month, lambda canvas: compared.draw(canvas, rows), caption, title)


@dataclass(frozen=True)
class _Compared:
    """The members of a dimension and what they were."""

    month: Month
    breakdown: Breakdown
    earlier: Against

    @property
    def locale(self) -> Locale:
        return self.month.locale

    @property
    def then(self) -> pd.Period:
        return self.month.period - _AGAINST[self.earlier][0]

    @property
    def against(self) -> str:
        return self.locale.render(_AGAINST[self.earlier][1].against)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Return member → figure, its `previous` what it is compared with."""
        if self.earlier == "month":
            return {part.member: part.figure for part in self.breakdown.every}
        return {part.member: on_year(self.month, part.figure.key) for part in self.breakdown.every}

    @cached_property
    def known(self) -> list[Part]:
        """Return the parts that can be compared."""
        return [part for part in self.breakdown.every if self._change(part) is not None]

    def _change(self, part: Part) -> float | None:
        return self.figures[part.member].change

    @cached_property
    def most(self) -> list[Part]:
        """Return the part that has changed the most; several where they are equal."""
        changes = [abs(self._change(part) or 0.0) for part in self.known]
        most = max(changes)
        return [part for part, change in zip(self.known, changes, strict=True) if change == most]

    @property
    def finding(self) -> str:
        figure, say = self.figures[self.most[0].member], self.locale.say
        if not figure.change:
            unchanged = self.locale.render(_AGAINST[self.earlier][1].unchanged)
            return f"{self.breakdown.name}: {unchanged}"
        alike = [part.label for part in self.most if self._change(part) == figure.change]
        values = {
            "names": self.locale.listed(alike),
            "against": self.against,
            "difference": _difference(figure),
        }
        if len(alike) > 1 and figure.change > 0:
            return say("{names} rose the most {against}: by {difference} each", **values)
        if len(alike) > 1:
            return say("{names} fell the most {against}: by {difference} each", **values)
        values["value"] = quantity(figure)
        if figure.change > 0:
            return say("{names} rose the most {against}: by {difference}, to {value}", **values)
        return say("{names} fell the most {against}: by {difference}, to {value}", **values)

    def describe(self, part: Part) -> str:
        """Return what a part is, what it was and how it has changed."""
        figure = self.figures[part.member]
        if figure.previous is None:
            return f"{part.label}: {quantity(figure)}"
        before = quantity(replace(figure, value=figure.previous, status="A"))
        then = self.locale.month_short(self.then)
        return f"{part.label}: {quantity(figure)}, {then}: {before} ({_signed(figure)})"

    @property
    def notes(self) -> list[str]:
        alone = [part.label for part in self.breakdown.parts if part not in self.known]
        note = self.locale.say(
            "Not available for {month}, so not compared: {names}",
            month=self.locale.month_short(self.then),
            names=", ".join(alone),
        )
        return [*self._about_days, *([note] if alone else []), *self.breakdown.reservations]

    @property
    def _about_days(self) -> list[str]:
        window = self.month.data.settings.reporting_window
        now, then = (working_days(each, window) for each in (self.month.period, self.then))
        if now == then or self.breakdown.whole.kind != "flow":
            return []
        return [
            self.locale.say(
                "The reporting period has {now} working days, that of {month} has {then}",
                now=self.locale.count(now),
                month=self.locale.month_short(self.then),
                then=self.locale.count(then),
            )
        ]

    def draw(self, canvas: Canvas, rows: Sequence[Row]) -> float:
        now, then = (self.locale.month(each) for each in (self.month.period, self.then))
        entries = [(now, Mark(SWATCH, _draw_bar)), (then, Mark(2 * BEFORE, _draw_mark))]
        return draw_rows(canvas, rows, draw_legend(canvas, OVER, entries) + UNDER_LEGEND)


def _difference(figure: Figure) -> str:
    """Return how much a figure has changed, either way: `400 cases (48.8%)`."""
    say, number = figure.locale.say, figure.locale.number
    difference = number(abs(figure.change or 0.0), figure.decimals)
    percent = percent_change(figure)
    if figure.unit == "%":
        amount = say("{number} percentage points", number=difference)
    else:
        amount = f"{difference} {figure.unit}"
    if percent is not None:
        amount = f"{amount} ({number(abs(percent), 1)}%)"
    return say("about {number}", number=amount) if is_estimated(figure) else amount


def _on_label(figure: Figure) -> str:
    """Return a figure and its change as they stand at its bar: `521 (+47.2%)`."""
    return on_label(figure) if figure.change is None else f"{on_label(figure)} ({_signed(figure)})"


def _signed(figure: Figure) -> str:
    """Return a change with its sign: `+47.2%`, `−0.32 points`, `+6`."""
    percent = percent_change(figure)
    value, decimals = (figure.change or 0.0, figure.decimals) if percent is None else (percent, 1)
    sign = "" if not rounded(value, decimals) else "+" if value > 0 else "−"
    number = sign + figure.locale.number(abs(value), decimals)
    if percent is not None:
        return f"{number}%"
    return figure.locale.say("{number} points", number=number) if figure.unit == "%" else number


def _draw_bar(canvas: Canvas, x: float, middle: float) -> None:
    canvas.rectangle(x, middle - BAR / 2 + 2, SWATCH, BAR - 4, REST)


def _draw_mark(canvas: Canvas, x: float, middle: float) -> None:
    draw_before(canvas, x + BEFORE, middle)
