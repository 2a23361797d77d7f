"""Sentences whose numbers are figures: templates filled from the cells of a month."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.errors import UsageError
from ictanalysis.indicators import Figure
from ictanalysis.messages import _
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
from ictanalysis.wording import change, period_word, said

__all__ = ["Prose", "changed", "cited", "escape", "fill", "fill_section", "quoted", "words"]

_SHOWN = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | {mark: f"&#{ord(mark)};" for mark in r"$\_"}
    | {mark: f"\\{mark}" for mark in r"`*[]#|~^"}
)
"""How a character that means something in Markdown, HTML or mathematics is written to be shown."""

_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")
_STOP = re.compile(r"(&#?\w+;)\Z|[.:;]\Z")


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
    _refuse_typed(month, template)
    return _join(month, [_Told(each) for each in paragraphs(template)])


def fill_section(month: Month, section: str, template: str = "") -> Prose:
    """Yield the sentences of every month, with the month's own news of a section.

    News about a table or a measure go on where a paragraph of the template first cites a figure
    of it; what is about none of them follows, and then the general news. News that begin with a
    small letter go on with the sentence itself. What the rule `unbound` has found wrong in the
    narrative stands as it was written, in a report that is a draft because of it.

    Raises
    ------
    UsageError
        As `fill`.
    """
    _refuse_typed(month, template)
    own = [_Told(each) for each in paragraphs(template)]
    news = month.files.narrative.news(section)
    loose: list[_Told] = []
    for topic, told in news.about.items():
        place = next((each for each in own if _cites(each.paragraph, topic)), None)
        if place is None:
            loose += [_Told(each, news=True) for each in told]
        else:
            place.more.extend(told)
    return _join(month, [*own, *loose, *(_Told(each, news=True) for each in news.general)])


def _refuse_typed(month: Month, template: str) -> None:
    for paragraph in paragraphs(template):
        for typed in typed_numbers(paragraph.text, month.data.settings.literals):
            message = _("“{number}” is typed by hand: put a placeholder", number=typed.text)
            raise UsageError(message)


def _cites(paragraph: Paragraph, topic: str) -> bool:
    keys = (part.key for part in parse(paragraph.text) if isinstance(part, Placeholder))
    return any(re.split(r"[.\[]" if "." not in topic else r"\[", key)[0] == topic for key in keys)


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


@dataclass(frozen=True)
class _Told:
    """A paragraph, and the news that go on from it."""

    paragraph: Paragraph
    news: bool = False
    more: list[Paragraph] = field(default_factory=list)


def _join(month: Month, told: Sequence[_Told]) -> Prose:
    lines: list[str] = []
    for before, each in zip([None, *told], told, strict=False):
        item = each.paragraph.item
        if lines and not (item and before is not None and before.paragraph.item):
            lines.append("")
        text, *inner = _continued(month, each)
        lines.append(f"- {text}" if item else text)
        if inner and not item:
            lines.append("")
        lines += [f"  - {line}" if item else f"- {line}" for line in inner]
    return Prose("\n".join(lines))


def _continued(month: Month, told: _Told) -> Iterator[str]:
    """Yield a paragraph with the news that go on from it, then those that are a list under it."""
    text = _text(month, told.paragraph, forgiving=told.news)
    for each in (each for each in told.more if not each.item):
        goes_on = each.text[:1].islower()
        text = _open(text) + "," if goes_on else text
        text += " " + _text(month, each, forgiving=True)
    items = [each for each in told.more if each.item]
    yield _open(text) + ":" if items else text
    for each in items:
        yield _text(month, each, forgiving=True)


def _open(text: str) -> str:
    """Yield Markdown without the stop at its end; the `;` of a character reference is none."""
    return _STOP.sub(lambda match: match[1] or "", text)


def _text(month: Month, paragraph: Paragraph, *, forgiving: bool) -> str:
    parts = parse(paragraph.text)
    text = "".join(_markdown(month, part, forgiving=forgiving) for part in parts)
    return _LEADING.sub(lambda match: (match[1] or "") + "\\" + (match[2] or match[3]), text)


def _markdown(month: Month, part: Part, *, forgiving: bool) -> str:
    if not isinstance(part, Placeholder) or part.key in PERIOD_WORDS:
        return escape(_plain(month, part, forgiving=forgiving))
    try:
        figure = month[part.key]
        text = said(figure, part)
    except UsageError:
        if forgiving:
            return escape(part.written)
        raise
    shown = _cited(figure, text)
    phrase = changed(figure) if part.style == "compared" else ""
    return f"{shown}, {phrase}" if phrase else shown


def cited(figure: Figure) -> str:
    """Yield a figure as a table prints it, in Markdown that says where it comes from."""
    return _cited(figure, figure.hedged)


def _cited(figure: Figure, text: str) -> str:
    return _span(text, _Trace(figure.key, figure.label, figure.formula, figure.sources))


def changed(figure: Figure) -> str:
    """Yield how a figure differs from last month's, as `cited`; blank where it has no history."""
    found = change(figure)
    if found is None:
        return ""
    sources = [cell.place for cell in (*figure.cells, *figure.previous_cells)]
    label = f"{figure.label}, so với tháng trước"
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
    """Yield a text fit for HTML inside Markdown, as an attribute or between tags."""
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
        return _with_change(month[part.key], part)
    if isinstance(part, Broken) and not forgiving:
        raise UsageError(_("“{text}” is not a placeholder", text=part.text))
    return part.text


def _with_change(figure: Figure, part: Placeholder) -> str:
    found = change(figure) if part.style == "compared" else None
    return said(figure, part) + (f", {found.words}" if found else "")
