"""The number and the day under which the registry has entered a report: `registration.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.rows import read_records
from ictanalysis.language.messages import Message, _

REGISTRATION = "registration.csv"
REGISTRATION_COLUMNS = ("number", "date")

LONGEST = 6
"""Digits of the number of a report, at the most."""

LATEST = timedelta(days=366)
"""A report is signed within this time after the last day that it covers."""


@dataclass(frozen=True)
class Registration:
    """The number of a report, without its symbol, and its day, which is the day of signing."""

    number: int
    day: date


def read_registration(file: DataFile, closes: date) -> tuple[Registration | None, list[Finding]]:
    """Return the registration of a report, None while it has none, and what is wrong with it.

    Parameters
    ----------
    closes
        The last day that the report covers, before which it cannot be signed.
    """
    records, findings = read_records(file, REGISTRATION_COLUMNS)
    for row, _record in records[1:]:
        message = _("a report is registered once: remove this row")
        findings.append(row.finding(message, found=",".join(row.cells)))
    if not records:
        return None, findings
    row, record = records[0]
    number, day = record["number"].strip(), _day(record["date"].strip())
    if problem := _problem(number, day, closes):
        return None, [*findings, row.finding(problem, found=",".join(row.cells))]
    return Registration(int(number), day or closes), findings


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problem(number: str, day: date | None, closes: date) -> Message | None:
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST and int(number)):
        return _(
            "“{number}” is not the number of a report: write it in digits, without its symbol",
            number=number,
        )
    if day is None:
        return _("the day of the report is missing or does not exist: write it as YYYY-MM-DD")
    if day < closes:
        return _(
            "{day} is before {closes}, the last day that the report covers: mend the day",
            day=day.isoformat(),
            closes=closes.isoformat(),
        )
    if day - closes > LATEST:
        return _(
            "{day} is more than a year after {closes}, the last day that the report covers: mend "
            "the day",
            day=day.isoformat(),
            closes=closes.isoformat(),
        )
    return None
