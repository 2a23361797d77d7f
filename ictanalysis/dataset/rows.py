"""The rows of a CSV file with a known header, each with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.tablefile import TableFile, clean_text
from ictanalysis.language.messages import Message, _

__all__ = ["read_rows", "whole_rows", "wrong_length"]

Row = tuple[int, list[str]]


def read_rows(file: TableFile, columns: Sequence[str]) -> tuple[list[Row], list[Finding]]:
    """Return the rows under the header as (line, cells), and what is wrong with the file.

    Parameters
    ----------
    file
        The file's text.
    columns
        The header that it must have. A row may still have another number of cells.
    """
    text, findings = clean_text(file)
    numbered, problem = _numbered(file, text)
    if problem is not None:
        return [], [*findings, problem]
    if not numbered:
        message = _("is empty: write the header {header}", header=",".join(columns))
        return [], [*findings, file.finding(message)]
    line, header = numbered[0]
    if header != list(columns):
        found, expected = ",".join(header), ",".join(columns)
        message = _("the header is “{found}”, not “{expected}”", found=found, expected=expected)
        if found == ";".join(columns):
            message = _("is divided by semicolons: save it as CSV divided by commas")
        return [], [*findings, file.finding(message, line=line, found=found, expected=expected)]
    return numbered[1:], findings


def whole_rows(
    file: TableFile, rows: Sequence[Row], columns: Sequence[str]
) -> tuple[list[Row], list[Finding]]:
    """Return the rows that have a cell for each column, and a finding for each of the others."""
    whole = [row for row in rows if len(row[1]) == len(columns)]
    broken = [row for row in rows if len(row[1]) != len(columns)]
    return whole, [wrong_length(file, line, len(cells), len(columns)) for line, cells in broken]


def _numbered(file: TableFile, text: str) -> tuple[list[Row], Finding | None]:
    """Return the rows that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if cells:
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        return [], file.finding(_refusal(error), line=line)
    return rows, None


def _refusal(error: csv.Error) -> Message:
    if "field limit" in str(error):
        return _(
            "a cell has more than {most} characters: shorten it, or close the quotes around it",
            most=csv.field_size_limit(),
        )
    return _("is not a CSV file ({reason}): mend the row", reason=error)


def wrong_length(file: TableFile, line: int, found: int, expected: int) -> Finding:
    """Return the finding on a row with too few or too many cells."""
    message = _(
        "has {found} cells, not {expected}: a text with a comma goes in quotes",
        found=found,
        expected=expected,
    )
    return file.finding(message, line=line, found=str(found), expected=str(expected))
