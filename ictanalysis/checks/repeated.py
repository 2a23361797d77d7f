"""Rule `repeated`: a narrative that is, for the most part, last month's."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ictanalysis.dataset import Narrative, News
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import _
from ictanalysis.language.spelling import fold

__all__ = ["repeated"]


def repeated(narrative: Narrative, before: Narrative, month: pd.Period) -> Iterator[Finding]:
    """Yield one finding if half of the sections, or more, have the words of the month before.

    A sentence that holds every month may well be repeated, and a paragraph with a placeholder is
    never the same: only the rest is compared.
    """
    told = {section: _words(news) for section, news in narrative.sections.items()}
    told = {section: words for section, words in told.items() if words}
    same = [section for section, words in told.items() if words == _words(before.news(section))]
    if same and 2 * len(same) >= len(told):
        message = _(
            "the news of {count} of {all} sections are those of last month, word for word "
            "({sections}): write this month's",
            count=len(same),
            all=len(told),
            sections=", ".join(same),
        )
        first = narrative.news(same[0])
        line = min(paragraph.line for paragraph in first.paragraphs)
        yield Finding(month, "repeated", "warning", message, file=narrative.name, line=line)


def _words(news: News) -> str:
    plain = (paragraph.text for paragraph in news.paragraphs if "{" not in paragraph.text)
    return fold(" ".join(plain))
