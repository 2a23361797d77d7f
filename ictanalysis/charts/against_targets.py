"""Rates beside the targets that are in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import IndicatorKey, Target
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.charts.words import (
    WHOLE,
    Caption,
    captioned,
    empty,
    for_comparison,
    on_label,
    quantity,
    reservations,
)
from ictanalysis.exporters.document.palette import GRID, INK, MUTED, NAVY
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _
from ictanalysis.report.wording import describe_target, target_at_line, target_remarks

BAR = 14.0
BETWEEN = 16.0
TICK = 1.6
BESIDE = 6.0


@dataclass(frozen=True)
class _Rate:
    figure: Figure
    targets: Sequence[Target]


@dataclass(frozen=True)
class _Mark:
    """A target's line and its label."""

    x: float
    label: str


@dataclass(frozen=True)
class _Flag:
    """The room for a label before the line of its mark or behind it."""

    mark: _Mark
    left: float
    right: float
    is_before: bool

    @property
    def room(self) -> float:
        return self.right - self.left


@checked
def against_targets(
    month: Month, keys: Sequence[str], *, title: str | None = None
) -> Chart | Sentence:
    """Return a chart of rates, each with the targets that are in force for it in that month.

    A target is a line with the number of its decision, never a judgement: where the denominators
    differ, a note says so, and the alternative text how.

    Parameters
    ----------
    keys
        Keys of rates in per cent.
    title
        Template of `prose`; without one, the finding is the highest rate.

    Returns
    -------
    Chart or Sentence
        A sentence where no rate has a value. A rate without a value is named and not drawn.

    Raises
    ------
    UsageError
        If no key is given, the catalog has no such indicator, or it is not in per cent.

    Examples
    --------
    >>> import ictanalysis as ict
    >>> may = ict.load("data").month("2021-05")
    >>> "79,37%" in ict.charts.against_targets(may, ["documents.signed_rate"]).title
    True
    """
    if not keys:
        raise UsageError(_("there is no rate to show beside its targets: name one or more keys"))
    rates = [_rate(month, key) for key in keys]
    name = _name(month, rates)
    known = [rate for rate in rates if rate.figure.value is not None]
    if not known and (nothing := empty(month, name, [])):
        return nothing
    caption = Caption(
        _finding(known),
        _("Bar chart"),
        name,
        "%",
        [_describe(rate) for rate in known],
        _notes(month, rates),
        dict.fromkeys(rate.figure.key.table for rate in rates),
        details=[remark for rate in known for remark in target_remarks(rate.targets)],
    )
    return captioned(month, lambda canvas: _draw(canvas, known), caption, title)


def _name(month: Month, rates: Sequence[_Rate]) -> str:
    """Return the labels of rates, each once: their members stand at the bars."""
    keys = [rate.figure.key for rate in rates]
    if len(keys) == 1:
        return rates[0].figure.label
    labels = [month.data.catalog.label(IndicatorKey(key.table, key.name)) for key in keys]
    return month.locale.listed(list(dict.fromkeys(labels)))


def _rate(month: Month, key: str) -> _Rate:
    figure = month[key]
    if figure.unit != "%":
        raise UsageError(_("“{key}” is not in per cent, so it has no place here", key=key))
    own = [
        target
        for target in month.targets
        if month.data.catalog.resolve(target.indicator) == figure.key
    ]
    return _Rate(figure, sorted(own, key=lambda target: target.value))


def _most(rates: Sequence[_Rate]) -> float:
    """Return how many per cent a sheet is wide: a rate can be more than a whole."""
    values = [rate.figure.value or 0.0 for rate in rates]
    targets = [target.value for rate in rates for target in rate.targets]
    return max(WHOLE, *values, *targets)


def _finding(rates: Sequence[_Rate]) -> str:
    highest = max(rates, key=lambda rate: rate.figure.value or 0.0).figure
    return f"{highest.label}: {quantity(highest)}"


def _describe(rate: _Rate) -> str:
    targets = (describe_target(target, rate.figure) for target in rate.targets)
    return f"{rate.figure.label}: {', '.join([quantity(rate.figure), *targets])}"


def _notes(month: Month, rates: Sequence[_Rate]) -> list[str]:
    drawn = [target for rate in rates if rate.figure.value is not None for target in rate.targets]
    without = month.locale.say("No target is in force for the whole month")
    return [
        *for_comparison(drawn, month.locale),
        *([] if any(rate.targets for rate in rates) else [without]),
        *reservations([(rate.figure.label, rate.figure) for rate in rates], month.locale),
    ]


def _draw(canvas: Canvas, rates: Sequence[_Rate]) -> float:
    bottom = -BETWEEN
    for rate in rates:
        bottom = _draw_rate(canvas, bottom + BETWEEN, rate, canvas.width / _most(rates))
    return bottom


def _draw_rate(canvas: Canvas, top: float, rate: _Rate, scale: float) -> float:
    """Draw the name, the value and the bar of a rate with its targets, and return its bottom."""
    value = on_label(rate.figure)
    start = canvas.width - text_width(value, bold=True)
    bar = canvas.lines(0, top, wrap(rate.figure.label, start - 2 * BESIDE))
    canvas.line(start, bar - LINE, value, bold=True)
    bar += 3
    length = (rate.figure.value or 0.0) * scale
    canvas.rectangle(0, bar, canvas.width, BAR, GRID)
    if length:
        canvas.rectangle(0, bar, length, BAR, NAVY)
    bottom = bar + BAR
    marks = [
        _Mark(min(target.value * scale, canvas.width - TICK), target_at_line(target, rate.figure))
        for target in rate.targets
    ]
    for flag in _flags(marks, canvas.width):
        bottom = _draw_flag(canvas, bar, bottom, flag)
    return bottom


def _flags(marks: Sequence[_Mark], width: float) -> Iterator[_Flag]:
    """Yield marks, given from left to right, in an order in which no line crosses a label.

    A mark's line goes down past the labels that were drawn before it, so a label must end before
    the lines that are still to come.
    """
    left = list(marks)
    while left:
        flag = _roomiest(left, width)
        yield flag
        left.remove(flag.mark)


def _roomiest(marks: Sequence[_Mark], width: float) -> _Flag:
    """Return the first mark whose label fits beside its line, else the one with the most room."""
    ends = [0.0, *(mark.x + TICK + BESIDE for mark in marks)]
    starts = [*(mark.x - BESIDE for mark in marks), width]
    gaps = list(zip(ends, starts, strict=True))
    flags = [
        *(_Flag(mark, *gap, True) for mark, gap in zip(marks, gaps, strict=False)),
        *(_Flag(mark, *gap, False) for mark, gap in zip(marks[::-1], gaps[::-1], strict=False)),
    ]
    fitting = [flag for flag in flags if text_width(flag.mark.label) <= flag.room]
    return fitting[0] if fitting else max(flags, key=lambda flag: flag.room)


def _draw_flag(canvas: Canvas, bar: float, top: float, flag: _Flag) -> float:
    """Draw the line of a target down past its label, and return the bottom of the label."""
    lines = wrap(flag.mark.label, flag.room)
    height = len(lines) * LINE + 2
    canvas.rectangle(flag.mark.x, bar - 3, TICK, top + height - bar + 1, INK)
    x = flag.right - widest(lines) if flag.is_before else flag.left
    canvas.lines(x, top + 2, lines, colour=MUTED)
    return top + height
