"""The rows of a CSV file with a known header, each with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple, Unpack

from ictanalysis.dataset.datafile import DataFile, clean_text
from ictanalysis.dataset.findings import Facts, Finding, Severity
from ictanalysis.dataset.layouts import Layout, layout
from ictanalysis.language.invisible import is_blank
from ictanalysis.language.messages import Message, _, plural


class Row(NamedTuple):
    """A row of a file: the line on which it begins, and its cells."""

    file: DataFile
    line: int
    cells: Sequence[str]

    def finding(
        self,
        message: Message,
        *,
        severity: Severity = "error",
        measure: str = "",
        **facts: Unpack[Facts],
    ) -> Finding:
        """Return a structure finding about this row."""
        return self.file.finding(
            message, line=self.line, severity=severity, measure=measure, **facts
        )

    def wrong_length(self, expected: int) -> Finding:
        """Return the finding on a row with too few or too many cells."""
        found = len(self.cells)
        message = _(
            "has {found} cells, not {expected}: a text with a comma goes in quotes",
            found=found,
            expected=expected,
        )
        return self.finding(message, found=str(found), expected=str(expected))


def read_records(
    file: DataFile, columns: Sequence[str]
) -> tuple[list[tuple[Row, dict[str, str]]], list[Finding]]:
    """Return the rows under the header as column → cell, and what is wrong with the file.

    A row that has not a cell for each column is a finding and no record.
    """
    rows, findings = read_rows(file, columns)
    width = len(columns)
    broken = [row.wrong_length(width) for row in rows if len(row.cells) != width]
    records = [
        (row, dict(zip(columns, row.cells, strict=True))) for row in rows if len(row.cells) == width
    ]
    return records, [*findings, *broken]


def read_rows(file: DataFile, columns: Sequence[str]) -> tuple[list[Row], list[Finding]]:
    """Return the rows under the header, and what is wrong with the file.

    Parameters
    ----------
    columns
        The header that the file must have. A row may still have another number of cells.
    """
    text, findings = clean_text(file)
    form = layout(text, columns)
    rows, problem = _all_rows(file, text, "," if form is None else form.delimiter)
    if problem is None and form is None:
        problem = _wrong_header(file, rows, columns)
    if problem is not None or form is None:
        return [], [*findings, *([problem] if problem else [])]
    header, *under = rows[form.declared :]
    told = [rows[0].finding(message, severity="warning") for message in form.told()]
    if surplus := _surplus(header, columns, form):
        told.append(surplus)
    return [Row(file, row.line, form.cells(row.cells)) for row in under], [*findings, *told]


def _surplus(header: Row, columns: Sequence[str], form: Layout) -> Finding | None:
    """Return what to say of columns without a name behind the last, which are left out."""
    count = len(header.cells) - len(columns) - form.nameless
    if not count:
        return None
    message = plural(
        "ends with {count} column without a name, which is left out: remove it",
        "ends with {count} columns without a name, which are left out: remove them",
        count,
    )
    return header.finding(message, severity="warning")


def _wrong_header(file: DataFile, rows: Sequence[Row], columns: Sequence[str]) -> Finding:
    expected = ",".join(columns)
    if not rows:
        return file.finding(_("is empty: write the header {header}", header=expected))
    found = ",".join(rows[0].cells)
    message = _("the header is “{found}”, not “{expected}”", found=found, expected=expected)
    return rows[0].finding(message, found=found, expected=expected)


def _all_rows(file: DataFile, text: str, delimiter: str) -> tuple[list[Row], Finding | None]:
    """Return the rows that are not blank, the header first, each with its first line."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if not all(map(is_blank, cells)):
                rows.append(Row(file, line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        return [], file.finding(_no_csv(error), line=line)
    return rows, None


def _no_csv(error: csv.Error) -> Message:
    if "field limit" in str(error):
        return _(
            "a cell has more than {most} characters: shorten it, or close the quotes around it",
            most=csv.field_size_limit(),
        )
    return _("is not a CSV file ({reason}): mend the row", reason=error)
