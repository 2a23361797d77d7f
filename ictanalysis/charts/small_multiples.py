"""The members of a dimension over the months, each in a drawing of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ictanalysis.analysis import Dataset, Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.charts.breakdown import broken_down
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.frame import (
    BESIDE,
    MONTHS,
    TICK,
    Frame,
    from_zero,
    runs_in,
    tick_names,
    ticks,
)
from ictanalysis.charts.markers import dot
from ictanalysis.charts.series import (
    FEWEST,
    FEWEST_MONTHS,
    Series,
    describe_each,
    last_month,
    members_over_time,
)
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.charts.words import (
    NOT_FROM_ZERO,
    Caption,
    captioned,
)
from ictanalysis.exporters.document.palette import GRID, MUTED, NAVY, REST
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

PLOT = 60.0
UNDER_NAME = 6.0
BETWEEN = 16.0
UNDER = 14.0
NARROWEST = 100.0
MOST_LINES = 3
POINT = 2.3
MOST_NAMED = 3


@checked
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
        A sentence where no member has two values, or all together have fewer than five. Behind
        each line lies a grey one: of a measure the mean of the members, in the months in which all
        have a value, of a ratio that of all together, since ratios are not averaged. A member that
        never had a value is named and not drawn.

    Raises
    ------
    UsageError
        If the catalog has no such indicator or dimension, or it is a day.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> data = ict.load("data")
    >>> type(ict.charts.small_multiples(data, "dossiers.received", by="level")).__name__
    'Sentence'
    """
    month = last_month(data)
    if month is None:
        return _not_yet(data.catalog.label(data.catalog.resolve(key)), data.locale)
    breakdown = broken_down(month, key, by, additive=False)
    members, never = members_over_time(month, breakdown)
    named = [(part.label, series) for part, series in members]
    several = [series for _label, series in named]
    counts = [len(each.known) for each in several]
    if max(counts, default=0) < FEWEST_MONTHS or sum(counts) < FEWEST:
        return _not_yet(breakdown.name, month.locale)
    whole = Series.of(month, breakdown.whole.key).between(-len(several[0].months))
    behind = _behind(whole, several)
    values = np.concatenate([each.values[each.known] for each in several])
    heights = ticks(*from_zero(values.tolist()), whole=several[0].is_whole)
    scale = [month.locale.render(NOT_FROM_ZERO)] if heights[0] > 0 else []
    caption = Caption(
        _finding(named, breakdown.whole.label),
        _("Small line charts to one scale"),
        breakdown.name,
        breakdown.whole.unit,
        describe_each(named),
        [*_about(behind), *scale, *_notes(named), *never],
        [breakdown.whole.key.table],
        whole.period,
    )
    return captioned(month, lambda canvas: _draw(canvas, named, heights, behind), caption, title)


def _not_yet(label: str, locale: Locale) -> Sentence:
    return Sentence(
        locale.say(
            "Small charts of {label} need five figures or more, of at least two months.",
            label=locale.inside(label),
        ),
        known="",
    )


def _behind(whole: Series, several: Sequence[Series]) -> Series | None:
    """Return what each member is compared with; nothing where there is only one."""
    if len(several) == 1:
        return None
    is_ratio = whole.latest.kind == "ratio"
    values = whole.values if is_ratio else np.mean([each.values for each in several], axis=0)
    behind = replace(whole, values=np.asarray(values), broken=np.zeros_like(whole.broken))
    return behind if behind.known else None


def _about(behind: Series | None) -> Iterator[str]:
    """Yield what the grey line is."""
    if behind is not None and behind.latest.kind == "ratio":
        yield behind.locale.say("All panels have one scale; the grey line is all members together")
    elif behind is not None:
        yield behind.locale.say(
            "All panels have one scale; the grey line is the mean of the members"
        )


def _finding(named: Sequence[tuple[str, Series]], label: str) -> str:
    """Return the highest and the lowest of the last month in which a member has a value."""
    last = max(series.last for _name, series in named)
    figures = {name: series.figure(last) for name, series in named if last in series.known}
    values = {name: figure.value or 0.0 for name, figure in figures.items()}
    high, low = max(values.values()), min(values.values())
    most, least = ([name for name, n in values.items() if n == each] for each in (high, low))
    locale, months = named[0][1].locale, named[0][1].months
    month, highest = locale.month(months[last]), figures[most[0]].quantity
    if high == low:
        return locale.say("{label} in {month}: {value}", label=label, month=month, value=highest)
    return locale.say(
        "Highest in {month}: {most}, {high}; lowest: {least}, {low}",
        month=month,
        most=_listed(most, locale),
        high=highest,
        least=_listed(least, locale),
        low=figures[least[0]].quantity,
    )


def _listed(names: Sequence[str], locale: Locale) -> str:
    if len(names) <= MOST_NAMED:
        return locale.listed(names)
    return locale.say("{count} units", count=locale.count(len(names)))


def _notes(named: Sequence[tuple[str, Series]]) -> list[str]:
    """Return what must be known of members, once for all of which it is true."""
    about: dict[str, list[str]] = {}
    for name, series in named:
        for note in series.notes:
            about.setdefault(note, []).append(name)
    return [
        note if len(names) == len(named) else f"{note} ({', '.join(names)})"
        for note, names in about.items()
    ]


def _draw(
    canvas: Canvas,
    named: Sequence[tuple[str, Series]],
    heights: Sequence[float],
    behind: Series | None,
) -> float:
    """Draw a panel for each name and its series, in rows, and return the bottom of all."""
    several = [series for _name, series in named]
    lowest, *_between, highest = tick_names(heights, several[0].unit, several[0].locale)
    left = widest([lowest, highest]) + BESIDE
    columns, width = _columns([name for name, _series in named], canvas.width - left - POINT)
    names = [wrap(name, width) for name, _series in named]
    values = [_last_value(each) for each in several]
    beside = all(
        text_width(lines[-1]) + text_width(value, bold=True) + BESIDE <= width
        for lines, value in zip(names, values, strict=True)
    )
    bottom, frames = -UNDER, []
    for first in range(0, len(several), columns):
        row = range(first, min(first + columns, len(several)))
        lines = max(len(names[at]) for at in row) + (0 if beside else 1)
        top = bottom + UNDER + lines * LINE + UNDER_NAME
        bottom = top + PLOT
        for at in row:
            x, count = left + (at - first) * (width + BETWEEN), len(several[at].months)
            frame = Frame(x, x + width, top, bottom, count, heights)
            _draw_header(canvas, frame, names[at], values[at], beside=beside)
            _draw_panel(canvas, frame, several[at], behind)
            frames.append(frame)
        for y, name in ((bottom, lowest), (top, highest)):
            canvas.line(left - BESIDE - text_width(name), y - LINE / 2, name)
    for frame in sorted(frames[-columns:], key=lambda frame: frame.left):
        _draw_ends(canvas, frame, several[0])
    return bottom + MONTHS


def _columns(names: Sequence[str], room: float) -> tuple[int, float]:
    """Return how many panels lie side by side, and how wide each is: names take a few lines."""
    most = min(len(names), int((room + BETWEEN) // (NARROWEST + BETWEEN)))
    for columns in range(most, 1, -1):
        width = (room + BETWEEN) / columns - BETWEEN
        if max(len(wrap(name, width)) for name in names) <= MOST_LINES:
            return columns, width
    return 1, room


def _last_value(series: Series) -> str:
    """Return the last value, with its month where that is not the last of all."""
    if series.last == len(series.months) - 1:
        return series.end
    return f"{series.end} ({series.locale.month_short(series.months[series.last])})"


def _draw_header(
    canvas: Canvas, frame: Frame, name: Sequence[str], value: str, *, beside: bool
) -> None:
    """Draw the name of a panel over its frame, its last value behind it or under it."""
    bottom = frame.top - UNDER_NAME
    under = 0 if beside else LINE
    canvas.lines(frame.left, bottom - under - len(name) * LINE, name)
    start = frame.right - text_width(value, bold=True) if beside else frame.left
    canvas.line(start, bottom - LINE, value, bold=True)


def _draw_panel(canvas: Canvas, frame: Frame, series: Series, behind: Series | None) -> None:
    canvas.strokes([[(frame.left, frame.top), (frame.right, frame.top)]], GRID)
    canvas.strokes([[(frame.left, frame.bottom), (frame.right, frame.bottom)]], MUTED)
    if behind is not None:
        canvas.strokes(runs_in(frame, behind), REST, 2)
    canvas.strokes([frame.upright(at) for at in series.breaks], MUTED, 1, dashed=True)
    runs = runs_in(frame, series)
    canvas.strokes([run for run in runs if len(run) > 1], NAVY, 1.5)
    ends = [run[0] for run in runs[:-1] if len(run) == 1] + [runs[-1][-1]]
    canvas.shapes([dot(*spot, POINT) for spot in ends], NAVY)


def _draw_ends(canvas: Canvas, frame: Frame, series: Series) -> None:
    """Draw the names of the last month and, where there is room, of the first."""
    first, last = (series.locale.month_short(series.months[at]) for at in (0, -1))
    start = frame.right - text_width(last)
    canvas.line(start, frame.bottom + TICK, last)
    if frame.left + text_width(first) + BESIDE <= start:
        canvas.line(frame.left, frame.bottom + TICK, first)
