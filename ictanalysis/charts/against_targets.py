"""Rates beside the targets that are in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import checked
from ictanalysis.catalog import WHOLE, IndicatorKey, Target
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.chart import Chart, Sentence
from ictanalysis.charts.style import LINE
from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.charts.words import (
    Caption,
    captioned,
    empty,
    for_comparison,
    on_label,
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


class _Rate(NamedTuple):
    figure: Figure
    targets: Sequence[Target]


class _Mark(NamedTuple):
    """Where the line of a target is, and what stands beside it."""

    x: float
    text: str


class _Room(NamedTuple):
    """The room for the text of a mark before its line or behind it."""

    mark: _Mark
    start: float
    end: float
    is_before: bool

    @property
    def width(self) -> float:
        return self.end - self.start


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
    name = _name(month, [rate.figure for rate in rates])
    known = [rate for rate in rates if rate.figure.value is not None]
    if not known and (nothing := empty(month, name, [])):
        return nothing
    highest = max((rate.figure for rate in known), key=lambda figure: figure.value or 0.0)
    targets = [target for rate in known for target in rate.targets]
    without = month.locale.say("No target is in force for the whole month")
    caption = Caption(
        f"{highest.label}: {highest.quantity}",
        _("Bar chart"),
        name,
        "%",
        [_describe(rate) for rate in known],
        [
            *for_comparison(targets, month.locale),
            *([] if any(rate.targets for rate in rates) else [without]),
            *reservations([(rate.figure.label, rate.figure) for rate in rates], month.locale),
        ],
        dict.fromkeys(rate.figure.key.table for rate in rates),
        details=target_remarks(targets),
    )
    return captioned(month, lambda canvas: _draw(canvas, known), caption, title)


def _rate(month: Month, key: str) -> _Rate:
    figure, resolve = month[key], month.catalog.resolve
    if figure.unit != "%":
        raise UsageError(_("“{key}” is not in per cent, so it has no place here", key=key))
    own = [target for target in month.targets if resolve(target.indicator) == figure.key]
    return _Rate(figure, sorted(own, key=lambda target: target.value))


def _name(month: Month, figures: Sequence[Figure]) -> str:
    """Return the labels of rates, each once: their members stand at the bars."""
    if len(figures) == 1:
        return figures[0].label
    keys = [IndicatorKey(figure.key.table, figure.key.name) for figure in figures]
    first, *others = dict.fromkeys(map(month.catalog.label, keys))
    return month.locale.listed([first, *map(month.locale.inside, others)])


def _describe(rate: _Rate) -> str:
    targets = (describe_target(target, rate.figure) for target in rate.targets)
    return f"{rate.figure.label}: {', '.join([rate.figure.quantity, *targets])}"


def _draw(canvas: Canvas, rates: Sequence[_Rate]) -> float:
    values = [rate.figure.value or 0.0 for rate in rates]
    targets = [target.value for rate in rates for target in rate.targets]
    # A rate can be more than a whole.
    scale = canvas.width / max(WHOLE, *values, *targets)
    bottom = -BETWEEN
    for rate in rates:
        bottom = _draw_rate(canvas, bottom + BETWEEN, rate, scale)
    return bottom


def _draw_rate(canvas: Canvas, top: float, rate: _Rate, scale: float) -> float:
    """Draw the name, the value and the bar of a rate with its targets, and return its bottom."""
    figure, value = rate.figure, on_label(rate.figure)
    start = canvas.width - text_width(value, bold=True)
    under = canvas.lines(0, top, wrap(figure.label, start - 2 * BESIDE))
    canvas.line(start, under - LINE, value, bold=True)
    bar = under + 3
    canvas.rectangle(0, bar, canvas.width, BAR, GRID)
    if figure.value:
        canvas.rectangle(0, bar, figure.value * scale, BAR, NAVY)
    furthest = canvas.width - TICK
    marks = [
        _Mark(min(target.value * scale, furthest), target_at_line(target, figure))
        for target in rate.targets
    ]
    return _draw_marks(canvas, bar, marks)


def _draw_marks(canvas: Canvas, bar: float, marks: Sequence[_Mark]) -> float:
    """Draw marks, given from left to right, in an order in which no line crosses a label.

    A mark's line goes down past the labels that were drawn before it, so a label must end before
    the lines that are still to come.
    """
    bottom, left = bar + BAR, list(marks)
    while left:
        room = _roomiest(left, canvas.width)
        left.remove(room.mark)
        lines = wrap(room.mark.text, room.width)
        height = len(lines) * LINE + 2
        canvas.rectangle(room.mark.x, bar - 3, TICK, bottom + height - bar + 1, INK)
        x = room.end - widest(lines) if room.is_before else room.start
        canvas.lines(x, bottom + 2, lines, colour=MUTED)
        bottom += height
    return bottom


def _roomiest(marks: Sequence[_Mark], width: float) -> _Room:
    """Return the first room that a label fits into on one line, else the widest."""
    starts = [0.0, *(mark.x + TICK + BESIDE for mark in marks)]
    ends = [*(mark.x - BESIDE for mark in marks), width]
    behind = [_Room(*each, False) for each in zip(marks, starts[1:], ends[1:], strict=True)]
    rooms = [_Room(*each, True) for each in zip(marks, starts, ends, strict=False)] + behind[::-1]
    fitting = (room for room in rooms if text_width(room.mark.text) <= room.width)
    return next(fitting, None) or max(rooms, key=lambda room: room.width)
