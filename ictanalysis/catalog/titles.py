"""Whether the titles of a catalog's sections can be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ictanalysis.catalog.models import Section
from ictanalysis.catalog.yamlfile import Problem
from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import (
    PERIOD_WORDS,
    STYLES,
    Broken,
    Part,
    Placeholder,
    parse,
    unknown_style,
)


def title_problems(
    sections: Mapping[str, Section], resolve: Callable[[str], object]
) -> Iterator[Problem]:
    """Yield each placeholder of a title that names no indicator.

    Parameters
    ----------
    resolve
        Raises a `UsageError` for what is no key of an indicator.
    """
    for number, section in sections.items():
        for part in parse(section.title):
            message = _problem(part, resolve)
            if message is not None:
                yield Problem(("sections", number, "title"), message)


def _problem(part: Part, resolve: Callable[[str], object]) -> Message | None:
    if isinstance(part, Broken):
        return _("“{text}” is not a placeholder", text=part.text)
    if not isinstance(part, Placeholder) or part.key in PERIOD_WORDS:
        return None
    if part.key.startswith("period."):
        known = ", ".join(sorted(PERIOD_WORDS))
        return _(
            "“{value}” is no word for the period (there are: {known})", value=part.key, known=known
        )
    if part.style not in STYLES:
        return unknown_style(part)
    try:
        resolve(part.key)
    except UsageError as error:
        return error.message
    return None
