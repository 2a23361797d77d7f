"""With `language: en` a workbook, an export and a data package hold no Vietnamese letter."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.imports import import_file
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.tidydata import export
from ictanalysis.exchange.workbooks import read_filled, revision, template
from ictanalysis.language.errors import InputError
from tests.datasets import MAY, english_dataset, loaded, snapshot
from tests.exchange.workbooks.books import Book

JUNE = MAY + 1
TABLES = ("accounts.csv", "cases.csv", "documents.csv")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return english_dataset(tmp_path)


@pytest.fixture
def data(path: Path) -> Dataset:
    return loaded(path)


def vietnamese(texts: Iterable[bytes]) -> list[str]:
    """Return the letters with a Vietnamese mark."""
    return re.findall("[À-ÖØ-öø-ỹ]", "".join(text.decode() for text in texts))


def parts(workbook: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files(data: Dataset, form: str) -> Mapping[str, bytes]:
    content = export(data, [MAY - 1, MAY], form)  # type: ignore[arg-type]
    assert not isinstance(content, bytes)
    return content


def imported(content: bytes, path: Path) -> str:
    """Return the first line that importing a workbook yields."""
    file = path.parent / "filled.xlsx"
    file.write_bytes(content)
    return str(import_file(file, loaded(path), replace=False)[0])


@pytest.mark.parametrize("month", [MAY, JUNE], ids=str)
def test_a_template_is_in_english(data: Dataset, month: object) -> None:
    content = template(data, month)  # type: ignore[arg-type]
    assert vietnamese(parts(content).values()) == []


def test_a_template_names_its_sheets_columns_and_days_in_english(data: Dataset) -> None:
    book = load_workbook(io.BytesIO(template(data, MAY)))
    assert book.sheetnames == [
        "Guide",
        "Documents",
        "Cases",
        "Accounts",
        "Narrative",
        "Plan of tasks",
        "_ictanalysis",
    ]
    assert [cell.value for cell in book["Cases"][5]] == [
        "Indicator", "Level", "Channel", "Unit of measure", "Value", "Last month", "Worked out",
        "Data status", "Notes", "cases",
    ]  # fmt: skip
    assert book["Cases"]["B6"].value == "Total"
    assert book["Cases"]["A2"].value == (
        "Figures of May 2021, from 2021-05-01 to 2021-05-31. Source: Case system."
    )
    assert book["Guide"]["A1"].value == "FORM FOR THE FIGURES OF MAY 2021"
    statuses = {row[0].value: row[5].value for row in book["Accounts"].iter_rows(6, 12)}
    assert statuses["Accounts opened"] == "P – provisional"
    assert statuses["Sites"] == "B – break in series"
    day = book["Accounts"]["C12"]
    assert (day.value, day.number_format) == (datetime(2021, 5, 5), "yyyy-mm-dd")


def test_a_month_comes_back_with_the_same_bytes(path: Path) -> None:
    content = template(loaded(path), MAY)
    before = snapshot(path / "2021-05")
    shutil.rmtree(path / "2021-05")
    assert imported(content, path).startswith("2021-05: 3 tables are written to")
    after = snapshot(path / "2021-05")
    assert {name: after[name] for name in TABLES} == {name: before[name] for name in TABLES}


def test_a_new_month_is_filled_in_and_exported(path: Path) -> None:
    book = Book(template(loaded(path), JUNE))
    for row in range(6, 9):
        book.put("Documents", f"C{row}", {6: 5, 7: 3, 8: 2}[row])
    for row in range(6, 15):
        book.put("Cases", f"E{row}", 0)
    for row in range(6, 12):
        book.put("Accounts", f"C{row}", 1)
    # 44351 is 4 June 2021, counted from 1900 as Excel does.
    book.put("Accounts", "C12", 44351)
    book.put("Accounts", "F8", "E – estimated")
    book.put("Documents", "C9", None)
    book.put("Documents", "F9", "M – missing")
    assert imported(book.content(), path).startswith("2021-06: 3 tables are written to")
    text = (path / "2021-06" / "accounts.csv").read_text(encoding="utf-8")
    assert "closed,1,E,\n" in text
    assert "inspected,2021-06-04,,\n" in text
    content = export(loaded(path), [JUNE], "csv")
    assert not isinstance(content, bytes)
    assert ",accounts.inspected,accounts,inspected,,,,2021-06-04,day,date,A," in (
        content["observations.csv"].decode()
    )


def test_a_problem_is_named_by_the_english_sheet(data: Dataset) -> None:
    book = Book(template(data, MAY))
    book.put("Cases", "E5", "Giá trị")
    with pytest.raises(InputError, match="sheet “Cases”, cell E5: is “Giá trị”, and was “Value”"):
        read_filled(book.content(), "may.xlsx", data.files)


def test_a_template_of_may_changes_nothing(data: Dataset) -> None:
    filled = read_filled(template(data, MAY), "may.xlsx", data.files)
    assert revision(filled, data.files).texts == {}


@pytest.mark.parametrize("form", ["csv", "datapackage"])
def test_an_export_is_in_english(data: Dataset, form: str) -> None:
    assert vietnamese(files(data, form).values()) == []


def test_an_exported_workbook_is_in_english(data: Dataset) -> None:
    content = export(data, [MAY], "xlsx")
    assert isinstance(content, bytes)
    assert load_workbook(io.BytesIO(content)).sheetnames == ["Figures", "Dictionary"]
    assert vietnamese(parts(content).values()) == []


def test_a_data_package_has_an_english_title(data: Dataset) -> None:
    package = json.loads(files(data, "datapackage")["datapackage.json"])
    assert package["title"].startswith("Figures on information and communications of ")
    assert package["title"].endswith(", April 2021 to May 2021")
    fields = {each["name"]: each for each in package["resources"][0]["schema"]["fields"]}
    assert fields["status"]["title"] == "Data status"
    assert fields["level"]["title"] == "Level"


def test_the_files_of_a_new_month_are_in_english(data: Dataset) -> None:
    texts = blank_month(data, JUNE).texts
    assert vietnamese(text.encode() for text in texts.values()) == []
    assert "## I.2 Cases and accounts" in texts["narrative.md"]
