"""The findings that named roles have accepted, as `acknowledged.csv` has them."""

from __future__ import annotations

from ictanalysis.dataset.findings import Acknowledgement, Finding
from ictanalysis.dataset.rows import read_rows, whole_rows
from ictanalysis.dataset.tablefile import TableFile
from ictanalysis.language.messages import _

__all__ = ["ACKNOWLEDGED_COLUMNS", "read_acknowledgements"]

ACKNOWLEDGED_COLUMNS = (
    "rule", "table", "measure", "where", "found", "expected", "by", "reason",
)  # fmt: skip


def read_acknowledgements(file: TableFile) -> tuple[list[Acknowledgement], list[Finding]]:
    """Return the findings that named roles have accepted and what is wrong with the file.

    `where` is written as in a key (`category=covid19,language=vi`).
    """
    rows, findings = read_rows(file, ACKNOWLEDGED_COLUMNS)
    rows, broken = whole_rows(file, rows, ACKNOWLEDGED_COLUMNS)
    findings = [*findings, *broken]
    accepted = []
    for line, cells in rows:
        rule, table, measure, where, found, expected, by, reason = cells
        if not by or not reason:
            message = _(
                "an acknowledgement names the role that accepts it and the reason: add both"
            )
            findings.append(file.finding(message, line=line, found=by or reason))
            continue
        pairs = (part.partition("=") for part in where.split(",") if part)
        members = {key.strip(): member.strip() for key, _equals, member in pairs}
        accepted.append(
            Acknowledgement(
                by, reason, rule, table, measure, members, found, expected, file.name, line
            )
        )
    return accepted, findings
