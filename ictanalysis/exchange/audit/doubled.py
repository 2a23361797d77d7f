"""Words that stand twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ictanalysis.exchange.audit.report import Place
from ictanalysis.exchange.audit.verdicts import Fault, quoted
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.messages import _

LONGEST = 4
"""Words of a phrase that is looked for."""

_WORD = re.compile(r"[^\W\d_]+")


def doubled(text: str, place: Place) -> Iterator[Fault]:
    """Yield the phrases that stand twice in a row.

    Single words are slips only where nobody writes them twice on purpose: Vietnamese doubles many.
    """
    words = [*_WORD.finditer(text)]
    at = 0
    while at < len(words):
        length = next((n for n in range(LONGEST, 0, -1) if _is_doubled(text, words, at, n)), 0)
        if length:
            start, end = words[at].start(), words[at + 2 * length - 1].end()
            phrase = text[start : words[at + length - 1].end()]
            message = _("“{words}” stands twice in a row", words=phrase)
            yield Fault(
                "doubled", message, place, quoted(text, start, end), text[start:end], phrase
            )
        at += 2 * length or 1


def _is_doubled(text: str, words: list[re.Match[str]], at: int, length: int) -> bool:
    both = words[at : at + 2 * length]
    if len(both) < 2 * length:
        return False
    if any(not text[one.end() : other.start()].isspace() for one, other in pairwise(both)):
        return False
    if both[length][0][:1].isupper() and both[0][0][:1].islower():
        return False  # a heading or a caption begins there
    first, second = (
        [each[0].casefold() for each in half] for half in (both[:length], both[length:])
    )
    if first != second or " ".join([*first, *second]) in prose.NOT_DOUBLED:
        return False
    return (length > 1 and len(set(first)) > 1) or first[0] in prose.SILENT
