"""An indicator over the months."""

from __future__ import annotations

import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import Target
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.line_plot import Level, LinePlot, draw_line_plot
from ictanalysis.charts.series import FEWEST, Series, catalog_of, describe_movement, last_month
from ictanalysis.charts.words import (
    Caption,
    captioned,
    for_comparison,
    inside_sentence,
    quantity,
)
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _
from ictanalysis.report.wording import describe_target, target_at_line, target_remarks


@checked
def trend(data: Dataset | Month, key: str, *, title: str | None = None) -> Chart | Sentence:
    """Return an indicator over the months as a line, its last value at its end.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it, so that a report that is made
        again says nothing of what came later.
    key
        Key of a measure or a ratio.
    title
        Template of `prose` filled from the last month; without one, the finding is how the
        last value compares with the first, or with the first since a break in series.

    Returns
    -------
    Chart or Sentence
        With fewer than two values, a sentence that says from when there will be a chart. A month
        without a value leaves a gap and is named; a break in series (status `B`) is not crossed,
        and a dashed line marks it. Targets in force in the last month are lines over the months of
        which they are.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, or it is a date.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> "2021" in str(ict.charts.trend(ict.load("data"), "documents.signed_rate"))
    True
    """
    catalog = catalog_of(data)
    resolved = catalog.resolve(key)
    month = last_month(data)
    if month is None:
        return _not_yet(catalog.label(resolved), catalog.locale, None)
    series = Series.of(month, resolved)
    if series.latest.kind == "date":
        raise UsageError(_("“{key}” is a day, which a line over the months cannot show", key=key))
    if len(series.known) < FEWEST:
        since = month.period + 1 if series.known else None
        return _not_yet(series.latest.label, series.locale, since)
    drawn = series.between(series.known[0], series.last + 1)
    last = month.data.month(drawn.months[-1])
    targets = [each for each in last.targets if catalog.resolve(each.indicator) == resolved]
    caption = Caption(
        _finding(drawn),
        _("Line chart"),
        series.latest.label,
        series.latest.unit,
        [*drawn.describe_values(), *(describe_target(each, series.latest) for each in targets)],
        [
            *for_comparison(targets, series.locale),
            *series.between(series.known[0]).notes,
        ],
        [resolved.table],
        drawn.period,
        target_remarks(targets),
    )
    plot = LinePlot(drawn, [_level(target, drawn) for target in targets])
    return captioned(last, lambda canvas: draw_line_plot(canvas, plot), caption, title)


def _not_yet(label: str, locale: Locale, since: pd.Period | None) -> Sentence:
    """Return from which report on there will be a chart; None where no month has a value yet."""
    name = inside_sentence(label, locale)
    if since is None:
        return Sentence(
            locale.say(
                "A chart of {label} over time needs figures of at least two months.", label=name
            )
        )
    return Sentence(
        locale.say(
            "A chart of {label} over time comes with the report of {month} at the earliest: it "
            "needs figures of at least two months.",
            label=name,
            month=locale.month(since),
        )
    )


def _finding(series: Series) -> str:
    """Return how the last value compares with the first since a break."""
    since = max(series.breaks, default=0)
    first = next(at for at in series.known if at >= since)
    now, then = series.figure(series.last), series.figure(first)
    if first == series.last:
        return f"{now.label}: {quantity(now)}"
    return describe_movement(
        series.locale,
        now.label,
        float(series.values[series.last] - series.values[first]),
        now=quantity(now),
        then=quantity(then),
        month=series.locale.month(series.months[first]),
    )


def _level(target: Target, series: Series) -> Level:
    """Return the line of a target, no longer than the target is in force."""
    months = enumerate(series.months)
    since = next(at for at, month in months if target.in_force(month))
    return Level(max(since - 0.5, 0), target.value, target_at_line(target, series.latest))
