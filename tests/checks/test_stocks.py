from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.dataset.findings import Finding
from tests.datasets import STAFF, copy_of_real, edit, found, repeat_may, small


def told(folder: Path, now: str, before: str = STAFF, month: str = "2021-04") -> list[Finding]:
    path = small(folder, {month: {"staff": before}, "2021-05": {"staff": now}})
    return [each for each in found(path) if each.rule == "stock"]


@pytest.mark.parametrize(
    ("now", "closings"),
    [
        ("people,32,,\njoined,3,,\ngone,1,,\n", []),
        ("people,33,,\njoined,3,,\n", []),
        ("people,33,,\njoined,3,,\ngone,1,,\n", [(33.0, 32.0)]),
        ("people,30,,\njoined,0,,\n", []),
        ("people,31,,\njoined,0,,\n", [(31.0, 30.0)]),
        ("people,99,B,\njoined,0,,\n", []),
        ("people,99,,\njoined,,M,\n", []),
        ("people,99,,\njoined,3,,\ngone,,M,\n", []),
        ("people,,M,\njoined,3,,\n", []),
    ],
)
def test_a_stock_follows_last_month_and_its_flows(
    tmp_path: Path, now: str, closings: list[tuple[float, float]]
) -> None:
    assert [(each.found, each.expected) for each in told(tmp_path, now)] == closings


def test_the_message_shows_the_reckoning(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, "people,33,,\njoined,3,,\ngone,1,,\n")
    assert (finding.severity, finding.measure, finding.line) == ("error", "people", 2)
    assert str(finding.message) == (
        "“Số người” is 33, but 30 at the start, 3 added and 1 removed make 32"
    )


def test_a_month_further_back_is_not_last_month(tmp_path: Path) -> None:
    assert told(tmp_path, "people,99,,\njoined,0,,\n", month="2021-03") == []


def test_last_month_over_new_year(tmp_path: Path) -> None:
    now = {"staff": "people,31,,\njoined,0,,\n"}
    path = small(tmp_path, {"2020-12": {}, "2021-01": now})
    (finding,) = (each for each in found(path, "2021-01") if each.rule == "stock")
    assert (finding.found, finding.expected) == (31.0, 30.0)


def test_a_missing_closing_of_last_month_is_no_zero(tmp_path: Path) -> None:
    before = "people,,M,\njoined,3,,\n"
    assert told(tmp_path, "people,5,,\njoined,5,,\n", before) == []


def test_a_flow_whose_row_is_absent_is_told_once_as_missing(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-04": {}, "2021-05": {"staff": "people,33,,\n"}})
    assert [each.rule for each in found(path) if each.blocks] == ["missing"]


@pytest.mark.parametrize(
    ("opening", "found_and_expected"),
    [
        ("30", []),
        ("29", [(29.0, 30.0, 3), (32.0, 31.0, 2)]),
    ],
)
def test_a_stated_opening_is_last_months_closing(
    tmp_path: Path, opening: str, found_and_expected: list[tuple[float, float, int]]
) -> None:
    findings = told(tmp_path, f"people,32,,\nopening,{opening},,\njoined,3,,\ngone,1,,\n")
    assert [(each.found, each.expected, each.line) for each in findings] == sorted(
        found_and_expected, key=lambda each: each[2]
    )


def test_an_opening_that_differs_names_the_place_of_the_closing(tmp_path: Path) -> None:
    findings = told(tmp_path, "people,31,,\nopening,29,,\njoined,3,,\ngone,1,,\n")
    (finding,) = findings
    assert finding.measure == "opening"
    assert "last month closed with 30" in str(finding.message)
    assert "2021-04/staff.csv, line 2" in str(finding.message)


def test_an_opening_that_is_missing_gives_way_to_last_month(tmp_path: Path) -> None:
    findings = told(tmp_path, "people,40,,\nopening,,M,\njoined,3,,\ngone,1,,\n")
    assert [(each.found, each.expected) for each in findings] == [(40.0, 32.0)]


@pytest.mark.parametrize(
    "row",
    ["people,32,B,\nopening,29,,\n", "people,31,,\nopening,29,B,\n"],
    ids=["closing", "opening"],
)
def test_a_break_is_not_crossed(tmp_path: Path, row: str) -> None:
    assert told(tmp_path, row + "joined,3,,\ngone,1,,\n") == []


def test_certificates_of_two_real_months(tmp_path: Path) -> None:
    """Đắk Nông, end of 2021: 3.228 issued = 2.485 active + 743 revoked."""
    path = copy_of_real(tmp_path)
    june = repeat_may(path) / "certificates.csv"
    edit(june, "active,,,2233", "active,,,1500")
    edit(june, "organization,,469", "organization,,400")
    edit(june, "personal,,1764", "personal,,1100")
    edit(june, "usb,1727", "usb,1000")
    edit(june, "sim_pki,37", "sim_pki,100")
    edit(june, "new,,,10,,", "new,,,10,,\nrevoked,,,743,,")
    edit(june, "opening,,,2223", "opening,,,2233")
    edit(path / "2021-06/email.csv", "7646", "7648")
    edit(path / "2021-06/email.csv", "mailboxes,7648", "mailboxes,7650")
    assert [each.rule for each in found(path, "2021-06") if each.blocks] == []
    edit(june, "743", "742")
    blocking = [each for each in found(path, "2021-06") if each.blocks]
    assert [(each.rule, each.found, each.expected) for each in blocking] == [
        ("stock", 1500.0, 1501.0)
    ]


LAST = ("data/2021-04/staff.csv", 2)
OPENING, PEOPLE = ("data/2021-05/staff.csv", 3), ("data/2021-05/staff.csv", 2)


@pytest.mark.parametrize(
    ("now", "remedies"),
    [
        # 29 + 3 − 1 = 31, so only last month's 30 disagrees.
        ("people,31,,\nopening,29,,\njoined,3,,\ngone,1,,\n", [{LAST: 29}]),
        # 30 + 3 − 1 = 32: the opening alone is wrong.
        ("people,32,,\nopening,29,,\njoined,3,,\ngone,1,,\n", [{OPENING: 30}]),
        # Nothing says what came of an opening whose flow is missing; last month was published.
        ("people,31,,\nopening,29,,\njoined,,M,\ngone,1,,\n", [{OPENING: 30}, {LAST: 29}]),
    ],
    ids=["closing follows", "closing does not", "flow is missing"],
)
def test_what_would_mend_an_opening_that_differs(
    tmp_path: Path, now: str, remedies: list[dict[tuple[str, int], float]]
) -> None:
    for each in told(tmp_path, now):
        found = [{(one.file, one.line): one.meant for one in way} for way in each.remedies]
        assert found == remedies


def test_a_stock_and_its_opening_are_told_together(tmp_path: Path) -> None:
    """29 + 3 − 1 is not 40, and neither is 30 + 3 − 1."""
    closing, opening = told(tmp_path, "people,40,,\nopening,29,,\njoined,3,,\ngone,1,,\n")
    ways = [{(one.file, one.line): one.meant for one in way} for way in opening.remedies]
    assert {OPENING: 30, PEOPLE: 32} in ways
    assert all(len(way) == 2 for way in ways)
    assert closing.remedies == opening.remedies
