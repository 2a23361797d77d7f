"""An English report as page, PDF and DOCX: not one Vietnamese word, and a plain form."""

import io
import re
import unicodedata
import zipfile
from itertools import chain
from xml.etree.ElementTree import fromstring

import nbformat
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from ictanalysis.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter
from ictanalysis.report import official
from tests.datasets import MAY, english_dataset, loaded

VIETNAMESE = re.compile("[\u0111\u0306\u0302\u031b\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
WORDS = {
    "title": "Most documents were signed",
    "subtitle": "Documents sent, May 2021",
    "source": "Source: document system",
    "alt": "1,877,098 documents signed, 290,452 not signed",
}
FIGURE = (
    '<p>The rules of 11 April 2019 apply; documents signed: <span class="figure" '
    'data-key="documents.signed" data-label="Documents signed" data-formula="" '
    'data-source="data/2021-05/documents.csv:3">1,877,098</span>.</p>'
)
ANNEX = '<h2 class="annex"><span>Annex I</span>: <span>Sources</span></h2>'


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    return loaded(english_dataset(tmp_path_factory.mktemp("data"))).month(MAY)


@pytest.fixture
def english(build, month):
    """Return an executed report in English."""

    def part(made):
        return build.displayed(made._repr_mimebundle_())

    picture = build.displayed({"image/png": build.PNG, "text/plain": "<Figure size 640x480>"})
    table = build.table([["Level", "Cases"], ["High", "1,050"]], caption="")
    return build.notebook(
        part(official.heading(month, kind="REPORT", subject=["Documents in {period.month}"])),
        part(official.highlights(month, [FIGURE])),
        build.prose("# I. Results\n\n## 1. Documents"),
        build.displayed({"text/html": FIGURE}),
        build.chart(**WORDS),
        picture,
        build.prose("# II. Cases\n\n# III. Outlook\n\nNothing else."),
        table,
        part(official.signature(month)),
        build.displayed({"text/html": ANNEX}),
        part(official.sources(month)),
    )


def rendered(exporter, notebook):
    return exporter.from_notebook_node(nbformat.from_dict(notebook))[0]


def assert_english(text, *expected):
    assert not VIETNAMESE.findall(unicodedata.normalize("NFD", text))
    packed = re.sub(r"\s", "", text)
    for words in (
        "Report: Documents in May 2021",
        "Department of Information, Example Province",
        "1 May 2021 – 31 May 2021 · Exampleton, May 2021",
        "No. …/DOI",
        "To: Government of Example Province",
        "SYNTHETIC DATA",
        "11 April 2019",
        "Chart 1. Most documents were signed",
        "The figures cited; the source is the file and line of the table in data/2021-05",
        "Copies to: Records Office",
        *expected,
    ):
        assert re.sub(r"\s", "", words) in packed, words
    for words in ("SOCIALIST REPUBLIC", "Recipients:"):
        assert re.sub(r"\s", "", words) not in packed, words


def test_the_page_is_english(english):
    html = rendered(ReportHTMLExporter(), english)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.html["lang"] == "en"
    assert not VIETNAMESE.findall(unicodedata.normalize("NFD", html))
    assert_english(
        soup.get_text(),
        "Skip to the main content",
        "SYNTHETIC DATA – not real figures",
        "Main points",
        "Contents",
        "Back to top",
        "Full Name",
    )
    assert [each["alt"] for each in soup.find_all("img")] == ["Illustration"]
    labels = {each["aria-label"] for each in soup.find_all(attrs={"aria-label": True})}
    assert {"Overview", "Contents", "Table of figures", "Illustration"} <= labels
    [head] = [table.thead for table in soup.select("table.sources")]
    assert [each.get_text() for each in head.find_all("th")] == [
        "Figure",
        "Value",
        "Source",
        "Section",
    ]


def test_the_pdf_is_english(english):
    reader = PdfReader(io.BytesIO(rendered(ReportPDFExporter(), english)))
    assert_english("".join(page.extract_text() for page in reader.pages), "Full Name")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == "Report: Documents in May 2021"
    assert reader.metadata.author == "Department of Information, Example Province"


def test_the_docx_is_english(english):
    content = rendered(ReportDOCXExporter(), english)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    for text in parts.values():
        assert not VIETNAMESE.findall(unicodedata.normalize("NFD", text))
    shown = [parts[f"word/{name}.xml"] for name in ("document", "header1")]
    assert_english("".join(chain(*(fromstring(part).itertext() for part in shown))), "Full Name")
    assert 'w:val="en-GB" w:eastAsia="en-GB"' in parts["word/styles.xml"]
    assert "<dc:language>en-GB</dc:language>" in parts["docProps/core.xml"]
    assert '<w:decimalSymbol w:val="."/>' in parts["word/settings.xml"]


def test_a_draft_says_so_in_english(build, month):
    head = official.heading(month, kind="REPORT", subject=["Work"])
    draft = build.part({**head.content, "draft": True})
    draft["outputs"][0]["data"].pop("text/markdown")
    notebook = build.notebook(draft)
    assert "<strong>DRAFT</strong> – not yet released" in rendered(ReportHTMLExporter(), notebook)
    [page] = PdfReader(io.BytesIO(rendered(ReportPDFExporter(), notebook))).pages
    assert "DRAFT" in page.extract_text()
    with zipfile.ZipFile(io.BytesIO(rendered(ReportDOCXExporter(), notebook))) as archive:
        assert "DRAFT - SYNTHETIC DATA" in archive.read("word/header2.xml").decode()
