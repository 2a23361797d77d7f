import html
import io
import re

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pypdf import PdfReader

from ictanalysis.exporters import ReportPDFExporter
from ictanalysis.language.errors import RenderingError

MM = 72 / 25.4


def rendered(notebook):
    return ReportPDFExporter().from_notebook_node(notebook)[0]


def read(notebook):
    return PdfReader(io.BytesIO(rendered(notebook)))


def packed(text):
    """Return a text without white space, which a PDF does not keep."""
    return re.sub(r"\s", "", text)


def words(reader):
    return packed("".join(page.extract_text() for page in reader.pages))


def placed(page):
    """Return the pieces of text of a page with the place where each begins, from the lower left."""
    found = []

    def visit(text, cm, tm, _font, _size):
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x, y))

    page.extract_text(visitor_text=visit)
    return found


def figures(reader):
    """Return the alternative texts of the pictures, as the document structure states them."""
    found, queue = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while queue:
        node = queue.pop().get_object()
        if isinstance(node, list):
            queue.extend(node)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure" and "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                queue.append(node["/K"])
    return found


@pytest.fixture(scope="module")
def module_state():
    return {}


@pytest.fixture
def reader(report, module_state):
    if "reader" not in module_state:
        module_state["reader"] = read(report)
    return module_state["reader"]


def test_it_is_a4_with_the_margins_of_the_decree(reader):
    assert len(reader.pages) >= 2
    for number, page in enumerate(reader.pages, 1):
        assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
        pieces = [piece for piece in placed(page) if piece[0] != str(number)]
        assert min(x for _, x, _ in pieces) == pytest.approx(30 * MM, abs=1)
        assert max(y for _, _, y in pieces) < 842 - 20 * MM
        assert min(y for _, _, y in pieces) >= 20 * MM


def test_pages_are_numbered_at_the_top_centre_from_the_second(reader):
    first, second, *_ = [placed(page) for page in reader.pages]
    assert not [text for text, _, y in first if y > 842 - 20 * MM]
    [(number, x, y)] = [piece for piece in second if piece[2] > 842 - 20 * MM]
    assert number == "2"
    # The text stands between 30 and 190 mm; the digit is about 6.5 points wide.
    assert x == pytest.approx(110 * MM - 3.25, abs=1)
    assert y > 842 - 16 * MM


def test_paragraphs_begin_with_the_indent_of_the_decree(reader):
    starts = [x for text, x, _ in placed(reader.pages[0]) if text.startswith("Trong tháng, Sở")]
    assert starts == [pytest.approx(30 * MM + 12.7 * MM, abs=0.5)]


def test_the_text_can_be_read_back(reader):
    text = words(reader)
    for expected in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Trà Vinh, ngày 20 tháng 5 năm 2021",
        "và kế hoạch tháng 6 năm 2021",
        "Kính gửi:",
        "- Tỉnh ủy Trà Vinh.",
        "I. CÔNG TÁC QUẢN LÝ NHÀ NƯỚC",
        "- Tổng văn bản đi: 16.401, ký số 13.018 (79,37%).",
        "- Cấp mới 02 hộp thư;...",
        "Gần bốn phần năm văn bản đi đã được ký số",
        "Nguồn: VNPT-iOffice",
        "Hồ sơ theo mức độ",
        "Mức độ 3 1.467 11,86",
        "báo cáo đến Bộ nắm, chỉ đạo./.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "Nguyễn Văn Chuẩn",
    ):
        assert packed(expected) in text, expected


def test_main_points_are_for_the_page_only(reader):
    assert packed("Ký số đạt") not in words(reader)


def test_every_picture_says_what_it_shows(reader, build):
    assert sorted(figures(reader)) == sorted([build.WORDS["alt"], "Hai thanh"])


def test_it_declares_the_standards_its_title_and_its_language(reader):
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/Lang"] == "vi"
    assert reader.metadata.title.startswith("Báo cáo: Công tác thông tin")
    assert reader.metadata.creation_date.isoformat() == "2021-05-20T00:00:00+00:00"


def test_every_page_of_a_draft_says_so(build):
    text = build.prose("Dự thảo Quyết định. " * 400)
    pages = read(build.notebook(build.part(build.HEADING, draft=True), text)).pages
    assert len(pages) >= 2
    assert all("BẢNDỰTHẢO" in packed(page.extract_text()) for page in pages)


def test_an_analytical_notebook_has_a_masthead(analysis):
    text = words(read(analysis))
    for expected in ("Sở Thông tin và Truyền thông tỉnh Trà Vinh", "Chính phủ số", "MÔ PHỎNG"):
        assert packed(expected) in text
    assert "CỘNGHÒA" not in text


def test_long_tables_repeat_their_head(build):
    rows = [["Huyện", "Hồ sơ"], *([f"Đơn vị {n}", str(n)] for n in range(1, 81))]
    pages = read(build.notebook(build.part(build.HEADING), build.table(rows))).pages
    assert len(pages) >= 3
    assert all("HuyệnHồsơ" in packed(page.extract_text()) for page in pages)


@pytest.mark.parametrize("rows", range(2, 8))
def test_the_name_of_a_group_stays_with_the_first_of_its_rows(build, rows):
    cells = "".join(f"<tr><td>dòng {{}}.{row}</td><td>{row}</td></tr>" for row in range(rows))
    group = '<tr class="group"><th colspan="2">nhóm {} [a] #b(1)</th></tr>' + cells
    body = "".join(group.format(number, *[number] * rows) for number in range(40))
    html = f"<table><thead><tr><th>Tên</th><th>Số</th></tr></thead><tbody>{body}</tbody></table>"
    reader = read(build.notebook(build.displayed({"text/html": html})))
    lines = [page.extract_text().strip().splitlines() for page in reader.pages]
    assert len(lines) > 2
    assert words(reader).count("[a]#b(1)") == 40
    assert [page[-1] for page in lines if "nhóm" in page[-1]] == []


def test_paths_and_figures_in_a_table_stay_inside_the_page(build):
    path = "/srv/so-lieu/data/2021-05/component_sites.csv:2"
    rows = [["Chỉ tiêu", "Giá trị", "Nguồn"], ["Tin, bài", "khoảng 472", "x"]]
    cell = build.table(rows)
    html_table = cell["outputs"][0]["data"]["text/html"]
    written = html_table.replace('<td class="number">x</td>', f"<td>{path}</td>")
    cell["outputs"][0]["data"]["text/html"] = written.replace(' class="number">Nguồn', ">Nguồn")
    [page] = read(build.notebook(cell)).pages
    assert packed(path) in packed(page.extract_text())
    starts = [x for text, x, _ in placed(page) if text.startswith("/srv")]
    assert starts
    assert max(starts) < 120 * MM


def test_what_follows_the_signature_begins_a_page(build):
    notes = build.prose("# Ghi chú về số liệu\n\nHết.")
    cells = [
        build.part(build.HEADING),
        build.prose("Nội dung."),
        build.part(build.SIGNATURE),
        notes,
    ]
    one, other = [packed(page.extract_text()) for page in read(build.notebook(*cells)).pages]
    assert packed("Nơi nhận:") in one
    assert packed("GHI CHÚ VỀ SỐ LIỆU") in other


def test_lists_in_a_report_are_paragraphs_with_a_dash(build):
    text = "- một\n  - hai\n- ba\n\n3. bốn\n4. năm"
    shown = words(read(build.notebook(build.part(build.HEADING), build.prose(text))))
    assert "-một+hai-ba3.bốn4.năm" in shown


HOSTILE = [
    '#import "a.typ": *',
    '#read("/etc/passwd")',
    "#panic()",
    "\\#panic()",
    "$x^2$",
    "@ref",
    "<label>",
    "]#panic()[",
    "*đậm* _nghiêng_",
    "// chú thích",
    "/* chú thích */",
    "= đề mục",
    "- gạch",
    "+ cộng",
    "1. một",
    "/ a: b",
    "... -- --- -5 -?",
    "\\u{41}",
    "~ ' \" `",
    "1145/#panic()-x",
    'https://a.vn/"#panic()',
]


def test_code_in_text_is_text(build):
    cells = [build.displayed({"text/html": f"<p>{html.escape(text)}</p>"}) for text in HOSTILE]
    shown = words(read(build.notebook(build.part(build.HEADING), *cells)))
    for text in HOSTILE:
        assert packed(text) in shown, text


def test_code_in_data_is_text(build):
    hostile = '#panic() $x$ @a <b> */ "]'
    shown = words(
        read(
            build.notebook(
                build.part(build.HEADING, superior=hostile, subject=[hostile], to=[hostile]),
                build.chart(title=hostile, subtitle=hostile, source=hostile, alt=hostile),
                build.part(build.SIGNATURE, name=hostile, recipients=[hostile]),
            )
        )
    )
    assert shown.count(packed(hostile)) == 7
    assert packed(hostile.upper()) in shown


def test_raw_code_blocks_and_attributes_are_text(build):
    raw = '```{=typst}\n#panic()\n```\n\n<span data-typst:text:fill="panic()">đen</span>'
    shown = words(read(build.notebook(build.prose(raw))))
    assert "#panic()đen" in shown


LETTERS = st.sampled_from([*map(chr, range(33, 127)), *"ăĐệữ–“”…"])
WORDS = st.text(LETTERS, min_size=1, max_size=8)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None)
@given(texts=TEXTS)
def test_every_text_is_printed_as_it_is_written(texts):
    source = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    cell = new_code_cell("", outputs=[new_output("display_data", {"text/html": source})])
    [page] = read(new_notebook(cells=[cell])).pages
    assert packed(page.extract_text()) == packed("Notebook" + "".join(texts))


def test_the_font_used_is_told(report):
    exporter = ReportPDFExporter(font="Libertinus Serif")
    _, resources = exporter.from_notebook_node(report)
    assert resources["ictanalysis"] == {"font": "Libertinus Serif"}


def test_an_unfit_font_is_refused(report):
    with pytest.raises(RenderingError, match="'Papyrus' is not on this machine"):
        ReportPDFExporter(font="Papyrus").from_notebook_node(report)


def test_a_character_that_no_font_has_is_refused(build):
    with pytest.raises(RenderingError, match=r"\(U\+F0000\) of “ký tự lạ: .*Latin letters"):
        rendered(build.notebook(build.prose("ký tự lạ: \U000f0000")))


class PanicException(BaseException):
    """What a defect of the compiler arrives as; the extension module does not export it."""


def test_a_panic_of_typst_is_told_as_a_failed_rendering(report, monkeypatch):
    def panic(*_arguments, **_options):
        raise PanicException("index out of bounds: the len is 0")

    monkeypatch.setattr("typst.compile", panic)
    with pytest.raises(RenderingError, match=r"could not make the PDF \(index out of bounds"):
        rendered(report)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_is_no_failure_of_typst_goes_its_way(report, monkeypatch, error):
    def interrupted(*_arguments, **_options):
        raise error

    monkeypatch.setattr("typst.compile", interrupted)
    with pytest.raises(error):
        rendered(report)


def pages_with(reader, text):
    return [n for n, page in enumerate(reader.pages, 1) if text in packed(page.extract_text())]


@pytest.mark.parametrize("lines", [0, 12, 14, 16, 18, 20, 22, 24])
@pytest.mark.parametrize("count", [3, 24, 62, 200])
def test_no_recipient_is_lost_and_the_last_words_stay_with_the_signature(build, lines, count):
    names = [f"Đơn vị {number}" for number in range(count)]
    shown = read(
        build.notebook(
            build.part(build.HEADING),
            *(build.prose("Một dòng.") for _ in range(lines)),
            build.prose("Trên đây là kết quả./."),
            build.part(build.SIGNATURE, recipients=names),
        )
    )
    text = words(shown)
    for name in names:
        assert f"-{packed(name)};" in text or f"-{packed(name)}." in text, name
    [signed] = pages_with(shown, "NguyễnVănChuẩn")
    assert pages_with(shown, "Nơinhận:") == [signed]
    assert pages_with(shown, "Trênđâylàkếtquả./.") == [signed]
    last = pages_with(shown, f"-{packed(names[-1])}.")
    assert last == [signed] if count <= 24 else last > [signed]


@pytest.mark.parametrize(
    "changed", [{"issuer": ""}, {"subject": []}, {"subject": [" "]}, {"kind": "", "subject": []}]
)
def test_an_empty_heading_is_no_obstacle(build, changed):
    shown = read(build.notebook(build.part(build.HEADING, **changed), build.prose("Một")))
    assert "Một" in words(shown)


def test_nobody_to_write_to_is_not_written_to(build):
    cells = [build.part(build.HEADING, to=[]), build.part(build.SIGNATURE, recipients=[])]
    text = words(read(build.notebook(*cells)))
    assert "Kínhgửi" not in text
    assert "Nơinhận" not in text
    assert "NguyễnVănChuẩn" in text


def test_the_signature_takes_the_end_of_the_last_paragraph_along_and_not_all_of_it(build):
    last = " ".join(f"từ{number}" for number in range(160))
    shown = read(
        build.notebook(
            build.part(build.HEADING),
            *(build.prose("Một dòng.") for _ in range(22)),
            build.prose(f"{last}./."),
            build.part(build.SIGNATURE),
        )
    )
    assert pages_with(shown, "từ0từ1từ2") == [1]
    assert pages_with(shown, "từ159./.") == pages_with(shown, "NguyễnVănChuẩn") == [2]


def annexed(build, **changed):
    own = '<h2 class="annex"><span>Phụ lục II</span>: <span>Ghi chú</span></h2>'
    return build.notebook(
        build.part(build.HEADING, **changed),
        build.prose("Nội dung./."),
        build.part(build.SIGNATURE),
        build.prose('<h2 class="annex"><span>Phụ lục I</span>: <span>Biểu</span></h2>'),
        build.part({"part": "separation"}),
        build.prose(f"{own}\n\n(Kèm theo Báo cáo)\n\nLời ghi."),
        build.prose('<h2 class="annex"><span>Phụ lục III</span>: <span>Nguồn</span></h2>\n\nTệp'),
    )


@pytest.mark.parametrize("form", ["decree", "plain"])
def test_annexes_that_are_signed_separately_are_a_document_of_their_own(build, tmp_path, form):
    notebook = annexed(build, form=form)
    text = words(read(notebook))
    assert "PhụlụcI" in text
    assert "PhụlụcII" not in text

    nbformat.write(notebook, tmp_path / "report.ipynb")
    exporter = ReportPDFExporter()
    body = exporter.read(tmp_path / "report.ipynb")
    annexes = PdfReader(io.BytesIO(exporter.write(body.annexes, {})))
    first, second = (packed(page.extract_text()) for page in annexes.pages)
    assert "PhụlụcIIGHICHÚ(KèmtheoBáocáo)Lờighi." in first
    assert "PhụlụcIIINGUỒNTệp" in second
    assert "NguyễnVănChuẩn" not in first + second
    assert annexes.metadata.title.startswith("Phụ lục của Báo cáo: Công tác thông tin")
    # Room for a signature at the top right of the first page.
    assert max(y for _text, _x, y in placed(annexes.pages[0])) < (297 - 20 - 18) * MM


def test_title_and_author_have_ordinary_spaces(build):
    cells = [build.part(build.HEADING, issuer="SỞ\xa0THÔNG TIN", subject=["Công\xa0tác tháng 5"])]
    metadata = read(build.notebook(*cells, build.prose("Một"))).metadata
    assert (metadata.title, metadata.author) == ("Báo cáo: Công tác tháng 5", "SỞ THÔNG TIN")


@pytest.mark.parametrize("mark", ["+", "-", "=", "/"])
def test_a_mark_before_a_part_begins_no_list(build, mark):
    table = build.table([["A", "B"], [f"{mark} USB", "1"]])
    assert f"{mark}USB" in words(read(build.notebook(build.part(build.HEADING), table)))


def test_an_annex_of_other_parts_than_two_is_a_heading(build):
    cells = [
        build.prose('<h2 class="annex">Không phần</h2>\n\nMột'),
        build.prose('<h2 class="annex"><span>Một phần</span></h2>\n\nHai'),
        build.prose('<h2 class="annex"><span>Phụ lục I</span> <span>Nguồn</span></h2>\n\nBa\n\nBa'),
    ]
    shown = read(build.notebook(build.part(build.HEADING), *cells))
    assert "KHÔNGPHẦNMộtMỘTPHẦNHai" in words(shown)
    assert pages_with(shown, "NGUỒN") == [2]
    assert words(shown).count("Ba") == 2


@pytest.mark.parametrize(
    "table",
    [
        "<table></table>",
        "<table><tr></tr></table>",
        "<table><caption>Một bảng</caption></table>",
        '<table><tr><td colspan="100000">a</td></tr><tr><td rowspan="-3">b</td></tr></table>',
    ],
)
def test_odd_tables_are_no_obstacle(build, table):
    cells = [build.prose("Trước"), build.displayed({"text/html": table}), build.prose("Sau")]
    text = words(read(build.notebook(*cells)))
    assert "Trước" in text
    assert "Sau" in text
