"""Rule `unbound`: every number of the narrative comes from a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.dataset import Narrative
from ictanalysis.errors import UsageError
from ictanalysis.findings import Finding
from ictanalysis.messages import Message, _
from ictanalysis.paragraphs import Paragraph
from ictanalysis.placeholders import PERIOD_WORDS, Broken, Placeholder, parse, typed_numbers

__all__ = ["unbound"]


def unbound(
    catalog: Catalog, narrative: Narrative, literals: Sequence[str], month: pd.Period
) -> Iterator[Finding]:
    """Yield the numbers typed by hand and the placeholders that lead nowhere.

    Parameters
    ----------
    literals
        Phrases whose numbers are part of a name (`COVID-19`).
    """
    for paragraphs in narrative.sections.values():
        for paragraph in paragraphs:
            for found, problem in _problems(catalog, paragraph, literals):
                yield _finding(month, narrative.name, paragraph.line, found, problem)


def _problems(
    catalog: Catalog, paragraph: Paragraph, literals: Sequence[str]
) -> Iterator[tuple[str, Message]]:
    for part in parse(paragraph.text):
        if isinstance(part, Broken):
            message = _("“{text}” is not a placeholder: write {{table.measure}}", text=part.text)
            yield part.text, message
        elif isinstance(part, Placeholder):
            try:
                if part.key not in PERIOD_WORDS:
                    catalog.resolve(part.key)
            except UsageError as error:
                yield part.key, error.message
    for number in typed_numbers(paragraph.text, literals):
        message = _(
            "“{number}” is typed by hand: put a placeholder, or write {{={value}}} "
            "if it is no figure",
            number=number,
            value=number.split()[0],
        )
        yield number, message


def _finding(month: pd.Period, file: str, line: int, found: str, problem: Message) -> Finding:
    return Finding(month, "unbound", "error", problem, file=file, line=line, found=found)
