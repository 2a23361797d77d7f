"""Words in one place: what a reader sees in Vietnamese stands in the catalogue, not in the code."""

from __future__ import annotations

import unicodedata

import pytest

from tests.layering import FILES, PACKAGE

SPEAKS_VIETNAMESE = {
    "language/locales.py",  # how Vietnamese writes numbers, dates and lists
    "language/dates.py",  # how a Vietnamese text writes a day
    "language/phrases.py",  # by which words it promises a list, or names history
    "exchange/sources/officewords.py",  # how offices head their tables
    "language/prose_vi.py",  # by which words it tells totals, parts and rates
    "language/kinds_vi.py",  # how a Vietnamese text writes dates and numbers of documents
}
MARKS = {"GRAVE", "ACUTE", "HOOK ABOVE", "TILDE", "DOT BELOW", "CIRCUMFLEX", "BREVE", "HORN"}


def vietnamese_letters(text: str) -> set[str]:
    """Return the letters of a text that Vietnamese has and English has not."""
    return {letter for letter in unicodedata.normalize("NFC", text) if is_vietnamese(letter)}


def is_vietnamese(letter: str) -> bool:
    """Return whether a letter is `đ`, or a vowel with one or two of the marks of Vietnamese."""
    vowel, *marks = unicodedata.normalize("NFD", letter.lower())
    names = {unicodedata.name(mark, "").removeprefix("COMBINING ") for mark in marks}
    known = {name.removesuffix(" ACCENT") for name in names} <= MARKS
    return vowel == "đ" or (vowel in "aeiouy" and marks != [] and known)


def speaks_vietnamese(name: str) -> bool:
    return name.startswith("demo/") or name in SPEAKS_VIETNAMESE


NAMES = {path.relative_to(PACKAGE).as_posix(): path for path in FILES}


@pytest.mark.parametrize("name", [name for name in sorted(NAMES) if not speaks_vietnamese(name)])
def test_no_word_of_vietnamese_stands_in_the_code(name: str) -> None:
    lines = NAMES[name].read_text(encoding="utf-8").split("\n")
    found = [f"{name}:{n}: {line}" for n, line in enumerate(lines, 1) if vietnamese_letters(line)]
    assert found == []


@pytest.mark.parametrize("name", sorted(SPEAKS_VIETNAMESE))
def test_a_module_that_may_speak_vietnamese_does(name: str) -> None:
    assert vietnamese_letters(NAMES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Sở Thông tin và Truyền thông", "ởôàềô"),
        ("ĐẮK LẮK", "ĐẮ"),
        ("bo\u031b\u0309 so\u0302\u0301", "ởố"),
        ("σ × – “–” Å ñ ç ø ß", ""),
        ("plain", ""),
    ],
)
def test_a_letter_of_vietnamese_is_known(text: str, letters: str) -> None:
    assert vietnamese_letters(text) == set(letters)
