from __future__ import annotations

from pathlib import Path

import pytest

from tests.datasets import copy_of_real, edit, found

DAY = "periodic_date,2021-05-05"


@pytest.mark.parametrize("day", ["2021-04-15", "2021-05-01", "2021-05-31", "2021-06-30"])
def test_a_day_of_the_window_or_one_to_come_can_be_meant(tmp_path: Path, day: str) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/reception.csv", DAY, f"periodic_date,{day}")
    assert [each for each in found(path) if each.rule == "day_outside"] == []


@pytest.mark.parametrize(
    ("day", "shown"), [("2021-04-14", "14/4/2021"), ("2021-07-01", "01/7/2021")]
)
def test_a_day_outside_is_an_error_with_its_place(tmp_path: Path, day: str, shown: str) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/reception.csv", DAY, f"periodic_date,{day}")
    (finding,) = (each for each in found(path) if each.rule == "day_outside")
    assert finding.severity == "error"
    assert (finding.table, finding.measure, finding.found) == ("reception", "periodic_date", day)
    assert str(finding.description) == (
        f"data/2021-05/reception.csv, line 3: “Ngày tiếp công dân định kỳ” is {shown}, and this "
        "report tells of 15/4/2021 to 30/6/2021: see whether it is still last month's"
    )
