"""Plain text in paragraphs: what a narrative and a template of the report are written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Paragraph", "paragraphs"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or an item of a list, with the line on which it begins."""

    text: str
    line: int
    item: bool = False


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
            yield Paragraph(" ".join(gathered), start, item)
            gathered = []
        if heading:
            yield Paragraph(line.strip(), number)
        elif line.strip():
            if not gathered:
                start, item = number, begins_item
            gathered.append(line.removeprefix("- ").strip())
