"""A tidy table as CSV that a spreadsheet may open without running anything in it."""

from __future__ import annotations

from datetime import date

from ictanalysis.dataset.numerals import digits
from ictanalysis.exchange.tidydata.tidytable import Content, TidyTable
from ictanalysis.files.csvtext import csv_text, harmless
from ictanalysis.language.locales import Locale


def harmless_csv(table: TidyTable) -> str:
    """Return a table as CSV: a header, then a line a row; what is not known is empty."""
    header = [column.name for column in table.columns]
    return csv_text([header, *(map(_written, row) for row in table.rows)])


def excel_csv(table: TidyTable, locale: Locale) -> bytes:
    """Return a table as CSV that Excel opens as it is where the language of Windows is `locale`.

    It begins with the mark of UTF-8. In Vietnamese, semicolons divide cells, as a comma stands
    before decimals.
    """
    comma = locale.code == "vi"
    header = [column.name for column in table.columns]
    rows = [[_localized(content, comma=comma) for content in row] for row in table.rows]
    return csv_text([header, *rows], ";" if comma else ",").encode("utf-8-sig")


def _localized(content: Content, *, comma: bool) -> str | date | None:
    written = _written(content)
    if comma and isinstance(content, int | float) and isinstance(written, str):
        return written.replace(".", ",")
    return written


def _written(content: Content) -> str | date | None:
    if isinstance(content, str):
        return harmless(content)
    return digits(content) if isinstance(content, int | float) else content
