"""Headings and ids of a document: levels without gaps, ids without repeats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from ictanalysis.exporters.document.markup import serialize

_HEADING = re.compile(r"h[1-6]")
_TOP_LEVEL = 2
_DEEPEST = 6
_OWN_ID = re.compile(r"(?:nguon|dan|hinh)-")
"""What the ids of sources, citations and pictures begin with."""


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents.

    Parameters
    ----------
    level
        2 for a section of the document, 3 for a part of it, and so on; 1 is the title.
    """

    level: int
    key: str
    text: str


def outline(
    fragments: Sequence[str], *, title: str, reserved: Sequence[str]
) -> tuple[list[str], list[Entry], str]:
    """Return the fragments with their headings in order, the table of contents, and the title.

    The highest heading in use becomes level 2, and no level is skipped. A heading that stands
    alone above all others is the title of the notebook: it is taken out if the document has no
    other title, or if it repeats it.

    Parameters
    ----------
    title
        The title of the document if an official part states it, else empty.
    reserved
        Ids that the page itself uses.
    """
    soups = [BeautifulSoup(fragment, "html.parser") for fragment in fragments]
    title = _take_title(_headings(soups), title)
    taken = set(reserved)
    _drop_repeated_ids(soups, taken)
    entries = [_renumber(tag, level, taken) for tag, level in _levels(_headings(soups))]
    return [serialize(soup) for soup in soups], entries, title


def without_ids(html: str) -> str:
    """Return HTML that stands outside the sections, where nothing leads to it, without ids."""
    if "id=" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(id=True):
        del tag["id"]
    return serialize(soup)


def slug(text: str) -> str:
    """Return a text as an id of plain letters: ``Open data, 2021`` gives ``open-data-2021``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("\u0111", "d"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def _headings(soups: Sequence[BeautifulSoup]) -> list[Tag]:
    return [tag for soup in soups for tag in soup.find_all(_HEADING)]


def _take_title(headings: Sequence[Tag], title: str) -> str:
    if not headings:
        return title
    first, levels = headings[0], [_level(tag) for tag in headings]
    alone = all(level > levels[0] for level in levels[1:])
    text = _text(first)
    if alone and (not title or slug(text) == slug(title)):
        first.decompose()
        return text
    return title


def _drop_repeated_ids(soups: Sequence[BeautifulSoup], taken: set[str]) -> None:
    for tag in (tag for soup in soups for tag in soup.find_all(id=True)):
        key = str(tag["id"])
        unfit = key in taken or _OWN_ID.match(key) or re.search(r"\s", key)
        if unfit or _HEADING.fullmatch(tag.name):
            del tag["id"]
        else:
            taken.add(key)


def _levels(headings: Sequence[Tag]) -> list[tuple[Tag, int]]:
    highest = min((_level(tag) for tag in headings), default=_TOP_LEVEL)
    settled: list[tuple[Tag, int]] = []
    above = _TOP_LEVEL - 1
    for tag in headings:
        above = min(_level(tag) - highest + _TOP_LEVEL, above + 1, _DEEPEST)
        settled.append((tag, above))
    return settled


def _renumber(tag: Tag, level: int, taken: set[str]) -> Entry:
    wanted = key = f"muc-{slug(_text(tag))}".rstrip("-")
    number = 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    taken.add(key)
    tag.name, tag["id"] = f"h{level}", key
    return Entry(level, key, _text(tag))


def _level(tag: Tag) -> int:
    return int(tag.name[1])


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())
