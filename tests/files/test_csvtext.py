from __future__ import annotations

from datetime import date

from ictanalysis.files.csvtext import csv_text


def test_a_row_is_a_line_and_only_what_needs_it_is_quoted() -> None:
    rows = [["a", "b", "c"], ("x", None, 5), [date(2021, 5, 3), 'two\nlines, "quoted"', 79.37]]
    assert csv_text(rows) == 'a,b,c\nx,,5\n2021-05-03,"two\nlines, ""quoted""",79.37\n'


def test_nothing_is_an_empty_text() -> None:
    assert csv_text([]) == ""
