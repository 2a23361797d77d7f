"""How Vietnamese says a figure, its change and the period of a report."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from ictanalysis.dataset.periods import ReportingWindow, window
from ictanalysis.indicators.figures import MISSING, Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE, rounded
from ictanalysis.language.placeholders import COMPARED, STYLES, Placeholder, unknown_style

__all__ = ["AGAINST", "Change", "added_up", "change", "period_word", "said"]

NOTHING = "không có"
UNCHANGED = "không đổi"

AGAINST = {
    "compared": "so với tháng trước",
    "year_on_year": "so với cùng kỳ năm trước",
    "year_to_date": "so với cùng kỳ",
}
"""Style of a placeholder → what its change is against."""

FEWEST_FOR_PERCENT = 100
"""Below so many, a change is said as a number: of nine documents, one more is no 11,1%."""


@dataclass(frozen=True)
class Change:
    """How a figure differs from an earlier one.

    Attributes
    ----------
    words
        The whole: `tăng 3,2% so với tháng trước`.
    amount
        The number in it, with its unit; blank where nothing has changed.
    formula
        How the number was computed; blank where it is a plain difference that says so itself.
    """

    words: str
    amount: str
    formula: str


def said(figure: Figure, part: Placeholder) -> str:
    """Return a figure as a placeholder asks for it, without its change.

    Raises
    ------
    UsageError
        If the placeholder has an unknown style.
    """
    if part.style not in STYLES:
        raise UsageError(unknown_style(part))
    if part.style == "plain":
        return figure.text
    if figure.value is None:
        return VIETNAMESE.render(MISSING)
    return _with_unit(figure) if part.style in COMPARED | {"unit"} else figure.prose


def _with_unit(figure: Figure) -> str:
    if figure.unit == "%" or figure.kind == "date":
        return figure.prose
    return f"{figure.prose} {figure.unit}" if figure.value else NOTHING


def added_up(total: Figure) -> tuple[str, str]:
    """Return what a figure adds up to since January: the words before the number, and the number.

    Parameters
    ----------
    total
        As `yearly.year_to_date` has it.
    """
    return "lũy kế từ đầu năm ", _with_unit(total)


def change(figure: Figure, against: str = AGAINST["compared"]) -> Change | None:
    """Return how a figure differs from an earlier one; None where there is nothing to compare.

    A flow of at least `FEWEST_FOR_PERCENT` changes by a percentage of last month's, a percentage by
    points, and everything else by a number of its unit. What rounds to nothing is told as a number.

    Parameters
    ----------
    figure
        Its `previous` is what it is compared with.
    against
        How that is called.
    """
    if figure.value is None or figure.previous is None or figure.kind == "date":
        return None
    formula = f"{_text(figure, figure.value)} − {_text(figure, figure.previous)}"
    if figure.kind == "flow" and figure.previous >= FEWEST_FOR_PERCENT:
        share = (figure.value - figure.previous) * 100 / figure.previous
        if rounded(share, 1):
            whole = f"({formula}) / {_text(figure, figure.previous)} × 100"
            amount = f"{VIETNAMESE.number(abs(share), 1)}%"
            return _told(figure, share, amount, whole, against)
    difference = figure.value - figure.previous
    if not rounded(difference, figure.decimals):
        return Change(f"{UNCHANGED} {against}", "", formula)
    return _told(figure, difference, _amount(figure, abs(difference)), formula, against)


def _told(figure: Figure, difference: float, amount: str, formula: str, against: str) -> Change:
    estimated = "E" in {cell.status for cell in (*figure.cells, *figure.previous_cells)}
    amount = f"khoảng {amount}" if estimated else amount
    verb = "tăng" if difference > 0 else "giảm"
    return Change(f"{verb} {amount} {against}", amount, formula)


def _amount(figure: Figure, difference: float) -> str:
    if figure.unit == "%":
        return f"{VIETNAMESE.number(difference, figure.decimals)} điểm phần trăm"
    plain = replace(figure, value=difference, status="A")
    return f"{plain.prose} {figure.unit}"


def _text(figure: Figure, value: float) -> str:
    return VIETNAMESE.number(value, figure.decimals)


def period_word(word: str, month: pd.Period, reporting_window: ReportingWindow) -> str:
    """Return what `{period.<word>}` stands for in the report of a month."""
    first, last = window(month, reporting_window)
    return {
        "month": VIETNAMESE.month(month),
        "previous_month": VIETNAMESE.month(month - 1),
        "next_month": VIETNAMESE.month(month + 1),
        "year": str(month.year),
        "first_day": VIETNAMESE.day(first),
        "last_day": VIETNAMESE.day(last),
    }[word]
