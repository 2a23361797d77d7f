"""The file of a narrative with some of its words replaced, and all others as they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ictanalysis.language.paragraphs import Paragraph

_ITEM = "- "


@dataclass(frozen=True)
class Replacement:
    """Words of a paragraph of the narrative, and what takes their place."""

    paragraph: Paragraph
    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Removal:
    """A paragraph that is left out."""

    paragraph: Paragraph


@dataclass(frozen=True)
class Insertion:
    """A paragraph that is put in: behind another, or at the end of a section.

    Attributes
    ----------
    after
        The paragraph that it follows; None for none.
    section, title
        The section that it stands in, and how a heading of it goes on.
    text, item
        Its words, and whether it is an item of a list.
    """

    after: Paragraph | None
    section: str
    title: str
    text: str
    item: bool = False


Change = Replacement | Removal | Insertion


def revised(text: str, changes: Iterable[Change]) -> str:
    """Return the text of a narrative with some changes, the rest of it byte for byte.

    Parameters
    ----------
    text
        The file, with composed letters.
    changes
        None of which touch the same words.
    """
    lines = text.split("\n")
    ordered = sorted(enumerate(changes), key=lambda each: (_place(each[1], lines), each[0]))
    for _number, change in reversed(ordered):
        if isinstance(change, Replacement):
            _replace(lines, change)
        elif isinstance(change, Removal):
            _remove(lines, change.paragraph)
        else:
            _insert(lines, change)
    return "\n".join(lines)


def _place(change: Change, lines: Sequence[str]) -> tuple[int, int]:
    if isinstance(change, Replacement):
        return change.paragraph.line_at(change.start), change.start
    if isinstance(change, Removal):
        return change.paragraph.line, 0
    line = _last_line(change.after) if change.after else _end_of_section(lines, change.section)
    return line, len(lines[line - 1]) + 1 if line <= len(lines) else 0


def _replace(lines: list[str], change: Replacement) -> None:
    paragraph = change.paragraph
    first, column = _position(lines, paragraph, change.start)
    if change.start == change.end:
        last, end = first, column
    else:
        last, end = _position(lines, paragraph, change.end - 1)
        end += 1
    tail = lines[last][end:]
    lines[first : last + 1] = [f"{lines[first][:column]}{change.new}{tail}"]


def _position(lines: Sequence[str], paragraph: Paragraph, at: int) -> tuple[int, int]:
    """Return the index of the line on which a letter of a paragraph stands, and its column.

    The space that joins two lines stands at the end of the first.
    """
    number = paragraph.line_at(at) - paragraph.line
    line = lines[paragraph.line + number - 1]
    bare = line.removeprefix(_ITEM)
    column = len(line) - len(bare) + len(bare) - len(bare.lstrip())
    return paragraph.line + number - 1, column + at - paragraph.starts[number]


def _last_line(paragraph: Paragraph) -> int:
    return paragraph.line + len(paragraph.starts) - 1


def _remove(lines: list[str], paragraph: Paragraph) -> None:
    first, end = paragraph.line - 1, _last_line(paragraph)
    if not paragraph.item and end < len(lines) and not lines[end].strip():
        end += 1
    del lines[first:end]
    _close_topic(lines, first)


def _close_topic(lines: list[str], at: int) -> None:
    """Take out the heading of a topic under which nothing is left before a line."""
    last = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), None)
    after = next((line for line in lines[at:] if line.strip()), "#")
    if last is not None and lines[last].startswith("### ") and after.startswith("#"):
        del lines[last:at]


def _insert(lines: list[str], change: Insertion) -> None:
    written = f"{_ITEM}{change.text}" if change.item else change.text
    end = "\r" if lines[0].endswith("\r") else ""
    if change.after is not None:
        at = _last_line(change.after)
        apart = [] if change.item and change.after.item else [end]
        lines[at:at] = [*apart, written + end]
        return
    at = _end_of_section(lines, change.section)
    if at > len(lines):
        heading = f"## {change.section} {change.title}".strip()
        while len(lines) > 1 and not lines[-1].strip() and not lines[-2].strip():
            lines.pop()
        gap = [] if lines and not lines[-1].strip() else [end]
        lines[len(lines) :] = [*gap, heading + end, end, written + end, ""]
    else:
        lines[at:at] = [written + end, end]


def _end_of_section(lines: Sequence[str], section: str) -> int:
    """Return behind which line the general text of a section ends; beyond all where it is not."""
    begun = False
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            continue
        if begun:
            return number
        begun = line.split()[1:2] == [section]
    return len(lines) if begun else len(lines) + 1
