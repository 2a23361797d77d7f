from __future__ import annotations

import pytest

from ictanalysis.exchange.workbooks.marks import Marks, read_marks
from ictanalysis.language.errors import InputError
from tests.exchange.workbooks.books import SPACE

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{SPACE}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELS = '<Relationships><Relationship Id="rId1" Target="{target}"/></Relationships>'


def marks(sheet: str, *, styles: str = "", target: str = "worksheets/a.xml") -> Marks:
    parts = {
        "xl/workbook.xml": WORKBOOK.encode(),
        "xl/_rels/workbook.xml.rels": RELS.format(target=target).encode(),
        "xl/worksheets/a.xml": f'<worksheet xmlns="{SPACE}">{sheet}</worksheet>'.encode(),
    }
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{SPACE}">{styles}</styleSheet>'.encode()
    return read_marks(parts, "x.xlsx")["S"]


def test_cells_without_an_address_stand_one_after_the_other() -> None:
    found = marks(
        '<sheetData><row><c><v>1</v></c><c><f>1</f></c></row><row r="4"><c r="C4"/>'
        '<c t="e"><v>#N/A</v></c></row><row hidden="1"/></sheetData>'
    )
    assert found.formulas == {(0, 1)}
    assert found.errors == {(3, 3): "#N/A"}
    assert found.hidden == {4}


@pytest.mark.parametrize("formula", ["<f>1+1</f>", '<f t="shared" si="0"/>', '<f t="array">A</f>'])
def test_every_form_of_a_formula_is_seen(formula: str) -> None:
    sheet = f'<sheetData><row r="2"><c r="AB2">{formula}<v>2</v></c></row></sheetData>'
    assert marks(sheet).formulas == {(1, 27)}


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
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{written}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    sheet = '<sheetData><row r="1"><c r="A1" s="1"><v>0.5</v></c></row></sheetData>'
    assert marks(sheet, styles=styles).percent == ({(0, 0)} if is_percent else set())


def test_an_empty_cell_far_away_is_only_a_format() -> None:
    row = '<row r="9999"><c r="A9999" s="0"/></row>'
    assert marks(f"<sheetData>{row}</sheetData>").too_far is None
    row = '<row r="9999"><c r="A9999"><v>1</v></c></row>'
    assert marks(f"<sheetData>{row}</sheetData>").too_far == (9998, 0)


@pytest.mark.parametrize("target", ["worksheets/a.xml", "/xl/worksheets/a.xml"])
def test_a_sheet_is_found_by_its_relation(target: str) -> None:
    sheet = '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'
    assert marks(sheet, target=target).merged == {(1, 1): "B2:C3"}


@pytest.mark.parametrize(
    ("sheet", "target"),
    [
        ("", "worksheets/b.xml"),
        ("", "../../etc/passwd"),
        ('<row r="x"/>', "worksheets/a.xml"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', "worksheets/a.xml"),
        ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', "worksheets/a.xml"),
        ("<row>", "worksheets/a.xml"),
    ],
)
def test_what_cannot_be_read_is_told(sheet: str, target: str) -> None:
    with pytest.raises(InputError, match="is not an Excel workbook"):
        marks(sheet, target=target)
