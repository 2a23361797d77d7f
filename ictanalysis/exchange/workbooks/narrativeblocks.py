"""The narrative of a month as blocks of text, each under its heading, and with some replaced."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ictanalysis.language.paragraphs import paragraphs

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


def in_cell(text: str) -> str:
    r"""Return a text of the narrative as a cell has it: one line a paragraph, or an item.

    Examples
    --------
    >>> in_cell("One,\nwrapped.\n\n- two\n- three")
    'One, wrapped.\n- two\n- three'
    """
    return "\n".join(f"- {each.text}" if each.item else each.text for each in paragraphs(text))


def in_file(text: str, before: str = "") -> str:
    r"""Return the text of a cell as the narrative has it: a blank line between paragraphs.

    Parameters
    ----------
    before
        The text that is there: paragraphs of it stay as they were, with the lines between them.

    Examples
    --------
    >>> in_file("One.\n- two\n- three\nFour.")
    'One.\n\n- two\n- three\n\nFour.'
    """
    lines, there = before.split("\n"), [*paragraphs(before)]
    ends = [each.line - 1 + len(each.starts) for each in there]
    own = {
        in_cell("\n".join(lines[each.line - 1 : end])): number
        for number, (each, end) in enumerate(zip(there, ends, strict=True))
    }
    told = [line.strip() for line in text.split("\n") if line.strip()]
    written = ""
    for last, line in pairwise(["", *told]):
        at = own.get(line)
        if at is not None and at and own.get(last) == at - 1:
            gap = there[at].line - ends[at - 1]
        else:
            gap = 1 if last.startswith("- ") and line.startswith("- ") else 2
        raw = line if at is None else "\n".join(lines[there[at].line - 1 : ends[at]])
        written += ("\n" * gap if last else "") + raw
    return written


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
