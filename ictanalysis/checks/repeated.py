"""Rules `repeated` and `narrative_repeated`: a narrative that is mostly last month's."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ictanalysis.dataset import Narrative, News
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.messages import _
from ictanalysis.language.spelling import fold


def repeated(narrative: Narrative, before: Narrative, month: pd.Period) -> Iterator[Finding]:
    """Yield one finding if half of the sections, or more, have the words of the month before.

    A paragraph with a placeholder is left out, because its figures change every month; but where
    all paragraphs are those of last month, and not all have one, the narrative is a copy.
    """
    if _is_copy(narrative, before):
        message = _("the narrative is last month's, word for word: write this month's news")
        yield Finding(month, "narrative_repeated", "error", message, file=narrative.name)
        return
    texts = {section: _words(news) for section, news in narrative.sections.items()}
    texts = {section: words for section, words in texts.items() if words}
    same = [section for section, words in texts.items() if words == _words(before.news(section))]
    if same and 2 * len(same) >= len(texts):
        message = _(
            "the news of {count} of {all} sections are those of last month, word for word "
            "({sections}): write this month's",
            count=len(same),
            all=len(texts),
            sections=", ".join(same),
        )
        first = narrative.news(same[0])
        line = min(paragraph.line for paragraph in first.paragraphs)
        yield Finding(month, "repeated", "warning", message, file=narrative.name, line=line)


def _is_copy(narrative: Narrative, before: Narrative) -> bool:
    own, last = (
        [(section, fold(paragraph.text)) for section, news in each.sections.items()
         for paragraph in news.paragraphs]
        for each in (narrative, before)
    )  # fmt: skip
    return own == last and any("{" not in text for _section, text in own)


def _words(news: News) -> str:
    plain = (paragraph.text for paragraph in news.paragraphs if "{" not in paragraph.text)
    return fold(" ".join(plain))
