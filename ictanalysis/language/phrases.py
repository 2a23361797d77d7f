"""The words by which a text promises a list, leaves a gap, or names a month as history."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ictanalysis.language.messages import Language

_PROMISES: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?::|\b(?:gồm|gồm có|bao gồm|như sau|sau đây|cụ thể là|(?:các|những)(?: [^\W\d_]+){1,4}"
        r"(?<!tháng)(?<!năm)(?<!ngày)(?<!kỳ)(?<!lần)(?<!phía) sau))[\s.:;,…-]*$",
        re.I,
    ),
    "en": re.compile(r"(?::|\b(?:including|as follows|namely|the following))[\s.:;,…-]*$", re.I),
}
_GAP = re.compile(
    r"\.{4,}|(?<!\w)\.{3}(?!\w)|(?<![\w”\u2019])(?<!\A)…(?!\w)|\A…(?=\W*\Z)|…{2,}|_{3,}|\[[\s.…]*\]|\?{2,}"
    r"|\b(?:TODO|TBD|FIXME)\b|\bx{3,}\b"
)
_LEFT: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:bổ sung|cập nhật|điền|viết|ghi|làm rõ) sau(?=\s*(?:[.;,)\]]|$))"
        r"|\((?:đang |sẽ |cần )?(?:cập nhật|bổ sung|điền)(?: thêm)?\)"
        r"|\bngày(?=\s+(?:tháng \d|/\d))|\bsố(?=:?\s+/[A-ZĐ])|(?<!thứ )\bXXX\b",
        re.I,
    ),
    "en": re.compile(
        r"\bto be (?:added|written|confirmed|completed|filled in)\b(?=\s*(?:[.;,)\]]|$))|\bXXX\b",
        re.I,
    ),
}
_HISTORY: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"so với|cùng kỳ|lũy kế|đính chính|đã công bố|dự kiến|chậm nhất|năm ngoái|năm trước|"
        r"kỳ trước|tháng trước|trước đây|bản cũ|thời hạn|hạn chót|\bsẽ\b|"
        r"hướng tới|tiến tới|chuẩn bị",
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
        r"(?: (?:đầu|cuối|giữa|hết|trong|thời điểm|ngày))*\s*$",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:since|from|until|till|to|by|before|after|between|end of|start of|early|late|mid)"
        r"\s*$",
        re.I,
    ),
}
_OCCASIONS: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"\b(?:công văn|quyết định|nghị quyết|nghị định|chỉ thị|thông tư|thông báo|kế hoạch|"
        r"tờ trình|hướng dẫn|kết luận|quy định|luật|pháp lệnh|công điện|văn bản|hợp đồng|báo cáo|"
        r"kỷ niệm|chào mừng|nhân dịp|dịp|lễ|tết|sinh|thành lập)\b|\bngày (?-i:[A-ZĐ])",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:law|act|decree|decision|circular|resolution|directive|letter|notice|plan|order|"
        r"regulation|report|rules|contract|anniversary|holiday|founded|born)\b"
        r"|(?-i:\b[A-Z][a-z]+ Day\b)",
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


def gap(text: str, language: Language) -> str | None:
    """Return what stands where something is still to be written: dots, underscores, `TODO`.

    Examples
    --------
    >>> [gap(each, "en") for each in ("The meeting of ..... was held", "To be added.", "Written.")]
    ['.....', 'To be added', None]
    """
    found = _GAP.search(text) or _LEFT[language].search(text)
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


def is_dated_otherwise(text: str, start: int, end: int, language: Language) -> bool:
    """Return whether a sentence names the day between two places as that of a paper or a feast.

    Examples
    --------
    >>> [is_dated_otherwise(each, 21, 32, "en") for each in ("Following the order of 2 May 2018",)]
    [True]
    """
    before = _SENTENCE.split(text[:start])[-1]
    return _OCCASIONS[language].search(f"{before}{text[start:end]}") is not None
