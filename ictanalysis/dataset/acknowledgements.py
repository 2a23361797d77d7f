"""The findings that named roles have accepted, as `acknowledged.csv` has them."""

from __future__ import annotations

from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Acknowledgement, Finding
from ictanalysis.dataset.rows import read_records
from ictanalysis.language.messages import _

ACKNOWLEDGED_COLUMNS = (
    "rule", "table", "measure", "where", "found", "expected", "by", "reason",
)  # fmt: skip


def read_acknowledgements(file: DataFile) -> tuple[list[Acknowledgement], list[Finding]]:
    """Return the findings that named roles have accepted and what is wrong with the file.

    `where` is written as in a key (`category=covid19,language=vi`).
    """
    records, findings = read_records(file, ACKNOWLEDGED_COLUMNS)
    accepted = []
    for row, record in records:
        if not record["by"] or not record["reason"]:
            message = _(
                "an acknowledgement names the role that accepts it and the reason: add both"
            )
            findings.append(row.finding(message, found=record["by"] or record["reason"]))
            continue
        pairs = (part.partition("=") for part in record.pop("where").split(",") if part)
        where = {key.strip(): member.strip() for key, _equals, member in pairs}
        accepted.append(Acknowledgement(where=where, file=file.name, line=row.line, **record))
    return accepted, findings
