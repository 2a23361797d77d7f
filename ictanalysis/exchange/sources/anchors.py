"""Texts by which a table or a figure is found again next month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from ictanalysis.exchange.sources.officewords import MONTH, PASSING, YEAR
from ictanalysis.language.spelling import fold

THIS_MONTH, THIS_YEAR = "{month}", "{year}"
"""What stands in an anchor for the month and the year of the report."""

_UNTIL = r"(?![\d/.-]*\d)"


def anchor(text: str, month: pd.Period) -> str:
    """Return a text in one line with `{month}` and `{year}` in place of those of the report.

    Examples
    --------
    >>> may = pd.Period("2021-05", "M")
    >>> anchor("Month 05/2021", may), anchor("T5", may), anchor("T4 2021", may), anchor("2021", may)
    ('Month {month}', 'T{month}', 'T4 {year}', '{year}')
    """
    number, year = rf"0?{month.month}", str(month.year)
    with_year = rf"(?:\s*[/.-]\s*{year}|\s+(?:{YEAR}\s+)?{year})?"
    said = rf"\b((?:{MONTH})\s*){number}{with_year}{_UNTIL}"
    text = re.sub(said, rf"\g<1>{THIS_MONTH}", " ".join(text.split()), flags=re.IGNORECASE)
    text = re.sub(rf"(?<![\d/.-]){number}[/.-]{year}{_UNTIL}", THIS_MONTH, text)
    text = re.sub(rf"(?<![\d/.-]){year}[/.-]{number}{_UNTIL}", THIS_MONTH, text)
    return re.sub(rf"(?<![\d/.-]){year}{_UNTIL}", THIS_YEAR, text)


@lru_cache(maxsize=10_000)
def canonical(text: str, month: pd.Period) -> str:
    """Return what two texts have in common that are the same anchor: neither case nor a colon."""
    return fold(anchor(text, month)).strip(" :.")


def canonical_path(texts: Sequence[str], month: pd.Period) -> tuple[str, ...]:
    """Return the texts before or above a number as anchors."""
    return tuple(canonical(text, month) for text in texts)


def title_anchor(title: Sequence[str], month: pd.Period) -> str:
    """Return the last line of a title that will be the same next month, blank where none will.

    Units, remarks in brackets, days and numbers of documents will not.
    """
    lines = [anchor(text, month) for text in title if not PASSING.match(text)]
    return lines[-1] if lines else ""


def any_month(text: str) -> str:
    """Return a text without the month and year that it names, to tell another month's title."""
    return re.sub(rf"\{{month\}}|\{{year\}}|\d+(?:[/.-]\d{{4}})?|\b{YEAR}\b|\s+", "", fold(text))
