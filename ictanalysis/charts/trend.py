"""An indicator over the months: a line with the labels of its end and of its targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import Target
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.frame import (
    BESIDE,
    Frame,
    break_labels,
    draw_breaks,
    draw_heights,
    draw_months,
    month_names,
    runs_in,
    tick_names,
    ticks,
)
from ictanalysis.charts.labels import OFF, Label, Line, above_or_below, along, first_free
from ictanalysis.charts.markers import dot
from ictanalysis.charts.series import FEWEST, Series, describe_movement, last_month
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.charts.words import (
    Caption,
    captioned,
    for_comparison,
)
from ictanalysis.exporters.document.palette import INK, MUTED, NAVY
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _
from ictanalysis.report.wording import describe_target, target_at_line, target_remarks

PLOT = 150.0
OVER = 9.0
INSET = 6.0
POINT = 2.5
SHORTEST = 170.0
"""Room that a line needs to be followed, in points; else the label of its end stands over it."""


class Level(NamedTuple):
    """A horizontal line from a place on the axis to the last value, with its label."""

    start: float
    value: float
    label: str


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
        With fewer than five values, a sentence that gives those there are and says from when there
        will be a chart. A month without a value leaves a gap and is named; a break in series
        (status `B`) is not crossed, and a dashed line marks it. Targets in force in the last month
        are lines over the months of which they are.

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
    catalog = data.catalog
    resolved = catalog.resolve(key)
    month = last_month(data)
    if month is None:
        return _not_yet(catalog.label(resolved), catalog.locale)
    series = Series.of(month, resolved)
    if series.latest.kind == "date":
        raise UsageError(_("“{key}” is a day, which a line over the months cannot show", key=key))
    if len(series.known) < FEWEST:
        return _too_few(series)
    drawn = series.between(series.known[0], series.last + 1)
    last = month.data.month(drawn.months[-1])
    targets = [each for each in last.targets if catalog.resolve(each.indicator) == resolved]
    caption = Caption(
        _finding(drawn),
        _("Line chart"),
        series.latest.label,
        series.latest.unit,
        [*drawn.describe_values(), *(describe_target(each, series.latest) for each in targets)],
        [*for_comparison(targets, series.locale), *series.between(series.known[0]).notes],
        [resolved.table],
        drawn.period,
        target_remarks(targets),
    )
    levels = [_level(target, drawn) for target in targets]
    return captioned(last, lambda canvas: draw_line(canvas, drawn, levels), caption, title)


def _not_yet(label: str, locale: Locale) -> Sentence:
    """Return that there is no value yet to draw."""
    return Sentence(
        locale.say(
            "A chart of {label} over time needs figures of at least {fewest} months.",
            label=locale.inside(label),
            fewest=locale.number(FEWEST),
        ),
        known="",
    )


def _too_few(series: Series) -> Sentence:
    """Return the values that there are, and from which report on there will be a chart."""
    label, locale, count = series.latest.label, series.locale, len(series.known)
    if not count:
        return _not_yet(label, locale)
    text = locale.say(
        "A chart of {label} over time comes with the report of {month} at the earliest: it "
        "needs figures of at least {fewest} months.",
        label=locale.inside(label),
        month=locale.month(series.months[-1] + FEWEST - count),
        fewest=locale.number(FEWEST),
    )
    known = f"{label}: {'; '.join(series.describe_values())}." if count > 1 else ""
    return Sentence(f"{known} {text}".strip(), known)


def _finding(series: Series) -> str:
    """Return how the last value compares with the first since a break."""
    first, last = series.first, series.last
    now, then = series.figure(last), series.figure(first)
    if first == last:
        return f"{now.label}: {now.quantity}"
    return describe_movement(
        series.locale,
        now.label,
        float(series.values[last] - series.values[first]),
        now=now.quantity,
        then=then.quantity,
        month=series.locale.month(series.months[first]),
    )


def _level(target: Target, series: Series) -> Level:
    """Return the line of a target, no longer than the target is in force."""
    months = enumerate(series.months)
    since = next(at for at, month in months if target.in_force(month))
    return Level(max(since - 0.5, 0), target.value, target_at_line(target, series.latest))


def draw_line(canvas: Canvas, series: Series, levels: Sequence[Level]) -> float:
    """Draw a line over the months, as high as its labels need, and return its bottom."""
    highest = max([float(np.nanmax(series.values)), *(level.value for level in levels)])
    heights = ticks(0, highest, whole=series.is_whole)
    names = tick_names(heights, series.unit, series.locale)
    months = month_names(series.months, series.locale)
    frame = _frame(canvas.width, series.end, names, months, heights)
    runs = runs_in(frame, series)
    flat = [(frame.spot(x, y), frame.spot(series.last, y)) for x, y, _label in levels]
    strokes = [stroke for run in runs for stroke in pairwise([run[0], *run])]
    lines = [*strokes, *flat, *map(frame.upright, series.breaks)]
    breaks = break_labels(frame, series.breaks, canvas.width, series.locale)
    end = Label([series.end], frame.right + BESIDE, runs[-1][-1][1] - LINE / 2, bold=True)
    labels = [*breaks, _end_label(frame, end, lines, breaks, canvas.width)]
    for level, line in zip(levels, flat, strict=True):
        labels.append(_level_label(frame, level, line, lines, labels))

    def draw(canvas: Canvas) -> float:
        draw_heights(canvas, frame, names)
        canvas.strokes([run for run in runs if len(run) > 1], NAVY, 2)
        canvas.shapes([dot(*run[0], POINT) for run in runs if len(run) == 1], NAVY)
        canvas.shapes([dot(*runs[-1][-1], POINT)], NAVY)
        canvas.strokes(flat, INK, 1)
        draw_breaks(canvas, frame, series.breaks, series.locale)
        for label in labels[len(breaks) :]:
            label.draw(canvas)
        return draw_months(canvas, frame, months)

    return canvas.draw_below(max(OVER, *(-label.top for label in labels)), draw)


def _frame(
    width: float, end: str, names: Sequence[str], months: Sequence[str], heights: Sequence[float]
) -> Frame:
    """Return the frame, its top at zero: the label of the end beside it where there is room."""
    half_month = widest(months) / 2
    left = max(widest(names) + BESIDE, half_month - INSET)
    beside = width - max(text_width(end, bold=True) + BESIDE, half_month - INSET) - 1
    right = beside if beside - left >= SHORTEST else width - half_month - 1
    margin = INSET * (len(months) - 1) / (right - left - 2 * INSET)
    return Frame(left, right, 0, PLOT, len(months), heights, margin)


def _end_label(
    frame: Frame, label: Label, lines: Sequence[Line], breaks: Sequence[Label], width: float
) -> Label:
    """Return the label of the last point: beside it, else over or under it, else over the plot."""
    if label.right <= width:
        return label
    point, label = label.top + LINE / 2, replace(label, x=width - label.width - 1)
    near = above_or_below(label, point, frame.top, frame.bottom)
    return first_free(near, lines, breaks) or _over_all(label, breaks)


def _level_label(
    frame: Frame, level: Level, line: Line, lines: Sequence[Line], others: Sequence[Label]
) -> Label:
    """Return the label of a level: at its line, off the grid if that can be, else above all."""
    label = Label(wrap(level.label, frame.right - frame.left), x=frame.left, colour=MUTED)
    tried = list(along(label, line, frame.bottom))
    grid = map(frame.level, frame.heights)
    off_grid = first_free(tried, [*lines, *grid], others)
    return off_grid or first_free(tried, lines, others) or _over_all(label, others)


def _over_all(label: Label, others: Sequence[Label]) -> Label:
    """Return a label above the frame, whose top is zero, and above the other labels."""
    ceiling = min([0.0, *(other.top for other in others)])
    return replace(label, top=ceiling - OFF - label.height)
