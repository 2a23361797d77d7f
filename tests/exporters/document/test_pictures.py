"""Pictures in texts: each is shown, or refused with its notebook and cell; none is lost."""

import base64

import pytest

from ictanalysis.exporters.document.blocks import Picture, Prose
from ictanalysis.exporters.document.body import read_body
from ictanalysis.language.errors import RenderingError


@pytest.fixture
def read(build):
    """Return the blocks of a notebook with one Markdown cell."""

    def read(markdown, attachments=None):
        notebook = build.notebook(build.prose(markdown))
        if attachments is not None:
            notebook.cells[0]["attachments"] = attachments
        return read_body(notebook, name="media").blocks

    return read


def kinds(blocks):
    return [
        (each.media_type, each.alt) if isinstance(each, Picture) else each.html.strip()
        for each in blocks
    ]


def test_an_attached_picture_stands_where_the_text_has_it(read, build):
    blocks = read(
        "Trước.\n\n![Sơ đồ *mạng*](attachment:a.png)\n\nSau.", {"a.png": {"image/png": build.PNG}}
    )
    assert kinds(blocks) == ["<p>Trước.</p>", ("image/png", "Sơ đồ mạng"), "<p>Sau.</p>"]
    assert blocks[1].content == base64.b64decode(build.PNG)


@pytest.mark.parametrize("name", ["sơ đồ 1.png", "a(1).png", "ảnh.PNG"])
@pytest.mark.parametrize("written", ["![x](<attachment:{}>)", '<img src="attachment:{}" alt="x">'])
def test_an_attachment_may_have_any_name(read, build, name, written):
    blocks = read(written.format(name), {name: {"image/png": build.PNG}})
    assert kinds(blocks) == [("image/png", "x")]


def test_a_picture_stands_after_the_paragraph_that_it_is_in(read, build):
    blocks = read(
        "Một ![a](attachment:1) hai ![b](attachment:2) ba.\n\nBốn < năm & sáu.",
        {"1": {"image/png": build.PNG}, "2": {"image/jpeg": build.PNG}},
    )
    assert kinds(blocks) == [
        "<p>Một  hai  ba.</p>",
        ("image/png", "a"),
        ("image/jpeg", "b"),
        "<p>Bốn &lt; năm &amp; sáu.</p>",
    ]
    assert len({blocks[1].key, blocks[2].key}) == 2


def test_a_picture_may_be_data_of_the_text_itself(read, build):
    source = f"data:image/png;base64,{build.PNG}"
    assert kinds(read(f"![một]({source})")) == [("image/png", "một")]
    assert kinds(read(f'<p align="center"><img alt="hai" src="{source}"></p>')) == [
        ("image/png", "hai")
    ]
    assert kinds(read(f"<IMG SRC='{source}'>"))[0][0] == "image/png"


def test_a_picture_that_is_a_link_leaves_the_link(read, build):
    attached = {"a.png": {"image/png": build.PNG}}
    link, picture = read("[![Cổng](attachment:a.png)](https://example.vn)", attached)
    assert 'href="https://example.vn"' in link.html
    assert ">Cổng</a>" in link.html
    assert picture.alt == "Cổng"


def test_a_picture_may_stand_in_the_middle(read, build):
    text = (
        "<center><figure><img src='attachment:a.png'><figcaption>Chú</figcaption></figure></center>"
    )
    caption, picture = read(text, {"a.png": {"image/png": build.PNG}})
    assert (caption.html, picture.media_type) == ("Chú", "image/png")


def test_a_drawing_is_cleaned_and_an_alternative_is_never_blank(read, build):
    drawing = base64.b64encode(build.SVG.encode()).decode()
    for content in (build.SVG, drawing):
        [picture] = read("![](attachment:a.svg)", {"a.svg": {"image/svg+xml": content}})
        assert picture.content.startswith(b"<svg")
        assert picture.alt == "Hình minh họa"


def test_a_picture_of_an_html_output_is_shown(build):
    html = f'<div>Ảnh: <img src="data:image/png;base64,{build.PNG}" alt="a"></div>'
    blocks = read_body(build.notebook(build.displayed({"text/html": html})), name="a").blocks
    assert kinds(blocks) == ["<div>Ảnh: </div>", ("image/png", "a")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("![a](so-do.png)", "the picture so-do.png is not in the notebook"),
        ("![a](../../etc/passwd)", "the picture ../../etc/passwd is not in the notebook"),
        ("![a](https://example.vn/a.png)", "the picture https://example.vn/a.png is not in"),
        ('<img src="file:///etc/passwd">', "the picture file:///etc/passwd is not in the notebook"),
        ("<img onerror=alert(1)>", "the picture “” is not in the notebook"),
        ("![a](attachment:b.png)", "the picture b.png is no longer attached"),
        ("![a](data:image/webp;base64,AAAA)", "a picture of the kind image/webp cannot be shown"),
        ("![a](data:image/png;base64,@@@)", "a picture cannot be read"),
        ("![a](data:image/svg+xml,%3Cb/%3E)", "the picture 'a' is not an SVG drawing"),
        ("- một\n- ![a](attachment:a.png)", "a picture stands in a list, a table or a heading"),
        ("|a|\n|-|\n|![a](attachment:a.png)|", "a picture stands in a list, a table"),
        ("## ![a](attachment:a.png)", "a picture stands in a list, a table or a heading"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_its_cell(read, build, text, problem):
    with pytest.raises(RenderingError) as refused:
        read(text, {"a.png": {"image/png": build.PNG}})
    assert str(refused.value).startswith(f"media, cell 1: {problem}")


@pytest.mark.parametrize("bundle", [{}, {"image/gif": "AAAA"}, "AAAA", None, {"image/png": 5}])
def test_an_attachment_that_is_no_picture_is_refused(read, bundle):
    with pytest.raises(RenderingError, match="media, cell 1: "):
        read("![a](attachment:a.png)", {"a.png": bundle})


def test_text_without_a_picture_is_one_piece(read):
    assert read("Một.\n\nHai `<img>`.") == (
        Prose("<p>Một.</p>\n<p>Hai <code>&lt;img&gt;</code>.</p>\n"),
    )
