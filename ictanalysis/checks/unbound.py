"""Rule `unbound`: every number of the narrative comes from a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Narrative
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import Message
from ictanalysis.language.placeholders import Placeholder, parse, problems_of
from ictanalysis.language.typed import typed_numbers

MOST_PROBLEMS = 100
"""How many problems of a paragraph are reported."""


def unbound(
    catalog: Catalog,
    narrative: Narrative,
    literals: Sequence[str],
    month: pd.Period,
    charts: Collection[str] | None,
) -> Iterator[Finding]:
    """Yield the numbers typed by hand and the placeholders that lead nowhere.

    Parameters
    ----------
    literals
        Phrases whose numbers are part of a name (`COVID-19`).
    charts
        The names of the report's charts; None where these are not known.
    """
    for news in narrative.sections.values():
        for paragraph in news.paragraphs:
            problems = _problems(catalog, paragraph.text, literals, charts)
            for found, at, problem in islice(problems, MOST_PROBLEMS):
                file, line = narrative.name, paragraph.line_at(at)
                yield Finding(month, "unbound", "error", problem, file=file, line=line, found=found)


def _problems(
    catalog: Catalog, text: str, literals: Sequence[str], charts: Collection[str] | None
) -> Iterator[tuple[str, int, Message]]:
    """Yield what is wrong in a text: the words, where they begin, and why."""
    for part in parse(text):
        for problem in problems_of(part, catalog.resolve, catalog.parts, charts):
            named = isinstance(part, Placeholder)
            yield part.written.strip("{}" if named else ""), part.start, problem
    for number in typed_numbers(text, catalog.locale.code, literals):
        yield number.text, number.start, number.problem
