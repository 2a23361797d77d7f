import pytest

from ictanalysis.exporters.document.blocks import Prose
from ictanalysis.exporters.document.body import Body, read_body
from ictanalysis.exporters.document.paper import DEEPEST, paper
from ictanalysis.exporters.document.parts import Heading, Masthead
from ictanalysis.language.errors import RenderingError
from tests.exporters.conftest import HEADING

SEEN = ("href", "id", "start", "to")


def outlined(element):
    """Return a tree in one line: ``tag(children)``, its attributes before, text in quotes."""
    stated = "".join(f"[{element.get(name)}]" for name in SEEN if element.get(name))
    parts = [f"'{element.text}'"] if element.text else []
    for child in element:
        parts.append(outlined(child))
        parts += [f"'{child.tail}'"] if child.tail else []
    return f"{element.tag}{stated}({' '.join(parts)})"


def on_paper(html, opening=None):
    """Return what HTML is on paper, a line a block."""
    body = Body(opening or Masthead(title="a"), "a", (Prose(html),), ())
    return [outlined(block) for block in paper(body)]


def official(html):
    return on_paper(html, Heading.model_validate(HEADING))


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("một", ["p('một')"]),
        ("<p> một\n  <b> hai </b> ba </p>", ["p('một ' strong('hai ') 'ba')"]),
        ("<p>một <br> hai</p>", ["p('một' br() 'hai')"]),
        ("<p>\u00a0một</p>", ["p('\u00a0một')"]),
        ("<p> <b> </b></p><p><br></p><h2></h2>", []),
        ("<div>a<p>b</p>c</div>", ["p('a')", "p('b')", "p('c')"]),
        ("<details><summary>a</summary>b</details>", ["p('a')", "p('b')"]),
        ("<i>a</i><s>b</s><abbr>c</abbr>", ["p(em('a') del('b') span('c'))"]),
        ("<b>a<div>b</div>c</b>", ["p(strong('a' span(' b') ' c'))"]),
        ("<pre><code>a\n  b\n</code></pre>", ["pre('a\n  b')"]),
        ("<blockquote>a<p>b</p></blockquote><hr>", ["blockquote(line('a') p('b'))", "hr()"]),
        ("<ul><li>a<ul><li><p>b</p></li></ul></li></ul>", ["ul(li(line('a') ul(li(p('b')))))"]),
        ('<ol start="3"><li>a</li></ol><ul></ul>', ["ol[3](li(line('a')))"]),
        ("<ul>a<li>b</li></ul>", ["p('a')", "p('b')"]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", ["dl(dt(line('a')) dd(line('b')))"]),
        (
            "<table><tr><td>a</td><td><p>b</p></td></tr></table>",
            ["table(tbody(tr(td(line('a')) td(p('b')))))"],
        ),
        ("<table><caption>a</caption></table>", ["table(caption(line('a')))"]),
        ('<p><a href="https://a.vn/">a</a></p>', ["p(a[https://a.vn/]('a'))"]),
        (
            '<h2 id="b">b</h2><p><a href="#b">a</a> <a href="#c">c</a></p>',
            ["h2[b]('b')", "p(a[#b]('a') ' ' span[c]('c'))"],
        ),
        ('<div class="chart" id="hinh-1">a</div><div class="signature"></div>', ["p('a')"]),
    ],
)
def test_html_is_a_tree_of_few_elements(html, blocks):
    assert on_paper(html) == blocks


def test_lists_of_an_official_document_are_paragraphs():
    html = "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li><p>d</p><p>e</p></li></ul>"
    marks = ["-\u00a0a", "+\u00a0b", "1.\u00a0c", "-\u00a0d", "e"]
    assert official(html) == [f"p('{text}')" for text in marks]
    assert official('<ol start="9"><li>a</li><li>b</li></ol>') == [
        "p('9.\u00a0a')",
        "p('10.\u00a0b')",
    ]
    [table] = official("<table><tr><td><ul><li>a</li></ul></td></tr></table>")
    assert "p('-\u00a0a')" in table


def test_text_cannot_pose_as_a_chart(build):
    cell = build.displayed({"text/html": '<div class="chart" id="hinh-9-9">a</div>'})
    [block] = paper(read_body(build.notebook(cell), name="a"))
    assert outlined(block) == "p('a')"


def test_main_points_are_not_part_of_the_official_text(build, report):
    points = {"application/vnd.ictanalysis+json": {"part": "highlights", "points": ["Điểm một"]}}
    plain = build.notebook(build.displayed(points))
    assert "Điểm một" in "".join(paper(read_body(plain, name="a")).itertext())
    assert "Ký số đạt" not in "".join(paper(read_body(report, name="a")).itertext())


def test_charts_and_the_signature_stand_where_they_stood(report):
    placed = [
        (block.get("class"), block.get("id"))
        for block in paper(read_body(report, name="a")).iter("div")
    ]
    assert placed == [("chart", "hinh-6-1"), ("chart", "hinh-8-1"), ("signature", None)]


@pytest.mark.parametrize("tag", ["b", "blockquote", "div", "ul"])
def test_what_is_too_deeply_nested_is_refused(tag):
    assert on_paper(f"<{tag}>" * DEEPEST + "a" + f"</{tag}>" * DEEPEST)
    with pytest.raises(RenderingError, match="too deeply nested: more than 24 elements"):
        on_paper(f"<{tag}>" * (DEEPEST + 1) + "a")
