import base64

import pytest

from ictanalysis.exporters.document.blocks import Picture
from ictanalysis.exporters.pixels import pixels, refuse_huge
from ictanalysis.language.errors import RenderingError


def png(width, height):
    """Return the beginning of a PNG."""
    sides = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + sides


def jpeg(width, height):
    """Return the beginning of a JPEG: a comment of three bytes, and its frame."""
    sides = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return b"\xff\xd8\xff\xfe\x00\x05abc\xff\xc0\x00\x11\x08" + sides


def test_a_bitmap_says_how_many_pixels_it_has(build):
    assert pixels(base64.b64decode(build.PNG)) == 1
    assert pixels(png(640, 480)) == 307_200
    assert pixels(jpeg(640, 480)) == 307_200


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]
)
def test_what_states_no_size_has_none(content):
    assert pixels(content) == 0


@pytest.mark.parametrize("content", [png(10_001, 10_000), jpeg(65_535, 65_535)])
def test_a_huge_bitmap_is_refused(content):
    with pytest.raises(RenderingError, match=r"'Trụ sở' has \d+ pixels, more than 100000000"):
        refuse_huge(Picture("hinh-1-1", "image/png", content, "Trụ sở"))


def test_a_large_bitmap_is_taken():
    refuse_huge(Picture("hinh-1-1", "image/png", png(10_000, 10_000), "Trụ sở"))
