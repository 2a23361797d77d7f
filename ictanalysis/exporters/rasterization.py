"""The pictures of a document as bitmaps, which every word processor can show."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from ictanalysis.exporters.document.blocks import Chart, Picture
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.fonts import available
from ictanalysis.exporters.typesetting import typeset
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

_PIXELS_PER_INCH = 200
_CENTIMETRES_PER_INCH = 2.54
_TEXT_WIDTH = 16.0
_TALLEST = 24.0
_MOST_PIXELS = 100_000_000
_SVG = "image/svg+xml"
# What is larger than the page is drawn smaller: a drawing can claim any size, and memory is finite.
_FITTED = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#let fitted(file, width) = page(context {{
  let natural = measure(image(file, width: width))
  let share = calc.min(1, {_TEXT_WIDTH}cm / natural.width, {_TALLEST}cm / natural.height)
  let drawn = side => calc.max(side * share, 1pt)
  image(file, width: drawn(natural.width), height: drawn(natural.height), fit: "stretch")
}})
"""


class Bitmap(NamedTuple):
    """A picture as PNG or JPEG, with its sides on the page in centimetres."""

    file: str
    media_type: str
    content: bytes
    width: float
    height: float


def rasterize(body: Body) -> list[Bitmap]:
    """Return every chart and picture of a document; a chart is as wide as the text.

    Raises
    ------
    RenderingError
        If Typst cannot draw one, or one has more pixels than memory may hold.
    """
    for block in body.pictures:
        if isinstance(block, Picture):
            _refuse_huge(block)
    pages = _draw(body.pictures)
    return [_bitmap(block, png) for block, png in zip(body.pictures, pages, strict=True)]


def _refuse_huge(picture: Picture) -> None:
    """Refuse a bitmap that is larger than any screen or camera makes it: memory is finite."""
    if (found := _pixels(picture.content)) > _MOST_PIXELS:
        message = _(
            "the picture {title!r} has {pixels} pixels, more than {most}; "
            "draw it smaller in the notebook",
            title=picture.alt,
            pixels=found,
            most=_MOST_PIXELS,
        )
        raise RenderingError(message)


def _pixels(content: bytes) -> int:
    """Return how many pixels the header of a PNG or JPEG claims; 0 if it has no header."""
    for reader in (PngImageFile, JpegImageFile):
        # Pillow's word for a file of another format is SyntaxError.
        with suppress(SyntaxError), reader(BytesIO(content)) as image:
            return image.width * image.height
    return 0


def _bitmap(block: Chart | Picture, drawn: bytes) -> Bitmap:
    # The header of a PNG states its sides.
    width, height = (int.from_bytes(drawn[at : at + 4], "big") for at in (16, 20))
    across = min(width / _PIXELS_PER_INCH * _CENTIMETRES_PER_INCH, _TEXT_WIDTH)
    sides = (across, across * height / width)
    if isinstance(block, Picture) and block.media_type != _SVG:
        return Bitmap(block.file, block.media_type, block.content, *sides)
    return Bitmap(f"{block.key}.png", "image/png", drawn, *sides)


def _draw(blocks: Sequence[Chart | Picture]) -> list[bytes]:
    """Return pictures as PNG, all in one run of Typst, a page each.

    What is a bitmap already is drawn too: so it is known to be whole, and how wide it stands.
    """
    if not blocks:
        return []
    main = "\n".join([_FITTED, *map(_page, blocks)])
    files = {"main.typ": main.encode(), **{block.file: block.content for block in blocks}}
    pages = typeset("DOCX", files, fonts=available(), format="png", ppi=_PIXELS_PER_INCH)
    return [pages] if isinstance(pages, bytes) else list(pages)


def _page(block: Chart | Picture) -> str:
    width = f"{_TEXT_WIDTH}cm" if isinstance(block, Chart) else "auto"
    return f'#fitted("{block.file}", {width})'
