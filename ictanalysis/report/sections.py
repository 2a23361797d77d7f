"""Sections of a report: the sentences of every month, and the month's own news among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ictanalysis.analysis import Month
from ictanalysis.language.paragraphs import Paragraph, paragraphs
from ictanalysis.language.placeholders import Placeholder, parse
from ictanalysis.report.prose import Prose, filled, joined, refuse_typed

_STOPS = (".", "!", "?", ":", ";")
_BETWEEN_SENTENCES = re.compile(r"(?<=\.)\s+")
_STOP = re.compile(r"(&#?\w+;)\Z|[.:;]\Z")
_FIRST = ".,:;!? \N{NO-BREAK SPACE}"
"""What is left out where a text would begin with it."""
_JOINTS = (",", ":", ";")


def fill_section(month: Month, section: str, template: str = "") -> Prose:
    """Return the sentences of every month, with the month's own news of a section.

    News about a table or a measure follow the first sentence of the template that cites a figure of
    it; news about any other, and then the general news, stand at the end. News that begin with a
    small letter, or with a comma, continue that sentence; what follows a list of the news stays
    behind it, in a paragraph (or an item) of its own. What the rule `unbound` finds wrong in the
    narrative stands as it was written: the report is a draft because of it.

    Raises
    ------
    UsageError
        As `fill`.
    """
    refuse_typed(month, template)
    own = [_Passage(each) for each in paragraphs(template)]
    news = month.files.narrative.news(section)
    rest: list[_Passage] = []
    for topic, about in news.about.items():
        place = next(_places(own, topic), None)
        if place is None:
            rest += _passages(about)
        else:
            passage, sentence = place
            passage.news.append((sentence, about))
    whole = [*own, *rest, *_passages(news.general)]
    return joined(
        [(each.paragraph.item, block) for each in whole for block in _blocks(month, each)]
    )


@dataclass(frozen=True)
class _Passage:
    """A paragraph of the template or of the narrative, and the news that go on from it."""

    paragraph: Paragraph
    narrated: bool = False
    news: list[tuple[int, Sequence[Paragraph]]] = field(default_factory=list)
    """Position of a sentence of the paragraph, and the news about it."""


def _passages(news: Iterable[Paragraph]) -> list[_Passage]:
    """Return news as passages of their own, but for those that are nothing but stops."""
    bare = (replace(each, text=_split_joint(each.text)[1]) for each in news)
    return [_Passage(each, narrated=True) for each in bare if each.text]


def _blocks(month: Month, passage: _Passage) -> Iterator[list[str]]:
    """Yield a paragraph with the news that go on from it, then the news that follow their list.

    A block is a paragraph's text and the texts of the list under it.
    """
    sentences = [
        filled(month, sentence, forgiving=passage.narrated)
        for sentence in _BETWEEN_SENTENCES.split(passage.paragraph.text)
    ]
    items: list[Paragraph] = []
    after: list[list[Paragraph]] = []
    for at, news in passage.news:
        before = list(takewhile(lambda each: not each.item, news))
        listed = list(takewhile(lambda each: each.item, news[len(before) :]))
        items += listed
        after.append(list(news[len(before) + len(listed) :]))
        for each in before:
            _continue(month, sentences, at, each.text)
    texts = _filled(month, _passages(items))
    text = " ".join(sentences)
    yield [_without_stop(text) + ":" if texts else text, *texts]
    for news in after:
        yield from _following(month, _passages(news))


def _filled(month: Month, passages: Iterable[_Passage]) -> list[str]:
    return [filled(month, each.paragraph.text, forgiving=True) for each in passages]


def _continue(month: Month, sentences: list[str], at: int, text: str) -> None:
    """Let a text continue a sentence, or put it behind all sentences."""
    joint, bare = _split_joint(text)
    words = filled(month, bare, forgiving=True)
    if bare and (joint or bare[:1].islower()):
        stopped = words if words.endswith(_STOPS) else f"{words.rstrip(',')}."
        sentences[at] = f"{_without_stop(sentences[at])}{joint or ','} {stopped}"
    elif bare:
        sentences.append(words)


def _following(month: Month, passages: Sequence[_Passage]) -> list[list[str]]:
    """Return the news that follow a list, each paragraph with the list that it has itself."""
    blocks: list[list[str]] = []
    for passage, text in zip(passages, _filled(month, passages), strict=True):
        if passage.paragraph.item and blocks:
            blocks[-1].append(text)
        else:
            blocks.append([text])
    return blocks


def _split_joint(text: str) -> tuple[str, str]:
    """Return the stop by which a text continues the words before it, and the text without it."""
    return text[:1] if text.startswith(_JOINTS) else "", text.lstrip(_FIRST)


def _without_stop(text: str) -> str:
    """Return Markdown without the stop at its end; the `;` of a character reference is none."""
    return _STOP.sub(lambda match: match[1] or "", text)


def _places(passages: Iterable[_Passage], topic: str) -> Iterator[tuple[_Passage, int]]:
    """Yield each passage that cites a figure of a table or measure, and which sentence does."""
    for passage in passages:
        for at, sentence in enumerate(_BETWEEN_SENTENCES.split(passage.paragraph.text)):
            if _cites(sentence, topic):
                yield passage, at


def _cites(text: str, topic: str) -> bool:
    keys = (part.key for part in parse(text) if isinstance(part, Placeholder))
    return any(re.split(r"[.\[]" if "." not in topic else r"\[", key)[0] == topic for key in keys)
