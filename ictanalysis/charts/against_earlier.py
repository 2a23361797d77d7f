"""The members of a dimension in a month, beside what they were in an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, get_args

import pandas as pd

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.bars import BAR, BEFORE, OVER, Row, draw_before, draw_rows, rows_of
from ictanalysis.charts.breakdown import Breakdown, Part, broken_down, in_order
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.labels import Mark, draw_legend
from ictanalysis.charts.words import Caption, captioned, empty, on_label
from ictanalysis.dataset.periods import working_days
from ictanalysis.exporters.document.palette import REST
from ictanalysis.indicators.figures import Figure
from ictanalysis.indicators.windows import YEAR
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import rounded
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
    back, comparison = _AGAINST[earlier]
    then = month.period - back
    if earlier == "year":
        every = [replace(part, figure=on_year(month, part.figure.key)) for part in breakdown.every]
        breakdown = replace(breakdown, every=every)
    known = [part for part in breakdown.every if part.figure.change is not None]
    if not known:
        return _nothing_before(breakdown, then)
    most = _most_changed(known)
    emphasised = breakdown.emphasised(emphasis, title, largest=most[:1])
    rows = rows_of(
        breakdown,
        emphasised,
        lambda part: _on_label(part.figure),
        lambda part: part.figure.previous,
    )
    caption = Caption(
        _finding(breakdown, most, comparison),
        _("Bar chart with marks to compare with"),
        breakdown.name,
        breakdown.whole.unit,
        [_describe(part, then) for part in in_order(breakdown.parts)],
        [*_notes(month, breakdown, then), *breakdown.reservations],
        [breakdown.whole.key.table],
        f"{month.locale.month(month.period)} {month.locale.render(comparison.against)}",
    )
    return captioned(month, lambda canvas: _draw(canvas, rows, month, then), caption, title)


def _nothing_before(breakdown: Breakdown, then: pd.Period) -> Sentence:
    return Sentence(
        breakdown.locale.say(
            "{name}: not available for {month}, so nothing can be compared.",
            name=breakdown.name,
            month=breakdown.locale.month(then),
        )
    )


def _most_changed(known: Sequence[Part]) -> list[Part]:
    """Return the part that has changed the most; several where they are equal."""
    changes = [abs(part.figure.change or 0.0) for part in known]
    most = max(changes)
    return [part for part, change in zip(known, changes, strict=True) if change == most]


def _finding(breakdown: Breakdown, most: Sequence[Part], comparison: Comparison) -> str:
    figure, locale, say = most[0].figure, breakdown.locale, breakdown.locale.say
    if not figure.change:
        return f"{breakdown.name}: {locale.render(comparison.unchanged)}"
    alike = [part.label for part in most if part.figure.change == figure.change]
    values = {
        "names": locale.listed(alike),
        "against": locale.render(comparison.against),
        "difference": _difference(figure),
        "value": figure.quantity,
    }
    if len(alike) > 1 and figure.change > 0:
        return say("{names} rose the most {against}: by {difference} each", **values)
    if len(alike) > 1:
        return say("{names} fell the most {against}: by {difference} each", **values)
    if figure.change > 0:
        return say("{names} rose the most {against}: by {difference}, to {value}", **values)
    return say("{names} fell the most {against}: by {difference}, to {value}", **values)


def _describe(part: Part, then: pd.Period) -> str:
    """Return what a part is, what it was and how it has changed."""
    figure = part.figure
    if figure.previous is None:
        return f"{part.label}: {figure.quantity}"
    before = replace(figure, value=figure.previous, status="A").quantity
    earlier = figure.locale.month_short(then)
    return f"{part.label}: {figure.quantity}, {earlier}: {before} ({_signed(figure)})"


def _notes(month: Month, breakdown: Breakdown, then: pd.Period) -> Iterator[str]:
    """Yield that the months differ in working days, and which parts cannot be compared."""
    locale = month.locale
    window = month.data.settings.reporting_window
    days, days_then = (working_days(each, window) for each in (month.period, then))
    if days != days_then and breakdown.whole.kind == "flow":
        yield locale.say(
            "The reporting period has {now} working days, that of {month} has {then}",
            now=locale.count(days),
            month=locale.month_short(then),
            then=locale.count(days_then),
        )
    if alone := [part.label for part in breakdown.parts if part.figure.change is None]:
        yield locale.say(
            "Not available for {month}, so not compared: {names}",
            month=locale.month_short(then),
            names=", ".join(alone),
        )


def _draw(canvas: Canvas, rows: Sequence[Row], month: Month, then: pd.Period) -> float:
    bar = Mark(
        SWATCH,
        lambda canvas, x, middle: canvas.rectangle(x, middle - BAR / 2 + 2, SWATCH, BAR - 4, REST),
    )
    before = Mark(2 * BEFORE, lambda canvas, x, middle: draw_before(canvas, x + BEFORE, middle))
    entries = [(month.locale.month(month.period), bar), (month.locale.month(then), before)]
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
