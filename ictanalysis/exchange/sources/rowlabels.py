"""The texts before a number: its row, under the rows that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ictanalysis.exchange.sources.officewords import LETTER, MARKED
from ictanalysis.exchange.sources.vocabulary import is_total
from ictanalysis.language.spelling import fold

Path = tuple[str, ...]
"""Texts from the outermost to the innermost."""

_ORDINAL = re.compile(r"\(?(?:\d+(?:\.\d+)*|[IVX]+|" + LETTER + r")[.)]*")
_NUMBERED = re.compile(r"\(?(\d+(?:\.\d+)*|[IVX]+|" + LETTER + r")[.)]+\s*(?=\D)")

_LETTER, _ROMAN, _DIGITS, _SMALL, _BARE = range(5)
GROUP = -10.0
"""A row without numbers is above all that have some."""


def is_ordinal(text: str) -> bool:
    """Return whether a text is no more than the number of a row: 1, 1.2, II, a)."""
    return bool(_ORDINAL.fullmatch(text))


def bare_label(text: str) -> str:
    """Return a label without its number and its bullet.

    Examples
    --------
    >>> bare_label("1.2. Letters"), bare_label("- signed"), bare_label("a) sent")
    ('Letters', 'signed', 'sent')
    """
    text = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
    marks = MARKED.match(text)
    return text[marks.end() :] if marks else text


def plain_label(text: str) -> str:
    """Return a label without its number and bullet, in the spelling in which labels are compared.

    Examples
    --------
    >>> plain_label("1. Letters  SENT:")
    'letters sent'
    """
    return fold(" ".join(bare_label(text).split())).strip(" :.")


@dataclass
class RowLabels:
    """The rows of a table from the top, each under those that it belongs to.

    Attributes
    ----------
    columns
        The columns with labels.
    numbered
        Whether the rows of the table have numbers, so that one without belongs to the one above.
    """

    columns: Sequence[int]
    numbered: bool
    _outer: list[tuple[float, Path]] = field(default_factory=list)
    _above: dict[int, str] = field(default_factory=dict)
    _inside: bool = False
    _bare: bool = False
    _dashed: bool = False

    def path(
        self, texts: Mapping[int, str], *, ordinal: bool, group: bool, last: bool = False
    ) -> Path:
        """Return the texts of the next row, with those of the rows that it belongs to.

        Parameters
        ----------
        texts
            Column → text.
        ordinal
            Whether a column of its own numbers the row.
        group
            Whether it has no numbers, and heads the rows below it.
        last
            Whether it is the last of the table, which without a number of its own is the total.
        """
        depth, label = self._label(texts, ordinal=ordinal)
        if last and depth == _BARE and not self._bare:
            depth = 0.0
        self._bare = depth == _BARE
        if not label:
            self._inside = group
            return ()
        total = is_total(label[-1])
        if total or ordinal or depth % 1:
            self._inside = False
        depth += GROUP * group + 0.25 * self._inside
        self._outer = [each for each in self._outer if each[0] < depth]
        path = tuple(text for _depth, outer in self._outer for text in outer) + label
        if not total:
            self._outer.append((depth, label))
        return path

    def _label(self, texts: Mapping[int, str], *, ordinal: bool) -> tuple[float, Path]:
        """Return how deep a row is under others, and its own texts."""
        level = float(_DIGITS) if ordinal else None
        deeper = 0.0
        label: list[str] = []
        for column in self.columns:
            text = texts.get(column, "")
            if is_ordinal(text):
                level = _level(text)
                continue
            if not text and column != self.columns[-1]:
                text = "" if level is not None else self._above.get(column, "")
            self._above[column] = text
            numbered = _NUMBERED.match(text)
            if numbered:
                level = _level(numbered[1])
            marks = MARKED.match(text[numbered.end() :] if numbered else text)
            if marks and (marks[1] or marks[2]):
                deeper = 0.75 if marks[2] == "+" and self._dashed else 0.5
                self._dashed |= marks[2] not in {"+", None}
            bare = bare_label(text)
            if bare and [bare] != label[-1:]:
                label.append(bare)
        if level is None:
            level = _BARE if self.numbered and label and not is_total(label[-1]) else 0.0
        return level + deeper, tuple(label)


def _level(ordinal: str) -> float:
    """Return how deep a row is by its number: A, then I, then 1, then 1.1, then a."""
    bare = ordinal.strip("(.)")
    if bare[0].isdigit():
        return _DIGITS + bare.count(".") / 10
    if re.fullmatch("[IVX]+", bare):
        return _ROMAN
    return _LETTER if bare.isupper() else _SMALL
