"""Sentences whose numbers are figures: templates filled from the cells of a month."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import _
from ictanalysis.language.paragraphs import paragraphs
from ictanalysis.language.placeholders import (
    PERIOD_WORDS,
    STYLES,
    Broken,
    Part,
    Placeholder,
    parse,
    unknown_style,
)
from ictanalysis.language.typed import typed_numbers
from ictanalysis.report.wording import AGAINST, added_up, change, period_word, said
from ictanalysis.report.yearly import on_year, year_to_date

__all__ = [
    "Prose",
    "changed",
    "cited",
    "escape",
    "fill",
    "filled",
    "joined",
    "quoted",
    "refuse_typed",
    "words",
]

_SHOWN = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | {mark: f"&#{ord(mark)};" for mark in r"$\_"}
    | {mark: f"\\{mark}" for mark in r"`*[]#|~^"}
)
"""How a character that means something in Markdown, HTML or mathematics is written to be shown."""

_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")


@dataclass(frozen=True)
class Prose:
    """Markdown that a notebook displays and the exporters print.

    Its text is escaped; its only markup is the structure of paragraphs and lists, and one
    `<span class="figure">` around each bound number, which says where it comes from.
    """

    markdown: str

    def _repr_markdown_(self) -> str:
        return self.markdown

    def __add__(self, other: Prose) -> Prose:
        return Prose("\n\n".join(part for part in (self.markdown, other.markdown) if part))


def fill(month: Month, template: str) -> Prose:
    """Return a template of the report, filled from a month.

    Raises
    ------
    UsageError
        If it has a placeholder that leads nowhere or a number that was typed by hand.
    """
    refuse_typed(month, template)
    return joined([(each.item, [filled(month, each.text)]) for each in paragraphs(template)])


def refuse_typed(month: Month, template: str) -> None:
    """Refuse a template with a number that was typed by hand.

    Raises
    ------
    UsageError
        If there is one.
    """
    literals = month.data.settings.literals
    for paragraph in paragraphs(template):
        for typed in typed_numbers(paragraph.text, month.locale.code, literals):
            message = _("“{number}” is typed by hand: put a placeholder", number=typed.text)
            raise UsageError(message)


def words(month: Month, template: str) -> str:
    """Return a template as one line of plain text, for a title or an alternative text.

    Raises
    ------
    UsageError
        As `fill`.
    """
    return "".join(_plain(month, part) for part in parse(template))


def escape(text: str) -> str:
    r"""Return Markdown that shows a text in one line and as it is, whatever it contains.

    Examples
    --------
    >>> escape("*<b>* $x$")
    '\\*&lt;b&gt;\\* &#36;x&#36;'
    """
    marked = _SPACE.sub(" ", text).translate(_SHOWN).replace("://", "&#58;//")
    return _LEADING.sub(lambda match: (match[1] or "") + "\\" + (match[2] or match[3]), marked)


def joined(items: Sequence[tuple[bool, Sequence[str]]]) -> Prose:
    """Return paragraphs and items of lists in their order.

    Parameters
    ----------
    items
        Whether it is an item of a list, then its text and the texts of the list under it, all in
        Markdown.
    """
    lines: list[str] = []
    before = False
    for item, (text, *inner) in items:
        if lines and not (item and before):
            lines.append("")
        before = item
        lines.append(f"- {text}" if item else text)
        if inner and not item:
            lines.append("")
        lines += [f"  - {line}" if item else f"- {line}" for line in inner]
    return Prose("\n".join(lines))


def filled(month: Month, template: str, *, forgiving: bool = False) -> str:
    """Return one paragraph of a template, filled, in Markdown.

    Parameters
    ----------
    forgiving
        Whether a placeholder that leads nowhere stands as it was written.

    Raises
    ------
    UsageError
        As `fill`, unless it is forgiving.
    """
    parts = parse(template)
    text = "".join(_markdown(month, part, forgiving=forgiving) for part in parts)
    return _LEADING.sub(lambda match: (match[1] or "") + "\\" + (match[2] or match[3]), text)


def _markdown(month: Month, part: Part, *, forgiving: bool) -> str:
    if not isinstance(part, Placeholder) or part.key in PERIOD_WORDS:
        return escape(_plain(month, part, forgiving=forgiving))
    try:
        return ", ".join(_phrases(month, part, _MARKDOWN))
    except UsageError:
        if forgiving:
            return escape(part.written)
        raise


def cited(figure: Figure) -> str:
    """Return a figure as a table prints it, in Markdown that says where it comes from."""
    return _cited(figure, figure.hedged)


def _cited(figure: Figure, text: str) -> str:
    return _span(text, _Trace(figure.key, figure.label, figure.formula, figure.sources))


def changed(figure: Figure, against: str = AGAINST["compared"]) -> str:
    """Return how a figure differs from an earlier one, as `cited`; blank without a history."""
    found = change(figure, against)
    if found is None:
        return ""
    sources = [cell.place for cell in (*figure.cells, *figure.previous_cells)]
    label = f"{figure.label}, {against}"
    trace = _Trace(figure.key, label, found.formula, sources)
    amount = found.amount or found.words
    before, _amount, after = found.words.partition(amount)
    return escape(before) + _span(amount, trace) + escape(after)


class _Trace(NamedTuple):
    """Where a number comes from."""

    key: IndicatorKey
    label: str
    formula: str
    sources: Sequence[str]


def _span(text: str, trace: _Trace) -> str:
    source = " · ".join(trace.sources)
    about = " = ".join(each for each in (trace.label, trace.formula) if each)
    title = "; ".join(each for each in (about, source) if each)
    stated = {"label": trace.label, "formula": trace.formula, "source": source}
    attributes = "".join(f' data-{name}="{quoted(value)}"' for name, value in stated.items())
    return (
        f'<span class="figure" data-key="{html.escape(str(trace.key))}"{attributes}'
        f' title="{quoted(title)}">{escape(text)}</span>'
    )


def quoted(text: str) -> str:
    """Return a text fit for HTML inside Markdown, as an attribute or between tags."""
    return "".join(
        char if char.isalnum() or char in " ./:,;-" else f"&#{ord(char)};" for char in text
    )


def _plain(month: Month, part: Part, *, forgiving: bool = False) -> str:
    if isinstance(part, Placeholder):
        if part.key in PERIOD_WORDS:
            if part.style not in STYLES and not forgiving:
                raise UsageError(unknown_style(part))
            word = part.key.partition(".")[2]
            return period_word(word, month.period, month.data.settings.reporting_window)
        return ", ".join(_phrases(month, part, _WORDS))
    if isinstance(part, Broken) and not forgiving:
        raise UsageError(_("“{text}” is not a placeholder", text=part.text))
    return part.text


class _Manner(NamedTuple):
    """How a figure and a change are written."""

    number: Callable[[Figure, str], str]
    change: Callable[[Figure, str], str]


def _change_in_words(figure: Figure, against: str) -> str:
    found = change(figure, against)
    return found.words if found else ""


_MARKDOWN = _Manner(_cited, changed)
_WORDS = _Manner(lambda _figure, text: text, _change_in_words)


def _phrases(month: Month, part: Placeholder, manner: _Manner) -> list[str]:
    """Return a figure, what it adds up to and its change, as far as the style asks for them."""
    figure = month[part.key]
    told = [manner.number(figure, said(figure, part))]
    if part.style not in AGAINST:
        return told
    compared: Figure | None = figure
    if part.style == "year_on_year":
        compared = on_year(month, figure.key)
    elif part.style == "year_to_date" and (compared := year_to_date(month, figure.key)):
        words_before, number = added_up(compared)
        told.append(words_before + manner.number(compared, number))
    if compared and (phrase := manner.change(compared, AGAINST[part.style])):
        told.append(phrase)
    return told
