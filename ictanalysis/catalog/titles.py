"""Whether the titles of a catalog's sections can be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ictanalysis.catalog.models import Section
from ictanalysis.catalog.yamlfile import Problem
from ictanalysis.language.placeholders import Known, parse, problems_of


def title_problems(
    sections: Mapping[str, Section], resolve: Known, parts: Known
) -> Iterator[Problem]:
    """Yield each placeholder of a title that names no indicator; see `problems_of`."""
    for number, section in sections.items():
        place = ("sections", number, "title")
        for part in parse(section.title):
            for message in problems_of(part, resolve, parts):
                yield Problem(place, message)
