"""A data set in English: nothing that is made of it has a Vietnamese word."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.cli.conftest import write_notebook
from tests.datasets import ROOT, english_dataset

MONTHS = 16

REPORT = (
    "import ictanalysis as ict\n\nreport = ict.Report(ict.load(data).month(month))",
    'report.cards(["documents.signed_rate", "cases.received", "accounts.active"])',
    'report.highlights(["Documents sent: {documents.sent:compared}."])',
    'report.heading("REPORT", ["Work of {period.month}", "and plan of {period.next_month}"])',
    'report.text("From {period.first_day} to {period.last_day} the department worked.")',
    'report.section("I")',
    'report.section("I.1", "- Documents sent: {documents.sent:year_on_year}; '
    'signed: {documents.signed:year_to_date}; on time: {documents.signed_rate:compared}.")',
    'report.section("I.2", "- Cases received: {cases.received:unit}; online: '
    "{cases.received[channel=online]:compared}; incidents: {accounts.incidents:unit}; inspected "
    'on {accounts.inspected}; uptime: {accounts.uptime:unit}; closed: {accounts.closed:unit}.")',
    'ict.charts.trend(report.month, "documents.sent")',
    'report.follow_up("Plan of {period.month}: {work_plan.done} done.")',
    'report.plan("II", "In {period.next_month}: {work_plan.tasks:unit}.")',
    'report.text("This is the report of {period.month}.")',
    "report.signature()",
    'report.annex("A.I", "- “About” is an estimate.")',
    "report.notes()",
    'report.annex("A.II")',
    'report.figures("All figures of {period.month}")',
    "report.sources()",
)

CHARTS = (
    "import ictanalysis as ict\n\ndataset = ict.load(data)\ncurrent = dataset.month(month)",
    'ict.masthead(current, "Charts of {period.month}", "Every chart")',
    'ict.charts.trend(current, "documents.signed_rate")',
    'ict.charts.composition_over_time(current, "cases.received", by="level", shares=True)',
    'ict.charts.behaviour(current, "cases.received")',
    'ict.charts.composition(current, "cases.received", by="level")',
    'ict.charts.composition_over_time(current, "cases.received", by="channel")',
    'ict.charts.small_multiples(current, "cases.received", by="channel")',
    'ict.charts.heat_map(current, ["documents.sent", "cases.received", "accounts.closed"])',
    'ict.charts.against_earlier(current, "cases.received", by="level")',
    'ict.charts.against_earlier(current, "cases.received", by="level", earlier="month")',
    'ict.charts.against_targets(current, ["documents.signed_rate", "cases.online_rate"])',
    'ict.charts.ranking(current, "cases.received", by="level")',
    'ict.charts.stacked(current, "cases.received", by="level", across="channel")',
    'ict.tables.figures(current, ["documents.sent", "accounts.uptime"], "Two figures")',
    'ict.tables.crosstab(current, "cases.received", rows="level", columns="channel", '
    'caption="Cases")',
    'ict.tables.findings(current, "Findings")',
    'ict.tables.reconciliation(current, "Totals")',
    'ict.tables.stated_ratios(current, "Rates")',
    'ict.tables.uncertain(current, "Not final")',
    'ict.tables.everything(current, "All")',
)


def foreign_words(text: str) -> list[str]:
    """Return the words that are not written in the letters of English alone."""
    return [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what a command has printed, run in a folder; nothing of it may be foreign."""
    process = subprocess.run(
        [sys.executable, "-m", "ictanalysis", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert (process.returncode, process.stderr if process.returncode else "") == (0, "")
    assert foreign_words(process.stdout + process.stderr) == []
    return process


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the data set in English, its notebooks and its reports."""
    folder = tmp_path_factory.mktemp("english")
    english_dataset(folder, MONTHS).rename(folder / "data")
    write_notebook(folder / "notebooks/report.ipynb", *REPORT)
    write_notebook(folder / "notebooks/charts.ipynb", *CHARTS)
    run(folder, "run", "2021-05")
    return folder


def pages(folder: Path) -> Iterator[BeautifulSoup]:
    """Yield every page of the report."""
    for path in sorted(folder.glob("*.html")):
        yield BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_no_page_has_a_vietnamese_word(project: Path) -> None:
    found = list(pages(project / "reports/2021-05"))
    assert len(found) == 2
    for page in found:
        assert page.html is not None
        assert page.html["lang"] == "en"
        assert foreign_words(str(page)) == []


def test_a_page_writes_numbers_and_dates_as_english_does(project: Path) -> None:
    text = (project / "reports/2021-05/report.html").read_text(encoding="utf-8")
    for written in ("2,167,550", "86.6%", "11 April 2019", "May 2021", "June 2021"):
        assert written in text


def test_the_pdf_has_no_vietnamese_word(project: Path) -> None:
    reader = PdfReader(project / "reports/2021-05/report.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "2,167,550" in text
    assert foreign_words(text) == []
    assert foreign_words(str(reader.metadata)) == []
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("en")
    outline = [str(each) for each in reader.outline]
    assert foreign_words("".join(outline)) == []


def test_the_docx_has_no_vietnamese_word(project: Path) -> None:
    texts = package_texts((project / "reports/2021-05/report.docx").read_bytes())
    assert "2,167,550" in texts["word/document.xml"]
    assert {name: words for name, text in texts.items() if (words := foreign_words(text))} == {}
    assert 'w:val="vi' not in "".join(texts.values())


def test_the_tables_of_the_report_have_no_vietnamese_word(project: Path) -> None:
    for name in ("indicators.csv", "manifest.json"):
        text = (project / "reports/2021-05" / name).read_text(encoding="utf-8")
        assert foreign_words(text) == []


def test_the_template_has_no_vietnamese_word(project: Path) -> None:
    run(project, "template", "2021-05")
    assert_english(package_texts((project / "2021-05.xlsx").read_bytes()))


def test_what_was_filled_in_comes_back(project: Path) -> None:
    run(project, "template", "2021-04")
    told = run(project, "import", "2021-04.xlsx").stdout
    assert "0 tables are written" in told


@pytest.mark.parametrize("form", ["xlsx", "csv", "datapackage"])
def test_an_export_has_no_vietnamese_word(project: Path, form: str) -> None:
    out = project / f"export-{form}{'.xlsx' if form == 'xlsx' else ''}"
    run(project, "export", "2020-06:2021-05", "--to", form, "--out", str(out))
    files = [out] if out.is_file() else [path for path in out.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        if content.startswith(b"PK"):
            assert_english(package_texts(content))
        else:
            assert foreign_words(content.decode("utf-8-sig")) == []


def assert_english(texts: dict[str, str]) -> None:
    """Refuse a package in which a part has a Vietnamese word."""
    assert {name: words for name, text in texts.items() if (words := foreign_words(text))} == {}


def package_texts(content: bytes) -> dict[str, str]:
    """Return part → its text, of a workbook or a document; a theme names fonts of all scripts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {
            name: package.read(name).decode("utf-8")
            for name in package.namelist()
            if name.endswith((".xml", ".rels")) and "/theme/" not in name
        }


@pytest.mark.parametrize("arguments", [("check", "2021-05"), ("status",), ("new", "2021-06")])
def test_a_command_speaks_the_language_of_the_data_set(
    project: Path, arguments: tuple[str, ...]
) -> None:
    assert run(project, *arguments).stdout


def test_findings_in_json_are_english(project: Path) -> None:
    found = json.loads(run(project, "check", "2021-05", "--json").stdout)["findings"]
    assert found
    assert foreign_words(json.dumps(found, ensure_ascii=False)) == []


def test_a_foreign_word_is_found() -> None:
    assert foreign_words("Đã ký số 12 documents") == ["Đã", "ký", "số"]
    assert foreign_words("≈ 12 – “about” × 100") == []
