"""An indicator held against its own limits: which months are signals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import WHOLE
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.control_limits import (
    KINDS,
    ControlChart,
    PhaseLines,
    draw_limits,
    number_at,
)
from ictanalysis.charts.series import Series, last_month
from ictanalysis.charts.words import (
    NOT_FROM_ZERO,
    Caption,
    captioned,
)
from ictanalysis.indicators.signals import Kind, ProcessBehaviour, phrase
from ictanalysis.indicators.signals.limits import FEWEST_VALUES
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _


@checked
def behaviour(
    data: Dataset | Month,
    key: str,
    until: str | pd.Period | None = None,
    *,
    title: str | None = None,
) -> Chart | Sentence:
    """Return a control chart (XmR): values, their mean, their limits, and the signals.

    Parameters
    ----------
    data
        A data set for all its months; a month for those up to it.
    key
        Key of a measure or a ratio.
    until
        The last month to draw; None takes all.
    title
        Template of `prose` filled from the last month; without one, the last figure and what it
        is a sign of.

    Returns
    -------
    Chart or Sentence
        A sentence where no phase has enough values for limits. Mean and limits step at a break in
        series. A limit that no value can reach (a count below zero, a percentage above a hundred
        where none was so far) is not drawn. Months that are a sign of something differ from the
        others by shape, filling and colour.

    Raises
    ------
    UsageError
        If the catalog has no such indicator, it is a day, or there is no month `until`.

    References
    ----------
    See `signals.process_behaviour`.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> "12" in str(ict.charts.behaviour(ict.load("data"), "dossiers.received"))
    True
    """
    catalog = data.catalog
    resolved = catalog.resolve(key)
    label = catalog.label(resolved)
    month = last_month(data, until)
    if month is None:
        return _not_yet(label, catalog.locale, 0)
    found = month.data.behaviour(key, until=month.period)
    whole = Series.of(month, resolved)
    if all(phase.limits is None for phase in found.phases):
        return _not_yet(label, catalog.locale, len(whole.known))
    series = whole.between(whole.known[0])
    kinds = enumerate(found.frame["kind"].tail(len(series.months)))
    signals = {at: Kind(kind) for at, kind in kinds if kind in KINDS}
    chart = ControlChart(series, signals, list(_phase_lines(series, found)))
    scale = [month.locale.render(NOT_FROM_ZERO)] if chart.heights[0] > 0 else []
    caption = Caption(
        _finding(month, series, found),
        _("Control chart (XmR)"),
        label,
        whole.latest.unit,
        series.describe_values(),
        [*scale, *series.notes],
        [resolved.table],
        series.period,
        [*_describe_limits(chart), *_describe_signals(chart)],
    )
    return captioned(month, lambda canvas: draw_limits(canvas, chart), caption, title)


def _not_yet(label: str, locale: Locale, count: int) -> Sentence:
    values = {
        "label": locale.inside(label),
        "fewest": locale.number(FEWEST_VALUES),
        "count": locale.number(count),
    }
    if count >= FEWEST_VALUES:
        text = locale.say(
            "A control chart of {label} needs figures of at least {fewest} months for its "
            "limits; there are {count} so far, but they are interrupted.",
            **values,
        )
    else:
        text = locale.say(
            "A control chart of {label} needs figures of at least {fewest} months for its limits; "
            "there are {count} so far.",
            **values,
        )
    return Sentence(text, known="")


def _finding(month: Month, series: Series, found: ProcessBehaviour) -> str:
    latest = series.latest
    if latest.value is None:
        period = month.locale.month(month.period)
        return month.locale.say(
            "{label}: not available in {month}", label=latest.label, month=period
        )
    return f"{latest.label}: {latest.quantity}, {phrase(found)}"


def _phase_lines(series: Series, found: ProcessBehaviour) -> Iterator[PhaseLines]:
    """Yield the lines of each phase that has limits; a limit that cannot be reached has none."""
    first, say = series.months[0].ordinal, series.locale.say
    highest = WHOLE if series.unit == "%" and np.nanmax(series.values) <= WHOLE else np.inf
    for phase in found.phases:
        start, end = phase.first.ordinal - first, phase.last.ordinal - first
        if phase.limits is None or end < 0:
            continue
        mean, lower, upper = phase.limits.mean, phase.limits.lower, phase.limits.upper
        lines = [(mean, say("mean {number}", number=number_at(mean, series)))]
        if lower >= 0:
            lines.append((lower, say("lower limit {number}", number=number_at(lower, series))))
        if upper <= highest:
            lines.append((upper, say("upper limit {number}", number=number_at(upper, series))))
        yield PhaseLines(max(start, 0), end, lines)


def _describe_limits(chart: ControlChart) -> Iterator[str]:
    """Yield the lines of each phase."""
    months, locale = chart.series.months, chart.series.locale
    for each in chart.phase_lines:
        first, last = (locale.month_short(months[at]) for at in (each.start, each.end))
        yield f"{first}–{last}: {', '.join(name for _value, name in each.lines)}"


def _describe_signals(chart: ControlChart) -> list[str]:
    """Return which months are a sign of what."""
    months, locale = chart.series.months, chart.series.locale
    described = []
    for kind, look in KINDS.items():
        places = [at for at, each in chart.signals.items() if each == kind]
        if places:
            names = ", ".join(locale.month_short(months[at]) for at in places)
            described.append(f"{locale.render(look.text)}: {names}")
    return described or [locale.say("No month is a sign of a change")]
