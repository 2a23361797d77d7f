"""The number and the day of a report, as the registry gave them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.dataset import read_dataset
from ictanalysis.dataset.registration import Registration
from tests.datasets import MAY, found, small, write


def test_a_report_has_no_number_until_it_is_registered(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    assert read_dataset(path).months[MAY].registration is None


@pytest.mark.parametrize("number", ["5", "05", " 5"])
def test_a_report_has_the_number_and_the_day_of_its_file(tmp_path: Path, number: str) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/registration.csv", f"number,date\n{number},2021-05-20\n")
    assert read_dataset(path).months[MAY].registration == Registration(5, date(2021, 5, 20))
    assert found(path) == []


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ("5/BC,2021-05-20", 2, "“5/BC” is not the number of a report"),
        ("0,2021-05-20", 2, "“0” is not the number of a report"),
        (",2021-05-20", 2, "“” is not the number of a report"),
        ("5,", 2, "the day of the report is missing or does not exist"),
        ("5,31/02/2021", 2, "the day of the report is missing or does not exist"),
        ("5,2021-02-31", 2, "the day of the report is missing or does not exist"),
        # The window of May closes on the 14th.
        ("5,2021-05-13", 2, "2021-05-13 is before 2021-05-14, the last day that the report covers"),
        ("5,9999-12-31", 2, "9999-12-31 is more than a year after 2021-05-14"),
        ("9999999,2021-05-20", 2, "“9999999” is not the number of a report"),
        ("5,2021-05-20\n6,2021-05-21", 3, "a report is registered once"),
        ("5", 2, "has 1 cells, not 2"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(
    tmp_path: Path, rows: str, line: int, message: str
) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/registration.csv", f"number,date\n{rows}\n")
    (finding,) = found(path)
    assert (finding.rule, finding.severity, finding.line) == ("structure", "error", line)
    assert finding.file == "data/2021-05/registration.csv"
    assert finding.message.render("en").startswith(message)


def test_a_file_without_a_row_is_no_registration(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/registration.csv", "number,date\n")
    assert found(path) == []


def test_the_number_of_an_earlier_report_is_no_input(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-04": {}, "2021-05": {}})
    for month in ("2021-04", "2021-05"):
        write(path / month / "registration.csv", "number,date\n")
    data = read_dataset(path)
    names = [each.parent.name for each in data.inputs(MAY) if each.name == "registration.csv"]
    assert names == ["2021-05"]
    earlier = data.inputs(pd.Period("2021-04", "M"))
    assert path / "2021-04/registration.csv" in earlier
