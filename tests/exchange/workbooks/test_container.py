"""What is no workbook of a month is refused before anything in it is looked at."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.workbooks import MOST_BYTES, read_filled
from ictanalysis.exchange.workbooks.container import MOST_PARTS, MOST_TAGS, MOST_UNPACKED
from ictanalysis.language.errors import InputError
from tests.datasets import CATALOG, MAY, loaded, small
from tests.exchange.workbooks.books import Book

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
LONG = "dài " * 50_000
TYPES = "[Content_Types].xml"


def refusal(content: bytes, real: Dataset) -> str:
    with pytest.raises(InputError) as caught:
        read_filled(content, "may.xlsx", real.files)
    return str(caught.value)


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is not an Excel workbook (.xlsx), or is damaged"),
        (b"measure,value,status,note\nsent,1,,\n", "is not an Excel workbook (.xlsx)"),
        (b"PK\x03\x04" + bytes(100), "is not an Excel workbook (.xlsx)"),
        (zipped({"a.txt": b"a"}), "is not an Excel workbook (.xlsx)"),
        (OLE, "is a workbook of the old form (.xls): save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password: remove it"),
        (b"PK" + bytes(MOST_BYTES), "is larger than a workbook of a month can be"),
        (zipped({f"{n}": b"" for n in range(MOST_PARTS + 1)}), "is larger than a workbook"),
        (zipped({"xl/bomb": bytes(MOST_UNPACKED + 1)}), "is larger than a workbook"),
        (zipped({"xl/tags": b"<c/>" * (MOST_TAGS + 1)}), "is larger than a workbook"),
    ],
    ids=["empty", "csv", "broken", "zip", "xls", "password", "large", "parts", "bomb", "tags"],
)
def test_what_is_no_workbook_is_refused(real: Dataset, content: bytes, told: str) -> None:
    assert refusal(content, real).startswith(f"may.xlsx: {told}")


def _macros(book: Book) -> None:
    book.replace(TYPES, "sheet.main+xml", "sheet.macroEnabled.main+xml")


def _vba(book: Book) -> None:
    book.parts["xl/vbaProject.bin"] = b"Sub"


def _links(book: Book) -> None:
    book.parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"


def _entities(book: Book) -> None:
    path = book.path("Bưu chính")
    head = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    book.parts[path] = (head + book.text(path).partition("?>")[2]).encode()


def _cut(book: Book) -> None:
    path = book.path("Bưu chính")
    book.parts[path] = book.parts[path][:300]


def _no_index(book: Book) -> None:
    book.replace("xl/workbook.xml", '"_ictanalysis"', '"khác"')


def _other_version(book: Book) -> None:
    book.put("_ictanalysis", "B1", "0")


def _other_month(book: Book) -> None:
    book.put("_ictanalysis", "B2", "2021-13")


def _same_names(book: Book) -> None:
    book.replace("xl/workbook.xml", 'name="Viễn thông"', 'name="Bưu chính"')


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_macros, "holds macros: save it as .xlsx"),
        (_vba, "holds macros: save it as .xlsx"),
        (_links, "leads to other workbooks"),
        (_entities, "is not an Excel workbook (.xlsx), or is damaged"),
        (_cut, "is not an Excel workbook (.xlsx), or is damaged"),
        (_no_index, "is not a workbook that `ictanalysis template` has made"),
        (_other_version, "was made by another version of ictanalysis"),
        (_other_month, "has a hidden sheet that was changed"),
        (_same_names, "has two sheets of the same name"),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_a_workbook_that_cannot_be_trusted_is_refused(
    real: Dataset, may: bytes, spoil: Callable[[Book], None], told: str
) -> None:
    book = Book(may)
    spoil(book)
    assert refusal(book.content(), real).startswith(f"may.xlsx: {told}")


def test_a_workbook_of_another_catalog_is_refused(may: bytes, tmp_path: Path) -> None:
    other = loaded(small(tmp_path, {"2021-05": {}}, CATALOG))
    told = refusal(may, other)
    assert told.startswith("may.xlsx: was made with another catalog")
    assert told.endswith("`ictanalysis template 2021-05`")


def test_a_zip_that_lies_about_its_sizes_is_not_believed(may: bytes, real: Dataset) -> None:
    content = bytearray(may)
    at = content.find(b"PK\x01\x02")
    while at != -1:
        struct.pack_into("<I", content, at + 24, 1)
        at = content.find(b"PK\x01\x02", at + 4)
    assert refusal(bytes(content), real).startswith("may.xlsx: is not an Excel workbook (.xlsx)")


def test_a_text_that_many_cells_share_does_not_eat_memory(may: bytes, real: Dataset) -> None:
    book = Book(may)
    book.replace("xl/sharedStrings.xml", "<si><t>ictanalysis</t></si>", f"<si><t>{LONG}</t></si>")
    number = re.search(r'<c r="A1"[^>]*><v>(\d+)</v>', book.text(book.path("_ictanalysis")))
    assert number is not None
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{number[1]}</v></c></row>'
        for row in range(200, 300)
    )
    book.replace(book.path("Bưu chính"), "</sheetData>", f"{cells}</sheetData>")
    assert refusal(book.content(), real).startswith("may.xlsx: is larger than a workbook")


def test_every_byte_that_is_cut_off_is_told(may: bytes, real: Dataset) -> None:
    for length in range(0, len(may), len(may) // 40):
        assert refusal(may[:length], real).startswith("may.xlsx: is not an Excel workbook")


def test_the_month_is_that_of_the_workbook(may: bytes, real: Dataset) -> None:
    assert read_filled(may, "x.xlsx", real.files).month == MAY
