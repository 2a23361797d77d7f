"""Rates beside the targets that are in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ictanalysis import vietnamese
from ictanalysis.analysis import Month
from ictanalysis.catalog import Target
from ictanalysis.charts.canvas import Canvas
from ictanalysis.charts.captions import Caption, captioned, empty
from ictanalysis.charts.chart import Chart
from ictanalysis.charts.lettering import text_width, wrap
from ictanalysis.charts.palette import GRID, INK, MUTED, NAVY
from ictanalysis.charts.sentence import Sentence
from ictanalysis.charts.style import LINE, WIDTH
from ictanalysis.charts.words import listed, on_label, quantity, reservations, title_or
from ictanalysis.errors import UsageError
from ictanalysis.indicators import Figure
from ictanalysis.messages import _

__all__ = ["against_targets"]

WHOLE = 100.0
BAR = 14.0
BETWEEN = 16.0
TICK = 1.6
BESIDE = 6.0
SIGN = {"at_least": "≥", "at_most": "≤"}
WORDS = {"at_least": "ít nhất", "at_most": "nhiều nhất"}


@dataclass(frozen=True)
class _Rate:
    figure: Figure
    targets: Sequence[Target]


def against_targets(
    month: Month, keys: Sequence[str], *, title: str | None = None
) -> Chart | Sentence:
    """Yield a chart of rates, each with the targets that are in force for it in that month.

    A target is a line with the number of its decision, never a judgement: where the denominators
    differ, a note says how.

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
        If the catalog has no such indicator, or it is not in per cent.
    """
    rates = [_rate(month, key) for key in keys]
    name = listed([rate.figure.label for rate in rates])
    known = [rate for rate in rates if rate.figure.value is not None]
    if nothing := empty(month, name, [rate.figure.value or 0.0 for rate in known]):
        return nothing
    canvas, bottom = Canvas(), 0.0
    for rate in known:
        bottom = _draw(canvas, bottom, rate)
    caption = Caption(
        title_or(title, month, _finding(known)),
        "Biểu đồ thanh",
        name,
        "%",
        [_worded(rate) for rate in known],
        _notes(month, rates),
        list(dict.fromkeys(rate.figure.key.table for rate in rates)),
    )
    return captioned(month, canvas.figure(bottom - BETWEEN), caption)


def _rate(month: Month, key: str) -> _Rate:
    figure = month[key]
    if figure.unit != "%":
        raise UsageError(_("“{key}” is not in per cent, so it has no place here", key=key))
    own = [
        target
        for target in month.targets
        if month.data.catalog.resolve(target.indicator) == figure.key
    ]
    return _Rate(figure, sorted(own, key=_drawing_order))


def _drawing_order(target: Target) -> tuple[bool, float]:
    """Yield the key by which no line of a target crosses the label of another."""
    behind = _label_left(target) > _place(target)
    return behind, -target.value if behind else target.value


def _place(target: Target) -> float:
    return min(target.value / WHOLE * WIDTH, WIDTH - TICK)


def _label(target: Target) -> str:
    return f"{SIGN[target.direction]} {_percent(target)}: {target.decision}"


def _label_left(target: Target) -> float:
    """Yield where the label of a target begins: before its line if there is room, else behind."""
    before = _place(target) - BESIDE - text_width(_label(target))
    return before if before >= 0 else _place(target) + BESIDE


def _finding(rates: Sequence[_Rate]) -> str:
    highest = max(rates, key=lambda rate: rate.figure.value or 0.0).figure
    return f"{highest.label}: {quantity(highest)}"


def _worded(rate: _Rate) -> str:
    targets = [
        f"mục tiêu {WORDS[target.direction]} {_percent(target)} ({target.decision})"
        for target in rate.targets
    ]
    return f"{rate.figure.label}: {', '.join([quantity(rate.figure), *targets])}"


def _notes(month: Month, rates: Sequence[_Rate]) -> list[str]:
    remarks = [
        f"{target.decision}: {target.remark}"
        for rate in rates
        for target in rate.targets
        if target.remark and not target.denominators_agree
    ]
    without = [rate.figure.label for rate in rates if not rate.targets]
    period = vietnamese.month(month.period)
    return [
        *remarks,
        *(
            [f"Không có mục tiêu nào có hiệu lực trong {period}"]
            if len(without) == len(rates)
            else []
        ),
        *reservations([(rate.figure.label, rate.figure) for rate in rates]),
    ]


def _percent(target: Target) -> str:
    decimals = 0 if target.value.is_integer() else 1
    return f"{vietnamese.number(target.value, decimals)}%"


def _draw(canvas: Canvas, top: float, rate: _Rate) -> float:
    """Draw the name, the value and the bar of a rate with its targets, and yield its bottom."""
    value = on_label(rate.figure)
    room = WIDTH - text_width(value, bold=True) - 2 * BESIDE
    lines = wrap(rate.figure.label, room)
    bar = canvas.lines(0, top, lines)
    canvas.line(WIDTH - text_width(value, bold=True), bar - LINE, value, bold=True)
    bar += 3
    length = (rate.figure.value or 0.0) / WHOLE * WIDTH
    canvas.rectangle(0, bar, WIDTH, BAR, GRID)
    canvas.rectangle(0, bar, length, BAR, NAVY)
    bottom = bar + BAR
    for target in rate.targets:
        bottom = _draw_target(canvas, bar, bottom, target)
    return bottom + BETWEEN


def _draw_target(canvas: Canvas, bar: float, top: float, target: Target) -> float:
    """Draw the line of a target down to its label, and yield the bottom of the label."""
    canvas.rectangle(_place(target), bar - 3, TICK, top + LINE - bar + 3, INK)
    canvas.line(_label_left(target), top + 2, _label(target), colour=MUTED)
    return top + LINE + 2
