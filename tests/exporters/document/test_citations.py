from __future__ import annotations

import re
from html import escape

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from ictanalysis.exporters.document.citations import Citations
from ictanalysis.language.locales import VIETNAMESE
from tests.pages import HOSTILE, LINES

SIGNED = {
    "key": "documents.signed",
    "label": "Văn bản đi được ký số",
    "formula": "",
    "source": "data/2021-05/documents.csv:4",
}
RATE = {
    "key": "documents.signed_rate",
    "label": "Tỷ lệ văn bản đi được ký số",
    "formula": "13.018 / 16.401 × 100",
    "source": "data/2021-05/documents.csv:4 · data/2021-05/documents.csv:3",
}


def figure(text: str, about: dict[str, str]) -> str:
    """Return a bound figure as it leaves the notebook."""
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in about.items())
    return f'<span class="figure"{data} title="x">{escape(text)}</span>'


def rows(table: str) -> list[tuple[str, str, str, str]]:
    """Return the rows of a table of sources as a reader sees them."""
    body = BeautifulSoup(table, "html.parser").tbody
    assert body is not None
    found = []
    for row in body.find_all("tr"):
        name, value, source, where = (cell.get_text() for cell in row.find_all(["th", "td"]))
        found.append((name, value, source, where))
    return found


def links(html: str) -> list[Tag]:
    """Return the citations of a text."""
    return BeautifulSoup(html, "html.parser").find_all("a", class_="figure")


def test_a_figure_becomes_a_link_to_its_row_and_its_row_links_back() -> None:
    citations = Citations(VIETNAMESE)
    html = citations.mark(f"<h2>I. Một</h2><p>Ký {figure('13.018 văn bản', SIGNED)}.</p>")
    (link,) = links(html)
    assert link.attrs == {
        "class": ["figure"],
        "data-key": "documents.signed",
        "data-label": "Văn bản đi được ký số",
        "data-formula": "",
        "data-source": "data/2021-05/documents.csv:4",
        "href": "#nguon-1",
        "id": "dan-1",
        "data-trace": "Văn bản đi được ký số\ndocuments.signed\ndata/2021-05/documents.csv:4",
    }
    assert citations.table() == (
        '<table class="sources">\n'
        "<caption>Các số liệu đã dẫn; nguồn là tệp và dòng của bảng số liệu trong "
        "data/2021-05</caption>\n"
        '<thead><tr><th scope="col">Số liệu</th><th scope="col">Giá trị</th>'
        '<th scope="col">Nguồn</th><th scope="col">Mục</th></tr></thead>\n<tbody>\n'
        '<tr id="nguon-1"><th scope="row">Văn bản đi được ký số</th><td>13.018 văn bản</td>'
        '<td>documents.csv, dòng 4</td><td><a href="#dan-1">I</a></td></tr>\n'
        "</tbody>\n</table>"
    )


def test_a_rate_shows_its_formula_beside_it_and_in_its_row() -> None:
    citations = Citations(VIETNAMESE)
    (link,) = links(citations.mark(f"<p>{figure('79,37%', RATE)}</p>"))
    named = "Tỷ lệ văn bản đi được ký số = 13.018 / 16.401 × 100"
    assert link["data-trace"] == (
        f"{named}\ndocuments.signed_rate\n"
        "data/2021-05/documents.csv:4 · data/2021-05/documents.csv:3"
    )
    assert rows(citations.table()) == [(named, "79,37%", "documents.csv, dòng 3, 4", "Tổng quan")]


def test_what_a_reader_must_know_stands_beside_the_figure_and_in_its_row() -> None:
    citations = Citations(VIETNAMESE)
    noted = {**SIGNED, "note": "Đang <b>rà soát</b> (sơ bộ)."}
    (link,) = links(citations.mark(f"<p>{figure('13.018', noted)}</p>"))
    assert link["data-trace"] == (
        "Văn bản đi được ký số\ndocuments.signed\ndata/2021-05/documents.csv:4\n"
        "Đang <b>rà soát</b> (sơ bộ)."
    )
    table = BeautifulSoup(citations.table(), "html.parser")
    name = table.select_one("tbody th")
    assert name is not None
    assert list(name.stripped_strings) == ["Văn bản đi được ký số", "Đang <b>rà soát</b> (sơ bộ)."]


def test_a_figure_cited_twice_has_one_row_with_its_fullest_text_and_both_sections() -> None:
    citations = Citations(VIETNAMESE)
    first = citations.mark(f"<h2>I. Một</h2><h3>4. Bốn</h3><p>{figure('13.018', SIGNED)}</p>")
    second = citations.mark(
        f"<h2>III. Ba</h2><p>{figure('13.018 văn bản', SIGNED)}, {figure('13.018', SIGNED)}</p>"
    )
    assert [link["href"] for link in links(first + second)] == ["#nguon-1"] * 3
    assert [link.get("id") for link in links(first + second)] == ["dan-1", None, None]
    assert rows(citations.table()) == [
        ("Văn bản đi được ký số", "13.018 văn bản", "documents.csv, dòng 4", "I.4, III")
    ]


def test_the_list_gives_a_number_with_the_unit_and_the_sign_that_its_sentence_leaves_out() -> None:
    citations = Citations(VIETNAMESE)
    fall = {**SIGNED, "label": "Văn bản đi, so với tháng trước", "value": "−30,3%"}
    cited = citations.mark(figure("30,3%", fall) + figure("0", {**SIGNED, "value": "0 văn bản"}))
    assert [link.get_text() for link in links(cited)] == ["30,3%", "0"]
    assert [row[1] for row in rows(citations.table())] == ["−30,3%", "0 văn bản"]


def test_what_differs_in_its_source_or_its_formula_has_a_row_of_its_own() -> None:
    citations = Citations(VIETNAMESE)
    others = [{**SIGNED, "source": "data/2021-05/documents.csv:5"}, {**SIGNED, "formula": "1 + 2"}]
    citations.mark("".join(figure("1", about) for about in [SIGNED, *others, SIGNED]))
    assert [row[0] for row in rows(citations.table())] == [
        "Văn bản đi được ký số",
        "Văn bản đi được ký số",
        "Văn bản đi được ký số = 1 + 2",
    ]


@pytest.mark.parametrize(
    ("headings", "section"),
    [
        ("", "Tổng quan"),
        ("<h2>I. CÔNG TÁC</h2>", "I"),
        ("<h2>IV. KẾ HOẠCH</h2>", "IV"),
        ("<h2>I. A</h2><h3>4. B</h3>", "I.4"),
        ("<h2>I. A</h2><h3>6. B</h3><h4>6.1. C</h4>", "I.6.1"),
        ("<h2>I. A</h2><h3>6. B</h3><h4>6.1. C</h4><h3>7. D</h3>", "I.7"),
        ("<h2>I. A</h2><h3>4. B</h3><h2>II. C</h2>", "II"),
        ("<h2>I. A</h2><h3>4. B</h3><h4>Không số</h4>", "I.4"),
        ("<h2><span>Phụ lục I</span>: <span>Ghi chú</span></h2>", "Phụ lục I"),
        ("<h2>Phụ lục\n II: Biểu: số</h2>", "Phụ lục II"),
        ("<h2>Ghi chú</h2>", "Ghi chú"),
        ("<h2>I. A</h2><h3>2021 là năm</h3>", "I"),
    ],
)
def test_a_row_names_the_section_that_cites_it(headings: str, section: str) -> None:
    citations = Citations(VIETNAMESE)
    citations.mark(f"{headings}<p>{figure('1', SIGNED)}</p>")
    assert [row[3] for row in rows(citations.table())] == [section]


def test_a_section_goes_on_from_one_text_to_the_next() -> None:
    citations = Citations(VIETNAMESE)
    for html in ("<h2>I. A</h2>", "<h3>4. B</h3>", "<p>không số</p>"):
        assert citations.mark(html) == html
    citations.mark(figure("1", SIGNED))
    assert [row[3] for row in rows(citations.table())] == ["I.4"]


def test_what_stands_outside_the_sections_is_named_only_where_nothing_else_cites_it() -> None:
    citations = Citations(VIETNAMESE)
    citations.mark(f"<h2>I. A</h2>{figure('1', SIGNED)}")
    citations.leave()
    citations.mark(figure("1", SIGNED) + figure("2%", RATE))
    assert [row[3] for row in rows(citations.table())] == ["I", "Tổng quan"]


def test_places_are_told_by_table_without_the_common_folder() -> None:
    citations = Citations(VIETNAMESE, {"email.csv": "Thư điện tử"})
    sources = [
        "data/2021-05/dossiers.csv:2 · data/2021-05/dossiers.csv:5",
        "data/2021-05/email.csv:2 · data/2021-04/email.csv:3 · data/2021-05/email.csv:7",
        "",
    ]
    citations.mark("".join(figure("1", {**SIGNED, "source": each}) for each in sources))
    assert [row[2] for row in rows(citations.table())] == [
        "dossiers.csv, dòng 2, 5",
        "Thư điện tử (email.csv), dòng 2, 7; data/2021-04, dòng 3",
        "",
    ]


@pytest.mark.parametrize(
    ("source", "folder", "place"),
    [
        # A count of a file's rows comes from the whole of it.
        ("data/2021-05/plan.csv", "data/2021-05", "plan.csv"),
        (
            "data/2021-05/plan.csv · data/2021-05/email.csv:2",
            "data/2021-05",
            "plan.csv; email.csv, dòng 2",
        ),
        ("a:b/2021-05/x.csv:2 · a:b/2021-05/x.csv:3", "a:b/2021-05", "x.csv, dòng 2, 3"),
        ("a:1/2021-05/plan.csv", "a:1/2021-05", "plan.csv"),
    ],
)
def test_a_place_is_a_file_and_mostly_a_line(source: str, folder: str, place: str) -> None:
    citations = Citations(VIETNAMESE)
    citations.mark(figure("1", {**SIGNED, "source": source}))
    assert rows(citations.table())[0][2] == place
    assert f"trong {folder}</caption>" in citations.table()


def test_a_figure_without_places_is_traced_to_its_key() -> None:
    citations = Citations(VIETNAMESE)
    (link,) = links(citations.mark(figure("chưa có số liệu", {**SIGNED, "source": ""})))
    assert link["data-trace"] == "Văn bản đi được ký số\ndocuments.signed"


def test_nothing_cited_gives_no_table() -> None:
    citations = Citations(VIETNAMESE)
    assert citations.mark("<p>Một.</p>") == "<p>Một.</p>"
    assert citations.table() == ""


@pytest.mark.parametrize(
    "html",
    [
        '<p><span class="figure">1</span></p>',
        '<p><span class="figure" data-key="">1</span></p>',
        '<p><span class="figure wide" data-key="a.b">1</span></p>',
        '<p><span data-key="a.b">1</span></p>',
        '<p><b class="figure" data-key="a.b">1</b></p>',
        "<p>&lt;span class=&quot;figure&quot; data-key=&quot;a.b&quot;&gt;1&lt;/span&gt;</p>",
    ],
)
def test_what_is_no_bound_figure_is_not_cited(html: str) -> None:
    citations = Citations(VIETNAMESE)
    assert links(citations.mark(html)) == []
    assert citations.table() == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_sections_and_places_are_text(text: str) -> None:
    citations = Citations(VIETNAMESE)
    about = {"key": text, "label": text, "formula": text, "source": f"data/2021-05/{text}.csv:2"}
    html = citations.mark(f"<h2>{escape(text)}</h2><p>{figure(text, about)}</p>")
    soup = BeautifulSoup(html, "html.parser")
    assert [tag.name for tag in soup.find_all(True)] == ["h2", "p", "a"]
    (link,) = links(html)
    assert set(link.attrs) == {
        "class", "id", "href", "data-key", "data-label", "data-formula", "data-source",
        "data-trace",
    }  # fmt: skip
    assert link["data-label"] == text
    table = BeautifulSoup(citations.table(), "html.parser")
    assert {tag.name for tag in table.find_all(True)} == {
        "table", "caption", "thead", "tbody", "tr", "th", "td", "a",
    }  # fmt: skip
    ((name, value, _source, where),) = rows(citations.table())
    assert (name, value, where) == (f"{text} = {text}", text, text.partition(":")[0])


ABOUT = st.sampled_from(
    [SIGNED, RATE, {**SIGNED, "source": ""}, {**RATE, "key": "documents.other"}]
)
PIECES = st.one_of(
    st.builds(figure, st.sampled_from(["1", "13.018", "13.018 văn bản"]), ABOUT),
    st.sampled_from(["<h2>I. A</h2>", "<h2>II. B</h2>", "<h3>4. C</h3>", "<p>không</p>"]),
)


@settings(deadline=None)
@given(st.lists(st.lists(PIECES, max_size=5), max_size=5))
def test_every_citation_has_its_row_and_every_row_its_citation(texts: list[list[str]]) -> None:
    citations, again = Citations(VIETNAMESE), Citations(VIETNAMESE)
    marked = [citations.mark("".join(pieces)) for pieces in texts]
    table = citations.table()
    cited = re.findall(r'href="#(nguon-\d+)"', "".join(marked))
    places = re.findall(r' id="(dan-\d+)"', "".join(marked))
    assert sorted(re.findall(r'<tr id="(nguon-\d+)"', table)) == sorted(set(cited))
    assert re.findall(r'href="#(dan-\d+)"', table) == places
    assert len(places) == len(set(places))
    assert sum(text.count('class="figure"') for text in marked) == len(cited)
    assert [again.mark("".join(pieces)) for pieces in texts] == marked
    assert again.table() == table


@given(LINES)
def test_any_label_stands_in_its_row_as_it_is(text: str) -> None:
    citations = Citations(VIETNAMESE)
    citations.mark(figure("1", {**SIGNED, "label": f"A {text}"}))
    assert rows(citations.table())[0][0] == f"A {text}"


def test_a_figure_in_a_link_stays_as_it_is():
    citations = Citations(VIETNAMESE)
    html = f'<p><a href="https://a.vn">Ký {figure("13.018", SIGNED)}</a></p>'
    (link,) = BeautifulSoup(citations.mark(html), "html.parser").find_all("a")
    assert link.attrs == {"href": "https://a.vn"}
    assert link.span["data-key"] == "documents.signed"
    assert citations.table() == ""


def test_a_figure_in_a_figure_is_one_link():
    citations = Citations(VIETNAMESE)
    inner = figure("13.018", SIGNED)
    html = citations.mark(f"<p>{figure('x', SIGNED).replace('x</span>', inner + '</span>')}</p>")
    assert len(links(html)) == 1


def test_a_note_that_many_figures_have_stands_once() -> None:
    citations = Citations(VIETNAMESE)
    for number in range(4):
        about = {**SIGNED, "source": f"data/2021-05/a.csv:{number}", "note": "Số <tạm> tính."}
        citations.mark(figure("1", about))
    citations.mark(figure("2", {**SIGNED, "note": "Riêng một số."}))
    body = BeautifulSoup(citations.table(), "html.parser").tbody
    assert body is not None
    *own, shared = body.find_all("tr")
    names = [str(row.th) for row in own]
    label = "Văn bản đi được ký số"
    assert names == [f'<th scope="row">{label}\N{NO-BREAK SPACE}(1)</th>'] * 4 + [
        f'<th scope="row">{label}<br/>Riêng một số.</th>'
    ]
    assert shared.get_text() == "(1) Số <tạm> tính."
