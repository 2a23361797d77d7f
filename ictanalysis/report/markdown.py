"""Markdown of a report: texts escaped, and paragraphs and lists put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | {mark: f"&#{ord(mark)};" for mark in r"$\_"}
    | {mark: f"\\{mark}" for mark in r"`*[]#|~^"}
)
"""What stands for a character that means something in Markdown, HTML or mathematics."""

_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")


@dataclass(frozen=True)
class Prose:
    """Markdown that a notebook displays and the exporters print.

    Its text is escaped; its only markup is the structure of paragraphs and lists, and one
    `<span class="figure">` around each bound number, which says where it comes from.
    """

    markdown: str

    def _repr_markdown_(self) -> str:
        return self.markdown

    def __add__(self, other: Prose) -> Prose:
        return Prose("\n\n".join(part for part in (self.markdown, other.markdown) if part))


def escape(text: str) -> str:
    r"""Return Markdown that shows a text in one line and as it is, whatever it contains.

    Examples
    --------
    >>> escape("*<b>* $x$")
    '\\*&lt;b&gt;\\* &#36;x&#36;'
    """
    marked = _SPACE.sub(" ", text).translate(_ESCAPED).replace("://", "&#58;//")
    return no_list(marked)


def no_list(text: str) -> str:
    """Return Markdown that begins no list and no heading."""
    return _LEADING.sub(lambda match: (match[1] or "") + "\\" + (match[2] or match[3]), text)


def joined(items: Sequence[tuple[bool, Sequence[str]]]) -> Prose:
    """Return paragraphs and items of lists in their order.

    Parameters
    ----------
    items
        Whether it is an item of a list, then its text and the texts of the list under it, all in
        Markdown.
    """
    lines: list[str] = []
    before = False
    for item, (text, *inner) in items:
        if lines and not (item and before):
            lines.append("")
        before = item
        lines.append(f"- {text}" if item else text)
        if inner and not item:
            lines.append("")
        lines += [f"  - {line}" if item else f"- {line}" for line in inner]
    return Prose("\n".join(lines))


def quoted(text: str) -> str:
    """Return a text fit for HTML inside Markdown, as an attribute or between tags."""
    return "".join(
        char if char.isalnum() or char in " ./:,;-" else f"&#{ord(char)};" for char in text
    )
