"""The ledger: lines that are only added, and of which none can be changed without being found."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from ictanalysis.dataset.ledger import EMPTY, HEADER, Told, read_ledger, refuse_broken
from ictanalysis.language.errors import InputError


def told(month: str, key: str, value: str, report: str, *, note: str = "") -> Told:
    at = f"{month}-20T02:00:00Z"
    return Told(month, key, value, "A", note, 0, at, "Giám đốc", report)


MAY = [
    told("2021-05", "documents.signed", "13018", "a" * 64),
    told("2021-05", "portal.posts[language=km]", "", "a" * 64, note="chưa có,\n“số” liệu"),
]
JUNE = [
    replace(
        told("2021-05", "documents.signed", "13081", "b" * 64), published="2021-06-20T02:00:00Z"
    ),
    told("2021-06", "documents.signed", "14000", "b" * 64),
]


@pytest.fixture
def text() -> str:
    """Return a ledger of two publications."""
    text = HEADER + EMPTY.followed_by(MAY)
    return text + read_ledger(text).followed_by(JUNE)


def test_what_was_told_is_read_as_it_was_written(text: str) -> None:
    ledger = read_ledger(text)
    assert ledger.broken is None
    assert [(each.month, each.value, each.vintage, each.line) for each in ledger.lines] == [
        ("2021-05", "13018", 1, 2),
        ("2021-05", "", 1, 3),
        ("2021-05", "13081", 2, 4),
        ("2021-06", "14000", 1, 5),
    ]
    # A note is one line, so that a line is a figure.
    assert ledger.lines[1].note == "chưa có, “số” liệu"
    assert text.count("\n") == 5
    assert ledger.last()["2021-05", "documents.signed"].value == "13081"
    assert ledger.last(2)["2021-05", "documents.signed"].value == "13018"


def test_the_first_report_of_a_month_is_known_by_its_lines(text: str) -> None:
    ledger = read_ledger(text)
    assert ledger.first_report("2021-05") == (0, 2)
    assert ledger.first_report("2021-06") == (2, 4)
    assert ledger.first_report("2021-07") is None


def test_nothing_was_told_before_the_first_publication() -> None:
    for text in ("", HEADER):
        ledger = read_ledger(text)
        assert (list(ledger.lines), ledger.heads, ledger.broken) == ([], EMPTY.heads, None)


def test_any_changed_letter_is_found_at_its_line_or_the_next(text: str) -> None:
    """The last line is vouched for by the report that was published with it."""
    chance = random.Random(1)
    last = text.rstrip("\n").rfind("\n")
    for _time in range(200):
        at = chance.randrange(last)
        other = chance.choice([each for each in "0123456789ax," if each != text[at]])
        line = text.count("\n", 0, at) + 1
        broken = read_ledger(text[:at] + other + text[at + 1 :]).broken
        assert broken is not None
        assert broken.line in {line, line + 1}


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_line_that_is_gone_or_put_in_is_found(text: str, gone: int) -> None:
    lines = text.split("\n")
    without = read_ledger("\n".join([*lines[:gone], *lines[gone + 1 :]]))
    assert without.broken is not None
    assert without.broken.line == gone + 1
    twice = read_ledger("\n".join([*lines[: gone + 1], *lines[gone:]]))
    assert twice.broken is not None
    assert twice.broken.line == gone + 2


CHANGES: Mapping[str, tuple[Callable[[str], str], int, str]] = {
    "no last end": (lambda text: text[:-1], 5, "ends in the middle of a line"),
    "torn": (lambda text: text[:-40], 5, "ends in the middle of a line"),
    "header": (lambda _text: "month,key\n", 1, "is not the first line of a ledger"),
    "month": (lambda text: text.replace("2021-06,", "2021-66,"), 5, "is not a line of a ledger"),
    "blank line": (lambda text: f"{text}\n", 6, "is not a line of a ledger"),
    "few cells": (lambda text: f"{text}a,b\n", 6, "is not a line of a ledger"),
    "vintage": (
        lambda text: text.replace(",1,2021-06", ",one,2021-06"), 5, "is not a line of a ledger"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_no_ledger_is_told_with_its_line(text: str, name: str) -> None:
    change, line, problem = CHANGES[name]
    ledger = read_ledger(change(text))
    assert ledger.broken is not None
    assert (ledger.broken.line, str(ledger.broken.problem)) == (line, problem)
    with pytest.raises(InputError, match=f"ledger.csv, line {line}: {problem}"):
        refuse_broken(ledger, "data/ledger.csv")
