"""Sections of a report: the sentences of every month, and the month's own news among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ictanalysis.analysis import Month
from ictanalysis.paragraphs import Paragraph, paragraphs
from ictanalysis.placeholders import Placeholder, parse
from ictanalysis.prose import Prose, filled, joined, refuse_typed

__all__ = ["fill_section"]

_STOPS = (".", "!", "?", ":", ";")
_BETWEEN_SENTENCES = re.compile(r"(?<=\.)\s+")
_STOP = re.compile(r"(&#?\w+;)\Z|[.:;]\Z")


def fill_section(month: Month, section: str, template: str = "") -> Prose:
    """Yield the sentences of every month, with the month's own news of a section.

    News about a table or a measure go on where a paragraph of the template first cites a figure
    of it; what is about none of them follows, and then the general news. News that begin with a
    small letter go on with that figure's own sentence. What the rule `unbound` has found wrong in
    the narrative stands as it was written, in a report that is a draft because of it.

    Raises
    ------
    UsageError
        As `fill`.
    """
    refuse_typed(month, template)
    own = [_Told(each) for each in paragraphs(template)]
    news = month.files.narrative.news(section)
    loose: list[_Told] = []
    for topic, told in news.about.items():
        place = next(_places(own, topic), None)
        if place is None:
            loose += [_Told(each, news=True) for each in told]
        else:
            paragraph, sentence = place
            paragraph.more.extend((sentence, each) for each in told)
    whole = [*own, *loose, *(_Told(each, news=True) for each in news.general)]
    return joined([(each.paragraph.item, list(_continued(month, each))) for each in whole])


@dataclass(frozen=True)
class _Told:
    """A paragraph, and the news that go on from it."""

    paragraph: Paragraph
    news: bool = False
    more: list[tuple[int, Paragraph]] = field(default_factory=list)
    """With the position of the sentence that each is about."""


def _continued(month: Month, told: _Told) -> Iterator[str]:
    """Yield a paragraph with the news that go on from it, then those that are a list under it."""
    sentences = [
        filled(month, sentence, forgiving=told.news) for sentence in _sentences(told.paragraph)
    ]
    for at, each in told.more:
        if not each.item:
            words = filled(month, each.text, forgiving=True)
            if each.text[:1].islower():
                sentences[at] = f"{_open(sentences[at])}, {_closed(words)}"
            else:
                sentences.append(words)
    text, items = " ".join(sentences), [each for _at, each in told.more if each.item]
    yield _open(text) + ":" if items else text
    for each in items:
        yield filled(month, each.text, forgiving=True)


def _sentences(paragraph: Paragraph) -> list[str]:
    return _BETWEEN_SENTENCES.split(paragraph.text)


def _closed(text: str) -> str:
    return text if text.endswith(_STOPS) else f"{text}."


def _open(text: str) -> str:
    """Yield Markdown without the stop at its end; the `;` of a character reference is none."""
    return _STOP.sub(lambda match: match[1] or "", text)


def _places(paragraphs: Iterable[_Told], topic: str) -> Iterator[tuple[_Told, int]]:
    """Yield each paragraph that cites a figure of a table or measure, and which sentence does."""
    for each in paragraphs:
        for at, sentence in enumerate(_sentences(each.paragraph)):
            if _cites(sentence, topic):
                yield each, at


def _cites(text: str, topic: str) -> bool:
    keys = (part.key for part in parse(text) if isinstance(part, Placeholder))
    return any(re.split(r"[.\[]" if "." not in topic else r"\[", key)[0] == topic for key in keys)
