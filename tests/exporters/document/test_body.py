import re

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_output

from ictanalysis.exporters.document.blocks import Chart, Picture, Prose
from ictanalysis.exporters.document.body import read_body
from ictanalysis.exporters.document.parts import Signature, Sources
from ictanalysis.language.errors import RenderingError

CARD = {"label": "Ký số", "value": "", "unit": "", "change": "", "target": "", "signal": ""}


def test_blocks_keep_the_order_of_the_notebook(report):
    body = read_body(report, name="report")
    kinds = [type(block) for block in body.blocks]
    assert kinds == [Prose, Prose, Prose, Chart, Prose, Chart, Prose, Prose, Prose, Signature]
    assert body.official
    assert body.highlights == ("<p>Ký số đạt <strong>79,37%</strong></p>\n",)
    assert [entry.text for entry in body.contents if entry.level == 2] == [
        "I. Công tác quản lý nhà nước",
        "II. Công tác tổng hợp",
    ]


def test_code_streams_and_bare_values_are_left_out(build):
    cell = new_code_cell(
        "secret_code()",
        outputs=[
            new_output("stream", name="stderr", text="cảnh báo"),
            new_output("execute_result", {"text/plain": "<Axes: >"}, execution_count=1),
        ],
    )
    assert read_body(build.notebook(cell), name="a").blocks == ()


def test_a_notebook_without_parts_takes_its_first_heading_or_its_name(build):
    titled = build.notebook(build.prose("# Chất lượng\n\n## Một"))
    assert read_body(titled, name="a").title == "Chất lượng"
    assert read_body(build.notebook(build.prose("Hai")), name="a").title == "a"


def test_charts_of_one_drawing_share_no_id(report):
    one, other = [b for b in read_body(report, name="r").blocks if isinstance(b, Chart)]
    assert one.key != other.key
    assert f'id="{one.key}-2"' in one.svg
    assert f'id="{other.key}-2"' in other.svg


def test_other_pictures_keep_their_content(build):
    png = build.displayed({"image/png": build.PNG + "\n", "text/plain": "<Figure size 640x480>"})
    svg = build.displayed({"image/svg+xml": build.SVG, "text/plain": "Sơ đồ"})
    one, other = read_body(build.notebook(png, svg), name="a").blocks
    assert isinstance(one, Picture)
    assert isinstance(other, Picture)
    assert one.content.startswith(b"\x89PNG")
    assert one.alt == "Hình minh họa"
    assert (other.media_type, other.alt) == ("image/svg+xml", "Sơ đồ")
    assert b"<style" not in other.content


def test_a_failed_notebook_is_refused(build):
    failed = new_code_cell(
        "x", outputs=[new_output("error", ename="KeyError", evalue="'thang'", traceback=[])]
    )
    with pytest.raises(RenderingError, match=r"media, cell 2: .*KeyError: 'thang'"):
        read_body(build.notebook(build.prose("a"), failed), name="media")


def test_a_chart_has_a_narrow_drawing_of_its_own_ids(build):
    narrow = build.SVG.replace("460", "264")
    cells = [build.chart(narrow=narrow), build.chart()]
    one, other = read_body(build.notebook(*cells), name="a").blocks
    assert 'viewBox="0 0 264 120"' in one.narrow
    assert 'viewBox="0 0 460 120"' in one.svg
    assert re.findall(r'id="(.*?)"', one.svg) == ["hinh-1-1-2", "hinh-1-1-3"]
    assert re.findall(r'id="(.*?)"', one.narrow) == ["hinh-1-1-hep-2", "hinh-1-1-hep-3"]
    assert 'href="#hinh-1-1-hep-3"' in one.narrow
    assert other.narrow == ""


@pytest.mark.parametrize("narrow", ["<svg", "<p>hẹp</p>", "hẹp"])
def test_a_broken_narrow_drawing_is_named_by_its_title(build, narrow):
    with pytest.raises(RenderingError, match="media, cell 1: the picture 'Gần bốn phần năm"):
        read_body(build.notebook(build.chart(narrow=narrow)), name="media")


def test_a_broken_drawing_is_named_by_its_title(build):
    with pytest.raises(RenderingError, match=r"media, cell 1: .*Gần bốn phần năm"):
        read_body(build.notebook(build.chart(svg="<svg")), name="media")


def test_a_chart_without_words_is_refused(build):
    cell = build.displayed({"image/svg+xml": build.SVG}, {"kind": "chart", "title": "a"})
    with pytest.raises(RenderingError, match=r"cell 1: .*'subtitle'"):
        read_body(build.notebook(cell), name="media")


def test_a_broken_bitmap_is_refused(build):
    with pytest.raises(RenderingError, match=r"cell 1: a picture cannot be read"):
        read_body(build.notebook(build.displayed({"image/png": "@@@"})), name="media")


def figure(text, key="documents.signed", source="data/2021-05/documents.csv:4"):
    return (
        f'<span class="figure" data-key="{key}" data-label="Nhãn {key}" data-formula=""'
        f' data-source="{source}" title="x">{text}</span>'
    )


def sourced(build, *cells):
    """Return a report that asks for its sources at its end."""
    annex = build.prose('<h2 class="annex"><span>Phụ lục I</span>: <span>Nguồn</span></h2>')
    return build.notebook(build.part(build.HEADING), *cells, annex, build.part({"part": "sources"}))


def everything(body):
    """All HTML of a document."""
    cards = [text for card in body.cards for text in (card.value, card.change, card.target)]
    blocks = [block.html for block in body.blocks if isinstance(block, Prose)]
    return "".join([*cards, *body.highlights, *blocks])


def test_charts_are_numbered_in_an_official_document_only(report, analysis):
    titles = [b.title for b in read_body(report, name="r").blocks if isinstance(b, Chart)]
    assert titles == [
        "Biểu đồ 1. Gần bốn phần năm văn bản đi đã được ký số",
        "Biểu đồ 2. Biểu đồ thứ hai",
    ]
    titles = [b.title for b in read_body(analysis, name="a").blocks if isinstance(b, Chart)]
    assert titles == ["Gần bốn phần năm văn bản đi đã được ký số"]


REFERENCE = 'Xem <span class="chart" data-chart="filing">Biểu đồ filing</span>.'


def test_a_name_of_a_chart_becomes_its_number_and_leads_to_it(build):
    cells = [build.prose(REFERENCE), build.chart(), build.chart(name="filing")]
    body = read_body(build.notebook(build.part(build.HEADING), *cells), name="r")
    text, one, other = body.blocks
    assert text.html == f'<p>Xem <a href="#{other.key}">Biểu đồ 2</a>.</p>\n'
    assert (one.name, other.name) == ("", "filing")


def test_main_points_refer_to_charts_too(build):
    points = build.part({"part": "highlights", "points": [REFERENCE]})
    body = read_body(build.notebook(points, build.chart(name="filing")), name="r")
    assert body.highlights == (f'<p>Xem <a href="#{body.pictures[0].key}">Biểu đồ 1</a>.</p>\n',)


def test_charts_are_numbered_in_any_document_that_refers_to_them(build):
    cells = [build.chart(), build.chart(name="filing"), build.prose(REFERENCE)]
    body = read_body(build.notebook(build.part(build.MASTHEAD), *cells), name="a")
    assert [chart.title.partition(".")[0] for chart in body.pictures] == [
        "Biểu đồ 1",
        "Biểu đồ 2",
    ]


def test_a_chart_that_is_not_there_leaves_a_gap_in_its_place(build):
    cells = [build.prose(REFERENCE), build.chart(name="other")]
    body = read_body(build.notebook(build.part(build.HEADING), *cells), name="r")
    assert body.blocks[0].html == "<p>Xem [chưa điền được: {chart.filing}].</p>\n"


def test_other_pictures_bear_no_number(build):
    png = build.displayed({"image/png": build.PNG, "text/plain": "Ảnh"})
    body = read_body(build.notebook(build.part(build.HEADING), png, build.chart()), name="r")
    assert [b.title for b in body.blocks if isinstance(b, Chart)] == [
        "Biểu đồ 1. Gần bốn phần năm văn bản đi đã được ký số"
    ]


def test_cards_stand_apart_with_their_values_as_html(build):
    card = {**CARD, "value": "79,37%", "change": "Tăng *x*", "target": r"a \*b\*", "unit": "<b>"}
    part = {"part": "cards", "cards": [card, CARD], "note": "Chưa có <i>"}
    body = read_body(build.notebook(build.part(part), build.prose("Một")), name="a")
    one, other = body.cards
    assert (one.value, one.change) == ("<p>79,37%</p>\n", "<p>Tăng <em>x</em></p>\n")
    assert one.target == "<p>a *b*</p>\n"
    # Names are text, which the page escapes.
    assert (one.label, one.unit, body.note) == ("Ký số", "<b>", "Chưa có <i>")
    assert (other.value, other.change, other.target) == ("", "", "")
    assert [type(block) for block in body.blocks] == [Prose]


def test_cards_of_several_cells_are_shown_together(build):
    cells = [
        build.part({"part": "cards", "cards": [{**CARD, "label": label}], "note": note})
        for label, note in (("Một", "Ghi chú một."), ("Hai", ""), ("Ba", "Ghi chú ba."))
    ]
    body = read_body(build.notebook(*cells), name="a")
    assert [card.label for card in body.cards] == ["Một", "Hai", "Ba"]
    assert body.note == "Ghi chú một. Ghi chú ba."


def test_figures_are_linked_to_their_rows_where_the_document_asks_for_its_sources(build):
    cards = {"part": "cards", "cards": [{**CARD, "value": figure("13.018"), "change": ""}]}
    points = {"part": "highlights", "points": [f"Có {figure('13.018 văn bản')}"]}
    body = read_body(
        sourced(
            build,
            build.part(cards),
            build.part(points),
            build.prose(f"Đầu {figure('7', 'email.new', 'data/2021-05/email.csv:3')}"),
            build.prose(f"## I. MỘT\n\n### 4. Bốn\n\nKý {figure('13.018')}"),
            build.prose(f"## III. BA\n\nKý {figure('13.018')}, {figure('2', 'a.b')}"),
        ),
        name="report",
    )
    html = everything(body)
    cited = re.findall(r'href="#(nguon-\d+)"', html)
    assert cited == ["nguon-2", "nguon-2", "nguon-1", "nguon-2", "nguon-2", "nguon-3"]
    assert not any(isinstance(block, Sources) for block in body.blocks)
    table = BeautifulSoup(body.blocks[-1].html, "html.parser")
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table("tr")][
        1:
    ] == [
        ["Nhãn email.new", "7", "email.csv, dòng 3", "Tổng quan"],
        ["Nhãn documents.signed", "13.018 văn bản", "documents.csv, dòng 4", "I.4, III"],
        ["Nhãn a.b", "2", "documents.csv, dòng 4", "III"],
    ]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_document_that_does_not_ask_for_its_sources_is_left_as_it_is(build):
    cells = [
        build.part({"part": "cards", "cards": [{**CARD, "value": figure("13.018")}]}),
        build.prose(f"## I. MỘT\n\nKý {figure('13.018')}"),
    ]
    body = read_body(build.notebook(build.part(build.HEADING), *cells), name="report")
    html = everything(body)
    spans = BeautifulSoup(html, "html.parser").find_all("span", class_="figure")
    assert [span["data-key"] for span in spans] == ["documents.signed", "documents.signed"]
    assert html.count('title="x"') == 2
    assert "nguon" not in html
    assert "dan-" not in html


def test_a_document_that_cites_nothing_has_an_empty_list_of_sources(build):
    body = read_body(sourced(build, build.prose("Không có số liệu")), name="report")
    assert body.blocks[-1] == Prose("")


def test_text_that_looks_like_a_figure_is_not_cited(build):
    forged = "&lt;span class=&quot;figure&quot; data-key=&quot;a.b&quot;&gt;999&lt;/span&gt;"
    body = read_body(sourced(build, build.prose(f"Một {forged}")), name="report")
    assert body.blocks[-1] == Prose("")
    assert "999" in everything(body)


def test_the_same_notebook_gives_the_same_document(build):
    cells = [build.prose(f"## I. MỘT\n\nKý {figure('13.018')}"), build.chart()]
    one, other = (read_body(sourced(build, *cells), name="report") for _ in range(2))
    assert one == other


def test_ids_of_the_document_are_its_own(build):
    posing = '<span id="nguon-1">a</span> <span id="dan-1">b</span> <span id="noi-dung">c</span>'
    cells = [
        build.part({"part": "highlights", "points": [posing]}),
        build.part({"part": "cards", "cards": [{**CARD, "value": posing}]}),
        build.prose(f"## I. MỘT\n\n{posing} {figure('13.018')}"),
    ]
    html = everything(read_body(sourced(build, *cells), name="report"))
    assert sorted(re.findall(r' id="([^"]+)"', html)) == [
        "dan-1",
        "muc-i-mot",
        "muc-phu-luc-i-nguon",
        "nguon-1",
    ]


def test_annexes_that_are_signed_separately_are_no_part_of_what_is_signed(build):
    separation = build.part({"part": "separation"})
    cells = [build.prose("Một"), separation, build.prose("Hai"), build.prose("Ba")]
    body = read_body(build.notebook(build.part(build.HEADING), *cells), name="report")
    assert body.signed.blocks == body.blocks[:1]
    assert body.annexes is not None
    assert body.annexes.blocks == body.blocks[1:]
    assert (body.annexes.annexed, body.signed.annexed) == (True, False)
    assert body.annexes.title == f"Phụ lục của {body.title}"


def test_a_document_may_have_no_annex_of_its_own(build):
    body = read_body(build.notebook(build.part(build.HEADING), build.prose("Một")), name="report")
    assert body.annexes is None
    assert body.signed == body
