"""Text as it will be drawn: how wide it is, and where its lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, partial

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from ictanalysis.charts.style import SIZE, settings
from ictanalysis.exporters.document.text_metrics import balanced

STEP = 4.0
DASHES = {"-", "–"}


@cache
def font(*, bold: bool = False) -> FontProperties:
    """Return the type of a label."""
    weight = "bold" if bold else "normal"
    return FontProperties(family=settings()["font.family"], size=SIZE, weight=weight)


def one_line(text: str) -> str:
    """Return a text in the form that a font can draw: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def text_width(text: str, *, bold: bool = False) -> float:
    """Return the width of a line in points."""
    width, _height, _descent = text_to_path.get_text_width_height_descent(
        text, font(bold=bold), ismath=False
    )
    return float(width)


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
