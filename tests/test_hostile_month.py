"""A month whose every text attacks: read with real parsers, nothing of it is live anywhere."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from tests.cli.conftest import write_notebook
from tests.commandline import Result, run
from tests.datasets import CATALOG, SETTINGS, small, write

TEXTS = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "=HYPERLINK(1)",
    "[liên kết](javascript:alert(3)) ![ảnh](http://127.0.0.1/anh.png)",
    '#import "x": * #link("http://127.0.0.1") $x^2$ `mã` \\input{x}',
    "{{ 7 * 7 }} {% include 'x' %} %system ls <!--#exec cmd=x-->",
    "MERGEFIELD x \\* MERGEFORMAT INCLUDETEXT DDEAUTO",
]
ALL = " ".join([*TEXTS[1:], TEXTS[0]])
HEADING = """\
import ictanalysis as ict

report = ict.Report(ict.load(data).month(month))
report.heading()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports, the exports and the template of such a month."""
    folder = tmp_path_factory.mktemp("hostile")
    quoted = ALL.replace('"', '""')
    note = f'sent,20,P,"{quoted}"\n'
    letters = f"{note}signed,12,,\nunsigned,8,,\n"
    plan = f'2021-05,1,"{quoted}",,planned,\n2021-05,2,"{quoted}",2021-06-10,planned,\n'
    # The check refuses numbers and braces in a narrative; all else of it may stand there.
    told = [re.sub(r"[{}]|\d+", "", f"Tin: {text}") for text in TEXTS]
    news = "## I\n\n" + "\n\n".join(told)
    catalog = CATALOG.replace("label: Văn bản\n", f"label: '{TEXTS[0]} {TEXTS[1]}'\n")
    assert catalog != CATALOG
    path = small(folder, {"2021-05": {"letters": letters, "plan": plan}}, catalog)
    write(path / "2021-05/narrative.md", f"{news}\n")
    assert "name: " in SETTINGS
    write_notebook(
        folder / "notebooks/report.ipynb", HEADING,
        'report.section("I", "Gửi đi {letters.sent:unit}. {news}")',
        'report.plan("I")', 'report.figures("Các chỉ tiêu")', "report.notes()", "report.sources()",
        "report.signature()",
    )  # fmt: skip
    for arguments in (
        ["run", "2021-05"],
        ["export", "2021-05", "--to", "csv", "--out", str(folder / "csv")],
        ["export", "2021-05", "--to", "xlsx", "--out", str(folder / "export.xlsx")],
        ["template", "2021-05", "--out", str(folder / "template.xlsx")],
    ):
        told = command(folder, *arguments)
        assert told.exit_code in {0, 1}, told
    return folder


def command(folder: Path, *arguments: str) -> Result:
    names = ("data", "notebooks", "reports")
    options = [each for name in names for each in (f"--{name}", str(folder / name))]
    return run("--lang", "en", *options, *arguments)


def report(folder: Path) -> Path:
    """Return the folder of the report, or of its draft."""
    [made] = (folder / "reports").glob("2021-05*")
    return made


def pages(folder: Path) -> Iterator[Path]:
    yield from report(folder).glob("*.html")
    yield folder / "reports/index.html"


def test_pages_run_and_fetch_nothing(folder: Path) -> None:
    for path in pages(folder):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert not page.find_all(["script", "iframe", "object", "embed", "form", "img", "base"])
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")]
            for name in ("href", "src", "xlink:href", "action"):
                address = str(tag.get(name, ""))
                assert not address.lower().startswith(("javascript:", "http:", "data:text"))
    text = BeautifulSoup(
        (report(folder) / "report.html").read_text("utf-8"), "html.parser"
    ).get_text()
    assert "<script>alert(1)</script>" in text
    assert "{{ 7 * 7 }}" in text


def test_the_pdf_does_nothing(folder: Path) -> None:
    for path in report(folder).glob("*.pdf"):
        reader = pypdf.PdfReader(path)
        root = reader.trailer["/Root"]
        assert not {"/OpenAction", "/AA", "/AcroForm"} & root.keys()
        assert "/JavaScript" not in root.get("/Names", {})
        for page in reader.pages:
            for each in page.get("/Annots", ()):
                action = each.get_object().get("/A", {})
                assert action.get("/S", "/GoTo") == "/GoTo"
        text = " ".join(page.extract_text() for page in reader.pages)
        if path.name == "report.pdf":
            assert "alert(1)" in text
            assert "DDEAUTO" in text


def test_word_follows_no_field_and_no_link(folder: Path) -> None:
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(report(folder) / "report.docx") as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ET.fromstring(archive.read(name))
            assert "External" not in [each.get("TargetMode") for each in root.iter()]
            fields = [each.get(f"{word}instr", "") for each in root.iter(f"{word}fldSimple")]
            fields += ["".join(each.itertext()) for each in root.iter(f"{word}instrText")]
            assert {each.split()[0] for each in fields if each.split()} <= {"PAGE", "NUMPAGES"}
        text = "".join(ET.fromstring(archive.read("word/document.xml")).itertext())
    assert "MERGEFIELD" in text


def test_tables_hold_no_formula(folder: Path) -> None:
    found = 0
    for path in [report(folder) / "indicators.csv", *(folder / "csv").rglob("*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    found += "HYPERLINK" in cell
                    number = cell.lstrip("-").replace(".", "").isdigit()
                    assert number or not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), path
    assert found
    book = load_workbook(folder / "export.xlsx")
    assert not [
        cell
        for sheet in book
        for row in sheet
        for cell in row
        if cell.data_type == "f" or cell.hyperlink
    ]
    # The template works out totals, and nothing that a text has said.
    formulas = [
        # The name of a sheet is a text in quotes.
        re.sub(r"'(?:[^']|'')*'!", "", str(cell.value))
        for sheet in load_workbook(folder / "template.xlsx")
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert not [each for each in formulas if "HYPERLINK" in each or "alert" in each]
