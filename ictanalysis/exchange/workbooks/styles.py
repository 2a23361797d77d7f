"""How the cells of a workbook look, and which of them may be written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ictanalysis.catalog import Measure, Ratio
from ictanalysis.language.locales import Locale

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
GRID = {**FONT, "border": 1, "border_color": "#B0B7BF"}
OPEN = {"locked": False, "bg_color": "#F3F8FF"}
TEXT = {"num_format": "@"}

STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": {**FONT, "text_wrap": True},
    "title": {**FONT, "bold": True, "font_size": 16},
    "heading": {**FONT, "bold": True, "font_size": 13},
    "line": FONT,
    "aside": {**FONT, "italic": True, "font_color": "#444444"},
    "warning": {**FONT, "bold": True, "font_color": "#B00020"},
    "link": {**GRID, "text_wrap": True, "font_color": "#0B57D0", "underline": 1},
    "header": {
        **GRID, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"
    },
    "label": {**GRID, "text_wrap": True},
    "unit": {**GRID, "text_wrap": True, "align": "center"},
    "number": {**GRID, "num_format": "#,##0", "align": "center"},
    "status": {**GRID, **OPEN, **TEXT},
    # A note that begins with an equals sign stays a text when somebody edits it.
    "note": {**GRID, **OPEN, **TEXT, "text_wrap": True, "quote_prefix": True},
    "text": {**GRID, **OPEN, **TEXT, "text_wrap": True, "quote_prefix": True, "valign": "top"},
    "beside": {**GRID, "text_wrap": True, "valign": "top"},
    "choice": {**GRID, **OPEN, **TEXT, "text_wrap": True},
    "empty": {"bg_color": "#FFF2B3"},
    "contradiction": {"bg_color": "#F8B4B4"},
    "right": {"bg_color": "#D7F0DC"},
    "wrong": {"bg_color": "#F8B4B4", "font_color": "#7A0014", "bold": True},
}  # fmt: skip


LINE, TALLEST = 16, 400
"""Points of a line of text, and of the tallest row."""


def row_height(text: str, width: float) -> float:
    r"""Return how tall a row must be to show a text in a column of a width in letters.

    Examples
    --------
    >>> row_height("short", 40), row_height("a line of twenty-two.\n- an item", 11)
    (20, 52)
    """
    lines = sum(1 + len(line) // int(width) for line in text.split("\n"))
    return min(LINE * lines + 4, TALLEST)


class Styles:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook, locale: Locale) -> None:
        self._workbook = workbook
        self._day = "dd/mm/yyyy" if locale.code == "vi" else "yyyy-mm-dd"
        self._formats = {name: workbook.add_format({**look}) for name, look in STYLES.items()}

    def __getitem__(self, name: str) -> Format:
        """Return the format of a name."""
        return self._formats[name]

    def value(self, spec: Measure | Ratio | None) -> Format:
        """Return the format of a value to type; None: its measure is not chosen yet."""
        return self._number(spec, OPEN)

    def shown(self, spec: Measure | Ratio) -> Format:
        """Return the format of a value that is shown beside it, and locked."""
        return self._number(spec, {"font_color": "#444444"})

    def _number(self, spec: Measure | Ratio | None, look: Mapping[str, Any]) -> Format:
        if spec is None:
            number = "General"
        elif isinstance(spec, Measure) and spec.kind == "date":
            number = self._day
        else:
            number = "#,##0" + ("." + "0" * spec.decimals if spec.decimals else "")
        name = f"{number} {look}"
        if name not in self._formats:
            whole = {**GRID, **look, "num_format": number, "align": "right"}
            self._formats[name] = self._workbook.add_format(whole)
        return self._formats[name]
