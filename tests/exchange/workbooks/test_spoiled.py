"""A workbook that was spoiled is refused with sheet and cell, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.exchange.imports import import_file
from ictanalysis.language.errors import InputError
from tests.datasets import copy_of_real, loaded, snapshot
from tests.exchange.workbooks.books import Book

DOCUMENTS = "Văn bản điện tử"
SERVICES = "Dịch vụ công trực tuyến"
RECEPTION = "Tiếp công dân"
MAIL = "Thư điện tử công vụ"

Spoil = Callable[[Book], None]

CASES: dict[str, tuple[Spoil, str, str, str]] = {
    "text in a number cell": (
        lambda book: book.put(DOCUMENTS, "C6", "nhiều"),
        DOCUMENTS,
        "C6",
        "“nhiều” is not a number",
    ),
    "thousands with commas": (
        lambda book: book.put(DOCUMENTS, "C7", "16,401"),
        DOCUMENTS,
        "C7",
        "“16,401” is written for people: it probably means 16401",
    ),
    "a number of two meanings": (
        lambda book: book.put(DOCUMENTS, "C10", "79.373"),
        DOCUMENTS,
        "C10",
        "“79.373” is 79373 or 79.373",
    ),
    "a percent sign on a count": (
        lambda book: book.put(DOCUMENTS, "C7", "16401%"),
        DOCUMENTS,
        "C7",
        "“16401%” is not a number",
    ),
    "a percentage": (
        lambda book: book.put(DOCUMENTS, "C7", 0.7937, "percent"),
        DOCUMENTS,
        "C7",
        "is shown as a percentage, so that its value is 0.7937: it probably means 79.37",
    ),
    "a formula": (
        lambda book: book.formula(DOCUMENTS, "C7", "1+1", "2"),
        DOCUMENTS,
        "C7",
        "holds a formula",
    ),
    "a formula with the right result": (
        lambda book: book.formula(DOCUMENTS, "C7", "SUM(C8:C9)", "16401"),
        DOCUMENTS,
        "C7",
        "holds a formula",
    ),
    "a formula in a note": (
        lambda book: book.formula(DOCUMENTS, "G7", 'HYPERLINK("http://x")', "x"),
        DOCUMENTS,
        "G7",
        "holds a formula",
    ),
    "a date for a number": (
        lambda book: book.put(DOCUMENTS, "C7", 44319, "date"),
        DOCUMENTS,
        "C7",
        "is the day or time 2021-05-03, not a number",
    ),
    "a number for a date": (
        lambda book: book.put_xml(
            RECEPTION,
            "C7",
            '<v xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">44321</v>',
            {"s": "0"},
        ),
        RECEPTION,
        "C7",
        "is the number 44321, not a day",
    ),
    "a text for a date": (
        lambda book: book.put(RECEPTION, "C7", "31/04/2021"),
        RECEPTION,
        "C7",
        "“31/04/2021” is not a day: write it as YYYY-MM-DD",
    ),
    "a time of day": (
        lambda book: book.put(RECEPTION, "C7", 44321.5, "time"),
        RECEPTION,
        "C7",
        "holds a time of day beside the day",
    ),
    "decimals in a count": (
        lambda book: book.put(DOCUMENTS, "C7", 16401.5),
        DOCUMENTS,
        "C7",
        "“16401.5” has decimals, which a count cannot have",
    ),
    "a negative count": (
        lambda book: book.put(DOCUMENTS, "C7", -3),
        DOCUMENTS,
        "C7",
        "“-3” is negative",
    ),
    "an error": (
        lambda book: book.put_xml(
            DOCUMENTS,
            "C7",
            '<v xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">#REF!</v>',
            {"t": "e"},
        ),
        DOCUMENTS,
        "C7",
        "holds the error #REF!",
    ),
    "a huge number": (
        lambda book: book.put(DOCUMENTS, "C7", 1e20),
        DOCUMENTS,
        "C7",
        "100000000000000000000 has more than 15 digits",
    ),
    "too many decimals": (
        lambda book: book.put(DOCUMENTS, "C10", 79.3731937),
        DOCUMENTS,
        "C10",
        "79.3731937 has more than 6 decimals: round it",
    ),
    "a truth value": (
        lambda book: book.put_xml(
            DOCUMENTS,
            "C7",
            '<v xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">1</v>',
            {"t": "b"},
        ),
        DOCUMENTS,
        "C7",
        "is TRUE or FALSE",
    ),
    "no value": (
        lambda book: book.put(DOCUMENTS, "C7", None),
        DOCUMENTS,
        "C7",
        "has no value: write one (0 if there was none), or status M",
    ),
    "a value that is said to be missing": (
        lambda book: book.put(DOCUMENTS, "F7", "M – chưa có số liệu"),
        DOCUMENTS,
        "C7",
        "has a value and status M (missing)",
    ),
    "an unknown status": (
        lambda book: book.put(DOCUMENTS, "F7", "OK"),
        DOCUMENTS,
        "F7",
        "“OK” is not a status",
    ),
    "a number for a status": (
        lambda book: book.put(DOCUMENTS, "F7", 1),
        DOCUMENTS,
        "F7",
        "is not a status",
    ),
    "a day for a note": (
        lambda book: book.put(DOCUMENTS, "G7", 44321, "date"),
        DOCUMENTS,
        "G7",
        "is no text",
    ),
    "a wrong value under a note of two lines": (
        lambda book: _fill(book, DOCUMENTS, G6="hai\ndòng", C7="nhiều"),
        DOCUMENTS,
        "C7",
        "“nhiều” is not a number",
    ),
    "a letter that no page can show": (
        lambda book: book.put(DOCUMENTS, "G7", "ghi\ue000chú"),
        DOCUMENTS,
        "G7",
        "holds the character U+E000",
    ),
    "a deleted row": (
        lambda book: book.delete_row(DOCUMENTS, 8),
        DOCUMENTS,
        "A8",
        "the row of “Văn bản đi được ký số” is gone",
    ),
    "an inserted row above": (
        lambda book: book.insert_row(DOCUMENTS, 2),
        DOCUMENTS,
        "A5",
        "is “”, and was “Chỉ tiêu” in the template",
    ),
    "a row more": (
        lambda book: book.put(DOCUMENTS, "A12", "Văn bản đến"),
        DOCUMENTS,
        "A12",
        "the row is not one of the template",
    ),
    "a row twice": (
        lambda book: book.put(DOCUMENTS, "H9", "documents.signed"),
        DOCUMENTS,
        "A9",
        "repeats row 8: remove one",
    ),
    "a hidden row": (
        lambda book: book.hide_row(DOCUMENTS, 9),
        DOCUMENTS,
        "A9",
        "the row is hidden",
    ),
    "merged cells": (
        lambda book: book.merge(DOCUMENTS, "C6:C7"),
        DOCUMENTS,
        "C6",
        "is merged (C6:C7)",
    ),
    "another key": (
        lambda book: book.put(DOCUMENTS, "H9", "documents.received"),
        DOCUMENTS,
        "H9",
        "the key “documents.received” is not one of the template",
    ),
    "another label": (
        lambda book: book.put(DOCUMENTS, "A7", "Văn bản đến"),
        DOCUMENTS,
        "A7",
        "is “Văn bản đến”, and was “Văn bản đi” in the template",
    ),
    "another unit": (
        lambda book: book.put(DOCUMENTS, "B7", "nghìn văn bản"),
        DOCUMENTS,
        "B7",
        "is “nghìn văn bản”, and was “văn bản” in the template",
    ),
    "another header": (
        lambda book: book.put(DOCUMENTS, "C5", "Tháng trước"),
        DOCUMENTS,
        "C5",
        "is “Tháng trước”, and was “Giá trị”",
    ),
    "another month above": (
        lambda book: book.put(DOCUMENTS, "A2", "Số liệu tháng 6"),
        DOCUMENTS,
        "A2",
        "is “Số liệu tháng 6”, and was “Số liệu tháng 5 năm 2021",
    ),
    "words beside the table": (
        lambda book: book.put(DOCUMENTS, "J7", "kiểm tra lại"),
        DOCUMENTS,
        "J7",
        "stands outside of the table",
    ),
    "a formula beside the table": (
        lambda book: book.formula(DOCUMENTS, "J7", "C7", ""),
        DOCUMENTS,
        "J7",
        "stands outside of the table",
    ),
    "a cell far away": (
        lambda book: book.put(DOCUMENTS, "XFD1048576", 1),
        DOCUMENTS,
        "XFD1048576",
        "lies far outside of the table",
    ),
    "a deleted sheet": (
        lambda book: _delete_sheet(book, DOCUMENTS),
        DOCUMENTS,
        "A1",
        "the sheet is gone",
    ),
    "a sheet more": (
        lambda book: book.replace(
            "xl/workbook.xml",
            "</sheets>",
            '<sheet name="Nháp" sheetId="99" r:id="rId2"/></sheets>',
        ),
        "Nháp",
        "A1",
        "the sheet is not one of the template",
    ),
    "a choice that is none": (
        lambda book: _fill(book, SERVICES, A12="Dịch vụ khác", D12=1),
        SERVICES,
        "A12",
        "“Dịch vụ khác” is not in the list",
    ),
    "no choice": (
        lambda book: _fill(book, SERVICES, B12="Mức độ 3", D12=1),
        SERVICES,
        "A12",
        "nothing is chosen",
    ),
    "a choice that is there already": (
        lambda book: _fill(
            book, SERVICES, A12="Dịch vụ công trực tuyến cung cấp", B12="Mức độ 3", D12=1
        ),
        SERVICES,
        "A12",
        "repeats row 8",
    ),
}


def _fill(book: Book, sheet: str, **values: str | float) -> None:
    for cell, value in values.items():
        book.put(sheet, cell, value)


def _delete_sheet(book: Book, name: str) -> None:
    text = book.text("xl/workbook.xml")
    entry = next(part for part in text.split("<") if f'name="{name}"' in part)
    book.replace("xl/workbook.xml", f"<{entry}", "")


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_sheet_and_cell(may: bytes, tmp_path: Path, name: str) -> None:
    spoil, sheet, cell, problem = CASES[name]
    book = Book(may)
    spoil(book)
    file = tmp_path / "may.xlsx"
    file.write_bytes(book.content())
    path = copy_of_real(tmp_path)
    before = snapshot(path)
    with pytest.raises(InputError) as caught:
        import_file(file, loaded(path), replace=True)
    lines = str(caught.value).split("\n")
    expected = f"{file.as_posix()}, sheet “{sheet}”, cell {cell}: "
    told = [line.removeprefix(expected) for line in lines if line.startswith(expected)]
    assert any(problem in line for line in told), lines
    assert snapshot(path) == before


def test_all_problems_are_told_in_one_run(may: bytes, tmp_path: Path) -> None:
    book = Book(may)
    for spoil, *_rest in (
        CASES["text in a number cell"],
        CASES["a percentage"],
        CASES["no choice"],
        CASES["a text for a date"],
    ):
        spoil(book)
    file = tmp_path / "may.xlsx"
    file.write_bytes(book.content())
    with pytest.raises(InputError) as caught:
        import_file(file, loaded(copy_of_real(tmp_path)), replace=False)
    places = [line.partition(": ")[0].partition(", ")[2] for line in str(caught.value).split("\n")]
    assert places == [
        f"sheet “{DOCUMENTS}”, cell C6",
        f"sheet “{DOCUMENTS}”, cell C7",
        f"sheet “{SERVICES}”, cell A12",
        f"sheet “{RECEPTION}”, cell C7",
    ]


def test_after_a_hundred_problems_the_rest_is_counted(may: bytes, tmp_path: Path) -> None:
    book = Book(may)
    for row in range(20, 125):
        book.put(DOCUMENTS, f"A{row}", "thừa")
    file = tmp_path / "may.xlsx"
    file.write_bytes(book.content())
    with pytest.raises(InputError) as caught:
        import_file(file, loaded(copy_of_real(tmp_path)), replace=False)
    lines = str(caught.value).split("\n")
    assert len(lines) == 101
    assert lines[-1] == "and 5 more"
