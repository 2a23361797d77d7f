"""Text as it will be drawn: how wide it is, and where its lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.textpath import text_to_path

from ictanalysis.charts.style import SIZE, settings
from ictanalysis.exporters.document.text_metrics import balanced

if TYPE_CHECKING:
    from matplotlib.ft2font import GlyphIndexType

STEP = 4.0
POINTS_PER_INCH = 72
_SET_SIZE = 100.0
"""In points; large, since a font rounds what it says of its letters."""
_SIXTH_BITS, _SIXTEENTH_BITS = 1 << 6, 1 << 16
"""What FreeType's numbers are divided by: they have fixed points."""
DASHES = {"-", "–"}


@cache
def font(*, bold: bool = False) -> FontProperties:
    """Return the type of a label."""
    weight = "bold" if bold else "normal"
    return FontProperties(family=settings()["font.family"], size=SIZE, weight=weight)


def one_line(text: str) -> str:
    """Return a text in the form that a font can draw: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Glyph(NamedTuple):
    """A letter of a font: its number there, and how far it moves the pen, in points."""

    number: GlyphIndexType
    advance: float


@cache
def text_width(text: str, *, bold: bool = False) -> float:
    """Return the width of a line in points.

    matplotlib would set the whole line each time; the letters of a chart are the same ones again
    and again. A line with a letter of another font is left to it.
    """
    glyphs = [_glyph(letter, bold=bold) for letter in text]
    if not all(glyph.number for glyph in glyphs):
        width, _height, _descent = text_to_path.get_text_width_height_descent(
            text, font(bold=bold), ismath=False
        )
        return float(width)
    nearer = sum(_kerning(left.number, right.number, bold=bold) for left, right in pairwise(glyphs))
    return sum(glyph.advance for glyph in glyphs) + nearer


@cache
def _glyph(letter: str, *, bold: bool) -> _Glyph:
    face = _face(bold=bold)
    number = face.get_char_index(ord(letter))
    glyph = face.load_glyph(number, flags=LoadFlags.NO_HINTING)
    return _Glyph(number, glyph.linearHoriAdvance / _SIXTEENTH_BITS * SIZE / _SET_SIZE)


@cache
def _kerning(left: GlyphIndexType, right: GlyphIndexType, *, bold: bool) -> float:
    distance = _face(bold=bold).get_kerning(left, right, Kerning.DEFAULT)
    return distance / _SIXTH_BITS * SIZE / _SET_SIZE


@cache
def _face(*, bold: bool) -> FT2Font:
    face = FT2Font(findfont(font(bold=bold)))
    face.set_size(_SET_SIZE, POINTS_PER_INCH)
    return face


def widest(lines: Sequence[str], *, bold: bool = False) -> float:
    """Return the width of the widest line in points."""
    return max((text_width(line, bold=bold) for line in lines), default=0.0)


def wrap(text: str, width: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text: as few as fit into `width` points, and about equally long.

    A word that alone is wider is cut; a line never begins with a dash.
    """
    words = [part for word in _words(text) for part in _cut(word, width, bold)]
    narrower = np.arange(widest(words, bold=bold), width, STEP).tolist()
    return balanced(words, [*narrower, width], partial(text_width, bold=bold))


def _words(text: str) -> list[str]:
    """Return the words of a text, a dash that stands alone with the word before it."""
    words: list[str] = []
    for word in one_line(text).split():
        if words and word in DASHES:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _cut(word: str, width: float, bold: bool) -> Iterator[str]:
    part = ""
    for letter in word:
        if part and text_width(part + letter, bold=bold) > width:
            yield part
            part = ""
        part += letter
    yield part
