from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from ictanalysis.exchange.sources import sourcefile
from ictanalysis.exchange.sources.delimited import delimited_sheet
from ictanalysis.exchange.sources.sourcefile import source_file
from ictanalysis.language.errors import InputError
from tests.datasets import MAY
from tests.exchange.sources.offices import Grid, libreoffice, ods, two_storeys

SOUND = two_storeys(MAY, moved=False).content
TABLE = "Chỉ tiêu;Số lượng\nVăn bản đi;16.401\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def told(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        source_file(path)
    return str(error.value).removeprefix(f"{folder.as_posix()}/")


def repacked(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a ZIP file in which something in one part is something else."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for each in source.namelist():
            text = source.read(each)
            target.writestr(each, text.replace(old, new) if each == part else text)
    return out.getvalue()


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        ("a.xlsx", SOUND[:2000], "is not an Excel workbook (.xlsx), or is damaged"),
        ("a.xlsx", TABLE.encode(), "is named .xlsx and is something else, or damaged"),
        ("a.csv", SOUND, "is named .csv and is something else, or damaged"),
        ("a.xls", b"<html><table><tr><td>1", "is a web page by another name"),
        ("a.xls", OLE + "_VBA_PROJECT".encode("utf-16-le"), "holds macros"),
        ("a.xls", OLE + bytes(5000), "cannot be read: open it and save it again as .xlsx"),
        (
            "a.pdf",
            b"%PDF",
            "is not a file that tables are read from: .xlsx, .xls, .ods, .docx, .csv",
        ),
        ("a.csv", b"", "holds no table with numbers beside texts"),
        ("a.csv", "Cây;Quả\nMít;nhiều\n".encode(), "holds no table with numbers beside texts"),
        ("a.csv", '"Chỉ tiêu;Số lượng\nVăn bản;4\n'.encode(), "save it as CSV UTF-8"),
        ("a.xlsx", with_part(SOUND, "xl/vbaProject.bin", b""), "holds macros"),
        ("a.xlsx", with_part(SOUND, "xl/externalLinks/a.xml", b""), "leads to other workbooks"),
        ("a.xlsx", with_part(SOUND, "xl/media/a.xml", bytes(20_000_000)), "is larger than a month"),
        (
            "a.xlsx",
            repacked(SOUND, SHEET, b"<sheetData>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><sheetData>"),
            "is not an Excel workbook (.xlsx), or is damaged",
        ),
        (
            "a.xlsx",
            repacked(SOUND, SHEET, b'ref="C4:E4"', b'ref="C4:XFD1048576"'),
            "is larger than a month",
        ),
        (
            "a.ods",
            with_part(libreoffice(MAY, moved=False).content, "Basic/a.xml", b""),
            "holds macros",
        ),
        (
            "a.ods",
            repacked(
                libreoffice(MAY, moved=False).content,
                "content.xml",
                b'<table:table-cell office:value-type="float"',
                b'<table:table-cell table:number-columns-repeated="9999" office:value-type="float"',
            ),
            "is larger than a month",
        ),
        (
            "a.ods",
            repacked(
                libreoffice(MAY, moved=False).content,
                "content.xml",
                b"<table:table-row>",
                b"<table:table-row table:number-rows-repeated='1048576'>",
            ),
            "is larger than a month",
        ),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_told(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    message = told(tmp_path, name, content)
    assert message.startswith(f"{name}: ")
    assert problem in message
    assert "\n" not in message


def test_a_cell_far_away_is_named(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Văn bản đi", 4
    out = io.BytesIO()
    book.save(out)
    assert told(tmp_path, "a.xlsx", out.getvalue()) == (
        f"{tmp_path.as_posix()}/a.xlsx, sheet “Sheet”, cell XFD1048576: lies far outside of the "
        "table: delete it"
    ).removeprefix(f"{tmp_path.as_posix()}/")


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sourcefile, "MOST_BYTES", 1000)
    assert "is larger than a month" in told(tmp_path, "a.csv", TABLE.encode() * 100)


def test_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        source_file(tmp_path / "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_delimited_text_is_read(encoding: str, delimiter: str) -> None:
    sheet = delimited_sheet(TABLE.replace(";", delimiter).encode(encoding), "CSV")
    assert (sheet.text((2, 1)), sheet.text((2, 2))) == ("Văn bản đi", "16.401")


def test_windows_1258_is_read_and_a_comma_parts_cells() -> None:
    # In that encoding a letter is followed by its tone: a grave accent after the a of "bản".
    written = "Van ba\u0309n,16401\nVan ba\u0309n,7\n".encode("cp1258")
    assert delimited_sheet(written, "CSV").text((1, 1)) == "Van bản"


def test_hidden_sheets_rows_and_columns_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    for row in (["Chỉ tiêu", "Kỳ này", "Nháp"], ["Văn bản đi", 4, 5], ["Ký số", 3, 2]):
        page.append(row)
    page.column_dimensions["C"].hidden = True
    page.row_dimensions[3].hidden = True
    hidden = book.create_sheet("Nháp")
    hidden.append(["Văn bản đi", 9])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    (block,) = source_file(tmp_path / "a.xlsx").tables
    assert [(number.address, number.column) for number in block.numbers] == [((2, 2), ("Kỳ này",))]


def test_libreoffice_repeats_empty_cells_to_the_end(tmp_path: Path) -> None:
    grid = Grid()
    grid.rows(1, [["Chỉ tiêu", "Số lượng"], ["Văn bản đi", 4.5]])
    content = repacked(
        ods(grid, "A"),
        "content.xml",
        b"</table:table>",
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        b'table:number-columns-repeated="16384"/></table:table-row></table:table>',
    )
    (tmp_path / "a.ods").write_bytes(content)
    (block,) = source_file(tmp_path / "a.ods").tables
    assert [str(number.value) for number in block.numbers] == ["4.5"]
