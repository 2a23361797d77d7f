import pytest
from nbformat.v4 import new_code_cell, new_output

from ictanalysis.errors import RenderingError
from ictanalysis.exporters.body import Chart, Picture, Prose, Signature, read_body


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
