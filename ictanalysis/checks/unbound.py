"""Rule `unbound`: every number of the narrative comes from a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.bindings import Bindings
from ictanalysis.dataset import Cells, DatasetFiles
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import Placeholder, parse, problems_of
from ictanalysis.language.typed import typed_numbers

MOST_PROBLEMS = 100
"""How many problems of a paragraph are reported."""


def unbound(
    files: DatasetFiles, month: pd.Period, charts: Collection[str] | None, cells: Cells
) -> Iterator[Finding]:
    """Yield the numbers typed by hand and the placeholders that lead nowhere.

    A number is told with the placeholders of the figures that print it.

    Parameters
    ----------
    charts
        The names of the report's charts; None where these are not known.
    cells
        The cells of the month.
    """
    catalog, literals = files.catalog, files.settings.literals
    narrative = files.months[month].narrative
    bindings = Bindings(catalog, cells)
    for section, news in narrative.sections.items():
        for topic, paragraphs in [("", news.general), *news.about.items()]:
            for paragraph in paragraphs:
                problems = _problems(catalog, paragraph.text, literals, charts)
                for found, number, at, problem in islice(problems, MOST_PROBLEMS):
                    offered = bindings.of(number, section, topic) if number else ()
                    yield Finding(
                        month,
                        "unbound",
                        "error",
                        problem,
                        file=narrative.name,
                        line=paragraph.line_at(at),
                        found=found,
                        hint=_hint(number, offered),
                    )


def _hint(number: str, offered: Sequence[str]) -> Message | None:
    if not offered:
        return None
    return _("{number} → {placeholders}", number=number, placeholders=", ".join(offered))


def _problems(
    catalog: Catalog, text: str, literals: Sequence[str], charts: Collection[str] | None
) -> Iterator[tuple[str, str, int, Message]]:
    """Yield what is wrong in a text: the words, the number typed, where they begin, and why."""
    for part in parse(text):
        for problem in problems_of(part, catalog.resolve, catalog.parts, charts):
            named = isinstance(part, Placeholder)
            yield part.written.strip("{}" if named else ""), "", part.start, problem
    for number in typed_numbers(text, catalog.locale.code, literals):
        yield number.text, number.number, number.start, number.problem
