import io
import re
import subprocess
import sys
import zipfile
from importlib.metadata import entry_points
from xml.etree import ElementTree

import nbformat
import pypandoc
import pytest

from ictanalysis.exporters import ReportDOCXExporter
from ictanalysis.language.errors import RenderingError
from tests.datasets import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HOSTILE = '<w:p> & </w:t> { FIELD } =1+1 "]]>'


def rendered(notebook):
    return ReportDOCXExporter().from_notebook_node(notebook)[0]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Document:
    """A DOCX as its tests look at it."""

    def __init__(self, content):
        self.parts = parts(content)
        self.roots = {
            name: ElementTree.fromstring(part)
            for name, part in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }
        self.root = self.roots["word/document.xml"]
        self.styles = {
            style.get(W + "styleId"): style
            for style in self.roots["word/styles.xml"].iter(W + "style")
        }

    def paragraphs(self, style=None):
        return [each for each in self.root.iter(W + "p") if style in {None, style_of(each)}]

    def texts(self, style=None):
        return [text_of(each) for each in self.paragraphs(style)]

    def tables(self, style):
        return [
            table
            for table in self.root.iter(W + "tbl")
            if table.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == style
        ]


def style_of(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else style.get(W + "val")


def text_of(element):
    written = {W + "br": "\n", W + "tab": "\t"}
    return "".join(
        written.get(each.tag, each.text or "") for each in element.iter() if is_text(each)
    )


def is_text(element):
    return element.tag in {W + "t", W + "br", W + "tab"}


def number(element, path, attribute="val"):
    return int(element.find(path).get(W + attribute))


@pytest.fixture(scope="module")
def module_state():
    return {}


@pytest.fixture
def document(report, module_state):
    if "document" not in module_state:
        module_state["document"] = Document(rendered(report))
    return module_state["document"]


def test_nbconvert_finds_it_by_name(report):
    [point] = entry_points(group="nbconvert.exporters", name="ict-docx")
    assert point.load() is ReportDOCXExporter
    assert ReportDOCXExporter().from_notebook_node(report)[1]["output_extension"] == ".docx"


def test_the_heading_stands_in_two_columns_without_borders(document):
    heading = document.tables("TwoColumns")[0]
    left, right = heading.findall(f"{W}tr/{W}tc")
    assert [text_of(each) for each in left.iter(W + "p")] == [
        "UBND TỈNH TRÀ VINH",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "",
        "Số: " + "\u00a0" * 9 + "/BC-STTTT",
    ]
    assert [text_of(each) for each in right.iter(W + "p")] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "Trà Vinh, ngày 20 tháng 5 năm 2021",
    ]
    assert not list(heading.iter(W + "tblBorders"))
    assert not list(document.styles["TwoColumns"].iter(W + "tblBorders"))
    assert not list(document.styles["TableNormal"].iter(W + "tblBorders"))


def test_the_subject_and_the_addressees_follow(document):
    assert document.texts("Title") == ["BÁO CÁO"]
    assert document.texts("Subject") == [
        "Công tác thông tin và truyền thông tháng 5\nvà kế hoạch tháng 6 năm 2021"
    ]
    assert document.texts("AddresseeFirst") == ["Kính gửi:\t- Bộ Thông tin và Truyền thông;"]
    assert document.texts("AddresseeLast") == ["\t- Tỉnh ủy Trà Vinh."]


def test_one_addressee_stands_in_the_line(build):
    cells = [build.part(build.HEADING, to=["Bộ Thông tin và Truyền thông"])]
    shown = Document(rendered(build.notebook(*cells)))
    assert shown.texts("Salutation") == ["Kính gửi: Bộ Thông tin và Truyền thông."]


def test_rules_stand_under_issuer_motto_and_subject(document):
    issuer, motto, subject = document.paragraphs("Rule")
    assert document.styles["Rule"].find(f"{W}pPr/{W}pBdr/{W}top") is not None
    # Độc lập - Tự do - Hạnh phúc in Times New Roman bold, 13 pt, is 158.6 pt long.
    assert 4971 - 2 * number(motto, f"{W}pPr/{W}ind", "left") == pytest.approx(158.6 * 20, abs=2)
    # SỞ THÔNG TIN VÀ TRUYỀN THÔNG, 12 pt: 209.7 pt. Công tác … tháng 5, 14 pt: 257.5 pt.
    rule = 4100 - 2 * number(issuer, f"{W}pPr/{W}ind", "left")
    assert 209.7 * 20 / 3 <= rule <= 209.7 * 20 / 2
    rule = 9071 - 2 * number(subject, f"{W}pPr/{W}ind", "left")
    assert 257.5 * 20 / 3 <= rule <= 257.5 * 20 / 2


def test_the_signature_stands_in_two_columns_beside_the_recipients(document):
    signature = document.tables("TwoColumns")[1]
    left, right = signature.findall(f"{W}tr/{W}tc")
    assert [text_of(each) for each in left.iter(W + "p")] == [
        "Nơi nhận:",
        "- Bộ TT&TT (b/c);",
        "- Văn phòng Sở;",
        "- Lưu: VT.",
    ]
    assert [text_of(each) for each in right.iter(W + "p")] == [
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Nguyễn Văn Chuẩn",
    ]
    assert signature.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None
    assert document.texts("Closing") == [
        "Trên đây là kết quả công tác, báo cáo đến Bộ nắm, chỉ đạo./."
    ]


def test_it_is_a4_with_the_margins_of_the_decree(document):
    [section] = document.root.iter(W + "sectPr")
    size = section.find(W + "pgSz")
    assert [size.get(W + side) for side in "wh"] == ["11906", "16838"]
    margins = section.find(W + "pgMar")
    sides = {side: int(margins.get(W + side)) / 20 / 72 * 25.4 for side in ("top", "bottom")}
    assert sides == pytest.approx({"top": 20, "bottom": 20}, abs=0.01)
    sides = {side: int(margins.get(W + side)) / 20 / 72 * 25.4 for side in ("left", "right")}
    assert sides == pytest.approx({"left": 30, "right": 20}, abs=0.01)


def test_pages_are_numbered_in_the_header_but_not_the_first(document):
    [section] = document.root.iter(W + "sectPr")
    assert section.find(W + "titlePg") is not None
    targets = {
        each.get("Id"): each.get("Target")
        for each in document.roots["word/_rels/document.xml.rels"]
    }
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    headers = {
        each.get(W + "type"): document.roots[f"word/{targets[each.get(relation)]}"]
        for each in section.iter(W + "headerReference")
    }
    fields = {
        kind: [each.text.strip() for each in header.iter(W + "instrText")]
        for kind, header in headers.items()
    }
    assert fields == {"default": ["PAGE"], "first": []}
    assert not list(document.root.iter(W + "instrText"))
    assert number(document.styles["Header"], f"{W}rPr/{W}sz") == 26
    assert document.styles["Header"].find(f"{W}pPr/{W}jc").get(W + "val") == "center"


def test_the_text_is_times_new_roman_13_justified_with_the_indent_of_the_decree(document):
    defaults = document.roots["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert set(defaults.find(W + "rFonts").attrib.values()) == {"Times New Roman"}
    assert number(defaults, W + "sz") == 26
    assert defaults.find(W + "lang").get(W + "val") == "vi-VN"
    assert not [each for root in document.roots.values() for each in root.iter(W + "rFonts")][1:]
    text = document.styles["BodyText"].find(W + "pPr")
    assert text.find(W + "jc").get(W + "val") == "both"
    # 720 twentieths of a point are 1.27 cm; 120 are 6 pt.
    assert number(text, W + "ind", "firstLine") == 720
    assert number(text, W + "spacing", "after") >= 120


def test_headings_take_the_form_of_their_level(document):
    assert document.texts("Heading1") == ["I. Công tác quản lý nhà nước", "II. Công tác tổng hợp"]
    assert document.texts("Heading2")[0] == "1. Lĩnh vực ứng dụng công nghệ thông tin"
    first, second, fourth = (document.styles[f"Heading{n}"].find(W + "rPr") for n in (1, 2, 4))
    assert first.find(W + "caps") is not None
    assert first.find(W + "b") is not None
    assert second.find(W + "caps") is None
    assert second.find(W + "b") is not None
    assert fourth.find(W + "b") is None


def test_every_style_in_use_is_defined(document, analysis):
    for shown in (document, Document(rendered(analysis))):
        tags = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        used = {
            each.get(W + "val")
            for root in shown.roots.values()
            for tag in tags
            for each in root.iter(W + tag)
        }
        assert used - shown.styles.keys() == set()


def test_lists_in_a_report_are_paragraphs_with_a_dash(build):
    text = build.prose("- một\n  - hai\n- ba\n\n3. bốn\n4. năm")
    shown = Document(rendered(build.notebook(build.part(build.HEADING), text)))
    written = [each.replace("\u00a0", " ") for each in shown.texts() if each]
    assert written[-5:] == ["- một", "+ hai", "- ba", "3. bốn", "4. năm"]
    assert not list(shown.root.iter(W + "numPr"))


def test_a_chart_is_a_picture_with_its_words_and_alternative_text(document, build):
    body = [style_of(each) for each in document.root.find(W + "body").findall(W + "p")]
    start = body.index("ChartTitle")
    assert body[start : start + 4] == [
        "ChartTitle",
        "ChartSubtitle",
        "CaptionedFigure",
        "ChartSource",
    ]
    for style in body[start : start + 3]:
        assert document.styles[style].find(f"{W}pPr/{W}keepNext") is not None
    assert [each.get("descr") for each in document.root.iter(WP + "docPr")] == [
        build.WORDS["alt"],
        "Hai thanh",
    ]
    # 160 mm, the width of the text, is 5,760,000 units.
    extents = [int(each.get("cx")) for each in document.root.iter(WP + "extent")]
    assert extents == pytest.approx([5_760_000] * 2, rel=0.005)
    pictures = [part for name, part in document.parts.items() if name.endswith(".png")]
    assert all(part.startswith(b"\x89PNG") for part in pictures)


def test_other_pictures_are_in_it(build):
    cells = [
        build.displayed({"image/png": build.PNG, "text/plain": "Một chấm"}),
        build.displayed({"image/svg+xml": build.SVG, "text/plain": "Hai thanh"}),
    ]
    shown = Document(rendered(build.notebook(*cells)))
    assert [each.get("descr") for each in shown.root.iter(WP + "docPr")] == [
        "Một chấm",
        "Hai thanh",
    ]


def test_a_drawing_that_cannot_be_drawn_is_refused(build, monkeypatch):
    monkeypatch.setattr(
        "ictanalysis.exporters.document.pictures.clean_svg", lambda _source, *, prefix: "<a"
    )
    with pytest.raises(RenderingError, match="Typst could not make the DOCX"):
        rendered(build.notebook(build.chart()))


def test_a_picture_that_is_not_whole_is_refused(build):
    broken = build.displayed({"image/png": build.PNG[:40], "text/plain": "Một chấm"})
    with pytest.raises(RenderingError, match="Typst could not make the DOCX"):
        rendered(build.notebook(broken))


@pytest.mark.parametrize("day", ["0021-01-01", "9999-01-05"])
def test_a_day_that_a_zip_cannot_state_is_no_obstacle(build, day):
    shown = Document(rendered(build.notebook(build.part(build.HEADING, issued=day))))
    assert day in shown.parts["docProps/core.xml"].decode()


def test_no_pictures_no_sections_and_odd_html_are_no_obstacle(build):
    odd = (
        "<table><tr><td></td><td><table><tr><td>trong</td></tr></table></td></tr></table>"
        "<table></table><details><summary>a</summary>b</details><dl><dt>c</dt><dd>d</dd></dl>"
        '<h2 class="annex">trần</h2><h2></h2><hr><td>rời'
    )
    cells = [build.part(build.SIGNATURE), build.displayed({"text/html": odd})]
    shown = Document(rendered(build.notebook(*cells, build.part(build.SIGNATURE))))
    assert shown.texts("Annex") == ["trần"]
    assert all(cell[-1].tag == W + "p" for cell in shown.root.iter(W + "tc"))


def test_tables_repeat_their_head_and_keep_their_rows_whole(document):
    [table] = document.tables("Table")
    rows = table.findall(W + "tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [[style_of(each) for each in row.iter(W + "p")] for row in rows] == [
        ["TableHeading", "TableHeadingNumber", "TableHeadingNumber"],
        *[["TableText", "TableNumber", "TableNumber"]] * 2,
    ]
    assert document.texts("TableCaption") == ["Hồ sơ theo mức độ"]
    assert number(document.styles["TableText"], f"{W}rPr/{W}sz") == 24
    assert document.styles["TableNumber"].find(f"{W}pPr/{W}jc").get(W + "val") == "right"


def test_a_table_is_as_wide_as_the_text(document):
    [table] = document.tables("Table")
    columns = [int(each.get(W + "w")) for each in table.iter(W + "gridCol")]
    assert sum(columns) == 9071
    for row in table.findall(W + "tr"):
        assert [number(cell, f"{W}tcPr/{W}tcW", "w") for cell in row.findall(W + "tc")] == columns


def test_a_total_is_bold_and_a_group_stands_over_its_rows(build):
    html = (
        '<table><thead><tr><th>Loại</th><th class="number">Số</th></tr></thead><tbody>'
        '<tr class="group"><th colspan="2">Nhóm</th></tr><tr><td>a</td><td class="number">1</td>'
        '</tr><tr class="total"><td>Cộng</td><td class="number">1</td></tr></tbody></table>'
    )
    shown = Document(rendered(build.notebook(build.displayed({"text/html": html}))))
    [table] = shown.tables("Table")
    rows = [[style_of(each) for each in row.iter(W + "p")] for row in table.findall(W + "tr")]
    assert rows[1:] == [
        ["TableGroup"],
        ["TableText", "TableNumber"],
        ["TableTotal", "TableTotalNumber"],
    ]
    for style in ("TableGroup", "TableTotal", "TableTotalNumber"):
        assert shown.styles[style].find(f"{W}rPr/{W}b") is not None


def annex(build, title="Số liệu"):
    heading = f'<h1 class="annex"><span>Phụ lục I</span> <span>{title}</span></h1>'
    reference = '<p class="reference">(Kèm theo Báo cáo số 05/BC-STTTT)</p><p>Nội dung.</p>'
    return build.displayed({"text/html": heading + reference})


def test_an_annex_begins_a_page_with_its_number_title_and_reference(build):
    shown = Document(rendered(build.notebook(build.part(build.HEADING), annex(build))))
    assert shown.texts("Annex") == ["Phụ lục I\nSố liệu"]
    assert shown.texts("AnnexReference") == ["(Kèm theo Báo cáo số 05/BC-STTTT)"]
    form = shown.styles["Annex"]
    assert form.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert form.find(f"{W}pPr/{W}jc").get(W + "val") == "center"
    assert form.find(f"{W}rPr/{W}caps").get(W + "val") == "0"
    [title] = [
        run
        for run in shown.paragraphs("Annex")[0].iter(W + "r")
        if run.find(f"{W}rPr/*") is not None
    ]
    assert text_of(title) == "Số liệu"
    assert title.find(f"{W}rPr/{W}rStyle").get(W + "val") == "AnnexTitle"
    assert shown.styles["AnnexTitle"].find(f"{W}rPr/{W}caps") is not None


def test_what_follows_the_signature_begins_one_page(build):
    start = [build.part(build.HEADING), build.prose("Hết."), build.part(build.SIGNATURE)]
    notes = Document(rendered(build.notebook(*start, build.prose("# Ghi chú"))))
    assert len(notes.paragraphs("PageBreak")) == 1
    annexed = Document(rendered(build.notebook(*start, annex(build))))
    assert len(annexed.paragraphs("PageBreak")) == 0
    assert len(annexed.paragraphs("Annex")) == 1
    assert len(Document(rendered(build.notebook(*start))).paragraphs("PageBreak")) == 0


def test_every_page_of_a_draft_says_so(build, document):
    marked = build.notebook(build.part(build.HEADING, draft=True, synthetic=True))
    shown = Document(rendered(marked))
    for name in ("word/header1.xml", "word/header2.xml"):
        assert "BẢN DỰ THẢO - SỐ LIỆU MÔ PHỎNG" in text_of(shown.roots[name])
        assert "DỰ THẢO" not in text_of(document.roots[name])


def test_an_analytical_notebook_has_a_title(analysis):
    shown = Document(rendered(analysis))
    assert shown.texts("Owner") == ["Sở Thông tin và Truyền thông tỉnh Trà Vinh"]
    assert shown.texts("Title") == ["Chính phủ số"]
    assert shown.texts("Subtitle") == ["Văn bản ký số và hồ sơ trực tuyến · tháng 5 năm 2021"]
    assert len(list(shown.root.iter(W + "numPr"))) == 2
    assert "CỘNG HÒA" not in "".join(shown.texts())


def test_a_notebook_without_any_part_has_a_title(build):
    shown = Document(rendered(build.notebook(build.prose("# Một\n\nHai."))))
    assert shown.texts("Title") == ["Một"]


def test_text_is_never_markup_or_field(build):
    cells = [
        build.part(
            build.HEADING, superior=HOSTILE, issuer=HOSTILE, subject=[HOSTILE], to=[HOSTILE]
        ),
        build.displayed(
            {"text/html": f"<p>{HOSTILE.replace('&', '&amp;').replace('<', '&lt;')}</p>"}
        ),
        build.chart(title=HOSTILE, subtitle=HOSTILE, source=HOSTILE, alt=HOSTILE),
        build.table([["a", "b"], [HOSTILE, HOSTILE]], caption=HOSTILE),
        build.part(build.SIGNATURE, name=HOSTILE, recipients=[HOSTILE], title=HOSTILE),
    ]
    shown = Document(rendered(build.notebook(*cells)))
    written = "".join(shown.texts())
    assert (written.count(HOSTILE), written.count(HOSTILE.upper())) == (13, 1)
    assert [each.get("descr") for each in shown.root.iter(WP + "docPr")] == [HOSTILE]
    assert not list(shown.root.iter(W + "instrText"))
    assert not list(shown.root.iter(W + "fldSimple"))
    title = shown.roots["docProps/core.xml"][0]
    assert HOSTILE in title.text


def test_characters_that_xml_cannot_hold_are_left_out(build):
    cells = [build.part(build.HEADING, issuer="SỞ\x0b\x00 A\ufffe"), build.part(build.SIGNATURE)]
    assert Document(rendered(build.notebook(*cells))).texts("Issuer") == ["SỞ A"]


def test_raw_code_and_attributes_are_text(build):
    raw = (
        "```{=openxml}\n<w:p/>\n```\n\n"
        '<div custom-style="Title" class="signature">a</div>\n\n<p custom-style="Title">b</p>'
    )
    shown = Document(rendered(build.notebook(build.part(build.HEADING), build.prose(raw))))
    assert "<w:p/>" in shown.texts()
    assert shown.texts("Title") == ["BÁO CÁO"]


def test_metadata_names_the_department_and_the_day_of_the_report(document):
    core = {each.tag.split("}")[1]: each.text for each in document.roots["docProps/core.xml"]}
    assert core == {
        "title": "Báo cáo: Công tác thông tin và truyền thông tháng 5 và kế hoạch tháng 6 năm 2021",
        "creator": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "language": "vi-VN",
        "created": "2021-05-20T00:00:00+00:00",
        "modified": "2021-05-20T00:00:00+00:00",
    }


def test_entries_are_sorted_and_dated_by_the_report(report):
    with zipfile.ZipFile(io.BytesIO(rendered(report))) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(2021, 5, 20, 0, 0, 0)}


def test_the_same_report_is_the_same_bytes_in_any_folder_and_process(report, tmp_path):
    source = tmp_path / "a b" / "report.ipynb"
    source.parent.mkdir()
    nbformat.write(report, source)
    script = (
        "import sys; from ictanalysis.exporters import ReportDOCXExporter as Exporter;"
        "sys.stdout.buffer.write(Exporter().from_filename(sys.argv[1])[0])"
    )
    command = [sys.executable, "-c", script, str(source)]
    one, other = (
        subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
        for folder in (ROOT, tmp_path)
    )
    assert one == other == rendered(report)


def test_no_part_names_the_machine(document, tmp_path):
    everything = b"".join(document.parts.values())
    for name in (str(ROOT).encode(), b"ictanalysis-", b"/tmp", b"pandoc"):
        assert name not in everything


def test_the_text_can_be_read_back(report, tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(rendered(report))
    text = pypandoc.convert_file(str(file), "plain", extra_args=["--wrap=none"])
    text = re.sub(r"\s+", " ", text)
    for expected in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "và kế hoạch tháng 6 năm 2021",
        "- Tỉnh ủy Trà Vinh.",
        "I. Công tác quản lý nhà nước",
        "- Tổng văn bản đi: 16.401, ký số 13.018 (79,37%).",
        "- Cấp mới 02 hộp thư;...",
        "Gần bốn phần năm văn bản đi đã được ký số",
        "Nguồn: VNPT-iOffice",
        "Mức độ 3 1.467 11,86",
        "báo cáo đến Bộ nắm, chỉ đạo./.",
        "Nơi nhận:",
        "Nguyễn Văn Chuẩn",
    ):
        assert expected in text, expected
    assert "Ký số đạt" not in text


def test_control_characters_around_pictures_are_left_out(build):
    cells = [
        build.chart(title="Một\x01", subtitle="Hai\ufffe", source="Ba\x02", alt="Bốn\x03\ufffe"),
        build.displayed({"image/png": build.PNG, "text/plain": "Năm\x01"}),
        build.prose("Sáu\x01 [bảy](https://a.vn/)"),
    ]
    shown = Document(rendered(build.notebook(*cells)))
    assert shown.texts("ChartTitle") == ["Một"]
    assert [each.get("descr") for each in shown.root.iter(WP + "docPr")] == ["Bốn", "Năm"]
    assert "Sáu bảy" in shown.texts()[-1]


def test_nobody_to_write_to_is_not_written_to(build):
    cells = [build.part(build.HEADING, to=[]), build.part(build.SIGNATURE, recipients=[])]
    text = "".join(Document(rendered(build.notebook(*cells))).texts())
    assert "Kính gửi" not in text
    assert "Nơi nhận" not in text
    assert "Nguyễn Văn Chuẩn" in text


def test_many_recipients_may_go_on_over_pages(build):
    def signed(count):
        cells = [build.part(build.HEADING), build.part(build.SIGNATURE, recipients=["Sở"] * count)]
        return Document(rendered(build.notebook(*cells))).tables("TwoColumns")[-1]

    assert list(signed(20).iter(W + "cantSplit"))
    assert not list(signed(21).iter(W + "cantSplit"))


def plain(build, html):
    cells = [build.part(build.MASTHEAD), build.displayed({"text/html": html})]
    return Document(rendered(build.notebook(*cells)))


def numbering(paragraph):
    found = paragraph.find(f"{W}pPr/{W}numPr")
    return None if found is None else (number(found, f"{W}ilvl"), number(found, f"{W}numId"))


def test_each_list_with_numbers_begins_with_its_own(build):
    html = (
        '<ul><li>a<ul><li>b</li></ul></li></ul><ol start="3"><li><p>c</p><p>d</p></li><li>e</li>'
        "</ol><ol><li>f</li></ol>"
    )
    shown = plain(build, html)
    found = {text_of(each): numbering(each) for each in shown.paragraphs() if text_of(each)}
    listed = {text: found[text] for text in "abcdef"}
    assert listed == {
        "a": (0, 1),
        "b": (1, 1),
        "c": (0, 10),
        "d": None,
        "e": (0, 10),
        "f": (0, 11),
    }
    starts = {
        each.get(W + "numId"): {start.get(W + "val") for start in each.iter(W + "startOverride")}
        for each in shown.roots["word/numbering.xml"].iter(W + "num")
    }
    assert starts == {"1": set(), "10": {"3"}, "11": {"1"}}


def test_links_lead_to_their_headings_and_outside(build):
    shown = plain(
        build,
        '<h2>Một</h2><p><a href="#muc-mot">a</a> <a href="https://a.vn/?b&amp;c">b</a> '
        '<a href="#khong-co">c</a></p>',
    )
    inside, outside = shown.root.iter(W + "hyperlink")
    [heading] = (each for each in shown.paragraphs() if text_of(each) == "Một")
    bookmark = heading.find(W + "bookmarkStart").get(W + "name")
    assert (text_of(inside), inside.get(W + "anchor")) == ("a", bookmark)
    relation = outside.get(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    )
    targets = {
        each.get("Id"): (each.get("Target"), each.get("TargetMode"))
        for each in shown.roots["word/_rels/document.xml.rels"]
    }
    assert (text_of(outside), targets[relation]) == ("b", ("https://a.vn/?b&c", "External"))
    assert "a b c" in shown.texts("BodyText")


def test_words_are_set_as_they_are_marked(build):
    html = "<p><b>a<i>b</i></b><s>c</s><u>d</u><sup>e</sup><sub>f</sub><code>g</code><br>h</p>"
    [paragraph] = plain(build, html).paragraphs("BodyText")
    ways = {
        text_of(run): [each.tag.removeprefix(W) for each in run.findall(f"{W}rPr/*")]
        for run in paragraph.iter(W + "r")
    }
    assert ways == {
        "a": ["b", "bCs"],
        "b": ["b", "bCs", "i", "iCs"],
        "c": ["strike"],
        "d": ["u"],
        "e": ["vertAlign"],
        "f": ["vertAlign"],
        "g": ["rStyle"],
        "\n": [],
        "h": [],
    }


def test_other_blocks_have_styles_of_their_own(build):
    html = "<blockquote>a</blockquote><dl><dt>b</dt><dd>c</dd></dl><pre>d\n e</pre><hr>"
    shown = plain(build, html)
    styles = {style_of(each): text_of(each) for each in shown.paragraphs()}
    expected = {"BlockText": "a", "DefinitionTerm": "b", "Definition": "c", "SourceCode": "d\n e"}
    assert {style: styles[style] for style in expected} == expected
    assert styles["HorizontalRule"] == ""


def test_a_cell_that_reaches_over_others_is_merged(build):
    html = (
        '<table><tr><td rowspan="2" colspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>'
        "<tr><td>d</td><td>e</td><td>f</td></tr></table>"
    )
    [table] = plain(build, html).tables("Table")
    rows = [
        [
            (
                text_of(cell),
                [
                    (each.tag.removeprefix(W), each.get(W + "val"))
                    for each in cell.findall(f"{W}tcPr/*")[1:]
                ],
            )
            for cell in row.findall(W + "tc")
        ]
        for row in table.findall(W + "tr")
    ]
    span = ("gridSpan", "2")
    assert rows == [
        [("a", [span, ("vMerge", "restart")]), ("b", [])],
        [("", [span, ("vMerge", "continue")]), ("c", [])],
        [("d", []), ("e", []), ("f", [])],
    ]


def test_a_table_of_many_columns_is_set_small(build):
    rows = [["Tên", *"abcdef"], ["x", *"123456"]]
    shown = Document(rendered(build.notebook(build.table(rows))))
    [table] = shown.tables("Table")
    assert {number(run, f"{W}rPr/{W}sz") for run in table.iter(W + "r")} == {20}
