"""A figure, its change, a target and the period of a report, in the language of the data set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from ictanalysis.catalog import Target
from ictanalysis.dataset.periods import ReportingWindow, window
from ictanalysis.dataset.settings import Settings
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UnknownKeyError
from ictanalysis.language.locales import Locale, rounded
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import COMPARED, STYLES, Placeholder, unknown_style

MANIFOLD = 3
"""From so many times on, a rise is told as a multiple and not as a percentage."""

FEWEST_FOR_PERCENT = 100
"""Below so many, a change is given as a number: of nine documents, one more is no 11.1%."""

_AMOUNT = "{amount}"
"""Stands in a message for the amount, which is known when the message is rendered."""


class Comparison(NamedTuple):
    """The words for a change against one earlier period."""

    against: Message
    up: Message
    down: Message
    unchanged: Message
    times: Message


COMPARISONS: Mapping[str, Comparison] = {
    "compared": Comparison(
        _("compared with last month"),
        _("up {amount} from last month", amount=_AMOUNT),
        _("down {amount} from last month", amount=_AMOUNT),
        _("unchanged from last month"),
        _("{amount} times that of last month", amount=_AMOUNT),
    ),
    "year_on_year": Comparison(
        _("compared with the same month last year"),
        _("up {amount} from the same month last year", amount=_AMOUNT),
        _("down {amount} from the same month last year", amount=_AMOUNT),
        _("unchanged from the same month last year"),
        _("{amount} times that of the same month last year", amount=_AMOUNT),
    ),
    "year_to_date": Comparison(
        _("compared with the same period last year"),
        _("up {amount} from the same period last year", amount=_AMOUNT),
        _("down {amount} from the same period last year", amount=_AMOUNT),
        _("unchanged from the same period last year"),
        _("{amount} times that of the same period last year", amount=_AMOUNT),
    ),
}
"""Style of a placeholder → how its change is put."""


@dataclass(frozen=True)
class Change:
    """How a figure differs from an earlier one.

    Attributes
    ----------
    words
        The whole: `up 3.2% from last month`.
    amount
        The number in it, with its unit; blank where nothing has changed.
    formula
        How the number was computed.
    signed
        The number as a table gives it: `−3.2%`; blank where nothing has changed.
    """

    words: str
    amount: str
    formula: str
    signed: str = ""


def describe(figure: Figure, part: Placeholder) -> str:
    """Return a figure as a placeholder asks for it, without its change.

    Raises
    ------
    UnknownKeyError
        If the placeholder has an unknown style.
    """
    if part.style not in STYLES:
        raise UnknownKeyError(unknown_style(part), figure.locale.code)
    if part.style == "plain":
        return figure.text
    return with_unit(figure) if part.style in COMPARED | {"unit"} else figure.prose


def with_unit(figure: Figure) -> str:
    """Return a figure as a sentence gives it with its unit; zero is `none`."""
    if figure.value is None or figure.unit == "%" or figure.kind == "date":
        return figure.prose
    return f"{figure.prose} {figure.unit}" if figure.value else figure.locale.say("none")


def is_from_derived(figure: Figure) -> bool:
    """Return whether what a figure is compared with is derived, and not stated."""
    return any(cell.status == "I" for cell in figure.previous_cells)


def describe_change(figure: Figure, style: str = "compared") -> Change | None:
    """Return how a figure differs from an earlier one; None where there is nothing to compare.

    What the source does not state is nothing to compare with. A flow of at least
    `FEWEST_FOR_PERCENT` changes by a percentage of what it was, from `MANIFOLD` times that on by a
    multiple, a percentage by points, and everything else by a number of its unit. A percentage that
    would be rounded to nothing is given as a number.

    Parameters
    ----------
    figure
        Its `previous` is what it is compared with.
    style
        One of `COMPARISONS`: what that is.
    """
    difference, previous = figure.change, figure.previous
    if figure.value is None or difference is None or previous is None or is_from_derived(figure):
        return None
    before = _number(figure, previous)
    formula = f"{_number(figure, figure.value)} − {before}"
    words, percent = COMPARISONS[style], percent_change(figure)
    say, sign = figure.locale.say, "+" if difference > 0 else "−"
    change = words.up if difference > 0 else words.down
    signed = ""
    if percent is not None and percent >= (MANIFOLD - 1) * 100:
        change, amount = words.times, figure.locale.number(figure.value / previous, 1)
        formula = f"{_number(figure, figure.value)} / {before}"
        signed = say("{number} times", number=amount)
    elif percent is not None and rounded(percent, 1):
        amount = f"{figure.locale.number(abs(percent), 1)}%"
        formula = f"({formula}) / {before} × 100"
    elif rounded(difference, figure.decimals):
        amount = _amount(figure, abs(difference))
    else:
        return Change(figure.locale.render(words.unchanged), "", formula)
    signed = signed or f"{sign}{amount}"
    if is_estimated(figure):
        amount, signed = (say("about {number}", number=each) for each in (amount, signed))
    return Change(figure.locale.render(change).replace(_AMOUNT, amount), amount, formula, signed)


def percent_change(figure: Figure) -> float | None:
    """Return the change in percent; None where it is given as a number of its unit."""
    if figure.change is None or figure.previous is None or figure.kind != "flow":
        return None
    if figure.previous < FEWEST_FOR_PERCENT:
        return None
    return figure.change * 100 / figure.previous


def is_estimated(figure: Figure) -> bool:
    """Return whether the figure, or what it is compared with, rests on an estimate."""
    return any(cell.status == "E" for cell in (*figure.cells, *figure.previous_cells))


def _amount(figure: Figure, difference: float) -> str:
    if figure.unit == "%":
        return figure.locale.say("{number} percentage points", number=_number(figure, difference))
    return f"{replace(figure, value=difference, status='A').prose} {figure.unit}"


def signed_number(figure: Figure, difference: float | None) -> str:
    """Return a difference in the decimals of a figure, with its sign; blank where there is none."""
    if difference is None:
        return ""
    seen = rounded(difference, figure.decimals)
    sign = "+" if seen > 0 else "−" if seen < 0 else ""
    return sign + _number(figure, abs(difference))


def _number(figure: Figure, value: float) -> str:
    return figure.locale.number(value, figure.decimals)


def describe_target(target: Target, figure: Figure) -> str:
    """Return the target of a figure in words: `target of at least 80% (749/QD-TTg)`."""
    amount, decision, locale = _target_amount(target, figure), target.decision, figure.locale
    if _is_exact(target, figure):
        return locale.say("target of {amount} ({decision})", amount=amount, decision=decision)
    if target.direction == "at_least":
        return locale.say(
            "target of at least {amount} ({decision})", amount=amount, decision=decision
        )
    return locale.say("target of at most {amount} ({decision})", amount=amount, decision=decision)


def target_at_line(target: Target, figure: Figure) -> str:
    """Return the target of a figure as it stands at its line: `≥ 80%: 749/QD-TTg`."""
    return f"{target_level(target, figure)}: {target.decision}"


def target_level(target: Target, figure: Figure) -> str:
    """Return what a target asks for, with its unit: `≥ 80%`, or `100%`."""
    return _sign(target, figure) + _target_amount(target, figure)


def target_with_decision(target: Target, figure: Figure) -> str:
    """Return the target of a figure as a note tells it: `≥ 80% (749/QD-TTg)`."""
    return f"{target_level(target, figure)} ({target.decision})"


def _sign(target: Target, figure: Figure) -> str:
    """Return the sign before what a target asks for; blank where nothing lies beyond it."""
    if _is_exact(target, figure):
        return ""
    return "≥ " if target.direction == "at_least" else "≤ "


def _is_exact(target: Target, figure: Figure) -> bool:
    """Return whether a target asks for all of a whole, or for none at all."""
    whole = 100 if figure.unit == "%" else None
    return target.value == (whole if target.direction == "at_least" else 0)


def target_remarks(targets: Iterable[Target]) -> list[str]:
    """Return how the figures are measured over something else than the decisions mean."""
    return [
        f"{target.decision}: {target.remark}"
        for target in targets
        if target.remark and not target.denominators_agree
    ]


def _target_amount(target: Target, figure: Figure) -> str:
    text = _target_number(target, figure)
    return f"{text}%" if figure.unit == "%" else f"{text} {figure.unit}"


def _target_number(target: Target, figure: Figure) -> str:
    """Return a target's value as it was set: rounding would be a change of the decision."""
    exponent = Decimal(repr(target.value)).normalize().as_tuple().exponent
    return figure.locale.number(target.value, max(0, -int(exponent)))


def describe_period(
    word: str, month: pd.Period, reporting_window: ReportingWindow, locale: Locale
) -> str:
    """Return what `{period.<word>}` stands for in the report of a month."""
    first, last = window(month, reporting_window)
    return {
        "month": locale.month(month),
        "previous_month": locale.month(month - 1),
        "next_month": locale.month(month + 1),
        "year": str(month.year),
        "first_day": locale.day(first),
        "last_day": locale.day(last),
    }[word]


def describe_office(word: str, settings: Settings) -> str:
    """Return what `{office.<word>}` stands for in the report of an office."""
    return {
        "department": settings.department,
        "short": settings.short or settings.department,
        "superior": settings.superior,
        "province": settings.province,
        "addressees": settings.locale.listed(settings.addressees),
    }[word]
