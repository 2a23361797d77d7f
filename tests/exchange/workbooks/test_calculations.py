"""What a sheet works out beside the values: as `check` reckons, before anything is imported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ictanalysis.analysis import Dataset
from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import Cell
from ictanalysis.exchange.workbooks.calculations import worked_out
from ictanalysis.exchange.workbooks.layout import FIRST_ROW, Layout
from ictanalysis.exchange.workbooks.readyrows import ready_rows
from tests.datasets import MAY

Rows = dict[IndicatorKey, Cell | None]


def reckoned(formula: str, values: Mapping[int, float | None]) -> Any:
    """Return what a formula comes to, with the values of some rows, numbered as people see them."""

    def numbers(*found: Any) -> list[float]:
        every = [each for one in found for each in (one if isinstance(one, list) else [one])]
        return [each for each in every if each is not None]

    functions = {
        "IF": lambda condition, one, other: one if condition else other,
        "AND": lambda *all_of: all(all_of),
        "OR": lambda *any_of: any(any_of),
        "ISNUMBER": lambda value: value is not None,
        "N": lambda value: value or 0,
        "ABS": abs,
        "SUM": lambda *found: sum(numbers(*found)),
        "COUNT": lambda *found: len(numbers(*found)),
        "cells": lambda first, last: [values.get(row) for row in range(first, last + 1)],
        "cell": values.get,
    }
    text = re.sub(r"\$[A-Z]+\$(\d+):\$[A-Z]+\$(\d+)", r"cells(\1, \2)", formula.removeprefix("="))
    text = re.sub(r"\$[A-Z]+\$?(\d+)", r"cell(\1)", text).replace("<>", "!=")
    return eval(re.sub("(?<![!<>])=", "==", text), functions)


def shown(data: Dataset, table: str, **changed: float | None) -> Mapping[str, tuple[Any, bool]]:
    """Return key → what is worked out, and whether it is red, in May with some values changed."""
    ready: Rows = dict(ready_rows(data, MAY)[table])
    values = {
        row: changed.get(key.name, cell.value if cell else None)
        for row, (key, cell) in enumerate(ready.items(), start=FIRST_ROW + 1)
    }
    found = worked_out(Layout(data.catalog, table), ready)
    return {
        str(key): (reckoned(each.formula, values), reckoned(each.wrong, values))
        for key, each in found.items()
    }


def test_what_agrees_is_not_red(real: Dataset) -> None:
    found = shown(real, "documents")
    rate, is_red = found["documents.signed_rate"]
    assert (round(rate, 2), is_red) == (79.37, False)
    assert found["documents.outgoing"] == (16401, False)


def test_a_total_that_differs_from_its_parts_is_red(real: Dataset) -> None:
    assert shown(real, "portal")["portal.documents"] == (64, True)


def test_a_stock_is_worked_out_from_its_opening_and_its_flows(real: Dataset) -> None:
    (closing,) = shown(real, "email")
    assert shown(real, "email")[closing] == (7648, False)


def test_what_is_still_open_is_neither_worked_out_nor_red(real: Dataset) -> None:
    found = shown(real, "documents", signed=None)
    assert found["documents.signed_rate"] == ("", False)
    assert found["documents.outgoing"] == ("", False)


def test_nothing_is_divided_by_zero(real: Dataset) -> None:
    assert shown(real, "documents", outgoing=0)["documents.signed_rate"] == ("", False)


def test_opening_stocks_are_what_last_month_closed_with(real: Dataset) -> None:
    rows = ready_rows(real, MAY + 1)["email"]
    filled = {key.name: cell.value for key, cell in rows.items() if cell is not None}
    assert filled == {"opening": 7648}
