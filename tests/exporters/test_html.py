import re
from html.parser import HTMLParser

import pytest

from ictanalysis.exporters import ReportHTMLExporter

PICTURE = '<img src=x onerror="alert(2)"> '
HOSTILE_PROSE = (
    '<script>alert(1)</script> <iframe src="http://x.vn"></iframe> '
    "[a](javascript:alert(3)) {{ 7 * 7 }} {% raw %} </style>"
)
HOSTILE = PICTURE + HOSTILE_PROSE


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]


def rendered(notebook):
    return ReportHTMLExporter().from_notebook_node(notebook)[0]


@pytest.fixture
def page(report):
    return Page(rendered(report))


def test_one_title_landmarks_and_language(page):
    assert page.all("html") == [{"lang": "vi"}]
    assert len(page.all("h1")) == 1
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.all(landmark)) == 1, landmark
    assert page.all("nav") == [{"id": "muc-luc", "aria-label": "Mục lục"}]
    first_link = page.all("a")[0]
    assert first_link == {"class": "skip", "href": "#noi-dung"}


def test_ids_are_unique_and_links_inside_reach_one(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")]
    assert set(inner) <= set(ids)
    assert "muc-ii-cong-tac-tong-hop" in inner


def test_nothing_comes_from_outside_and_nothing_runs(page, report):
    assert not page.all("script", "link", "iframe", "object", "embed", "base", "form")
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    loaded = [found["src"] for _, found in page.tags if "src" in found]
    assert all(source.startswith("data:") for source in loaded)
    style = rendered(report).split("<style>")[1].split("</style>")[0]
    assert not re.search(r"url\(|@import|@font-face", style)


def test_the_page_forbids_what_it_does_not_need(page):
    policy = page.all("meta")[1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert policy["content"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )


def test_charts_are_drawn_in_place_with_words(page, build):
    one, other = list(page.all("svg"))
    assert (one["role"], one["aria-label"]) == ("img", build.WORDS["alt"])
    assert other["aria-label"] == "Hai thanh"
    for words in (build.WORDS["title"], build.WORDS["subtitle"], build.WORDS["source"]):
        assert words in page.text
    fills = [found["style"] for found in page.all("path") if "style" in found]
    assert fills[0] == "fill: var(--navy, #12436d)"
    assert fills[1] == "fill: var(--rest, #bfbfbf); stroke: var(--paper, #ffffff)"


def test_a_chart_of_two_widths_is_shown_in_one_at_a_time(build):
    narrow = build.SVG.replace("460", "264")
    text = rendered(build.notebook(build.chart(narrow=narrow)))
    page = Page(text)
    boxes = [found for found in page.all("div") if "drawing" in str(found.get("class"))]
    assert boxes == [{"class": "drawing wide"}, {"class": "drawing narrow"}]
    wide, other = page.all("svg")
    assert (wide["viewbox"], other["viewbox"]) == ("0 0 460 120", "0 0 264 120")
    assert wide["aria-label"] == other["aria-label"] == build.WORDS["alt"]
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    style = text.split("<style>")[1].split("</style>")[0]
    assert ".drawing.narrow { display: none;" in style
    # on paper, however narrow, the wide one
    _, _, small = style.partition("@media screen and (max-width: 40rem) {")
    assert small.split("@media")[0].split("}")[:2] == [
        "\n  .drawing.wide { display: none; ",
        "\n  .drawing.narrow { display: block; ",
    ]


def test_a_chart_of_one_width_is_shown_in_it(build):
    page = Page(rendered(build.notebook(build.chart())))
    (box,) = (found for found in page.all("div") if "drawing" in str(found.get("class")))
    assert box == {"class": "drawing"}
    assert len(list(page.all("svg"))) == 1


def test_tables_scroll_by_themselves_and_by_keyboard(page):
    boxes = [found for found in page.all("div") if found.get("class") == "table"]
    assert boxes == [
        {"class": "table", "role": "group", "tabindex": "0", "aria-label": "Hồ sơ theo mức độ"}
    ]


def test_cells_of_many_words_keep_room_for_them(build):
    rows = [["Mức độ", "Nội dung"], ["Lỗi", "Văn bản đăng là 55, nhưng cộng lại là 64"], ["a", "b"]]
    cells = Page(rendered(build.notebook(build.table(rows)))).all("td")
    assert [cell["class"] for cell in cells] == ["words", "number"]


def test_the_official_parts_are_there(page):
    text = " ".join(page.text.split())
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Trà Vinh, ngày 20 tháng 5 năm 2021",
        "- Bộ Thông tin và Truyền thông;".removeprefix("- "),
        "Tỉnh ủy Trà Vinh.",
        "Văn phòng Sở;",
        "Lưu: VT.",
        "Nguyễn Văn Chuẩn",
    ):
        assert words in text
    assert text.index("Những điểm chính") < text.index("Trong tháng, Sở thực hiện")


CARD = {
    "label": "Văn bản ký số",
    "value": "13.018",
    "unit": "văn bản",
    "change": "Tăng 3,2% so với tháng trước",
    "target": "Mục tiêu ít nhất 80%",
    "signal": "Trong dao động thường",
}


def test_cards_come_first_with_what_they_cannot_say(build, report):
    noted = {**CARD, "notes": ["Số <i>tạm</i> tính."]}
    cells = [
        build.part({"part": "cards", "cards": [noted, {**CARD, "label": "Hai"}], "note": "Thiếu."})
    ]
    text = " ".join(Page(rendered(build.notebook(*cells, *report.cells))).text.split())
    assert (
        "Văn bản ký số 13.018 văn bản Tăng 3,2% so với tháng trước Mục tiêu ít nhất 80% "
        "Trong dao động thường Số <i>tạm</i> tính. Hai 13.018 văn bản"
    ) in text
    places = [text.index(words) for words in ("Văn bản ký số", "Thiếu.", "Những điểm chính")]
    assert places == sorted(places)


def test_a_page_without_cards_or_points_has_no_place_for_them(build, report):
    page = Page(rendered(build.notebook(build.prose("Một"))))
    assert not [found for found in page.all("section") if found.get("class") == "glance"]
    one = build.part({"part": "cards", "cards": [CARD]})
    page = Page(rendered(build.notebook(one, build.prose("Một"))))
    assert [found["class"] for found in page.all("section")] == ["glance"]


def test_figures_lead_to_their_sources_and_back(build):
    figure = (
        '<span class="figure" data-key="a.b" data-label="Một" data-formula=""'
        ' data-source="data/2021-05/a.csv:2">7</span>'
    )
    cells = [
        build.part({"part": "cards", "cards": [{**CARD, "value": figure}]}),
        build.part({"part": "highlights", "points": [f"Có {figure}"]}),
        build.prose(f"## I. MỘT\n\nCó {figure}"),
        build.part({"part": "sources"}),
    ]
    page = Page(rendered(build.notebook(*cells)))
    ids = [found["id"] for _, found in page.tags if "id" in found]
    links = [found["href"] for found in page.all("a") if found.get("class") == "figure"]
    assert links == ["#nguon-1"] * 3
    assert ids.count("nguon-1") == ids.count("dan-1") == 1
    assert "#dan-1" in [found.get("href") for found in page.all("a")]
    assert len(ids) == len(set(ids))


def test_code_is_not_shown(report):
    assert "show()" not in rendered(report)


def test_drafts_and_simulations_say_so(analysis, report):
    text = " ".join(Page(rendered(analysis)).text.split())
    assert "BẢN DỰ THẢO – chưa được phát hành" in text
    assert "SỐ LIỆU MÔ PHỎNG" in text
    assert "Sở Thông tin và Truyền thông tỉnh Trà Vinh" in text
    assert "BẢN DỰ THẢO" not in rendered(report)


def test_other_pictures_are_embedded(build):
    png = build.displayed({"image/png": build.PNG, "text/plain": "Ảnh trụ sở"})
    page = Page(rendered(build.notebook(png)))
    assert page.all("img")[0]["src"].startswith("data:image/png;base64,iVBORw0KGgo")
    assert page.all("img")[0]["alt"] == "Ảnh trụ sở"


def test_hostile_text_is_text_wherever_it_stands(build):
    hostile = build.notebook(
        build.part(build.HEADING, superior=HOSTILE, subject=[HOSTILE], to=[HOSTILE, "b"]),
        build.part({"part": "cards", "cards": [dict.fromkeys(CARD, HOSTILE)], "note": HOSTILE}),
        build.part({"part": "highlights", "points": [HOSTILE]}),
        build.prose(f"# {HOSTILE_PROSE}\n\n{HOSTILE_PROSE}"),
        build.displayed({"text/markdown": HOSTILE_PROSE}),
        build.table([["a", "b"], [HOSTILE, HOSTILE]], caption=HOSTILE),
        build.chart(title=HOSTILE, subtitle=HOSTILE, source=HOSTILE, alt=HOSTILE),
        build.part(build.SIGNATURE, name=HOSTILE, recipients=[HOSTILE]),
    )
    page = Page(rendered(hostile))
    assert not page.all("script", "iframe", "img")
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    assert not [a for a in page.all("a") if "javascript" in a.get("href", "")]
    assert page.text.count("<script>alert(1)</script>") >= 20
    assert "{{ 7 * 7 }}" in page.text


def test_a_notebook_that_has_not_run_shows_its_text(build):
    cells = [build.prose("# Chính phủ số\n\n## Một\n\nLời dẫn."), build.displayed({})]
    cells[1]["outputs"] = []
    text = Page(rendered(build.notebook(*cells))).text
    assert "Lời dẫn." in text


def test_nobody_to_write_to_is_not_written_to(build):
    cells = [build.part(build.HEADING, to=[""]), build.part(build.SIGNATURE, recipients=[])]
    shown = ReportHTMLExporter().from_notebook_node(build.notebook(*cells))[0]
    assert "Kính gửi" not in shown
    assert "Nơi nhận" not in shown
    assert "Nguyễn Văn Chuẩn" in shown
