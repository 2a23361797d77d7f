"""Values that are there already are replaced only where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.exchange.imports import import_file
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.workbooks import template
from ictanalysis.files.publication import make_folder
from ictanalysis.language.errors import UsageError
from tests.datasets import MAY, copy_of_real, edit, loaded, small, snapshot, write
from tests.exchange.workbooks.books import Book

DOCUMENTS = "Văn bản điện tử"


def changed(may: bytes, folder: Path) -> Path:
    """Return the file of a workbook in which two figures and a note differ."""
    book = Book(may)
    book.put(DOCUMENTS, "C7", 16402)
    book.put(DOCUMENTS, "F8", "P – sơ bộ")
    book.put("Bưu chính", "G6", None)
    file = folder / "may.xlsx"
    file.write_bytes(book.content())
    return file


def test_other_values_are_told_and_stay(may: bytes, tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    file = changed(may, tmp_path)
    before = snapshot(path)
    with pytest.raises(UsageError) as caught:
        import_file(file, loaded(path), replace=False)
    assert str(caught.value).split("\n") == [
        f"{file}, sheet “Bưu chính”, cell C6: postal.draft_decisions is 1, I; in "
        "data/2021-05/postal.csv:2 it is 1, I, “Suy ra: đếm dự thảo được nêu”",
        f"{file}, sheet “{DOCUMENTS}”, cell C7: documents.outgoing is 16402; in "
        "data/2021-05/documents.csv:3 it is 16401",
        f"{file}, sheet “{DOCUMENTS}”, cell C8: documents.signed is 13018, P; in "
        "data/2021-05/documents.csv:4 it is 13018",
        "nothing was written, for 3 values of 2021-05 would be replaced: add --replace if the "
        "workbook is right",
    ]
    assert snapshot(path) == before


def test_they_are_replaced_where_that_is_asked_for(may: bytes, tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    before = snapshot(path)
    told = [str(line) for line in import_file(changed(may, tmp_path), loaded(path), replace=True)]
    assert told == [
        f"2021-05: 2 tables are written to {path}/2021-05, 21 are as they were; 0 figures are "
        "new, 3 were replaced",
        "then run: ictanalysis check 2021-05",
    ]
    after = snapshot(path)
    different = {name for name in before | after if before.get(name) != after.get(name)}
    assert different == {"2021-05/documents.csv", "2021-05/postal.csv"}
    text = (path / "2021-05/documents.csv").read_text(encoding="utf-8")
    assert "outgoing,16402,,\nsigned,13018,P,\n" in text


def test_a_month_that_was_only_begun_is_filled_in(tmp_path: Path) -> None:
    path = small(tmp_path, {})
    make_folder(path / "2021-05", blank_month(loaded(path), MAY).texts)
    write(path / "2021-05/narrative.md", "## I Một\n\nTin của tháng.\n")
    book = Book(template(loaded(path), MAY))
    for cell, value in {"C6": 20, "C7": 12}.items():
        book.put("Văn bản", cell, value)
        book.put("Văn bản", cell.replace("C", "F"), None)
    file = tmp_path / "may.xlsx"
    file.write_bytes(book.content())
    told = [str(line) for line in import_file(file, loaded(path), replace=False)]
    assert "1 tables are written" in told[0]
    assert "2 figures are new, 0 were replaced" in told[0]
    text = (path / "2021-05/letters.csv").read_text(encoding="utf-8")
    assert text == "measure,value,status,note\nsent,20,,\nsigned,12,,\n"
    kept = (path / "2021-05/narrative.md").read_text(encoding="utf-8")
    assert kept == "## I Một\n\nTin của tháng.\n"


def test_a_row_that_the_workbook_lacks_is_told(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    file = tmp_path / "may.xlsx"
    file.write_bytes(template(loaded(path), MAY))
    edit(path / "2021-05/staff.csv", "gone,1,,\n", "gone,1,,\nopening,30,,đầu tháng\n")
    with pytest.raises(UsageError) as caught:
        import_file(file, loaded(path), replace=False)
    assert str(caught.value).split("\n")[0] == (
        f"data/2021-05/staff.csv:5: staff.opening is 30, “đầu tháng”, and has no row in {file}"
    )


def test_a_file_that_cannot_be_read_is_replaced_only_where_that_is_asked_for(
    tmp_path: Path,
) -> None:
    path = small(tmp_path, {"2021-05": {}})
    file = tmp_path / "may.xlsx"
    file.write_bytes(template(loaded(path), MAY))
    edit(path / "2021-05/staff.csv", "people,30", "people,ba mươi")
    with pytest.raises(UsageError, match=r"“ba mươi” is not a number.*the whole file would be"):
        import_file(file, loaded(path), replace=False)
    import_file(file, loaded(path), replace=True)
    text = (path / "2021-05/staff.csv").read_text(encoding="utf-8")
    assert text == "measure,value,status,note\npeople,30,,\njoined,1,,\ngone,1,,\n"
