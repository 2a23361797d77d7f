import io
import re

import pytest

from ictanalysis.exporters.document.svg import clean_svg, with_alternative, with_colour_variables

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def drawing(content, size='viewBox="0 0 9 9"'):
    return f"{HEAD}{size}>{content}</svg>"


def test_ids_are_numbered_after_the_prefix_and_references_follow(build):
    shown = clean_svg(build.SVG, prefix="hinh-3-1")
    assert set(re.findall(r'id="([^"]+)"', shown)) == {"hinh-3-1-2", "hinh-3-1-3"}
    assert 'clip-path="url(#hinh-3-1-2)"' in shown
    assert 'href="#hinh-3-1-3"' in shown


def test_style_sheets_metadata_and_size_are_left_out(build):
    shown = clean_svg(build.SVG, prefix="a")
    for absent in ("<style", "metadata", "2021-05-20", "DOCTYPE", "460pt"):
        assert absent not in shown
    assert shown.startswith("<svg ")
    assert 'viewBox="0 0 460 120"' in shown
    assert 'stroke-linejoin="round"' in shown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject>",
        "<image href='http://a.vn/x.png'/>",
        "<image href='file:///etc/passwd'/>",
        "<use href='http://a.vn/x.svg#a'/>",
        "<path d='M0 0' onload='alert(1)'/>",
        "<path d='M0 0' style='fill: url(http://a.vn/x)'/>",
        "<path d='M0 0' style='fill: u\\72l(http://a.vn/x)'/>",
        "<a href='javascript:alert(1)'><path d='M0 0'/></a>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<style>@import 'http://a.vn/x.css';</style>",
    ],
)
def test_nothing_acts_or_reaches_outside(hostile):
    shown = clean_svg(drawing(hostile), prefix="a")
    assert not re.search(r"alert|a\.vn|passwd|javascript", shown), shown


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "không phải hình",
        "<svg",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        drawing("", size=""),
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + drawing("&a;"),
    ],
)
def test_what_is_no_drawing_is_refused(broken):
    with pytest.raises(ValueError, match=r".+"):
        clean_svg(broken, prefix="a")


def test_a_size_stands_in_for_a_missing_view_box():
    shown = clean_svg(drawing("", size='width="46.5pt" height="12"'), prefix="a")
    assert 'viewBox="0 0 46.5 12"' in shown


def test_palette_colours_become_variables_in_styles_only():
    svg = '<svg class="#12436d"><path style="fill: #12436D; stroke: #123456"/></svg>'
    shown = with_colour_variables(svg, {"#12436d": "navy"})
    assert shown == (
        '<svg class="#12436d"><path style="fill: var(--navy, #12436D); stroke: #123456"/></svg>'
    )


def test_alternative_text_cannot_leave_its_attribute():
    assert with_alternative('<svg x="1">', 'a" onload="b') == (
        '<svg role="img" aria-label="a&quot; onload=&quot;b" x="1">'
    )


def test_a_real_chart_is_the_same_however_its_ids_are_drawn():
    import matplotlib.backends.backend_svg
    from matplotlib.figure import Figure

    def drawn(salt):
        with matplotlib.rc_context({"svg.hashsalt": salt}):
            figure = Figure(figsize=(4, 2))
            axes = figure.subplots()
            axes.plot([1, 2, 3], marker="o")
            file = io.StringIO()
            figure.savefig(file, format="svg")
        return file.getvalue()

    one, other = drawn("a"), drawn("b")
    assert one != other
    assert clean_svg(one, prefix="x") == clean_svg(other, prefix="x")


def nested(depth):
    inner = "<g>" * (depth - 1) + "</g>" * (depth - 1)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'


def test_a_picture_is_nested_a_hundred_deep_at_most():
    assert clean_svg(nested(100), prefix="a").count("<g") == 99
    for depth in (101, 5000):
        with pytest.raises(ValueError, match="100"):
            clean_svg(nested(depth), prefix="a")
