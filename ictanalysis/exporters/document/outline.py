"""Headings, ids and links of a document: levels without gaps, ids without repeats."""

from __future__ import annotations

import re
import unicodedata
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from ictanalysis.exporters.document.markup import serialize

_HEADING = re.compile(r"h[1-6]")
_TOP_LEVEL = 2
_DEEPEST = 6
_INNER = re.compile("#.")
_CONCERNED = re.compile(r"<h[1-6]|\bid\s*=|\bhref\s*=\s*.?#", re.IGNORECASE)
"""What a text has that holds a heading, an id or a link within the page."""
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

    A link to a heading by the name that JupyterLab or GitHub gives it, and one to an id that has
    changed, leads to the new id; one that leads nowhere is left as its text. An id that no link
    leads to is left out, since programs draw them by lot.

    Parameters
    ----------
    title
        The title of the document if an official part states it, else empty.
    reserved
        Ids that the page itself uses.
    """
    concerned = {at: each for at, each in enumerate(fragments) if _CONCERNED.search(each)}
    soups = [BeautifulSoup(each, "html.parser") for each in concerned.values()]
    title = _take_title(_headings(soups), title)
    taken = set(reserved)
    changed = [_settle_ids(soup, taken) for soup in soups]
    named: dict[str, str] = {}
    entries = [_renumber(tag, level, taken, named) for tag, level in _levels(_headings(soups))]
    _lead_links(soups, [ChainMap(own, named) for own in changed], taken)
    settled = dict(zip(concerned, map(serialize, soups), strict=True))
    return [settled.get(at, each) for at, each in enumerate(fragments)], entries, title


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


def _settle_ids(soup: BeautifulSoup, taken: set[str]) -> dict[str, str]:
    """Give each id a name of its own, and return old → new of one text; headings have none yet."""
    changed: dict[str, str] = {}
    for tag in soup.find_all(id=True):
        old = str(tag["id"])
        if _HEADING.fullmatch(tag.name):
            continue
        plain = "" if _OWN_ID.match(old) else "-".join(old.split())
        if not plain:
            del tag["id"]
            continue
        tag["id"] = changed[old] = _free(plain, taken)
    return changed


def _free(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken yet, and take it."""
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    taken.add(key)
    return key


def _lead_links(
    soups: Sequence[BeautifulSoup], names: Sequence[Mapping[str, str]], taken: set[str]
) -> None:
    wanted = set()
    for soup, known in zip(soups, names, strict=True):
        for link in soup.find_all("a", href=_INNER):
            target = unquote(str(link["href"])[1:])
            key = known.get(target, target)
            wanted.add(key)
            if key in taken:
                link["href"] = f"#{key}"
            else:
                link.unwrap()
    for tag in (tag for soup in soups for tag in soup.find_all(id=True)):
        if tag["id"] not in wanted and tag.name != "a" and not _HEADING.fullmatch(tag.name):
            del tag["id"]


def _levels(headings: Sequence[Tag]) -> list[tuple[Tag, int]]:
    highest = min((_level(tag) for tag in headings), default=_TOP_LEVEL)
    settled: list[tuple[Tag, int]] = []
    above = _TOP_LEVEL - 1
    for tag in headings:
        above = min(_level(tag) - highest + _TOP_LEVEL, above + 1, _DEEPEST)
        settled.append((tag, above))
    return settled


def _renumber(tag: Tag, level: int, taken: set[str], named: dict[str, str]) -> Entry:
    """Give a heading its level and its id, and note by what names links may call it."""
    text = _text(tag)
    key = _free(f"muc-{slug(text)}".rstrip("-"), taken)
    for name in (str(tag.get("id", "")), *_jupyter_names(text)):
        again = (f"{name}-{number}" for number in range(1, len(named) + 2))
        named[next(each for each in chain([name], again) if each not in named)] = key
    tag.name, tag["id"] = f"h{level}", key
    return Entry(level, key, text)


def _jupyter_names(text: str) -> tuple[str, str]:
    """Return the ids that JupyterLab and nbconvert give a heading, and GitHub."""
    kept = (each for each in text.lower() if each.isalnum() or each in " -_")
    return text.replace(" ", "-"), "".join(kept).replace(" ", "-")


def _level(tag: Tag) -> int:
    return int(tag.name[1])


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())
