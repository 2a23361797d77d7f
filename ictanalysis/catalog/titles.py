"""Whether the titles of a catalog's sections can be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ictanalysis.catalog.models import Section
from ictanalysis.catalog.yamlfile import Problem
from ictanalysis.language.messages import _
from ictanalysis.language.placeholders import Broken, Placeholder, leads_nowhere, parse


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
        place = ("sections", number, "title")
        for part in parse(section.title):
            if isinstance(part, Broken):
                yield Problem(place, _("“{text}” is not a placeholder", text=part.text))
            elif isinstance(part, Placeholder) and (message := leads_nowhere(part, resolve)):
                yield Problem(place, message)
