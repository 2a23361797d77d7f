from __future__ import annotations

from pathlib import Path

import pytest

from tests.datasets import CASES, LETTERS, found, small

USUAL = [100, 104, 98, 102, 96, 100, 104, 98, 102, 96, 100, 104]
"""Twelve months whose mean is 100.3 and whose moving ranges are about 5: limits near 88 and 113."""


def letters(sent: int, status: str = "") -> str:
    return f"sent,{sent},{status},\nsigned,{sent},,\nunsigned,0,,\n"


def told(folder: Path, values: list[int], last: str) -> list[str]:
    names = [f"2020-{month:02d}" for month in range(1, len(values) + 1)]
    months = {name: {"letters": letters(each)} for name, each in zip(names, values, strict=True)}
    path = small(folder, {**months, "2021-01": {"letters": last}})
    findings = (each for each in found(path, "2021-01") if each.rule == "outlier")
    return [str(each.message) for each in findings if each.measure == "sent"]


def test_what_is_twice_as_much_as_usual_is_remarked_on(tmp_path: Path) -> None:
    assert told(tmp_path, USUAL, letters(210)) == [
        "“Gửi đi” is 210; in the last 12 months it was about 100: see whether it is right"
    ]


@pytest.mark.parametrize("value", [50, 1010, 10])
def test_half_ten_times_or_a_tenth_is_remarked_on(tmp_path: Path, value: int) -> None:
    assert len(told(tmp_path, USUAL, letters(value))) == 1


@pytest.mark.parametrize("value", [100, 113, 130, 190, 55])
def test_what_is_less_than_that_is_not(tmp_path: Path, value: int) -> None:
    assert told(tmp_path, USUAL, letters(value)) == []


def test_growth_is_no_outlier(tmp_path: Path) -> None:
    growing = [20 * 2**month for month in range(12)]
    assert told(tmp_path, growing, letters(50_000)) == []


def test_a_few_more_of_a_few_are_none(tmp_path: Path) -> None:
    assert told(tmp_path, [3, 4, 3, 5, 4, 3, 4, 5, 3, 4, 3, 4], letters(12)) == []


def test_nothing_is_held_against_what_lies_before_a_break(tmp_path: Path) -> None:
    assert told(tmp_path, USUAL, letters(1000, "B")) == []


@pytest.mark.parametrize(
    ("before", "now", "finds"),
    [(100, 500, True), (100, 499, False), (500, 100, True), (10, 59, False), (0, 400, False)],
)
def test_with_little_history_five_times_last_month_is_remarked_on(
    tmp_path: Path, before: int, now: int, finds: bool
) -> None:
    path = small(
        tmp_path, {"2021-04": {"letters": letters(before)}, "2021-05": {"letters": letters(now)}}
    )
    findings = [each for each in found(path) if each.rule == "outlier" and each.measure == "sent"]
    assert [str(each.message) for each in findings] == (
        [f"“Gửi đi” is {now}; last month it was {before}: see whether it is right"] if finds else []
    )
    assert not any(each.blocks for each in findings)


def test_a_first_month_has_nothing_to_be_held_against(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {"letters": LETTERS, "cases": CASES}})
    assert [each for each in found(path) if each.rule == "outlier"] == []
