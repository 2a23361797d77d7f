"""The sheet of a table: rows with their labels, cells to write in, and what may stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ictanalysis.catalog import Measure, Ratio
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.exchange.workbooks.entries import Entry
from ictanalysis.exchange.workbooks.layout import (
    FIRST_ROW,
    HEADER_ROW,
    SPARE,
    Layout,
    status_choice,
)
from ictanalysis.exchange.workbooks.styles import Styles
from ictanalysis.language.locales import Locale

SPARES = 5
"""How many rows may be added to a table by choosing measure and members, where there are any."""

A4 = 9
LARGEST = 10**15 - 1
WIDTHS = {"measure": 46, "member": 24, "unit": 14, "value": 16, "status": 24, "note": 48}
FIRST_DAY, LAST_DAY = datetime(1990, 1, 1), datetime(2199, 12, 31)


def spare_rows(layout: Layout, ready: Sequence[Entry]) -> int:
    """Return how many rows a sheet has for what is not ready: none where everything is."""
    left = set(layout.possible()) - {entry.key for entry in ready}
    return min(SPARES, len(left))


def write_table(
    sheet: Worksheet,
    styles: Styles,
    layout: Layout,
    head: Sequence[str],
    ready: Sequence[Entry],
    *,
    lists: Mapping[int, str],
) -> None:
    """Write the sheet of a table.

    Parameters
    ----------
    head
        The lines above the header.
    ready
        The rows.
    lists
        Column → range of its drop-down list, for the rows in which measure and members are chosen.
    """
    _Table(sheet, styles, layout, spare_rows(layout, ready)).write(head, ready, lists)


class _Table:
    """Writes one table's sheet from the top down."""

    def __init__(self, sheet: Worksheet, styles: Styles, layout: Layout, spare: int) -> None:
        self._sheet = sheet
        self._styles = styles
        self._layout = layout
        self._spare = spare

    def write(self, head: Sequence[str], ready: Sequence[Entry], lists: Mapping[int, str]) -> None:
        self._head(head)
        for row, entry in enumerate(ready, start=FIRST_ROW):
            self._row(row, entry)
        last = FIRST_ROW + len(ready) + self._spare - 1
        for row in range(FIRST_ROW + len(ready), last + 1):
            self._choosable(row, lists)
        if last >= FIRST_ROW:
            self._colours(last)
            self._statuses(last)
        self._page()

    def _head(self, head: Sequence[str]) -> None:
        for row, (text, style) in enumerate(zip(head, ("title", "line", "aside"), strict=True)):
            self._sheet.write_string(row, 0, text, self._styles[style])
        self._sheet.write_row(HEADER_ROW, 0, self._layout.header, self._styles["header"])

    def _row(self, row: int, entry: Entry) -> None:
        layout, spec = self._layout, self._layout.catalog.spec(entry.key)
        for column, text in enumerate(layout.labels(entry.key)):
            style = "unit" if column == layout.unit else "label"
            self._sheet.write_string(row, column, text, self._styles[style])
        # `write` takes a day for a day, and nothing for an empty cell with its format.
        self._sheet.write(row, layout.value, entry.value, self._styles.value(spec))
        status = status_choice(entry.status, layout.locale) if entry.status else ""
        self._text(row, layout.status, status, "status")
        self._text(row, layout.note, entry.note, "note")
        self._sheet.write_string(row, layout.key, str(entry.key))
        self._sheet.data_validation(
            row, layout.value, row, layout.value, _allowed(spec, layout.locale)
        )

    def _text(self, row: int, column: int, text: str, style: str) -> None:
        self._sheet.write(row, column, text, self._styles[style])

    def _choosable(self, row: int, lists: Mapping[int, str]) -> None:
        for column, source in lists.items():
            self._text(row, column, "", "choice")
            self._sheet.data_validation(
                row, column, row, column, _dropdown(source, self._layout.locale)
            )
        self._text(row, self._layout.unit, "", "unit")
        self._sheet.write_blank(row, self._layout.value, None, self._styles.value(None))
        self._text(row, self._layout.status, "", "status")
        self._text(row, self._layout.note, "", "note")
        self._sheet.write_string(row, self._layout.key, SPARE)

    def _statuses(self, last: int) -> None:
        column, locale = self._layout.status, self._layout.locale
        allowed = {
            "validate": "list",
            "source": [status_choice(code, locale) for code in STATUSES],
            "error_title": locale.say("Data status"),
            "error_message": locale.say("Choose from the list, or leave it empty."),
        }
        self._sheet.data_validation(FIRST_ROW, column, last, column, allowed)

    def _colours(self, last: int) -> None:
        """Show what is still empty, and what has both a value and the status that it has none."""
        layout, row = self._layout, FIRST_ROW + 1
        value, status = (f"${xl_col_to_name(at)}{row}" for at in (layout.value, layout.status))
        missing = f'LEFT({status},1)="M"'
        rules = {
            "empty": f'AND($A{row}<>"",LEN({value})=0,NOT({missing}))',
            "contradiction": f"AND(LEN({value})>0,{missing})",
        }
        for style, rule in rules.items():
            look = {"type": "formula", "criteria": f"={rule}", "format": self._styles[style]}
            self._sheet.conditional_format(FIRST_ROW, layout.value, last, layout.value, look)

    def _page(self) -> None:
        layout, sheet = self._layout, self._sheet
        widths = [WIDTHS["measure"], *([WIDTHS["member"]] * len(layout.dimensions))]
        widths += [WIDTHS[name] for name in ("unit", "value", "status", "note")]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_column(layout.key, layout.key, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.set_footer("&L&A&R&P/&N")
        sheet.set_selection(FIRST_ROW, layout.value, FIRST_ROW, layout.value)
        sheet.protect("", {"format_columns": True, "format_rows": True})


def _allowed(spec: Measure | Ratio, locale: Locale) -> dict[str, Any]:
    """Return what may stand in the value of a measure, and the message for anything else."""
    if spec.kind == "date":
        limits: dict[str, Any] = {"validate": "date", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        rule = locale.say("Write a day, such as 2021-05-05.")
    elif spec.decimals == 0:
        limits = {"validate": "integer", "minimum": 0, "maximum": LARGEST}
        rule = locale.say("Write a whole number, not negative, without separators or words.")
    else:
        limits = {"validate": "decimal", "minimum": 0, "maximum": LARGEST}
        rule = locale.say("Write a number, not negative, without words or a percent sign.")
    message = locale.say(
        "{rule} If the figure is not known yet: leave it empty and choose status M.", rule=rule
    )
    title = locale.say("Value")
    return {**limits, "criteria": "between", "error_title": title, "error_message": message}


def _dropdown(source: str, locale: Locale) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "input_title": locale.say("Extra row"),
        "input_message": locale.say("Choose from the list. Leave the whole row empty if unused."),
        "error_title": locale.say("List"),
        "error_message": locale.say("Choose from the list."),
    }
