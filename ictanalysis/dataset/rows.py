"""The rows of a CSV file with a known header, each with its line."""

from __future__ import annotations

import _csv
import csv
import io
from collections.abc import Iterator, Sequence

from ictanalysis.dataset.tablefile import TableFile, clean_text
from ictanalysis.findings import Finding
from ictanalysis.messages import _

__all__ = ["read_rows"]

Row = tuple[int, list[str]]


def read_rows(file: TableFile, columns: Sequence[str]) -> tuple[list[Row], list[Finding]]:
    """Yield the rows under the header as (line, cells), and what is wrong with the file.

    Parameters
    ----------
    file
        The file's text.
    columns
        The header that it must have. Rows with another number of cells are told and left out.
    """
    text, findings = clean_text(file)
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        numbered = list(_numbered(reader))
    except csv.Error as error:
        message = _("is not a CSV file ({reason}): mend the row", reason=error)
        return [], [*findings, file.finding(message, line=reader.line_num)]
    if not numbered:
        message = _("is empty: write the header {header}", header=",".join(columns))
        return [], [*findings, file.finding(message)]
    line, header = numbered[0]
    if header != list(columns):
        found, expected = ",".join(header), ",".join(columns)
        message = _("the header is “{found}”, not “{expected}”", found=found, expected=expected)
        return [], [*findings, file.finding(message, line=line, found=found, expected=expected)]
    whole = [row for row in numbered[1:] if len(row[1]) == len(columns)]
    broken = [
        _wrong_length(file, line, len(cells), len(columns))
        for line, cells in numbered[1:]
        if len(cells) != len(columns)
    ]
    return whole, [*findings, *broken]


def _numbered(reader: _csv.Reader) -> Iterator[Row]:
    line = 1
    for cells in reader:
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _wrong_length(file: TableFile, line: int, found: int, expected: int) -> Finding:
    message = _(
        "has {found} cells, not {expected}: a text with a comma goes in quotes",
        found=found,
        expected=expected,
    )
    return file.finding(message, line=line, found=str(found), expected=str(expected))
