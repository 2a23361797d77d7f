"""Who is to report: `reporters.csv`, with who became whom, and from when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from ictanalysis.catalog.models import Label, Member
from ictanalysis.dataset.datafile import DataFile
from ictanalysis.dataset.periods import parse_month
from ictanalysis.dataset.rows import Row, read_records
from ictanalysis.files.csvtext import csv_text
from ictanalysis.files.reading import read_text
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.messages import Message, _

REGISTER = "reporters.csv"
REGISTER_COLUMNS = ("reporter", "name", "became", "from")


@dataclass(frozen=True)
class Unit:
    """A unit that reports.

    Attributes
    ----------
    key, name
        The name of the folder of its data set, and what tables and charts call it.
    became, since
        The unit that it has become a part of, and the first month in which that one reports; blank
        and None for one that reports still. A unit that others have joined keeps its key.
    """

    key: str
    name: str
    became: str = ""
    since: pd.Period | None = None


@dataclass(frozen=True)
class Register:
    """The units that report, in the order of the file."""

    units: Mapping[str, Unit]

    def at(self, month: pd.Period) -> Sequence[Unit]:
        """Return the units that are to report on a month."""
        return [each for each in self.units.values() if _reports(each, month)]

    def successor(self, key: str, month: pd.Period) -> str:
        """Return the unit that one is a part of by a month: itself, unless it has joined another.

        Examples
        --------
        >>> then, now = pd.Period("2025-06", "M"), pd.Period("2025-07", "M")
        >>> joined = Unit("tra-vinh", "Tra Vinh", "vinh-long", now)
        >>> register = Register({"tra-vinh": joined, "vinh-long": Unit("vinh-long", "")})
        >>> register.successor("tra-vinh", then), register.successor("tra-vinh", now)
        ('tra-vinh', 'vinh-long')
        """
        unit = self.units[key]
        while not _reports(unit, month):
            unit = self.units[unit.became]
        return unit.key

    def joined(self, key: str, month: pd.Period) -> Sequence[Unit]:
        """Return the units that have joined another with a month, that one not among them."""
        every = self.units.values()
        return [each for each in every if each.became == key and each.since == month]

    @property
    def text(self) -> str:
        """Return it as the file that it is read from."""
        rows = [
            (each.key, each.name, each.became, str(each.since) if each.since else "")
            for each in self.units.values()
        ]
        return csv_text([REGISTER_COLUMNS, *rows])


def _reports(unit: Unit, month: pd.Period) -> bool:
    return unit.since is None or month < unit.since


def read_register(path: Path) -> Register:
    """Return the units that a file lists.

    Raises
    ------
    InputError
        If the file cannot be read, or a row of it is wrong: a key that no folder can have, a key
        that stands twice, a unit that became one that is not listed, or itself in the end, a
        month that is none.
    """
    name = path.as_posix()
    file = DataFile(pd.Period.now("M"), "", name, read_text(path, name))
    records, findings = read_records(file, REGISTER_COLUMNS)
    for finding in findings:
        if finding.blocks:
            raise InputError(finding.message, file=finding.file, line=finding.line)
    units: dict[str, Unit] = {}
    rows: dict[str, Row] = {}
    for row, record in records:
        unit = _unit(row, record)
        if unit.key in units:
            raise _wrong(row, _("repeats line {first}: remove one", first=rows[unit.key].line))
        units[unit.key], rows[unit.key] = unit, row
    if not units:
        raise InputError(_("lists nobody: write a row for each unit that reports"), file=file.name)
    for unit in units.values():
        _refuse_endless(unit, units, rows[unit.key])
    return Register(units)


def _unit(row: Row, record: Mapping[str, str]) -> Unit:
    key, name, became, since = (record[column].strip() for column in REGISTER_COLUMNS)
    if not _fits(Member, key):
        raise _wrong(
            row,
            _(
                "“{value}” cannot be a folder of figures: write letters without marks, digits, "
                "“-” and “_”",
                value=key,
            ),
        )
    if not _fits(Label, name):
        raise _wrong(row, _("“{value}” is no name: write what the unit is called", value=name))
    if bool(became) != bool(since):
        raise _wrong(row, _("who became another has both: the other's key, and from when"))
    try:
        return Unit(key, name, became, parse_month(since) if since else None)
    except UsageError as error:
        raise _wrong(row, error.message) from error


def _refuse_endless(unit: Unit, known: Mapping[str, Unit], row: Row) -> None:
    """Refuse a unit that became one that is not listed, or that became itself in the end."""
    seen = {unit.key}
    while unit.became:
        if unit.became not in known:
            message = _(
                "became “{value}”, which is not listed: add a row for it", value=unit.became
            )
            raise _wrong(row, message)
        if unit.became in seen:
            raise _wrong(row, _("became itself in the end: mend who became whom"))
        seen.add(unit.became)
        unit = known[unit.became]


def _fits(kind: Any, text: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


def _wrong(row: Row, message: Message) -> InputError:
    return InputError(message, file=row.file.name, line=row.line)
