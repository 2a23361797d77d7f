"""Sentences whose numbers are figures: templates filled from the cells of a month."""

from __future__ import annotations

import math

from ictanalysis.analysis import Month
from ictanalysis.language.conditions import chosen
from ictanalysis.language.errors import UnknownKeyError, UsageError
from ictanalysis.language.paragraphs import paragraphs
from ictanalysis.language.placeholders import (
    NAMES,
    STYLES,
    Broken,
    News,
    Part,
    Placeholder,
    Word,
    parse,
    unknown_style,
)
from ictanalysis.language.typed import typed_numbers
from ictanalysis.report.markdown import Prose, escape, joined, no_list
from ictanalysis.report.phrases import said
from ictanalysis.report.wording import (
    describe_office,
    describe_period,
)


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
                raise UsageError(typed.problem)


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

    def stated(key: str) -> float | None:
        try:
            return month[key].stated
        except UsageError:
            if narrated or month.is_draft:
                return math.nan
            raise

    return chosen(template, stated).strip()


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
    return no_list("".join(_markdown(month, each, narrated) for each in parse(template)))


def _markdown(month: Month, part: Part, narrated: bool) -> str:
    try:
        if isinstance(part, Placeholder) and part.chart:
            return _reference(month, part.chart)
        if isinstance(part, Placeholder) and part.key not in NAMES:
            return said(month, part, lambda phrase: phrase.markdown)
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


def _plain(month: Month, part: Part) -> str:
    if isinstance(part, Broken):
        raise UnknownKeyError(part.problem, month.locale.code)
    if isinstance(part, Word | News):
        return ""  # `decided` leaves no word, and a section puts the news there.
    if not isinstance(part, Placeholder):
        return part.text
    if part.key not in NAMES:
        return said(month, part, lambda phrase: phrase.words)
    if part.style not in STYLES:
        raise UnknownKeyError(unknown_style(part), month.locale.code)
    kind, _dot, word = part.key.partition(".")
    settings = month.data.settings
    if kind == "office":
        return describe_office(word, settings)
    return describe_period(word, month.period, settings.reporting_window, month.locale)
