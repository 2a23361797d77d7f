"""The letters of a document that a PDF cannot hold, because no font has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import typst

from ictanalysis.exporters.document.blocks import Block, Chart, Picture, Prose
from ictanalysis.exporters.document.body import Body
from ictanalysis.exporters.document.mimebundles import strings
from ictanalysis.exporters.document.parts import Sources
from ictanalysis.exporters.fonts import VIETNAMESE_LETTERS, available, choose
from ictanalysis.files.forking import in_fork
from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
"""They forbid a letter without a glyph."""

_KNOWN = frozenset(map(chr, range(32, 127))) | VIETNAMESE_LETTERS | frozenset("\t\n\r")
_TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')
_WORDS_AROUND = 24
_PROBE = b"""
#set document(title: "letters")
#set text(font: sys.inputs.font)
#for letter in sys.inputs.letters.codepoints() [#letter #parbreak()]
"""


def refuse_unprintable(body: Body, *, font: str, fonts: typst.Fonts) -> None:
    """Refuse a document with a letter that neither its font nor any font in its stead has.

    Raises
    ------
    RenderingError
        If there is one: names the letter, its code and the words around it.
    """
    texts = [unicodedata.normalize("NFC", text) for text in _texts(body)]
    rare = "".join(sorted(set().union(*texts) - _KNOWN))
    if not rare or _printable(rare, font, fonts):
        return
    letter = _first_lost(rare, font, fonts)
    message = _(
        "the PDF cannot show the letter “{letter}” ({code}) of “{words}”: no font on this "
        "machine has it; write it in Latin letters, or install a font that has it",
        letter=letter,
        code=f"U+{ord(letter):04X}",
        words=_around(letter, texts),
    )
    raise RenderingError(message)


def lost_letters(letters: str) -> frozenset[str]:
    """Return which of some letters a PDF cannot show in the font that it is set in by itself."""
    fonts = available()
    return _lost(letters, choose("", fonts), fonts)


def _lost(letters: str, font: str, fonts: typst.Fonts) -> frozenset[str]:
    if not letters or _printable(letters, font, fonts):
        return frozenset()
    if len(letters) == 1:
        return frozenset(letters)
    half = len(letters) // 2
    return _lost(letters[:half], font, fonts) | _lost(letters[half:], font, fonts)


def _first_lost(letters: str, font: str, fonts: typst.Fonts) -> str:
    """Return one letter that cannot be printed, of several with one among them."""
    while len(letters) > 1:
        half = letters[: len(letters) // 2]
        letters = letters[len(half) :] if _printable(half, font, fonts) else half
    return letters


@cache
def _printable(letters: str, font: str, fonts: typst.Fonts) -> bool:
    """Whether Typst prints some letters; it alone knows the fonts of its wheel."""
    return in_fork(lambda: _prints(letters, font, fonts))


def _prints(letters: str, font: str, fonts: typst.Fonts) -> bool:
    try:
        typst.compile(
            _PROBE,
            font_paths=fonts,
            format="pdf",
            pdf_standards=STANDARDS,
            sys_inputs={"font": font, "letters": letters},
        )
    except typst.TypstError:
        return False
    return True


def _around(letter: str, texts: Iterable[str]) -> str:
    text = next(text for text in texts if letter in text)
    place = text.index(letter)
    return " ".join(text[max(place - _WORDS_AROUND, 0) : place + _WORDS_AROUND].split())


def _texts(body: Body) -> Iterator[str]:
    """Yield what a PDF prints, piece by piece, as a reader sees it."""
    yield from strings([*body.opening.model_dump().values()])
    yield body.title
    if not body.official:
        yield from map(_text, body.highlights)
    for block in body.blocks:
        yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Prose):
        yield _text(block.html)
    elif isinstance(block, Chart):
        yield from (block.title, block.subtitle, block.source)
    elif not isinstance(block, Picture | Sources):
        yield from strings([*block.model_dump().values()])


def _text(html: str) -> str:
    return unescape(_TAG.sub(" ", html))
