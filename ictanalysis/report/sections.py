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

__all__ = ["fill_section"]

_STOPS = (".", "!", "?", ":", ";")
_BETWEEN_SENTENCES = re.compile(r"(?<=\.)\s+")
_STOP = re.compile(r"(&#?\w+;)\Z|[.:;]\Z")
_FIRST = ".,:;!? \N{NO-BREAK SPACE}"
"""What is left out where a text would begin with it."""
_JOINTS = (",", ":", ";")


def fill_section(month: Month, section: str, template: str = "") -> Prose:
    """Return the sentences of every month, with the month's own news of a section.

    News about a table or a measure go on where a paragraph of the template first cites a figure
    of it; what is about none of them follows, and then the general news. News that begin with a
    small letter, or with a comma, go on with that figure's own sentence; what follows a list of
    the news stays behind it, in a paragraph (or an item) of its own. What the rule
    `unbound` has found wrong in the narrative stands as it was written, in a report that is a draft
    because of it.

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
            loose += _loose(told)
        else:
            paragraph, sentence = place
            paragraph.more.append((sentence, told))
    whole = [*own, *loose, *_loose(news.general)]
    return joined(
        [(each.paragraph.item, block) for each in whole for block in _blocks(month, each)]
    )


@dataclass(frozen=True)
class _Told:
    """A paragraph, and the news that go on from it."""

    paragraph: Paragraph
    news: bool = False
    more: list[tuple[int, Sequence[Paragraph]]] = field(default_factory=list)
    """The news of each topic, with the position of the sentence that they are about."""


def _loose(news: Iterable[Paragraph]) -> list[_Told]:
    """Return news as paragraphs of their own; one that has nothing but stops is none."""
    bare = (replace(each, text=_parted(each.text)[1]) for each in news)
    return [_Told(each, news=True) for each in bare if each.text]


def _blocks(month: Month, told: _Told) -> Iterator[list[str]]:
    """Yield a paragraph with the news that go on from it, then the news that follow their list.

    A block is a paragraph's text and the texts of the list under it.
    """
    sentences = [
        filled(month, sentence, forgiving=told.news) for sentence in _sentences(told.paragraph)
    ]
    divided = [(at, *_divided(news)) for at, news in told.more]
    for at, continuing, _items, _after in divided:
        for each in continuing:
            _go_on(month, sentences, at, each.text)
    items = [each for _at, _continuing, listed, _after in divided for each in _loose(listed)]
    text = " ".join(sentences)
    words = [filled(month, each.paragraph.text, forgiving=True) for each in items]
    yield [_open(text) + ":" if items else text, *words]
    for _at, _continuing, _listed, after in divided:
        yield from _following(month, _loose(after))


def _divided(
    news: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """Return the news before their first list, the items of that list, and all that follows it."""
    continuing = list(takewhile(lambda each: not each.item, news))
    items = list(takewhile(lambda each: each.item, news[len(continuing) :]))
    return continuing, items, list(news[len(continuing) + len(items) :])


def _go_on(month: Month, sentences: list[str], at: int, text: str) -> None:
    """Let a sentence go on with the words of a text, or put them behind all sentences."""
    stop, bare = _parted(text)
    words = filled(month, bare, forgiving=True)
    if bare and (stop or bare[:1].islower()):
        sentences[at] = f"{_open(sentences[at])}{stop or ','} {_closed(words)}"
    elif bare:
        sentences.append(words)


def _following(month: Month, news: Iterable[_Told]) -> list[list[str]]:
    """Return the news that follow a list, each paragraph with the list that it has itself."""
    blocks: list[list[str]] = []
    for each in news:
        words = filled(month, each.paragraph.text, forgiving=True)
        if each.paragraph.item and blocks:
            blocks[-1].append(words)
        else:
            blocks.append([words])
    return blocks


def _parted(text: str) -> tuple[str, str]:
    """Return the stop by which a text goes on from the words before it, and the text without it."""
    return text[:1] if text.startswith(_JOINTS) else "", text.lstrip(_FIRST)


def _sentences(paragraph: Paragraph) -> list[str]:
    return _BETWEEN_SENTENCES.split(paragraph.text)


def _closed(text: str) -> str:
    return text if text.endswith(_STOPS) else f"{text.rstrip(',')}."


def _open(text: str) -> str:
    """Return Markdown without the stop at its end; the `;` of a character reference is none."""
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
