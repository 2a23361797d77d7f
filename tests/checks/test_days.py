from __future__ import annotations

from pathlib import Path

import pytest

from tests.datasets import copy_of_real, edit, found

DAY = "periodic_date,2021-05-05"


@pytest.mark.parametrize("day", ["2021-04-15", "2021-05-01", "2021-05-31"])
def test_a_day_of_the_window_or_of_the_month_is_its_own(tmp_path: Path, day: str) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/reception.csv", DAY, f"periodic_date,{day}")
    assert [each for each in found(path) if each.rule == "bound"] == []


@pytest.mark.parametrize(
    ("day", "shown"), [("2021-04-14", "14/4/2021"), ("2021-06-01", "01/6/2021")]
)
def test_a_day_outside_is_a_warning_with_its_place(tmp_path: Path, day: str, shown: str) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/reception.csv", DAY, f"periodic_date,{day}")
    (finding,) = (each for each in found(path) if each.rule == "bound")
    assert finding.severity == "warning"
    assert (finding.table, finding.measure, finding.found) == ("reception", "periodic_date", day)
    assert str(finding.description) == (
        f"data/2021-05/reception.csv, line 3: “Ngày tiếp công dân định kỳ” is {shown}, which lies "
        "outside the month: see whether it is still last month's"
    )
