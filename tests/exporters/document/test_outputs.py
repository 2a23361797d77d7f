"""Outputs that any program may have written."""

import io
import json

import pytest

from ictanalysis.exporters import ReportHTMLExporter
from ictanalysis.exporters.document.blocks import Picture, Prose
from ictanalysis.exporters.document.body import read_body
from ictanalysis.language.errors import RenderingError

PART = "application/vnd.ictanalysis+json"


@pytest.fixture
def stating(build):
    """Return a notebook whose second cell states what nbformat would not let it."""

    def stating(data, **fields):
        notebook = build.notebook(build.prose("a"), build.displayed({"text/plain": "x"}))
        notebook.cells[1].outputs[0].update({"data": data, **fields})
        return notebook

    return stating


@pytest.mark.parametrize("payload", [[1], "heading", None, 5])
def test_an_official_part_that_is_no_object_is_refused(stating, payload):
    with pytest.raises(RenderingError, match="media, cell 2: the official part is no object"):
        read_body(stating({PART: payload}), name="media")


@pytest.mark.parametrize("name", [["heading"], {}, None, 5])
def test_a_part_without_a_name_is_refused(stating, name):
    with pytest.raises(RenderingError, match="media, cell 2: the official part"):
        read_body(stating({PART: {"part": name}}), name="media")


@pytest.mark.parametrize("kind", ["text/html", "text/markdown", "image/png", "image/svg+xml"])
@pytest.mark.parametrize("content", [{}, {"a": 1}, None, 5, ["a", 1]])
def test_what_is_no_text_is_refused(stating, kind, content):
    with pytest.raises(
        RenderingError, match=rf"media, cell 2: {kind.replace('+', '.')} is no text"
    ):
        read_body(stating({kind: content}), name="media")


@pytest.mark.parametrize("content", ["é", "abc", "@@@="])
def test_what_is_no_base64_is_refused(stating, content):
    with pytest.raises(RenderingError, match="media, cell 2: a picture cannot be read"):
        read_body(stating({"image/png": content}), name="media")


def test_lines_are_joined(stating, build):
    html = read_body(stating({"text/html": ["<p>một ", "hai</p>"]}), name="a").blocks[-1]
    assert html == Prose("<p>một hai</p>")
    half = len(build.PNG) // 2
    png = read_body(
        stating(
            {"image/png": [build.PNG[:half], build.PNG[half:]], "text/plain": ["Một ", "chấm"]}
        ),
        name="a",
    ).blocks[-1]
    assert isinstance(png, Picture)
    assert (png.content[:4], png.alt) == (b"\x89PNG", "Một chấm")


@pytest.mark.parametrize("stated", [None, [], "x"])
@pytest.mark.parametrize("field", ["data", "metadata"])
def test_an_output_whose_fields_are_no_objects_is_refused(stating, build, field, stated):
    notebook = stating({"image/svg+xml": build.SVG})
    notebook.cells[1].outputs[0][field] = stated
    told = f"Notebook, cell 2: the '{field}' of an output is no object"
    with pytest.raises(RenderingError, match=told):
        ReportHTMLExporter().from_notebook_node(notebook)
    with pytest.raises(RenderingError, match=r"no object|not a Jupyter notebook"):
        ReportHTMLExporter().from_file(io.StringIO(json.dumps(notebook)))


@pytest.mark.parametrize(
    "data",
    [
        {"text/html": "a\ud800"},
        {"text/markdown": ["a", "\udfff"]},
        {"image/png": "", "text/plain": "\ud800"},
        {PART: {"part": "highlights", "points": ["\ud800"]}},
    ],
    ids=ascii,
)
def test_half_a_letter_is_refused(stating, data):
    with pytest.raises(RenderingError, match=r"media, cell 2: .*half a letter \(U\+D[8F]"):
        read_body(stating(data), name="media")


def test_half_a_letter_in_prose_and_in_the_words_of_a_chart_is_refused(build):
    prose, chart = build.notebook(build.prose("a")), build.notebook(build.chart())
    prose.cells[0].source = "a \ud83d"
    chart.cells[0].outputs[0].metadata["ictanalysis"]["alt"] = "\ude00"
    for notebook in (prose, chart):
        with pytest.raises(RenderingError, match=r"media, cell 1: .*half a letter"):
            read_body(notebook, name="media")


def test_a_whole_letter_of_two_surrogates_is_no_half(build):
    assert "😀" in read_body(build.notebook(build.prose("\U0001f600")), name="a").blocks[0].html


def test_a_second_list_of_sources_is_refused(build):
    place = build.part({"part": "sources"})
    again = build.part({"part": "sources"})
    with pytest.raises(RenderingError, match="media, cell 2: the list of sources stands"):
        read_body(build.notebook(place, again), name="media")


LEFT_OUT = [
    ({"application/json": {"a": 1}}, "application/json"),
    ({"application/vnd.plotly.v1+json": {}, "text/plain": "Figure()"}, "application/vnd.plotly"),
    ({"text/latex": "$x$", "text/plain": "<Math>"}, "text/latex"),
    ({"image/gif": "R0lGODlhAQABAAAAACw="}, "image/gif"),
    ({"application/javascript": "alert(1)"}, "application/javascript"),
    ({"application/pdf": "JVBERi0="}, "application/pdf"),
    ({"text/plain": "Càng Long    64\ndtype: int64"}, "text/plain"),
]


@pytest.mark.parametrize(("data", "kind"), LEFT_OUT)
def test_what_a_document_cannot_show_is_said_in_its_place_and_told(build, data, kind):
    body = read_body(
        build.notebook(build.prose("Một"), build.displayed(data), build.prose("Hai")), name="media"
    )
    one, note, two = (block.html for block in body.blocks)
    assert ("Một" in one, "Hai" in two) == (True, True)
    assert "Không hiển thị được ở đây" in note
    assert kind in note
    [told] = body.left_out
    assert str(told).startswith(f"media, cell 2: an output of the kind {kind}")


@pytest.mark.parametrize("tag", ["svg", "iframe", "video", "script", "canvas", "input"])
def test_what_is_taken_out_of_html_is_told(build, tag):
    shown = build.displayed({"text/html": f"<p>Một</p><{tag} width=1></{tag}>"})
    body = read_body(build.notebook(shown), name="media")
    assert "<p>Một</p>" in body.blocks[0].html
    assert f"&lt;{tag}&gt;" in body.blocks[1].html
    assert f"kind <{tag}> is left out" in str(body.left_out[0])


@pytest.mark.parametrize("said", ["<Axes: >", "[<matplotlib.lines.Line2D at 0x7f>]", "None", ""])
def test_a_value_that_says_only_what_it_is_is_no_loss(build, said):
    body = read_body(build.notebook(build.displayed({"text/plain": said})), name="a")
    assert (body.blocks, body.left_out) == ((), ())


def test_what_is_printed_is_said_to_be_left_out(build):
    cell = build.displayed({"text/plain": ""})
    stream = {"output_type": "stream", "name": "stdout", "text": "64 văn bản\n"}
    cell.outputs = [{**stream, "name": "stderr"}, {**stream, "text": " \n"}, stream]
    body = read_body(build.notebook(cell), name="media")
    assert len(body.blocks) == len(body.left_out) == 1


def test_an_error_that_a_cell_shows_on_purpose_stops_nothing(build):
    cell = build.displayed({"text/plain": ""})
    cell.outputs = [{"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}]
    with pytest.raises(RenderingError, match="media, cell 1: the notebook stopped with KeyError"):
        read_body(build.notebook(cell), name="media")
    cell.metadata["tags"] = ["raises-exception"]
    body = read_body(build.notebook(cell), name="media")
    assert "KeyError" in body.blocks[0].html
    assert "kind KeyError is left out" in str(body.left_out[0])
