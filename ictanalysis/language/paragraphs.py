"""Plain text in paragraphs: what a narrative and a template of the report are written in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or an item of a list.

    Attributes
    ----------
    text
        Its lines, joined.
    line
        The line on which it begins.
    item
        Whether it is an item of a list.
    starts
        Where in `text` each of its lines begins.
    """

    text: str
    line: int
    item: bool = False
    starts: tuple[int, ...] = field(default=(0,), compare=False)

    def line_at(self, position: int) -> int:
        """Return the line on which a position of the text stands."""
        return self.line + bisect_right(self.starts, position) - 1


def paragraphs(text: str) -> Iterator[Paragraph]:
    r"""Yield the paragraphs of a text; lines that belong together are joined.

    A line that begins with `- ` is an item of a list, a line that begins with `#` stands alone, a
    blank line ends a paragraph. Nothing else means anything.

    Examples
    --------
    >>> [each.text for each in paragraphs("one\ntwo\n\n- three")]
    ['one two', 'three']
    """
    gathered: list[str] = []
    start, item = 0, False
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        begins_item, heading = line.startswith("- "), line.startswith("#")
        if gathered and (not line.strip() or begins_item or heading):
            yield _joined(gathered, start, item)
            gathered = []
        if heading:
            yield Paragraph(line.strip(), number)
        elif line.strip():
            if not gathered:
                start, item = number, begins_item
            gathered.append(line.removeprefix("- ").strip())


def _joined(lines: Sequence[str], start: int, item: bool) -> Paragraph:
    ends = accumulate(len(line) + 1 for line in lines[:-1])
    return Paragraph(" ".join(lines), start, item, (0, *ends))
