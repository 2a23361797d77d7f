"""Conditions in texts that carry figures.

A condition chooses among texts by what is stated of its figures:
`{if petitions.feedback}Received {petitions.feedback:unit}.{zero}Received none.{end}`. `{zero}` and
`{missing}` may be left out. A condition stands in one paragraph, or one item of a list, and never
inside another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Literal

from ictanalysis.language.placeholders import Part, Word, parse

Branch = Literal["", "if", "zero", "missing"]
"""Which text of a condition a part stands in: the one for stated figures, for nothing but zeros,
for a figure that is not stated; blank outside of conditions."""

Stated = Callable[[str], float | None]
"""Returns the value of a key as it was stated; None for a figure that is missing or derived."""


def choose(template: str, stated: Stated) -> Iterator[tuple[Part, Branch]]:
    """Yield the parts of a text that are printed, each with the text of a condition it stands in.

    If every figure of a condition is stated and one of them is not zero, it is the first text; if
    all are zero, that after `{zero}`, and the first one where there is none; if a figure is not
    stated, that after `{missing}`, and nothing where there is none.
    """
    parts = parse(template)
    here: Branch = ""
    wanted: Branch = ""
    for at, part in enumerate(parts):
        if not isinstance(part, Word):
            if here == wanted:
                yield part, here
        elif part.word == "if":
            here, wanted = "if", _branch([stated(key) for key in part.keys])
            if wanted == "zero" and not _has_zero(parts[at + 1 :]):
                wanted = "if"
        else:
            here = "zero" if part.word == "zero" else "missing"
            if part.word == "end":
                here = wanted = ""


def chosen(template: str, stated: Stated) -> str:
    """Return a text without its conditions, each replaced by the text that `choose` chooses."""
    return "".join(part.written for part, _branch in choose(template, stated))


def _branch(values: Sequence[float | None]) -> Branch:
    if None in values:
        return "missing"
    return "if" if any(values) else "zero"


def _has_zero(parts: Sequence[Part]) -> bool:
    words = (part.word for part in parts if isinstance(part, Word))
    return "zero" in takewhile(lambda word: word != "end", words)
