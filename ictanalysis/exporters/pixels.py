"""How many pixels a bitmap says it has: a small file can claim more than memory holds.

References
----------
ISO/IEC 15948 (PNG), 11.2.2; ITU-T T.81 (JPEG), B.2.2.
"""

from __future__ import annotations

from ictanalysis.exporters.document.blocks import Picture
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

__all__ = ["pixels", "refuse_huge"]

_MOST = 100_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def pixels(content: bytes) -> int:
    """Return the width times the height of a PNG or JPEG; 0 if it states none."""
    if content.startswith(_PNG):
        return _product(content[16:20], content[20:24])
    return _jpeg_pixels(content) if content.startswith(_JPEG) else 0


def refuse_huge(picture: Picture) -> None:
    """Refuse a bitmap that is larger than any screen or camera makes it.

    Raises
    ------
    RenderingError
        If it has more than 100 million pixels.
    """
    if (found := pixels(picture.content)) > _MOST:
        raise RenderingError(
            _(
                "the picture {title!r} has {pixels} pixels, more than {most}; "
                "draw it smaller in the notebook",
                title=picture.alt,
                pixels=found,
                most=_MOST,
            )
        )


def _jpeg_pixels(content: bytes) -> int:
    place = len(_JPEG)
    while content[place : place + 1] == b"\xff" and place + 9 <= len(content):
        if content[place + 1] in _FRAMES:
            return _product(content[place + 5 : place + 7], content[place + 7 : place + 9])
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return 0


def _product(*sides: bytes) -> int:
    width, height = (int.from_bytes(side, "big") for side in sides)
    return width * height
