"""Template → filled in → imported yields the very files that the figures came from."""

from __future__ import annotations

import csv
import io
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from ictanalysis.analysis import Dataset
from ictanalysis.demo import dataset_texts
from ictanalysis.exchange.imports import import_file
from ictanalysis.exchange.tidydata import export
from ictanalysis.exchange.workbooks import read_filled, revision, template
from ictanalysis.files.publication import make_dataset
from tests.datasets import CATALOG, MAY, copy_of_real, loaded, small, snapshot, write
from tests.exchange.workbooks.books import Book

DAYS = [("Tiếp công dân", "C7"), ("Đánh giá chung", "C7")]
"""The cells that hold a day."""

OWN = ("plan.csv", "acknowledged.csv")


def tidy(data: Dataset, month: pd.Period) -> list[tuple[str, ...]]:
    """Return the exported observations of a month, without the place of each."""
    files = export(data, [month], "csv")
    assert not isinstance(files, bytes)
    rows = csv.DictReader(io.StringIO(files["observations.csv"].decode()))
    return sorted(
        tuple(value for name, value in row.items() if name not in {"file", "line"})
        for row in rows
        if not row["file"].endswith("plan.csv")
    )


def taken_in(content: bytes, path: Path, *, replace: bool = False) -> list[str]:
    """Return what importing a workbook says."""
    file = path.parent / "filled.xlsx"
    file.write_bytes(content)
    return [str(line) for line in import_file(file, loaded(path), replace=replace)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    make_dataset(folder, dataset_texts())
    return folder


# 2019-04 has a figure that is missing, 2019-09 a break, 2020-06 the slip.
@pytest.mark.parametrize("month", ["2019-04", "2019-09", "2020-06"])
def test_a_month_of_the_demonstration_comes_back(demo: Path, tmp_path: Path, month: str) -> None:
    period = pd.Period(month, "M")
    path = Path(shutil.copytree(demo, tmp_path / "data"))
    before = loaded(path)
    content = template(before, period)
    exported = tidy(before, period)
    shutil.rmtree(path / month)
    taken_in(content, path)
    after = loaded(path)
    assert tidy(after, period) == exported
    assert len(exported) > 100
    assert revision(read_filled(content, "x", after.files), after.files).texts == {}


def test_the_real_month_comes_back_with_the_same_bytes(may: bytes, tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    tables = {
        name: content
        for name, content in snapshot(path / "2021-05").items()
        if name.endswith(".csv") and name not in OWN
    }
    shutil.rmtree(path / "2021-05")
    told = taken_in(may, path)
    assert told[0] == (
        f"2021-05: 23 tables are written to {path}/2021-05, 0 are as they were; 95 figures are "
        "new, 0 were replaced"
    )
    made = snapshot(path / "2021-05")
    assert {name: made[name] for name in tables} == tables
    assert sorted(made.keys() - tables.keys()) == ["narrative.md", "plan.csv"]


def test_what_is_the_same_stays_as_it_is(may: bytes, tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    write(path / "2021-05/email.csv", "measure,value,status,note\r\nmailboxes,7648,A,\r\n"
          "new,2,,\r\nopening,7646,I,Suy ra: 7648 - 2\r\n")  # fmt: skip
    before = snapshot(path)
    assert taken_in(may, path)[0].endswith("0 figures are new, 0 were replaced")
    assert snapshot(path) == before


def test_a_new_month_is_filled_in(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    content = template(loaded(path), MAY + 1)
    book = Book(content)
    for sheet, cell in _empty(content):
        # 44351 is 4 June 2021, counted from 1900 as Excel does.
        book.put(sheet, cell, 44351 if (sheet, cell) in DAYS else 0)
    taken_in(book.content(), path)
    text = (path / "2021-06/reception.csv").read_text(encoding="utf-8")
    assert text.startswith(
        "measure,value,status,note\nperiodic_days,0,,\nperiodic_date,2021-06-04,,\n"
    )
    assert (path / "2021-06/narrative.md").is_file()
    assert (path / "2021-06/plan.csv").read_text(encoding="utf-8").count("2021-05,") == 6


def _empty(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield sheet and cell of each value that is to be filled in."""
    workbook = load_workbook(io.BytesIO(content))
    for sheet in workbook.worksheets[1:-3]:
        for number, row in enumerate(sheet.values, start=1):
            if number > 5 and row[-1] != "+":
                yield sheet.title, f"{chr(ord('A') + len(row) - 6)}{number}"


def test_rows_may_stand_in_another_order(may: bytes, real: Dataset) -> None:
    book = Book(may)
    book.swap_rows("Văn bản điện tử", 7, 9)
    filled = read_filled(book.content(), "x", real.files)
    assert revision(filled, real.files).texts == {}


def test_a_row_that_was_chosen_is_added(may: bytes, tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    book = Book(may)
    values = {
        "A13": "Chứng thư số cấp mới", "B13": "Cá nhân", "C13": "SIM PKI", "E13": 4,
        "H13": "P – sơ bộ", "I13": "=đếm lại",
    }  # fmt: skip
    for cell, value in values.items():
        book.put("Chứng thư số chuyên dùng", cell, value)
    before = snapshot(path)
    told = taken_in(book.content(), path)
    assert "1 tables are written" in told[0]
    assert "1 figures are new, 0 were replaced" in told[0]
    after = snapshot(path)
    changed = {name for name in after if before[name] != after[name]}
    assert changed == {"2021-05/certificates.csv"}
    lines = (path / "2021-05/certificates.csv").read_text(encoding="utf-8").split("\n")
    assert lines[-2] == "new,personal,sim_pki,4,P,=đếm lại"


@pytest.mark.parametrize("note", ["hai\ndòng", 'có "ngoặc", phẩy', "=1+1", "e\u0301", " hai bên "])
def test_a_note_comes_back(tmp_path: Path, note: str) -> None:
    path = small(tmp_path, {"2021-05": {}})
    book = Book(template(loaded(path), MAY))
    book.put("Cán bộ", "G6", note.replace('"', "&quot;"))
    taken_in(book.content(), path, replace=True)
    with (path / "2021-05/staff.csv").open(encoding="utf-8", newline="") as file:
        row = list(csv.reader(file))[1]
    assert row == ["people", "30", "", "é" if note == "e\u0301" else note]
    assert loaded(path).files.months[MAY].findings == []


def test_a_number_for_a_note_is_its_digits(may: bytes, real: Dataset) -> None:
    book = Book(may)
    book.put("Văn bản điện tử", "G7", 68)
    filled = read_filled(book.content(), "x", real.files)
    assert "outgoing,16401,,68\n" in filled.tables["documents"].text


def test_a_status_may_be_its_letter_alone(may: bytes, real: Dataset) -> None:
    book = Book(may)
    book.put("Văn bản điện tử", "F7", "E")
    filled = read_filled(book.content(), "x", real.files)
    assert "outgoing,16401,E,\n" in filled.tables["documents"].text


@pytest.mark.parametrize("name", ["tạm tính", "provisional"])
def test_the_letter_of_a_status_counts_and_not_its_name(
    may: bytes, real: Dataset, name: str
) -> None:
    book = Book(may)
    book.put("Văn bản điện tử", "F7", f"P – {name}")
    filled = read_filled(book.content(), "x", real.files)
    assert "outgoing,16401,P,\n" in filled.tables["documents"].text


def test_years_that_begin_in_1904_are_read_as_days(may: bytes, real: Dataset) -> None:
    book = Book(may)
    book.replace("xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')
    # 5 and 23 May 2021; 1 January 1904 is day 1462 of the years that begin in 1900.
    for (sheet, cell), day in zip(DAYS, (44321, 44339), strict=True):
        book.put(sheet, cell, day - 1462)
    filled = read_filled(book.content(), "x", real.files)
    assert revision(filled, real.files).texts == {}


def test_decomposed_letters_in_the_catalog_are_the_same_letters(tmp_path: Path) -> None:
    catalog = unicodedata.normalize("NFD", CATALOG)
    data = loaded(small(tmp_path, {"2021-05": {}}, catalog))
    filled = read_filled(template(data, MAY), "x.xlsx", data.files)
    assert revision(filled, data.files).texts == {}


def test_a_large_template_that_is_empty_keeps_every_place_open(tmp_path: Path) -> None:
    members = ", ".join(f"m{number}: Đơn vị {number}" for number in range(400))
    catalog = CATALOG.replace("{low: Thấp, high: Cao}", f"{{{members}}}")
    data = loaded(small(tmp_path, {}, catalog))
    content = template(data, MAY)
    filled = read_filled(content, "x.xlsx", data.files)
    assert {cell.status for cell in filled.tables["cases"].cells.values()} == {"M"}
    assert len(filled.tables["cases"].cells) == 1203
