"""Totals of tables held against the rows that they stand under or over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import fsum

from ictanalysis.exchange.audit.report import Table
from ictanalysis.exchange.audit.verdicts import Checked, Fault, Verdict, as_told
from ictanalysis.language import prose_vi as prose
from ictanalysis.language.messages import _

FEWEST_ROWS = 2
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(?P<fraction>\d{1,6}))?")


def table_totals(table: Table) -> Iterator[Verdict]:
    """Yield what becomes of the totals of a table that has one row of them, first or last.

    Rates and comparisons, the rows that are parts of others, and columns with an empty cell are
    left alone.
    """
    body = [number for number, row in enumerate(table.rows) if any(map(_value, row[1:]))]
    totals = [number for number in body if prose.LIST_TOTAL.match(_label(table.rows[number]))]
    if len(totals) != 1 or totals[0] not in {body[0], body[-1]}:
        return
    total = totals[0]
    others = [number for number in body if number != total]
    if len(others) < FEWEST_ROWS or any(
        prose.A_PART_OF_IT.match(_label(table.rows[each])) for each in others
    ):
        return
    first = min(body)
    for column in range(1, min(len(row) for row in table.rows)):
        head = " ".join(row[column] for row in table.rows[:first])
        if prose.NO_SUM.search(head):
            continue
        told = _value(table.rows[total][column])
        values = [_value(table.rows[each][column]) for each in others]
        if told is None or any(value is None for value in values):
            continue
        yield _verdict(table, head, told, [value for value in values if value is not None])


def _verdict(table: Table, head: str, told: float, values: Sequence[float]) -> Verdict:
    found = round(fsum(values), 6)
    quote = " ".join(head.split()) or _label(table.rows[0])
    if found == told:
        message = _(
            "{total} is the sum of its {count} rows", total=as_told(told, 6), count=len(values)
        )
        return Checked("table", message, table.place, quote)
    message = _(
        "{total} is told as the total, but its {count} rows add up to {sum}",
        total=as_told(told, 6),
        count=len(values),
        sum=as_told(found, 6),
    )
    return Fault("table", message, table.place, quote, f"{told:g}", f"{found:g}")


def _label(row: Sequence[str]) -> str:
    """Return the first cell that is no number of the row."""
    return next((cell.strip() for cell in row if cell.strip() and _value(cell) is None), "")


def _value(cell: str) -> float | None:
    match = _NUMBER.fullmatch(cell.strip())
    if match is None:
        return None
    return float(f"{match['whole'].replace('.', '')}.{match['fraction'] or 0}")
