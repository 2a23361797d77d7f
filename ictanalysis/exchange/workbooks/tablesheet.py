"""The sheet of a table: rows with their labels, cells to write in, and what may stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from ictanalysis.catalog import IndicatorKey, Measure, Ratio
from ictanalysis.dataset import Cell, Cells
from ictanalysis.dataset.numerals import number_or_day
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.exchange.workbooks.calculations import worked_out
from ictanalysis.exchange.workbooks.layout import (
    FIRST_ROW,
    HEADER_ROW,
    SPARE,
    Layout,
    status_choice,
)
from ictanalysis.exchange.workbooks.readyrows import ReadyRows, is_placeholder
from ictanalysis.exchange.workbooks.styles import Styles
from ictanalysis.language.locales import Locale

SPARES = 5
"""How many rows may be added to a table by choosing measure and members, where there are any."""

A4 = 9
LARGEST = 10**15 - 1
WIDTHS = {
    "measure": 46,
    "member": 24,
    "unit": 14,
    "value": 16,
    "last": 14,
    "computed": 14,
    "status": 24,
    "note": 48,
}
FIRST_DAY, LAST_DAY = datetime(1990, 1, 1), datetime(2199, 12, 31)


@dataclass(frozen=True)
class TableSheet:
    """A table's sheet: its name, its layout, the rows that are ready, and last month's cells."""

    name: str
    layout: Layout
    ready: ReadyRows
    last: Cells

    @property
    def quoted(self) -> str:
        """Return the name as a formula has it."""
        return "'" + self.name.replace("'", "''") + "'"

    @property
    def empty(self) -> int:
        """Return how many values are still to be filled in."""
        return sum(cell is None or is_placeholder(cell) for cell in self.ready.values())

    @property
    def counted(self) -> str:
        """Return the formula that counts them as they are filled in."""
        last = FIRST_ROW + len(self.ready) - 1
        values, statuses = (
            f"{self.quoted}!{xl_range_abs(FIRST_ROW, column, last, column)}"
            for column in (self.layout.value, self.layout.status)
        )
        return f'=SUMPRODUCT((LEN({values})=0)*(LEFT({statuses},1)<>"M"))'

    @property
    def spare(self) -> int:
        """Return how many rows may be added: none where everything that can be is ready."""
        return min(SPARES, len(set(self.layout.possible()) - self.ready.keys()))


@dataclass(frozen=True)
class TableWriter:
    """Writes the sheet of a table from the top down."""

    sheet: Worksheet
    styles: Styles
    table: TableSheet

    def write(self, head: Sequence[str], lists: Mapping[int, str]) -> None:
        """Write the lines above the header, then all the rest.

        Parameters
        ----------
        lists
            Column → range of its drop-down list, for the rows in which measure and members are
            chosen.
        """
        self._head(head)
        for row, (key, cell) in enumerate(self.table.ready.items(), start=FIRST_ROW):
            self._row(row, key, cell)
        spare = FIRST_ROW + len(self.table.ready)
        last = spare + self.table.spare - 1
        for row in range(spare, last + 1):
            self._choosable(row, lists)
        self._calculations()
        if last >= FIRST_ROW:
            self._colours(last)
            self._statuses(last)
        self._page()

    def _head(self, head: Sequence[str]) -> None:
        for row, (text, style) in enumerate(zip(head, ("title", "line", "aside"), strict=True)):
            self.sheet.write_string(row, 0, text, self.styles[style])
        self.sheet.write_row(HEADER_ROW, 0, self.table.layout.header, self.styles["header"])

    def _row(self, row: int, key: IndicatorKey, cell: Cell | None) -> None:
        layout, spec = self.table.layout, self.table.layout.catalog.spec(key)
        for column, text in enumerate(layout.labels(key)):
            style = "unit" if column == layout.unit else "label"
            self.sheet.write_string(row, column, text, self.styles[style])
        # `write` takes a day for a day, and nothing for an empty cell with its format.
        value = number_or_day(spec, cell.value) if cell else None
        self.sheet.write(row, layout.value, value, self.styles.value(spec))
        last = self.table.last.get(key)
        known = number_or_day(spec, last.value) if last else None
        self.sheet.write(row, layout.last, known, self.styles.shown(spec))
        self.sheet.write_blank(row, layout.computed, None, self.styles.shown(spec))
        told = cell is not None and cell.status != "A" and not is_placeholder(cell)
        status = status_choice(cell.status, layout.locale) if cell and told else ""
        self.sheet.write(row, layout.status, status, self.styles["status"])
        self.sheet.write(row, layout.note, cell.note if cell else None, self.styles["note"])
        self.sheet.write_string(row, layout.key, str(key))
        allowed = _allowed(spec, layout.locale)
        self.sheet.data_validation(row, layout.value, row, layout.value, allowed)

    def _calculations(self) -> None:
        """Write beside each total, rate and stock what it should be: green, or red."""
        layout, rows = self.table.layout, {key: at for at, key in enumerate(self.table.ready)}
        for key, cell in worked_out(layout, self.table.ready).items():
            row, column = FIRST_ROW + rows[key], layout.computed
            shown = self.styles.shown(layout.catalog.spec(key))
            self.sheet.write_formula(row, column, cell.formula, shown, "")
            look = {"type": "formula", "criteria": cell.wrong, "format": self.styles["wrong"]}
            for at in (layout.value, column):
                self.sheet.conditional_format(row, at, row, at, look)
            look = {"type": "formula", "criteria": cell.right, "format": self.styles["right"]}
            self.sheet.conditional_format(row, column, row, column, look)

    def _choosable(self, row: int, lists: Mapping[int, str]) -> None:
        layout = self.table.layout
        looks = {layout.unit: "unit", layout.status: "status", layout.note: "note"}
        for column, look in {**dict.fromkeys(lists, "choice"), **looks}.items():
            self.sheet.write_blank(row, column, None, self.styles[look])
        self.sheet.write_blank(row, layout.value, None, self.styles.value(None))
        self.sheet.write_string(row, layout.key, SPARE)
        for column, source in lists.items():
            choice = _dropdown(source, layout.locale)
            self.sheet.data_validation(row, column, row, column, choice)

    def _statuses(self, last: int) -> None:
        column, locale = self.table.layout.status, self.table.layout.locale
        allowed = {
            "validate": "list",
            "source": [status_choice(code, locale) for code in STATUSES],
            "error_title": locale.say("Data status"),
            "error_message": locale.say("Choose from the list, or leave it empty."),
        }
        self.sheet.data_validation(FIRST_ROW, column, last, column, allowed)

    def _colours(self, last: int) -> None:
        """Show what is still empty, and what has both a value and the status that it has none."""
        layout, row = self.table.layout, FIRST_ROW + 1
        value, status = (f"${xl_col_to_name(at)}{row}" for at in (layout.value, layout.status))
        missing = f'LEFT({status},1)="M"'
        rules = {
            "empty": f'AND($A{row}<>"",LEN({value})=0,NOT({missing}))',
            "contradiction": f"AND(LEN({value})>0,{missing})",
        }
        for style, rule in rules.items():
            look = {"type": "formula", "criteria": f"={rule}", "format": self.styles[style]}
            self.sheet.conditional_format(FIRST_ROW, layout.value, last, layout.value, look)

    def _page(self) -> None:
        layout, sheet = self.table.layout, self.sheet
        members = ["member"] * len(layout.dimensions)
        columns = "unit", "value", "last", "computed", "status", "note"
        for column, name in enumerate(["measure", *members, *columns]):
            sheet.set_column(column, column, WIDTHS[name])
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
    # Only warned about: a text such as “79,37” is read where it has one meaning.
    told = {"error_type": "warning", "error_title": title, "error_message": message}
    return {**limits, "criteria": "between", **told}


def _dropdown(source: str, locale: Locale) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "input_title": locale.say("Extra row"),
        "input_message": locale.say("Choose from the list. Leave the whole row empty if unused."),
        "error_title": locale.say("List"),
        "error_message": locale.say("Choose from the list."),
    }
