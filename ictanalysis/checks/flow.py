"""Rule `flow`: no sentence says inside its flow that a figure is missing or that there is none.

Nor does a sentence print a figure that is derived and not stated.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.mentions import Mention
from ictanalysis.checks.notebook import SENTENCES
from ictanalysis.dataset import Cells, Narrative
from ictanalysis.dataset.findings import Finding, Severity
from ictanalysis.indicators.figures import MISSING, Figure, figure
from ictanalysis.language.conditions import Branch, choose
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import COMPARED, NAMES, PARTS, Part, Placeholder

_ENDS = (".", ";", "!", "?")


def flow(
    catalog: Catalog,
    cells: Cells,
    named: Iterable[Mention],
    narrative: Narrative,
    month: pd.Period,
    *,
    followed_up: bool,
) -> Iterator[Finding]:
    """Yield the figures that a sentence should leave out or word in another way this month.

    A figure that follows a colon and ends its sentence is a line of a form, and may be missing.

    Parameters
    ----------
    named
        What the notebooks name; their sentences are looked at, and those of the narrative.
    followed_up
        Whether there are tasks to follow up; without any, `report.follow_up` prints nothing.
    """
    functions = SENTENCES if followed_up else SENTENCES - {"report.follow_up"}
    for each in named:
        if each.kind == "template" and each.function in functions:
            for paragraph in each.paragraphs:
                for part, message, severity in _stumbles(catalog, cells, paragraph.text):
                    yield Finding(
                        month,
                        "flow",
                        severity,
                        message,
                        file=each.cell.notebook,
                        cell=each.cell.number,
                        line=each.line_of(paragraph, part),
                        found=part.key,
                    )
    for news in narrative.sections.values():
        for paragraph in news.paragraphs:
            for part, message, severity in _stumbles(catalog, cells, paragraph.text):
                line = paragraph.line_at(part.start)
                yield Finding(
                    month,
                    "flow",
                    severity,
                    message,
                    file=narrative.name,
                    line=line,
                    found=part.key,
                )


def _stumbles(
    catalog: Catalog, cells: Cells, text: str
) -> Iterator[tuple[Placeholder, Message, Severity]]:
    """Yield the placeholders of a paragraph that do not fit in their sentence, and what to do."""
    parts = printed(catalog, cells, text)
    for at, (part, branch) in enumerate(parts):
        if not isinstance(part, Placeholder):
            continue
        found = _figure(catalog, cells, part.key)
        if found is None:
            continue
        if found.status == "I":
            yield part, _derived(part), "error"
        elif part.style in PARTS and not any(_stated_parts(catalog, cells, part.key)):
            yield part, _missing(part, found.locale), "warning"
        elif not _is_line_of_form(parts, at) and (message := _stumble(found, part, branch)):
            yield part, message, "warning"


def printed(catalog: Catalog, cells: Cells, text: str) -> list[tuple[Part, Branch]]:
    """Return the parts of a text that its conditions leave, each with the branch that it is in."""

    def stated(key: str) -> float | None:
        found = _figure(catalog, cells, key)
        return math.nan if found is None else found.stated

    return list(choose(text, stated))


def _stated_parts(catalog: Catalog, cells: Cells, key: str) -> Iterator[float | None]:
    try:
        parts = catalog.parts(key)
    except UsageError:
        yield math.nan  # The rule `notebook` has found it.
    else:
        yield from (figure(catalog, cells, {}, part).stated for part in parts.values())


def _figure(catalog: Catalog, cells: Cells, key: str) -> Figure | None:
    """Return the figure of a key; None for one that the catalog does not have."""
    if key in NAMES:
        return None
    try:
        return figure(catalog, cells, {}, catalog.resolve(key))
    except UsageError:
        return None


def _stumble(found: Figure, part: Placeholder, branch: Branch) -> Message | None:
    """Return what a sentence would print, and what to write; None where it reads well."""
    if found.value is None:
        return _missing(part, found.locale)
    with_unit = part.style in COMPARED | {"unit"} and found.unit != "%" and found.kind != "date"
    if found.value or not with_unit or branch == "zero":
        return None
    return _(
        "{text} would print “{words}” inside the sentence: put what needs it between "
        "{{if {key}}} and {{zero}}, and other words between {{zero}} and {{end}}",
        text=part.written,
        words=found.locale.say("none"),
        key=part.key,
    )


def _missing(part: Placeholder, locale: Locale) -> Message:
    return _(
        "{text} would print “{words}” inside the sentence: put what needs it between "
        "{{if {key}}} and {{end}}",
        text=part.written,
        words=locale.render(MISSING),
        key=part.key,
    )


def _derived(part: Placeholder) -> Message:
    return _(
        "{text} would print a figure that is derived and not stated (status I): put what needs it "
        "between {{if {key}}} and {{end}}",
        text=part.written,
        key=part.key,
    )


def _is_line_of_form(printed: Sequence[tuple[Part, Branch]], at: int) -> bool:
    """Return whether a figure follows a colon and ends its sentence."""
    before = "".join(part.written for part, _branch in printed[:at]).rstrip()
    after = "".join(part.written for part, _branch in printed[at + 1 :]).lstrip()
    return before.endswith(":") and (not after or after.startswith(_ENDS))
