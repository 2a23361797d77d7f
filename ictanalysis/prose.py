"""Sentences whose numbers are figures: templates filled from the cells of a month."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ictanalysis import vietnamese
from ictanalysis.analysis import Month
from ictanalysis.errors import UsageError
from ictanalysis.indicators import MISSING, Figure
from ictanalysis.messages import _
from ictanalysis.months import window
from ictanalysis.paragraphs import Paragraph, paragraphs
from ictanalysis.placeholders import (
    PERIOD_WORDS,
    STYLES,
    Broken,
    Part,
    Placeholder,
    parse,
    typed_numbers,
    unknown_style,
)

__all__ = ["Prose", "escape", "fill", "fill_narrative", "words"]

NOTHING = "không có"
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
    """Yield a template of the report, filled from a month.

    Raises
    ------
    UsageError
        If it has a placeholder that leads nowhere or a number that was typed by hand.
    """
    typed = typed_numbers(template, month.data.settings.literals)
    if typed:
        message = _("“{number}” is typed by hand: put a placeholder", number=typed[0].text)
        raise UsageError(message)
    return _join(month, list(paragraphs(template)))


def fill_narrative(month: Month, section: str) -> Prose:
    """Yield what the month's narrative says in a section; nothing if it says nothing.

    What the rule `unbound` has found wrong stands as it was written, in a report that is a draft
    because of it.
    """
    return _join(month, month.files.narrative.sections.get(section, ()), forgiving=True)


def words(month: Month, template: str) -> str:
    """Yield a template as one line of plain text, for a title or an alternative text.

    Raises
    ------
    UsageError
        As `fill`.
    """
    return "".join(_plain(month, part) for part in parse(template))


def escape(text: str) -> str:
    r"""Yield Markdown that shows a text in one line and as it is, whatever it contains.

    Examples
    --------
    >>> escape("*<b>* $x$")
    '\\*&lt;b&gt;\\* &#36;x&#36;'
    """
    marked = _SPACE.sub(" ", text).translate(_SHOWN).replace("://", "&#58;//")
    return _LEADING.sub(lambda match: (match[1] or "") + "\\" + (match[2] or match[3]), marked)


def _join(month: Month, parts: Sequence[Paragraph], *, forgiving: bool = False) -> Prose:
    lines: list[str] = []
    for before, each in zip([None, *parts], parts, strict=False):
        text = "".join(_markdown(month, part, forgiving=forgiving) for part in parse(each.text))
        text = _LEADING.sub(lambda match: (match[1] or "") + "\\" + (match[2] or match[3]), text)
        if lines and not (each.item and before is not None and before.item):
            lines.append("")
        lines.append(f"- {text}" if each.item else text)
    return Prose("\n".join(lines))


def _markdown(month: Month, part: Part, *, forgiving: bool) -> str:
    if not isinstance(part, Placeholder) or part.key in PERIOD_WORDS:
        return escape(_plain(month, part, forgiving=forgiving))
    try:
        figure = month[part.key]
        shown = _shown(figure, part)
    except UsageError:
        if forgiving:
            return escape(part.written)
        raise
    return _span(figure, shown)


def _span(figure: Figure, shown: str) -> str:
    source = " · ".join(figure.sources)
    about = " = ".join(text for text in (figure.label, figure.formula) if text)
    title = "; ".join(text for text in (about, source) if text)
    return (
        f'<span class="figure" data-key="{html.escape(str(figure.key))}"'
        f' data-source="{_quoted(source)}" title="{_quoted(title)}">{escape(shown)}</span>'
    )


def _quoted(text: str) -> str:
    """Yield a text fit for an attribute inside Markdown, where no markup may begin in it."""
    return "".join(
        char if char.isalnum() or char in " ./:,;-" else f"&#{ord(char)};" for char in text
    )


def _plain(month: Month, part: Part, *, forgiving: bool = False) -> str:
    if isinstance(part, Placeholder):
        if part.key in PERIOD_WORDS:
            return _period(month, part.key.partition(".")[2])
        return _shown(month[part.key], part)
    if isinstance(part, Broken) and not forgiving:
        raise UsageError(_("“{text}” is not a placeholder", text=part.text))
    return part.text


def _shown(figure: Figure, part: Placeholder) -> str:
    if part.style not in STYLES:
        raise UsageError(unknown_style(part))
    if part.style == "plain":
        return figure.text
    if part.style == "unit" and figure.value is not None and figure.unit != "%":
        return f"{figure.prose} {figure.unit}" if figure.value else NOTHING
    return figure.prose if figure.value is not None else MISSING


def _period(month: Month, word: str) -> str:
    first, last = window(month.period, month.data.settings.reporting_window)
    return {
        "month": vietnamese.month(month.period),
        "next_month": vietnamese.month(month.period + 1),
        "year": str(month.period.year),
        "first_day": vietnamese.day(first),
        "last_day": vietnamese.day(last),
    }[word]
