import pytest

from ictanalysis.exporters.bitmaps import bitmaps
from ictanalysis.exporters.document.body import read_body


def drawing(width, height):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#12436d"/></svg>'
    )


def drawn(build, width, height):
    """Return a chart and a picture of one size, as bitmaps."""
    svg = drawing(width, height)
    cells = [build.chart(svg=svg), build.displayed({"image/svg+xml": svg, "text/plain": "Hình"})]
    return bitmaps(read_body(build.notebook(*cells), name="a"))


def sides(png):
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize(
    ("width", "height"),
    [(1_000_000, 1_000_000), (1, 1_000_000), (1_000_000, 1), ("1e30", "1e30")],
)
def test_a_drawing_of_any_size_is_drawn_no_larger_than_a_page(build, width, height):
    for bitmap in drawn(build, width, height):
        across, down = sides(bitmap.content)
        # 16 and 24 cm at 200 pixels per inch, which Typst rounds up.
        assert across <= 1261
        assert down <= 1891
        assert bitmap.width <= 16


def test_a_chart_is_as_wide_as_the_text_and_a_picture_as_it_is(build):
    chart, picture = drawn(build, 200, 100)
    assert sides(chart.content) == (1260, 630)
    assert chart.width == pytest.approx(16, abs=0.02)
    # A unit of a drawing is a ninety-sixth of an inch.
    assert picture.width == pytest.approx(200 / 96 * 2.54, abs=0.02)
