"""The first sheet of a workbook: what to fill in, what the statuses mean, where the tables are."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from ictanalysis.dataset import Settings
from ictanalysis.dataset.statuses import STATUSES
from ictanalysis.exchange.workbooks.layout import period_words, status_choice
from ictanalysis.exchange.workbooks.styles import Styles
from ictanalysis.exchange.workbooks.tablesheet import TableSheet
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import _

LINE = 140
"""How many letters a line of the guide has room for; Excel does not measure merged cells."""

STEPS = (
    _("Each table is a sheet; click its name in the list below to open it."),
    _("Fill in three columns only: Value, Data status, Notes. The other cells are locked."),
    _(
        "A yellow cell in the column Value is still empty. Write 0 if there was none; if the "
        "figure is not known yet, leave the cell empty and choose status M. The two are not the "
        "same."
    ),
    _(
        "A red cell in the column Value has a number and status M: remove one of the two; or it "
        "differs from what the column Worked out makes of the other cells: check them all. Where "
        "the two agree, Worked out is green."
    ),
    _(
        "Write numbers without words or units: 16401. Write a rate in percent: 79.37 or 79.37%. "
        "Write a day as day, month, year: 04/06/2021. Use no formulas."
    ),
    _("Choose the status from the list; leave it empty for official figures."),
    _(
        "Some tables end with extra rows: choose the indicator and its members from the lists, "
        "then write the value. Leave them empty if you do not need them."
    ),
    _(
        "Do not add or delete sheets, rows or columns; do not merge cells; do not hide rows. To "
        "paste, use Paste Values."
    ),
    _("Save as Excel (.xlsx) without a password, and return it to whoever compiles the report."),
)


def write_guide(
    sheet: Worksheet,
    styles: Styles,
    settings: Settings,
    month: pd.Period,
    tables: Sequence[TableSheet],
) -> None:
    """Write the guide.

    Parameters
    ----------
    tables
        The sheets of the tables, in their order.
    """
    locale = settings.locale
    row = _beginning(sheet, styles, settings, month)
    row = _steps(sheet, styles, locale, row + 1)
    row = _statuses(sheet, styles, locale, row + 1)
    _tables(sheet, styles, locale, row + 1, tables)
    for column, width in enumerate((52, 52, 14, 14)):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _beginning(sheet: Worksheet, styles: Styles, settings: Settings, month: pd.Period) -> int:
    locale = settings.locale
    title = locale.say("Form for the figures of {month}", month=locale.month(month))
    period = locale.say("Reporting period: {period}.", period=period_words(month, settings))
    sheet.write_string(0, 0, title.upper(), styles["title"])
    sheet.write_string(1, 0, f"{settings.department} – {settings.province}", styles["line"])
    sheet.write_string(2, 0, period, styles["line"])
    if settings.synthetic:
        warning = locale.say("The figures in this file are simulated; they are not real.")
        sheet.write_string(3, 0, warning, styles["warning"])
    return 4


def _steps(sheet: Worksheet, styles: Styles, locale: Locale, row: int) -> int:
    sheet.write_string(row, 0, locale.say("How to fill it in"), styles["heading"])
    for number, step in enumerate(map(locale.render, STEPS), start=1):
        text = f"{number}. {step}"
        sheet.merge_range(row + number, 0, row + number, 3, text, styles["plain"])
        sheet.set_row(row + number, 34 if len(step) > LINE else 18)
    return row + len(STEPS) + 1


def _statuses(sheet: Worksheet, styles: Styles, locale: Locale, row: int) -> int:
    sheet.write_string(row, 0, locale.say("What a data status means"), styles["heading"])
    head = locale.say("Data status"), locale.say("Means")
    sheet.write_row(row + 1, 0, head, styles["header"])
    for at, (code, status) in enumerate(STATUSES.items(), start=row + 2):
        meaning = locale.render(status.meaning)
        sheet.write_row(at, 0, [status_choice(code, locale), meaning], styles["label"])
    return row + len(STATUSES) + 2


def _tables(
    sheet: Worksheet, styles: Styles, locale: Locale, row: int, tables: Sequence[TableSheet]
) -> None:
    say = locale.say
    sheet.write_string(row, 0, say("List of tables"), styles["heading"])
    head = say("Table"), say("Data source"), say("Rows"), say("Still empty")
    sheet.write_row(row + 1, 0, head, styles["header"])
    for at, each in enumerate(tables, start=row + 2):
        spec = each.layout.catalog.tables[each.layout.table]
        sheet.write_url(at, 0, f"internal:{each.quoted}!A1", styles["link"], spec.label)
        sheet.write_string(at, 1, spec.source, styles["label"])
        sheet.write_number(at, 2, len(each.ready), styles["number"])
        if each.ready:
            sheet.write_formula(at, 3, each.counted, styles["number"], each.empty)
        else:
            sheet.write_number(at, 3, 0, styles["number"])
