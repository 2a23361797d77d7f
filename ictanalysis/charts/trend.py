"""An indicator over the months."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import Target
from ictanalysis.charts.captions import Caption, captioned
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.curve import Curve, Level, draw_curve
from ictanalysis.charts.frame import month_names
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.series import (
    Series,
    catalog_of,
    last_month,
    month_notes,
    period,
    series_of,
    told,
)
from ictanalysis.charts.words import for_comparison, lowered, on_label, quantity, title_or
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.messages import _
from ictanalysis.report.wording import describe_target, target_at_line, target_remarks

__all__ = ["trend"]

FEWEST = 2


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
    """
    catalog = catalog_of(data)
    resolved = catalog.resolve(key)
    month = last_month(data)
    if month is None:
        return _not_yet(lowered(catalog.label(resolved)), None)
    series = series_of(month, resolved)
    if series.latest.kind == "date":
        raise UsageError(_("“{key}” is a day, which a line over the months cannot show", key=key))
    if len(series.known) < FEWEST:
        since = month.period + 1 if series.known else None
        return _not_yet(lowered(series.latest.label), since)
    series = series.since(series.known[0])
    last = month.data.month(series.months[series.known[-1]])
    targets = [each for each in last.targets if catalog.resolve(each.indicator) == resolved]
    caption = Caption(
        title_or(title, last, _finding(series)),
        "Biểu đồ đường",
        series.latest.label,
        series.latest.unit,
        [*told(series), *(describe_target(target, series.latest) for target in targets)],
        [*for_comparison(targets), *month_notes(series)],
        [resolved.table],
        period(series.months[: series.known[-1] + 1]),
        target_remarks(targets),
    )
    return captioned(last, partial(draw_curve, _curve(series, targets)), caption)


def _not_yet(label: str, since: pd.Period | None) -> Sentence:
    """Return from which report on there will be a chart; None where no month has a value yet."""
    report = "" if since is None else f" từ báo cáo {VIETNAMESE.month(since)},"
    return Sentence(
        f"Biểu đồ xu hướng của {label} sẽ có{report} khi có số liệu của ít nhất hai tháng."
    )


def _finding(series: Series) -> str:
    first, last = _since_break(series), series.known[-1]
    now, then = series.figure(last), series.figure(first)
    if first == last:
        return f"{now.label}: {quantity(now)}"
    before, after = then.value or 0.0, now.value or 0.0
    moved = "tăng lên" if after > before else "giảm còn" if after < before else "vẫn là"
    return (
        f"{now.label} {moved} {quantity(now)}, từ {quantity(then)} của "
        f"{VIETNAMESE.month(series.months[first])}"
    )


def _breaks(series: Series) -> list[int]:
    """Return the breaks that lie before the last value."""
    return [at for at in series.breaks if at <= series.known[-1]]


def _since_break(series: Series) -> int:
    """Return the first value that the last can be compared with."""
    since = max(_breaks(series), default=0)
    return next(at for at in series.known if at >= since)


def _curve(series: Series, targets: Sequence[Target]) -> Curve:
    last = series.figure(series.known[-1])
    return Curve(
        [[(at, float(series.values[at])) for at in run] for run in series.runs],
        month_names(series.months[: series.known[-1] + 1]),
        on_label(last),
        "%" if last.unit == "%" else "",
        last.decimals == 0,
        [_level(target, series) for target in targets],
        [at - 0.5 for at in _breaks(series)],
    )


def _level(target: Target, series: Series) -> Level:
    """Return the line of a target, no longer than the target is in force."""
    months = enumerate(series.months)
    since = next(at for at, month in months if target.in_force(month))
    return Level(max(since - 0.5, 0), target.value, target_at_line(target, series.latest))
