"""What is seen of a sheet beside its values: formulas, errors, percentages, merged and hidden."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from ictanalysis.exchange.workbooks.sheets import Cell, Sheet, read_sheets
from ictanalysis.language.errors import InputError
from tests.exchange.workbooks.books import SPACE

TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/></Types>'
)
WORKBOOK = (
    f'<workbook xmlns="{SPACE}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="{{target}}"/></Relationships>'
)
STYLES = (
    "{formats}<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    "<cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs>'
)
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def parts(
    sheet: str, *, formats: str = "", number: int = 0, target: str = "worksheets/a.xml"
) -> dict[str, str]:
    styles = STYLES.format(formats=formats, number=number)
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELS.format(target=target),
        "xl/worksheets/a.xml": f'<worksheet xmlns="{SPACE}">{sheet}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{SPACE}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SPACE}"><si><t>a</t></si></sst>',
    }


def zipped(texts: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return content.getvalue()


def read(sheet: str, **others: object) -> Sheet:
    return read_sheets(zipped(parts(sheet, **others)), "x.xlsx")["S"]  # type: ignore[arg-type]


def test_cells_without_an_address_stand_one_after_the_other() -> None:
    sheet = read(
        '<sheetData><row><c><v>1</v></c><c><f>1</f></c></row><row r="4"><c r="C4"/>'
        '<c t="e"><v>#N/A</v></c></row><row hidden="1"/></sheetData>'
    )
    assert sheet.cells == {
        (0, 0): Cell(1, "n"), (0, 1): Cell("=1", "f"), (3, 3): Cell("#N/A", "e")
    }  # fmt: skip
    assert sheet.hidden == {4}
    assert sheet.height == 4


@pytest.mark.parametrize("formula", ["<f>1+1</f>", '<f t="shared" si="0"/>', '<f t="array">A</f>'])
def test_every_form_of_a_formula_is_seen(formula: str) -> None:
    sheet = f'<sheetData><row r="2"><c r="AB2">{formula}<v>2</v></c></row></sheetData>'
    assert {place: cell.kind for place, cell in read(sheet).cells.items()} == {(1, 27): "f"}


@pytest.mark.parametrize(
    ("code", "is_percent"),
    [
        ("0%", True),
        ("0.00%", True),
        ("#,##0.00 %", True),
        ("0", False),
        ('0"%"', False),
        ("0\\%", False),
        ("[$%-42A]0", False),
    ],
)
def test_a_percentage_is_known_by_its_format(code: str, is_percent: bool) -> None:
    written = code.replace('"', "&quot;")
    formats = f'<numFmts><numFmt numFmtId="170" formatCode="{written}"/></numFmts>'
    sheet = '<sheetData><row r="1"><c r="A1" s="1"><v>0.5</v></c></row></sheetData>'
    assert read(sheet, formats=formats, number=170).cells == {(0, 0): Cell(0.5, "n", is_percent)}


def test_a_day_is_known_by_its_format() -> None:
    sheet = '<sheetData><row r="1"><c r="A1" s="1"><v>44321</v></c></row></sheetData>'
    assert read(sheet, number=14).cells == {(0, 0): Cell(datetime(2021, 5, 5), "d")}


@pytest.mark.parametrize(
    ("written", "text"),
    [("a_x000D_\nb", "a\r\nb"), ("a_x0001_b", "a\x01b"), ("_x0041_", "_x0041_"), ("e\u0301", "é")],
)
def test_a_text_is_composed_and_has_its_control_characters(written: str, text: str) -> None:
    cell = f'<c r="A1" t="inlineStr"><is><t>{written}</t></is></c>'
    assert read(f'<sheetData><row r="1">{cell}</row></sheetData>').text(0, 0) == text


def test_an_empty_cell_far_away_is_only_a_format() -> None:
    row = '<row r="9999"><c r="A9999" s="0"/></row>'
    assert read(f"<sheetData>{row}</sheetData>").cells == {}
    row = '<row r="9999"><c r="A9999"><v>1</v></c></row>'
    with pytest.raises(InputError, match="sheet “S”, cell A9999: lies far outside of the table"):
        read(f"<sheetData>{row}</sheetData>")


def test_a_merged_column_takes_no_memory() -> None:
    sheet = '<sheetData/><mergeCells><mergeCell ref="B2:XFD1048576"/></mergeCells>'
    assert read(sheet).merged == {(1, 1): "B2:XFD1048576"}


@pytest.mark.parametrize("target", ["worksheets/a.xml", "/xl/worksheets/a.xml"])
def test_a_sheet_is_found_by_its_relation(target: str) -> None:
    sheet = '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'
    assert read(sheet, target=target).merged == {(1, 1): "B2:C3"}


@pytest.mark.parametrize("target", ["worksheets/b.xml", "../../etc/passwd"])
def test_a_sheet_that_is_nowhere_is_none(target: str) -> None:
    assert read_sheets(zipped(parts("", target=target)), "x.xlsx") == {}


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="x"/>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1" s="7"><v>1</v></c></row>',
        '<mergeCells><mergeCell ref="B"/></mergeCells>',
        "<row>",
    ],
)
def test_what_cannot_be_read_is_refused(sheet: str) -> None:
    with pytest.raises(InputError, match=r"^x\.xlsx: is not an Excel workbook"):
        read(sheet)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_in_every_part(part: str) -> None:
    texts = parts('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>')
    texts[part] = ENTITIES + texts[part]
    with pytest.raises(InputError, match=r"^x\.xlsx: is not an Excel workbook"):
        read_sheets(zipped(texts), "x.xlsx")


def test_openpyxl_reads_xml_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


def test_the_strict_form_is_refused() -> None:
    texts = parts("")
    texts["xl/workbook.xml"] = texts["xl/workbook.xml"].replace(
        SPACE, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    with pytest.raises(InputError, match="is a “Strict Open XML” workbook: save it as"):
        read_sheets(zipped(texts), "x.xlsx")
