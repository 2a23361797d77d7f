"""Excel workbooks as XlsxWriter makes them here: the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from xlsxwriter import Workbook

LONGEST_TEXT = 32767
"""How many characters Excel keeps in a cell."""

MADE = datetime(2000, 1, 1)
"""Stands in every workbook, so that the same figures make the same bytes."""

OPTIONS = {
    "in_memory": True,
    "default_date_format": "yyyy-mm-dd",
    # A text stays a text, whatever it looks like.
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook_bytes(write: Callable[[Workbook], None], **properties: str) -> bytes:
    """Return a workbook with some properties as the bytes of a file, once `write` has filled it."""
    content = io.BytesIO()
    with Workbook(content, OPTIONS) as workbook:
        workbook.set_properties({"created": MADE, **properties})
        write(workbook)
    return content.getvalue()
