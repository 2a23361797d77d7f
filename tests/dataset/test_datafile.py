"""The text of a table as it is read, and what of it no page could show."""

from __future__ import annotations

import pytest

from ictanalysis.dataset.datafile import MOST_PROBLEMS, DataFile, clean_text
from ictanalysis.dataset.findings import Finding
from tests.datasets import MAY

HEADER = "measure,value,status,note\n"


def cleaned(text: str) -> tuple[str, list[Finding]]:
    return clean_text(DataFile(MAY, "letters", "data/2021-05/letters.csv", text))


def test_a_sound_text_stays_as_it_is() -> None:
    text = HEADER + "sent,20,,Suy ra: “12 + 8”\n"
    assert cleaned(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "read", "found", "line"),
    [
        ("\ufeffa\nb\n", "a\nb\n", "U+FEFF", 1),
        ("a\r\nb\r\n", "a\nb\n", "CR", 1),
        ("a\nb\rc\n", "a\nb\nc\n", "CR", 2),
        ("a\nho\u0302\u0300 so\u031b\n", "a\nhồ sơ\n", "NFD", 2),
    ],
    ids=["byte order mark", "Windows", "old Mac", "decomposed"],
)
def test_what_changes_no_figure_is_read_and_told_as_a_warning(
    text: str, read: str, found: str, line: int
) -> None:
    clean, warnings = cleaned(text)
    assert clean == read
    assert [(each.severity, each.found, each.line) for each in warnings] == [
        ("warning", found, line)
    ]


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x85", "\x9f"),
        *("\u202a", "\u202e", "\u2066", "\u2069", "\ue000", "\uf8ff", "\ufdd0", "\uffff"),
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_a_character_without_a_glyph_blocks_and_is_named_by_its_code(character: str) -> None:
    _clean, (finding,) = cleaned(f"{HEADER}sent,20,,a{character}b\n")
    code = f"U+{ord(character):04X}"
    assert (finding.severity, finding.line, finding.found) == ("error", 2, code)
    assert finding.blocks
    assert str(finding.message) == f"holds the character {code}, which cannot be printed: remove it"
    assert character not in finding.description.render("vi")


@pytest.mark.parametrize("character", ["\t", " ", "\u00a0", "\u2011", "\u2013", "ễ", "Đ", "😀"])
def test_what_can_be_printed_is_no_problem(character: str) -> None:
    assert cleaned(f"{HEADER}sent,20,,a{character}b\n")[1] == []


def test_a_word_without_an_end_is_told_by_its_beginning() -> None:
    word = "tổng" * 125
    _clean, (finding,) = cleaned(f"{HEADER}sent,20,,xem {word} rồi\n")
    assert (finding.severity, finding.line, finding.found) == ("error", 2, "tổng" * 5)
    # “20,,xem” is a word of its own; 125 × 4 letters are the fewest that count as endless.
    assert str(finding.message) == f"holds a word of 500 letters (“{'tổng' * 5}…”): divide it"


def test_a_long_word_and_a_long_sentence_may_stand() -> None:
    text = f"{HEADER}sent,20,,{'a' * 480} {'b ' * 2000}\n"
    assert cleaned(text)[1] == []


def test_a_file_full_of_problems_tells_the_first_hundred() -> None:
    _clean, problems = cleaned("a\x01\n" * 250)
    assert MOST_PROBLEMS == 100
    assert [each.line for each in problems] == list(range(1, 101))
