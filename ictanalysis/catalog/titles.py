"""Whether the titles of a catalog's sections can be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ictanalysis.catalog.models import Section
from ictanalysis.catalog.yamlfile import Problem
from ictanalysis.language.placeholders import parse, problems_of


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
            for message in problems_of(part, resolve):
                yield Problem(place, message)
