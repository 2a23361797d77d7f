import base64
import io
import struct
import zlib

import pytest
from PIL import Image

from ictanalysis.exporters.document.body import read_body
from ictanalysis.exporters.rasterization import rasterize
from ictanalysis.language.errors import RenderingError


def drawing(width, height):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#12436d"/></svg>'
    )


def drawn(build, width, height):
    """Return a chart and a picture of one size, as bitmaps."""
    svg = drawing(width, height)
    cells = [build.chart(svg=svg), build.displayed({"image/svg+xml": svg, "text/plain": "Hình"})]
    return rasterize(read_body(build.notebook(*cells), name="a"))


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


def png(width, height):
    """Return a PNG that claims a size and breaks off where its picture begins."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    begun = b"IDAT"
    chunks = [(len(each) - 4, each, zlib.crc32(each)) for each in (header, begun)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", size) + chunk + struct.pack(">I", check) for size, chunk, check in chunks
    )


def jpeg(width, height):
    """Return a JPEG that claims a size and breaks off where its picture begins."""
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xfe\x00\x05abc" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"


def shown(build, content, media_type):
    written = base64.b64encode(content).decode()
    cell = build.displayed({media_type: written, "text/plain": "Trụ sở"})
    return rasterize(read_body(build.notebook(cell), name="a"))


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg"])
@pytest.mark.parametrize(
    ("content", "pixels"),
    [
        (png(10_001, 10_000), 100_010_000),
        (png(2**31 - 1, 2**31 - 1), (2**31 - 1) ** 2),
        (jpeg(65_535, 65_535), 65_535**2),
    ],
)
def test_a_huge_bitmap_is_refused(build, content, pixels, media_type):
    with pytest.raises(
        RenderingError, match=rf"'Trụ sở' has {pixels} pixels, more than 100000000; draw"
    ):
        shown(build, content, media_type)


@pytest.mark.parametrize(
    "content",
    [
        png(10_000, 10_000),
        jpeg(640, 480),
        b"",
        b"GIF89a",
        b"\xff\xd8\xff",
        png(90_000, 90_000)[:30],
    ],
)
def test_what_claims_no_huge_size_is_left_to_typst(build, content):
    with pytest.raises(RenderingError, match="Typst could not make the DOCX"):
        shown(build, content, "image/png")


def test_a_large_bitmap_that_is_whole_is_taken(build):
    written = io.BytesIO()
    Image.new("1", (4_000, 2_500)).save(written, "png")
    [bitmap] = shown(build, written.getvalue(), "image/png")
    assert bitmap.content == written.getvalue()
