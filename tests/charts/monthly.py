"""Months of small tables, written for the charts over time; their figures are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from tests.datasets import CATALOG

Value = int | str | None
"""A number; a number with its status (`5,B`, `,M`); None, and the month has no folder."""

SIGNED = "letters.signed"
RATE = "letters.signed_rate"
RECEIVED = "cases.received"

HIGHER = CATALOG.replace(
    "label: Ký số, unit: văn bản,", "label: Ký số, better: higher, unit: văn bản,"
)
LOWER = HIGHER.replace("better: higher", "better: lower")


def letters(first: str, signed: Sequence[Value], sent: int = 100) -> dict[str, dict[str, str]]:
    """Return months in which so many letters were signed."""
    return {
        str(month): {"letters": f"sent,{sent},,\nsigned,{_cell(value)},\n"}
        for month, value in zip(_months(first, len(signed)), signed, strict=True)
        if value is not None
    }


def cases(first: str, **levels: Sequence[Value]) -> dict[str, dict[str, str]]:
    """Return months in which so many cases of each level were received, each with its total."""
    count = len(next(iter(levels.values())))
    return {
        str(month): {"cases": _rows({level: values[at] for level, values in levels.items()})}
        for at, month in enumerate(_months(first, count))
    }


def _rows(values: Mapping[str, Value]) -> str:
    rows = [
        f"received,{level},,{_cell(value)},\n"
        for level, value in values.items()
        if value is not None
    ]
    return "".join(rows)


def _cell(value: Value) -> str:
    return value if isinstance(value, str) else f"{value},"


def _months(first: str, count: int) -> pd.PeriodIndex:
    return pd.period_range(first, periods=count, freq="M")
