"""Sentences whose numbers are figures: templates filled from the cells of a month."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ictanalysis.analysis import Month
from ictanalysis.catalog import IndicatorKey
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UnknownKeyError, UsageError
from ictanalysis.language.messages import _
from ictanalysis.language.paragraphs import paragraphs
from ictanalysis.language.placeholders import (
    PERIOD_WORDS,
    STYLES,
    Broken,
    Part,
    Placeholder,
    Word,
    chosen,
    parse,
    unknown_style,
)
from ictanalysis.language.typed import typed_numbers
from ictanalysis.report.wording import (
    COMPARISONS,
    describe,
    describe_change,
    describe_period,
    with_unit,
)
from ictanalysis.report.yearly import on_year, since_january, year_to_date

_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | {mark: f"&#{ord(mark)};" for mark in r"$\_"}
    | {mark: f"\\{mark}" for mark in r"`*[]#|~^"}
)
"""What stands for a character that means something in Markdown, HTML or mathematics."""

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
    texts = [(each.item, decided(month, each.text)) for each in paragraphs(template)]
    return joined([(item, [filled(month, text)]) for item, text in texts if text])


def refuse_typed(month: Month, template: str) -> None:
    """Refuse a template with a number that was typed by hand, unless the month is a draft.

    Raises
    ------
    UsageError
        If there is one.
    """
    literals = month.data.settings.literals
    for paragraph in paragraphs(template):
        for typed in typed_numbers(paragraph.text, month.locale.code, literals):
            if not month.is_draft:
                message = _("“{number}” is typed by hand: put a placeholder", number=typed.text)
                raise UsageError(message)


def words(month: Month, template: str) -> str:
    """Return a template as one line of plain text, for a title or an alternative text.

    Raises
    ------
    UsageError
        As `fill`.
    """
    return "".join(_plain(month, part) for part in parse(decided(month, template)))


def decided(month: Month, template: str, *, narrated: bool = False) -> str:
    """Return a template without its conditions: of each, the text that holds for the month.

    Where it may hold a key that the catalog does not have (see `filled`), the figure counts as
    known.

    Raises
    ------
    UsageError
        If a condition names no indicator, unless that may be.
    """

    def value(key: str) -> float | None:
        try:
            return month[key].value
        except UsageError:
            if narrated or month.is_draft:
                return math.nan
            raise

    return chosen(template, value).strip()


def escape(text: str) -> str:
    r"""Return Markdown that shows a text in one line and as it is, whatever it contains.

    Examples
    --------
    >>> escape("*<b>* $x$")
    '\\*&lt;b&gt;\\* &#36;x&#36;'
    """
    marked = _SPACE.sub(" ", text).translate(_ESCAPED).replace("://", "&#58;//")
    return _no_list(marked)


def _no_list(text: str) -> str:
    """Return Markdown that begins no list and no heading."""
    return _LEADING.sub(lambda match: (match[1] or "") + "\\" + (match[2] or match[3]), text)


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


def filled(month: Month, template: str, *, narrated: bool = False) -> str:
    """Return one paragraph of a template, filled, in Markdown; `decided` has seen it.

    Parameters
    ----------
    narrated
        Whether it is the narrative's, where a placeholder that leads nowhere stands as it was
        written.

    Raises
    ------
    UsageError
        As `fill`; but in a draft a gap is marked instead.
    """
    return _no_list("".join(_markdown(month, each, narrated) for each in parse(template)))


def _markdown(month: Month, part: Part, narrated: bool) -> str:
    try:
        if isinstance(part, Placeholder) and part.chart:
            return _reference(month, part.chart)
        if isinstance(part, Placeholder) and part.key not in PERIOD_WORDS:
            return _said(month, part, lambda phrase: phrase.markdown)
        return escape(_plain(month, part))
    except UsageError:
        if narrated:
            return escape(part.written)
        if month.is_draft:
            return escape(gap(month, part.written))
        raise


def _reference(month: Month, chart: str) -> str:
    """Return what stands for a chart until its document numbers its charts."""
    name = month.locale.say("Chart {number}", number=chart)
    return f'<span class="chart" data-chart="{chart}">{escape(name)}</span>'


def gap(month: Month, text: str) -> str:
    """Return what stands in a draft for something that leads nowhere, as it was written."""
    return month.locale.say("[not filled in: {text}]", text=text)


def cited(figure: Figure) -> str:
    """Return a figure as a table prints it, in Markdown that says where it comes from."""
    return _bound(figure, figure.hedged).markdown


def changed(figure: Figure, style: str = "compared") -> str:
    """Return how a figure differs from an earlier one, as `cited`; blank without a history.

    Parameters
    ----------
    style
        One of `COMPARISONS`: what its `previous` is.
    """
    found = _change(figure, style)
    return found.markdown if found else ""


def added_up(summed: Figure | None) -> str:
    """Return what a figure adds up to since January, as `cited`; blank where it does not."""
    return _added_up(summed).markdown if summed else ""


class _Phrase(NamedTuple):
    """Words around a number, and where that number comes from."""

    words: str
    number: str
    key: IndicatorKey
    label: str
    formula: str
    sources: Sequence[str]

    @property
    def markdown(self) -> str:
        before, number, after = self.words.partition(self.number)
        source = " · ".join(self.sources)
        about = " = ".join(each for each in (self.label, self.formula) if each)
        title = "; ".join(each for each in (about, source) if each)
        data = {"label": self.label, "formula": self.formula, "source": source}
        attributes = "".join(f' data-{name}="{quoted(value)}"' for name, value in data.items())
        return (
            f'{escape(before)}<span class="figure" data-key="{html.escape(str(self.key))}"'
            f'{attributes} title="{quoted(title)}">{escape(number)}</span>{escape(after)}'
        )


def _bound(figure: Figure, number: str, words: str = "") -> _Phrase:
    """Return a number that is read or computed from the cells of a figure."""
    return _Phrase(
        words or number, number, figure.key, figure.label, figure.formula, figure.sources
    )


def _added_up(summed: Figure) -> _Phrase:
    number, say = with_unit(summed), summed.locale.say
    if summed.kind == "ratio":
        return _bound(summed, number, say("{number} for the year so far", number=number))
    return _bound(summed, number, say("{number} since January", number=number))


def _change(figure: Figure, style: str) -> _Phrase | None:
    """Return how a figure differs from an earlier one; None without a history."""
    found = describe_change(figure, style)
    if found is None:
        return None
    label = f"{figure.label}, {figure.locale.render(COMPARISONS[style].against)}"
    sources = [cell.place for cell in (*figure.cells, *figure.previous_cells)]
    number = found.amount or found.words
    return _Phrase(found.words, number, figure.key, label, found.formula, sources)


def quoted(text: str) -> str:
    """Return a text fit for HTML inside Markdown, as an attribute or between tags."""
    return "".join(
        char if char.isalnum() or char in " ./:,;-" else f"&#{ord(char)};" for char in text
    )


def _plain(month: Month, part: Part) -> str:
    if isinstance(part, Broken):
        raise UnknownKeyError(part.problem, month.locale.code)
    if isinstance(part, Word):
        return ""  # `decided` leaves none.
    if not isinstance(part, Placeholder):
        return part.text
    if part.key not in PERIOD_WORDS:
        return _said(month, part, lambda phrase: phrase.words)
    if part.style not in STYLES:
        raise UnknownKeyError(unknown_style(part), month.locale.code)
    window = month.data.settings.reporting_window
    return describe_period(part.key.partition(".")[2], month.period, window, month.locale)


def _said(month: Month, part: Placeholder, shown: Callable[[_Phrase], str]) -> str:
    """Return a figure as a placeholder asks for it; several remarks on it stand in brackets.

    Parameters
    ----------
    shown
        How a phrase is written.
    """
    figure = month[part.key]
    said = shown(_bound(figure, describe(figure, part)))
    if part.style != "compared":
        return ", ".join([said, *map(shown, _remarks(month, figure, part.style))])
    summed = since_january(month, figure.key)
    remarks = [*_changes(month, figure, shown), *([shown(_added_up(summed))] if summed else [])]
    if remarks[1:]:
        return f"{said} ({'; '.join(remarks)})"
    return ", ".join([said, *remarks])


def _changes(month: Month, figure: Figure, shown: Callable[[_Phrase], str]) -> list[str]:
    """Return one clause on how a figure differs from last month's and last year's; none without."""
    last_year = on_year(month, figure.key)
    first, second = _change(figure, "compared"), _change(last_year, "year_on_year")
    if not (first and second):
        return [shown(each) for each in (first, second) if each]
    values = {"first": shown(first), "second": shown(second)}
    if (figure.change or 0) * (last_year.change or 0) < 0:
        return [month.locale.say("{first} but {second}", **values)]
    return [month.locale.say("{first} and {second}", **values)]


def _remarks(month: Month, figure: Figure, style: str) -> Iterator[_Phrase]:
    """Yield what a figure adds up to and its change, as far as one of the other styles asks."""
    compared = on_year(month, figure.key) if style == "year_on_year" else None
    if style == "year_to_date" and (compared := year_to_date(month, figure.key)):
        yield _added_up(compared)
    if compared and (found := _change(compared, style)):
        yield found
