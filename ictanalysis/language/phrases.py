"""The words by which a text promises a list, leaves a gap, or names a month as history."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ictanalysis.language.messages import Language

_PROMISES: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(r"(?::|\b(?:gồm|gồm có|bao gồm|như sau|sau đây|cụ thể là))[\s.:;,…-]*$", re.I),
    "en": re.compile(r"(?::|\b(?:including|as follows|namely|the following))[\s.:;,…-]*$", re.I),
}
_GAP = re.compile(
    r"\.{4,}|(?<!\w)\.{3}(?!\w)|(?<![\w”\u2019])…(?!\w)|…{2,}|_{3,}|\[[\s.…]*\]|\?{2,}"
    r"|\b(?:TODO|TBD|FIXME)\b|\bx{3,}\b"
)
_HISTORY: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"so với|cùng kỳ|lũy kế|đính chính|đã công bố|dự kiến|chậm nhất|năm ngoái|năm trước|"
        r"kỳ trước|tháng trước|trước đây|bản cũ|thời hạn|hạn chót|\bsẽ\b",
        re.I,
    ),
    "en": re.compile(
        r"compared|than in|year to date|corrected|published|expected|planned|at the latest|"
        r"last year|previous|earlier|deadline|\bdue\b|\bwill\b",
        re.I,
    ),
}
_BOUND: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:từ|đến|tới|hết|trước|sau|cuối|đầu|giữa|hồi|kể từ|tính từ)"
        r"(?: (?:đầu|cuối|giữa|hết|trong|thời điểm))?\s*$",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:since|from|until|till|to|by|before|after|between|end of|start of|early|late|mid)"
        r"\s*$",
        re.I,
    ),
}
_SENTENCE = re.compile(r"[.;!?](?=\s|$)")


def promises_list(text: str, language: Language) -> bool:
    """Return whether a text ends as one that a list goes on from.

    Examples
    --------
    >>> promises_list("The office issued:", "en"), promises_list("Nothing was issued.", "en")
    (True, False)
    """
    return _PROMISES[language].search(text) is not None


def gap(text: str) -> str | None:
    """Return what stands where something is still to be written: dots, underscores, `TODO`.

    Examples
    --------
    >>> gap("The meeting of ..... was held"), gap("All is written.")
    ('.....', None)
    """
    found = _GAP.search(text)
    return found and found[0]


def is_history(text: str, start: int, end: int, language: Language) -> bool:
    """Return whether a sentence names the month between two places as one gone by or to come.

    It does if a word such as “compared” stands in it, or “since”, “until” right before the month.

    Examples
    --------
    >>> [is_history(each, 3, 13, "en") for each in ("In April 2021 it rose", "by April 2021")]
    [False, True]
    """
    before = _SENTENCE.split(text[:start])[-1]
    after = _SENTENCE.split(text[end:])[0]
    marked = _HISTORY[language].search(f"{before} {after}")
    return marked is not None or _BOUND[language].search(before) is not None
