"""The font of the PDF: one that has every Vietnamese letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from fontTools.ttLib import TTFont
from typst import Fonts

from ictanalysis.language.errors import RenderingError
from ictanalysis.language.messages import _

PREFERRED = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")
"""Order of choice; the last is inside the typst wheel."""

_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_VOWELS = (
    *"aeiouy",
    *(f"{vowel}{_CIRCUMFLEX}" for vowel in "aeo"),
    *(f"{vowel}{_HORN}" for vowel in "ou"),
    f"a{_BREVE}",
)
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE_LETTERS = frozenset(
    letter
    for vowel, tone in product(_VOWELS, _TONES)
    for lower in [unicodedata.normalize("NFC", vowel + tone)]
    for letter in (lower, lower.upper())
) | frozenset("\u0111\u0110")


def available(folders: tuple[str, ...] = ()) -> Fonts:
    """Return the fonts of the machine, of the typst wheel and of further folders.

    Of two versions of a font, as of Liberation Serif, the one that lacks letters is left out, with
    the folder that it stands in: Typst would take either.
    """
    return _available(folders)


@cache
def _available(folders: tuple[str, ...]) -> Fonts:
    fonts = Fonts(font_paths=list(folders))
    files = [Path(each.path) for each in fonts.fonts() if each.path is not None]
    outdated = set(_outdated(fonts))
    if not outdated:
        return fonts
    whole = {
        file.parent
        for file in files
        if not any(bad.is_relative_to(file.parent) for bad in outdated)
    }
    return Fonts(include_system_fonts=False, font_paths=sorted(map(str, whole)))


def _outdated(fonts: Fonts) -> Iterator[Path]:
    """Yield the files of preferred fonts that lack letters which another file of that style has."""
    styles: dict[tuple[object, ...], list[tuple[str, bool]]] = {}
    for each in fonts.fonts():
        if each.family in PREFERRED and each.path is not None:
            whole = _letters(each.path, each.index) >= VIETNAMESE_LETTERS
            style = (each.family, each.style, each.weight, each.stretch)
            styles.setdefault(style, []).append((each.path, whole))
    for versions in styles.values():
        if any(whole for _path, whole in versions):
            yield from (Path(path) for path, whole in versions if not whole)


def choose(wanted: str, fonts: Fonts) -> str:
    """Return the font family to print with.

    Parameters
    ----------
    wanted
        A family, or empty for the first of `PREFERRED` that is there and whole.

    Raises
    ------
    RenderingError
        If the wanted family is not there, or lacks Vietnamese letters.

    References
    ----------
    TCVN 6909:2001 names the letters.
    """
    if not wanted:
        return next(family for family in _known(fonts) if not _lacking(family, fonts))
    if wanted not in fonts.families():
        message = _(
            "the font {font!r} is not on this machine; install it or choose one of {known}",
            font=wanted,
            known=", ".join(_known(fonts)),
        )
        raise RenderingError(message)
    if lacking := _lacking(wanted, fonts):
        message = _(
            "the font {font!r} lacks {count} Vietnamese letters ({letters}); choose another",
            font=wanted,
            count=len(lacking),
            letters=" ".join(lacking[:8]),
        )
        raise RenderingError(message)
    return wanted


def _known(fonts: Fonts) -> Sequence[str]:
    return [family for family in PREFERRED if family in fonts.families()]


def _lacking(family: str, fonts: Fonts) -> list[str]:
    """Return the letters that some style of the family lacks.

    Libertinus Serif, in the wheel, has them all but in bold italic, which report.typ avoids.
    """
    files = {(font.path, font.index) for font in fonts.fonts() if font.family == family}
    return sorted(
        {
            letter
            for path, index in files
            if path is not None
            for letter in VIETNAMESE_LETTERS - _letters(path, index)
        }
    )


@cache
def _letters(path: str, index: int) -> frozenset[str]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))
