"""The narrative of a month as blocks of text, each under its heading, and with some replaced."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

_HEADING = re.compile(r"#{1,6}[ \t]+(\S+)(?:[ \t].*)?")


class BlockKey(NamedTuple):
    """The headings that a text stands under: a section, and a topic that may be blank."""

    section: str
    topic: str = ""


class _Block(NamedTuple):
    """The lines under a heading, from its first to before its last, counted from 0."""

    key: BlockKey
    first: int
    end: int


def narrative_blocks(text: str, sections: Collection[str]) -> Mapping[BlockKey, str]:
    r"""Return heading → the text under it, without blank lines around; of a repeated one the first.

    Examples
    --------
    >>> narrative_blocks("## I.1 News\n\nOne.\n\n### letters\n\nTwo.\n", ["I.1"])
    {BlockKey(section='I.1', topic=''): 'One.', BlockKey(section='I.1', topic='letters'): 'Two.'}
    """
    lines = _lines(text)
    found: dict[BlockKey, str] = {}
    for block in _blocks(lines, sections):
        found.setdefault(block.key, "\n".join(lines[block.first : block.end]).strip())
    return found


def with_blocks(text: str, new: Mapping[BlockKey, str], titles: Mapping[str, str]) -> str:
    """Return a narrative in which some texts are others, and all else is as it was.

    Parameters
    ----------
    new
        Heading → the text under it. One that is not there is added: a topic at the end of its
        section, a section in its place.
    titles
        Section → how its heading goes on, in the order of the report.
    """
    lines = _lines(text)
    for key, content in new.items():
        blocks = [*_blocks(lines, titles)]
        own = next((each for each in blocks if each.key == key), None)
        body = ["", *content.split("\n"), ""] if content else [""]
        if own is not None:
            lines[own.first : own.end] = body
            continue
        section = [each for each in blocks if each.key.section == key.section]
        heading = f"### {key.topic}" if key.topic else f"## {key.section} {titles[key.section]}"
        at = section[-1].end if section else _place(blocks, key.section, [*titles], len(lines))
        opened = [] if section else [f"## {key.section} {titles[key.section]}", ""]
        opened = opened if key.topic else []
        gap = [] if not lines or not lines[at - 1].strip() else [""]
        lines[at:at] = [*gap, *opened, heading, *body]
    while len(lines) > 1 and not lines[-1].strip() and not lines[-2].strip():
        lines.pop()
    return "\n".join(lines)


def _place(blocks: Sequence[_Block], section: str, order: Sequence[str], last: int) -> int:
    """Return before which line a section is put that is not there: the next one's heading."""
    later = set(order[order.index(section) + 1 :])
    return next((each.first - 1 for each in blocks if each.key.section in later), last)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _blocks(lines: Sequence[str], sections: Collection[str]) -> Iterator[_Block]:
    key: BlockKey | None = None
    first = 0
    for number, line in enumerate(lines):
        match = _HEADING.fullmatch(line.strip()) if line.startswith("#") else None
        if match is None:
            continue
        if key is not None:
            yield _Block(key, first, number)
        if match[1] in sections:
            key, first = BlockKey(match[1]), number + 1
        elif key is not None:
            key, first = BlockKey(key.section, match[1]), number + 1
    if key is not None:
        yield _Block(key, first, len(lines))
