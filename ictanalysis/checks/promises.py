"""Rule `list_empty` for the sentences of every month: the narrative gives the list they promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from ictanalysis.catalog import Catalog
from ictanalysis.checks.flow import printed
from ictanalysis.checks.mentions import Mention
from ictanalysis.checks.unfinished import without_items
from ictanalysis.dataset import Cells, Narrative
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.narrative import QUOTED
from ictanalysis.language.messages import _, place
from ictanalysis.language.paragraphs import Paragraph
from ictanalysis.language.placeholders import News, Placeholder, parse


def empty_promises(
    catalog: Catalog,
    cells: Cells,
    named: Iterable[Mention],
    narrative: Narrative,
    month: pd.Period,
) -> Iterator[Finding]:
    """Yield the sentences of notebooks that promise a list of news of which there are none.

    News about a figure that the sentence cites are such a list; for the last sentence of a section,
    all other news of the section are one as well.

    Parameters
    ----------
    named
        What the notebooks name.
    """
    section = ""
    for each in named:
        if each.kind == "section":
            section = each.text
        elif each.kind == "template" and each.function == "report.section":
            own = list(_printed(catalog, cells, each.paragraphs))
            for paragraph in without_items(own, catalog.locale.code):
                if not _is_kept(narrative, section, paragraph, last=paragraph is own[-1]):
                    heading = _heading(catalog, section, paragraph.text)
                    yield _finding(each, paragraph, heading, narrative, month)


def _printed(catalog: Catalog, cells: Cells, texts: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs as they would be printed, without the place of the month's news."""
    for each in texts:
        parts = printed(catalog, cells, each.text)
        if any(isinstance(part, News) for part, _branch in parts):
            continue
        yield replace(each, text="".join(part.written for part, _branch in parts))


def _heading(catalog: Catalog, section: str, text: str) -> str:
    """Return the heading under which the news that go on from a sentence are written."""
    for topic in _topics(text):
        table = catalog.tables.get(topic.split(".")[0])
        if table is not None and table.section == section:
            return f"### {topic}"
    return f"## {section}"


def _topics(text: str) -> Iterator[str]:
    """Return the measures whose figures a text cites."""
    keys = (part.key for part in parse(text) if isinstance(part, Placeholder))
    return (re.split(r"\[", key)[0] for key in keys)


def _is_kept(narrative: Narrative, section: str, paragraph: Paragraph, *, last: bool) -> bool:
    news = narrative.news(section)
    cited = {each for topic in _topics(paragraph.text) for each in (topic, topic.split(".")[0])}
    told = [*(news.general if last else ())]
    for topic, texts in news.about.items():
        if topic in cited or last:
            told += texts
    return any(any(map(str.isalnum, each.text)) for each in told)


def _finding(
    each: Mention,
    paragraph: Paragraph,
    heading: str,
    narrative: Narrative,
    month: pd.Period,
) -> Finding:
    found = paragraph.text[-QUOTED:]
    line = each.line_at(paragraph, len(paragraph.text), paragraph.text.split()[-1])
    message = _(
        "“{text}” ({place}) promises a list, and the news have none: write one item a line, "
        "beginning with “- ”, under “{heading}”, or end the sentence",
        text=found,
        place=place(each.cell.notebook, line, each.cell.number),
        heading=heading,
    )
    return Finding(month, "list_empty", "error", message, file=narrative.name, found=found)
