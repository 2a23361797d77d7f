from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.dataset.findings import Finding
from tests.datasets import LETTERS, found, small


def told(folder: Path, sent: int, signed: int, stated: str) -> list[Finding]:
    rows = f"sent,{sent},,\nsigned,{signed},,\nunsigned,{sent - signed},,\nsigned_rate,{stated},,\n"
    return found(small(folder, {"2021-05": {"letters": rows}}))


@pytest.mark.parametrize(
    ("sent", "signed", "stated"),
    [
        (16401, 13018, "79.37"),
        (3, 1, "33.33"),
        (3, 2, "66.67"),
        (160, 23, "14.38"),
        (800, 57, "7.13"),
        (7, 7, "100"),
        (7, 0, "0.00"),
    ],
)
def test_a_rate_that_is_rounded_rightly_agrees(
    tmp_path: Path, sent: int, signed: int, stated: str
) -> None:
    assert told(tmp_path, sent, signed, stated) == []


@pytest.mark.parametrize(
    ("sent", "signed", "stated", "expected"),
    [
        (16401, 13018, "79.38", 79.37),
        (16401, 13018, "79.36", 79.37),
        (16401, 13018, "73.97", 79.37),
        (3, 1, "33.34", 33.33),
        (7, 7, "10", 100.0),
        (800, 113, "14.2", 14.13),
        (800, 57, "7.2", 7.13),
    ],
)
def test_a_rate_that_its_parts_do_not_give_is_told_with_the_right_one(
    tmp_path: Path, sent: int, signed: int, stated: str, expected: float
) -> None:
    (finding,) = told(tmp_path, sent, signed, stated)
    assert (finding.rule, finding.severity, finding.line) == ("ratio", "error", 5)
    assert (finding.measure, finding.found) == ("signed_rate", float(stated))
    assert finding.expected == expected
    assert f"{signed:,} of {sent:,}" in str(finding.message)


def test_a_rate_of_a_missing_part_is_a_warning(tmp_path: Path) -> None:
    rows = LETTERS.replace("signed,12,,", "signed,,M,", 1) + "signed_rate,60,,\n"
    findings = found(small(tmp_path, {"2021-05": {"letters": rows}}))
    assert [(each.rule, each.severity) for each in findings] == [
        ("ratio", "warning"),
        ("missing", "info"),
    ]


def test_a_rate_of_nothing_is_not_computed(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, 0, 0, "0")
    assert (finding.rule, finding.severity) == ("ratio", "warning")
    assert "is stated, but cannot be computed" in str(finding.message)


def test_a_rate_with_its_digits_swapped_is_told_first(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, 16401, 13018, "73.97")
    (rate,), *others = finding.remedies
    assert (rate.line, rate.meant, rate.slip) == (5, 79.37, "swapped")
    # 12,132 of 16,401 is 73.97 too, but then the sum does not hold.
    assert [[each.line for each in way] for way in others] == []


def test_a_side_of_a_rate_that_nothing_else_holds_is_told_as_a_span(tmp_path: Path) -> None:
    rows = "sent,16401,,\nsigned,13081,,\nsigned_rate,79.37,,\n"
    (finding,) = found(small(tmp_path, {"2021-05": {"letters": rows}}))
    spans = {way[0].line: (way[0].lowest, way[0].highest) for way in finding.remedies}
    assert spans == {2: (16480.0, 16482.0), 3: (13017.0, 13018.0), 4: (79.76, 79.76)}
