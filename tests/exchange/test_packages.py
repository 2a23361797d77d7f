"""Packages as other programs write them: part names in another case, and with other slashes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from ictanalysis.exchange.packages import Limits, unpacked
from ictanalysis.exchange.sources.spreadsheets import excel_sheets
from ictanalysis.exchange.word.package import DOCUMENT, word_parts
from ictanalysis.exchange.workbooks.container import container
from ictanalysis.exchange.workbooks.sheets import read_sheets
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import _
from tests.exchange.word.documents import docx, paragraph

LIMITS = Limits(10_000_000, 10_000_000, 100, 100_000, _("is too large"), _("is damaged"))

OTHER_NAMES: dict[str, Callable[[str], str]] = {
    "SharedStrings": lambda name: name.replace("sharedStrings", "SharedStrings"),
    "lower case": str.lower,
    "upper case": str.upper,
    "folders in capitals": lambda name: name.replace("xl/", "XL/").replace("word/", "Word/"),
    "backslashes": lambda name: name.replace("/", "\\"),
    "one folder with a backslash": lambda name: name.replace("xl/", "xl\\").replace(
        "word/", "word\\"
    ),
    "a slash before": lambda name: f"/{name}",
    "Styles": lambda name: name.replace("styles.xml", "Styles.xml"),
}


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Huyện", "Tỷ lệ"])
    sheet.append(["Càng Long", 0.5])
    sheet["B2"].number_format = "0%"
    sheet.merge_cells("A4:B4")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def renamed(package: bytes, name: Callable[[str], str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as whole, zipfile.ZipFile(made, "w") as other:
        for each in whole.namelist():
            other.writestr(name(each), whole.read(each))
    return made.getvalue()


@pytest.mark.parametrize("name", OTHER_NAMES.values(), ids=OTHER_NAMES)
def test_a_workbook_is_read_whatever_its_parts_are_called(name: Callable[[str], str]) -> None:
    other = renamed(workbook(), name)
    assert read_sheets(other, "m.xlsx") == read_sheets(workbook(), "m.xlsx")
    [sheet] = excel_sheets(container(other, "m.xlsx"))
    assert sheet.cells[2, 1].value == "Càng Long"
    assert (sheet.cells[2, 2].value, sheet.cells[2, 2].percent) == (0.5, True)
    assert len(sheet.merged) == 1


@pytest.mark.parametrize("name", OTHER_NAMES.values(), ids=OTHER_NAMES)
def test_a_document_is_read_whatever_its_parts_are_called(name: Callable[[str], str]) -> None:
    parts = word_parts(renamed(docx(paragraph("Có 64 văn bản.")), name), "m.docx")
    assert "Có 64 văn bản." in parts[DOCUMENT].decode()


def test_a_part_that_calls_another_in_its_own_case_finds_it() -> None:
    """As a writer does whose names and references are all in capitals."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole, zipfile.ZipFile(made, "w") as other:
        for each in whole.namelist():
            part = whole.read(each).replace(b"worksheets/sheet1", b"Worksheets\\Sheet1")
            other.writestr(each.replace("worksheets/sheet1", "WORKSHEETS/sheet1"), part)
    assert read_sheets(made.getvalue(), "m.xlsx") == read_sheets(workbook(), "m.xlsx")


@pytest.mark.parametrize(
    "twin", ["XL/workbook.xml", "xl\\workbook.xml", "/xl/workbook.xml", "xl/Workbook.XML"]
)
def test_two_parts_of_one_name_are_refused(twin: str) -> None:
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr(twin, "<workbook/>")
    with pytest.raises(InputError, match="is damaged"):
        unpacked(content.getvalue(), "m.xlsx", LIMITS)


@pytest.mark.parametrize("hidden", ["XL/externalLinks/a.xml", "xl\\externalLinks\\a.xml"])
def test_what_is_refused_is_refused_by_other_names(hidden: str) -> None:
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr(hidden, "<externalLink/>")
    with pytest.raises(InputError, match="leads to other workbooks"):
        container(content.getvalue(), "m.xlsx")
