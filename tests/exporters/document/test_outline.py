import re

import pytest

from ictanalysis.exporters.document.outline import Entry, outline, slug, without_ids


def test_slug_is_plain_letters():
    assert slug("Đánh giá chung: Số hồ sơ (%)") == "danh-gia-chung-so-ho-so"
    assert slug("ĐỀ ÁN 06") == "de-an-06"


def test_levels_begin_at_two_and_skip_none():
    html, entries, title = outline(
        ["<h1>I. Một</h1><h4>a) Hai</h4>", "<h1>II. Ba</h1>"], title="Báo cáo", reserved=[]
    )
    assert entries == [
        Entry(2, "muc-i-mot", "I. Một"),
        Entry(3, "muc-a-hai", "a) Hai"),
        Entry(2, "muc-ii-ba", "II. Ba"),
    ]
    assert html[0] == '<h2 id="muc-i-mot">I. Một</h2><h3 id="muc-a-hai">a) Hai</h3>'
    assert title == "Báo cáo"


def test_headings_of_one_text_have_ids_of_their_own():
    _, entries, _ = outline(["<h2>Ghi chú</h2><h2>Ghi chú</h2><h2>…</h2>"], title="x", reserved=[])
    assert [entry.key for entry in entries] == ["muc-ghi-chu", "muc-ghi-chu-2", "muc"]


def test_a_lone_first_heading_is_the_title_where_there_is_none():
    html, entries, title = outline(["<h1>Chất lượng</h1><h2>Một</h2>"], title="", reserved=[])
    assert title == "Chất lượng"
    assert [entry.level for entry in entries] == [2]
    assert "Chất lượng" not in html[0]


def test_a_heading_that_repeats_the_title_is_left_out():
    html, _, title = outline(
        ["<h1>Chính phủ số</h1>", "<h2>A</h2>"], title="Chính phủ số", reserved=[]
    )
    assert html[0] == ""
    assert title == "Chính phủ số"


def test_repeated_and_reserved_ids_get_a_number():
    text = '<a id="a">1</a><a id="a">2</a><a id="noi-dung">3</a><a href="#noi-dung">4</a>'
    html, _, _ = outline([text], title="x", reserved=["noi-dung"])
    assert re.findall(r'id="([^"]*)"', html[0]) == ["a", "a-2", "noi-dung-2"]
    assert '<a href="#noi-dung-2">4</a>' in html[0]


def test_an_id_that_nothing_leads_to_is_left_out():
    table = '<table id="T_{}"><tr><td id="T_{}_row0_col0">1</td></tr></table>'
    runs = [outline([table.format(lot, lot)], title="x", reserved=[])[0] for lot in ("8f2", "01a")]
    assert runs[0] == runs[1] == ["<table><tr><td>1</td></tr></table>"]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("2. Kết quả ký số", "2.-Kết-quả-ký-số"),
        ("2. Kết quả ký số", "2.-K%E1%BA%BFt-qu%E1%BA%A3-k%C3%BD-s%E1%BB%91"),
        ("2. Kết quả ký số", "2-kết-quả-ký-số"),
        ("2. Kết quả ký số", "muc-2-ket-qua-ky-so"),
        ("Mục ba", "Mục-ba"),
        ("Hộp thư (điện tử)", "Hộp-thư-(điện-tử)"),
        ("Hộp thư (điện tử)", "hộp-thư-điện-tử"),
        ("Ý kiến: 50%", "Ý-kiến:-50%"),
    ],
)
def test_a_link_to_a_heading_leads_to_it_by_the_names_of_other_programs(heading, target):
    texts = [f'<p><a href="#{target}">xem</a></p>', f"<h2>Một</h2><h2>{heading}</h2>"]
    html, entries, _ = outline(texts, title="x", reserved=[])
    assert html[0] == f'<p><a href="#{entries[-1].key}">xem</a></p>'


def test_headings_of_the_same_words_are_told_apart():
    links = '<a href="#Mục-2">1</a><a href="#Mục-2-1">2</a><a href="#mục-2-2">3</a>'
    html, entries, _ = outline([links, "<h2>Mục 2</h2>" * 3], title="x", reserved=[])
    assert re.findall('href="#([^"]*)"', html[0]) == [each.key for each in entries]


def test_a_link_to_the_id_that_a_heading_had_leads_to_the_heading():
    html, _, _ = outline(
        ['<h2 id="cu">Một</h2><a href="#cu">a</a>', '<a href="#cu">b</a>'], title="x", reserved=[]
    )
    assert html == ['<h2 id="muc-mot">Một</h2><a href="#muc-mot">a</a>', '<a href="#muc-mot">b</a>']


def test_each_text_leads_to_its_own_note():
    note = '<a href="#fn-1">1</a><p id="fn-1">{}</p>'
    html, _, _ = outline([note.format("a"), note.format("b")], title="x", reserved=[])
    assert html == [
        '<a href="#fn-1">1</a><p id="fn-1">a</p>',
        '<a href="#fn-1-2">1</a><p id="fn-1-2">b</p>',
    ]


def test_a_link_that_leads_nowhere_is_its_text():
    html, _, _ = outline(['<p><a href="#khong-co">xem <em>đó</em></a></p>'], title="x", reserved=[])
    assert html == ["<p>xem <em>đó</em></p>"]


def test_an_annex_is_a_line_of_the_contents_and_keeps_its_class():
    heading = '<h2 class="annex"><span>Phụ lục I</span>: <span>Ghi chú</span></h2>'
    html, entries, _ = outline(["<h2>IV. Bốn</h2>", heading], title="Báo cáo", reserved=[])
    assert entries[-1] == Entry(2, "muc-phu-luc-i-ghi-chu", "Phụ lục I: Ghi chú")
    assert html[1] == heading.replace('"annex"', '"annex" id="muc-phu-luc-i-ghi-chu"')


def test_ids_of_the_document_itself_are_not_for_its_text():
    html, _, _ = outline(
        ['<p id="nguon-1">a</p><p id="dan-2">b</p><p id="hinh-1-1-2">c</p><a id="nguon">d</a>'],
        title="x",
        reserved=[],
    )
    assert html == ['<p>a</p><p>b</p><p>c</p><a id="nguon">d</a>']


def test_text_outside_the_sections_has_no_ids():
    assert without_ids('<p id="a">b <span class="c" id="d">e</span></p>') == (
        '<p>b <span class="c">e</span></p>'
    )
