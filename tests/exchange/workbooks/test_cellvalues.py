"""What people write in a cell is taken where it has one meaning only."""

from __future__ import annotations

import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.workbooks.cellvalues import status_text, value_text
from ictanalysis.exchange.workbooks.filled import read_filled
from ictanalysis.exchange.workbooks.sheets import Cell
from ictanalysis.language.locales import Locale
from tests.exchange.workbooks.books import Book

COUNT, RATE, DAY = "documents.outgoing", "documents.signed_rate", "reception.periodic_date"


@pytest.mark.parametrize(
    ("key", "cell", "text"),
    [
        (DAY, Cell("04/6/2021", "s"), "2021-06-04"),
        (DAY, Cell(" 4-6-2021 ", "s"), "2021-06-04"),
        (DAY, Cell("04.06.2021", "s"), "2021-06-04"),
        (RATE, Cell("79,37", "s"), "79.37"),
        (RATE, Cell(79.36999999999999, "n"), "79.37"),
        (RATE, Cell(0.1 + 0.2, "n"), "0.3"),
        (COUNT, Cell(7253.999999999999, "n"), "7254"),
        (COUNT, Cell(0.1 * 3 * 10, "n"), "3"),
        (COUNT, Cell(16401.000000000002, "n"), "16401"),
        (RATE, Cell("79,37%", "s"), "79.37"),
        (RATE, Cell("79.37 %", "s"), "79.37"),
        (RATE, Cell("100%", "s"), "100"),
        (RATE, Cell(0.7937, "n", percent=True), "79.37"),
        (RATE, Cell("1.079,5", "s"), "1079.5"),
        (COUNT, Cell("1.234", "s"), "1234"),
        (COUNT, Cell("1.234.567", "s"), "1234567"),
        (COUNT, Cell("16\u00a0401\u00a0", "s"), "16401"),
        # Two meanings, or none: left to the reader of the table, which refuses it.
        (COUNT, Cell("1,234", "s"), "1,234"),
        (COUNT, Cell("1.234 567", "s"), "1.234 567"),
        (DAY, Cell("31/04/2021", "s"), "31/04/2021"),
        (DAY, Cell("04/6/21", "s"), "04/6/21"),
    ],
)
def test_a_value_is_read_as_people_write_it(real: Dataset, key: str, cell: Cell, text: str) -> None:
    assert value_text(cell, real.catalog.spec(real.catalog.resolve(key))) == text


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("E", "E"), ("e", "E"), ("E – ước tính", "E"), ("ước tính", "E"), ("Sơ bộ", "P"),
        ("E – estimated", "E"), ("gần đúng", "gần đúng"),
    ],
)  # fmt: skip
def test_a_status_may_be_its_name(written: str, code: str) -> None:
    assert status_text(Cell(written, "s"), Locale("vi")) == code


def test_a_sheet_that_was_renamed_is_known_by_its_table(real: Dataset, may: bytes) -> None:
    book = Book(may)
    book.replace("xl/workbook.xml", '"Văn bản điện tử"', '"VB"')
    book.put("VB", "C7", 16500)
    cells = read_filled(book.content(), "x.xlsx", real.files).tables["documents"].cells
    assert cells[real.catalog.resolve(COUNT)].value == 16500
