"""Numbers as people write them in their own tables, and the units that headings give them."""

from __future__ import annotations

import re
from decimal import Decimal

from ictanalysis.exchange.sources.officewords import IN_UNITS, MULTIPLES, UNIT_SAID
from ictanalysis.exchange.sources.sheets import SheetCell

_GROUPED = re.compile(r"\d{1,3}(?:([. \u00a0\u202f])\d{3})(?:\1\d{3})*(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_FOREIGN = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")


def written_number(text: str) -> Decimal | None:
    """Return the number that a text writes, if it has one meaning only in Vietnamese.

    Points part thousands and a comma the decimals. A point before one or two digits, which no
    thousands have, is a decimal point. A dash is no number, and neither is a number with words.

    Examples
    --------
    >>> [str(written_number(text)) for text in ("16.401", "79,37%", "04", "1.2")]
    ['16401', '79.37', '4', '1.2']
    >>> written_number("-"), written_number("12 people"), written_number("1,234.5")
    (None, None, None)
    """
    bare = text.strip().removesuffix("%").rstrip()
    if _GROUPED.fullmatch(bare):
        return Decimal(re.sub(r"[. \u00a0\u202f]", "", bare).replace(",", "."))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    return Decimal(bare) if _FOREIGN.fullmatch(bare) else None


def number_of(cell: SheetCell) -> Decimal | None:
    """Return the number in a cell, a percentage as 79.37; None where there is none."""
    if isinstance(cell.value, str):
        return written_number(cell.value)
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return None
    # Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is 0.3.
    number = Decimal(format(cell.value, ".15g"))
    return (number * 100 if cell.percent else number).normalize()


def multiple(heading: str, *, bare: bool = False) -> int:
    """Return what a unit in a heading multiplies by; `bare` says that the text is a unit alone.

    A word for thousands is a unit only in brackets or after the word for units.
    """
    found = IN_UNITS.search(f"({heading})" if bare else heading)
    return MULTIPLES[found[1].lower()] if found else 1


def unit_said(heading: str) -> str:
    """Return the unit that a heading or a line above a table says; blank where it says none.

    Examples
    --------
    >>> unit_said("Fees (USD)"), unit_said("Fees")
    ('USD', '')
    """
    found = UNIT_SAID.search(heading)
    return (found[1] or found[2]).strip() if found else ""
