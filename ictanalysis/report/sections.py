"""Sections of a report: the sentences of every month, and the month's own news among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ictanalysis.analysis import Month
from ictanalysis.language.paragraphs import Paragraph, paragraphs
from ictanalysis.language.placeholders import News, Placeholder, parse
from ictanalysis.report.markdown import Prose, joined
from ictanalysis.report.prose import decided, filled, refuse_typed

_STOPS = (".", "!", "?", ":", ";")
_BETWEEN_SENTENCES = re.compile(r"(?<=\.)\s+")
_STOP = re.compile(r"(&#?\w+;)\Z|[.:;]\Z")
_FIRST = ".…,:;!? \N{NO-BREAK SPACE}"
"""What is left out where a text would begin with it."""
_JOINTS = (",", ":", ";", "…")
NEWS = News().written


def fill_section(month: Month, section: str, template: str = "") -> Prose:
    """Return the sentences of every month, with the month's own news of a section.

    News about a table or a measure follow the first sentence of the template that cites a figure of
    it; news about any other, and then the general news, stand at the end, or the general ones where
    the template has `{news}`. News that begin with a small letter, or with a comma, continue that
    sentence, and those that begin with “…” without a comma; what follows a list of the news stays
    behind it, in a paragraph (or an item) of its own. So do news about a sentence that its
    condition leaves out, with a capital letter. Where the sentences of every month are all items,
    news at the end are items too, but for a paragraph that a list follows. What the rule `unbound`
    finds wrong in the narrative stands as it was written: the report is a draft because of it.

    Raises
    ------
    UsageError
        As `fill`.
    """
    refuse_typed(month, template)
    own = [_Passage(each, decided(month, each.text)) for each in paragraphs(template)]
    news = month.files.narrative.news(section)
    rest: list[_Passage] = []
    for topic, written in news.about.items():
        about = list(_decided(month, written))
        if place := next(_places(own, topic), None):
            passage, sentence = place
            passage.news.append((sentence, about))
        elif left_out := next((each for each in own if _cites(each.paragraph.text, topic)), None):
            left_out.alone.append(_beginning(about))
        else:
            rest += _passages(about)
    general = _passages(_decided(month, news.general))
    if _is_list(own):
        general, rest = _as_items(general), _as_items(rest)
    whole = [*own, *rest]
    after = next((at for at, each in enumerate(own) if each.text == NEWS), len(whole))
    whole[after : after + 1] = general
    return joined([block for each in whole for block in _blocks(month, each)])


@dataclass(frozen=True)
class _Passage:
    """A paragraph of the template or of the narrative, and the news that go on from it.

    Attributes
    ----------
    paragraph
        The paragraph.
    text
        What its conditions leave of it.
    narrated
        Whether it is the narrative's.
    news
        Position of a sentence of the text, and the news about it.
    alone
        The news about sentences that are left out.
    """

    paragraph: Paragraph
    text: str
    narrated: bool = False
    news: list[tuple[int, Sequence[Paragraph]]] = field(default_factory=list)
    alone: list[Sequence[Paragraph]] = field(default_factory=list)


def _decided(month: Month, news: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield news as their conditions leave them, those that are left out aside."""
    for each in news:
        if text := decided(month, each.text, narrated=True):
            yield replace(each, text=text)


def _is_list(own: Sequence[_Passage]) -> bool:
    """Return whether the sentences of every month are items of a list, all of them."""
    items = [each.paragraph.item for each in own if each.text != NEWS]
    return bool(items) and all(items)


def _as_items(passages: Sequence[_Passage]) -> list[_Passage]:
    """Return news as items, but for a paragraph that a list of the news follows."""
    return [
        each
        if any(following.paragraph.item for following in passages[at + 1 : at + 2])
        else replace(each, paragraph=replace(each.paragraph, item=True))
        for at, each in enumerate(passages)
    ]


def _beginning(news: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return news whose first words do not continue a sentence, but begin one."""
    if not news or news[0].item:
        return news
    text = _split_joint(news[0].text)[1]
    return [replace(news[0], text=text[:1].upper() + text[1:]), *news[1:]]


def _passages(news: Iterable[Paragraph]) -> list[_Passage]:
    """Return news as passages of their own, but for those that are nothing but stops."""
    bare = (replace(each, text=_split_joint(each.text)[1]) for each in news)
    return [_Passage(each, each.text, narrated=True) for each in bare if each.text]


def _blocks(month: Month, passage: _Passage) -> Iterator[tuple[bool, list[str]]]:
    """Yield a paragraph with the news that go on from it, then the news that follow their list.

    A block is whether it is an item, and a paragraph's text and the texts of the list under it.
    """
    item = passage.paragraph.item
    sentences = [
        filled(month, sentence, narrated=passage.narrated)
        for sentence in _BETWEEN_SENTENCES.split(passage.text)
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
    if text:
        yield item, [_without_stop(text) + ":" if texts else text, *texts]
    for news in [*after, *passage.alone]:
        if news and news[0].item:
            yield from ((True, [text]) for text in _filled(month, _passages(news)))
        else:
            yield from ((item, block) for block in _following(month, _passages(news)))


def _filled(month: Month, passages: Iterable[_Passage]) -> list[str]:
    return [filled(month, each.text, narrated=True) for each in passages]


def _continue(month: Month, sentences: list[str], at: int, text: str) -> None:
    """Let a text continue a sentence, or put it behind all sentences."""
    joint, bare = _split_joint(text)
    words = filled(month, bare, narrated=True)
    if bare and (joint or bare[:1].islower()):
        stopped = words if words.endswith(_STOPS) else f"{words.rstrip(',')}."
        mark = "" if joint == "…" else joint or ","
        sentences[at] = f"{_without_stop(sentences[at])}{mark} {stopped}"
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
        for at, sentence in enumerate(_BETWEEN_SENTENCES.split(passage.text)):
            if _cites(sentence, topic):
                yield passage, at


def _cites(text: str, topic: str) -> bool:
    keys = (part.key for part in parse(text) if isinstance(part, Placeholder))
    return any(re.split(r"[.\[]" if "." not in topic else r"\[", key)[0] == topic for key in keys)
