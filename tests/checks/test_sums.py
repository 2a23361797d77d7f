from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.catalog import Catalog, IndicatorKey
from ictanalysis.checks.arithmetic import arithmetic
from ictanalysis.dataset import Cell
from ictanalysis.dataset.findings import Finding
from tests.datasets import CASES, LETTERS, MAY, found, small

ROWS, COLUMNS = "abcd", "pqrs"


def blocking(folder: Path, **tables: str) -> list[Finding]:
    told = found(small(folder, {"2021-05": tables}))
    return [each for each in told if each.blocks]


def test_a_sound_month_has_no_findings(tmp_path: Path) -> None:
    assert found(small(tmp_path, {"2021-05": {}})) == []


def test_a_total_that_differs_from_its_parts_is_told_with_both(tmp_path: Path) -> None:
    (told,) = blocking(tmp_path, letters=LETTERS.replace("signed,12", "signed,11", 1))
    assert (told.rule, told.severity) == ("sum", "error")
    assert (told.table, told.measure, told.where, told.line) == ("letters", "sent", {}, 2)
    assert (told.found, told.expected) == (20.0, 19.0)
    assert "“Gửi đi” is 20, but its 2 parts (Ký số, Chưa ký số) add up to 19: 1 less" in str(
        told.message
    )
    assert str(told.hint) == (
        "The figures alone cannot decide what to mend: line 3: 11 → 12 (a digit mistyped), "
        "or line 4: 8 → 9, or line 2: 20 → 19. See the source."
    )


def test_every_total_that_a_cell_takes_part_in_is_told(tmp_path: Path) -> None:
    told = blocking(tmp_path, cases=CASES.replace("low,online,10", "low,online,12"))
    assert [(each.where, each.found, each.expected) for each in told] == [
        ({"level": "low"}, 60.0, 62.0),
        ({"channel": "online"}, 30.0, 32.0),
    ]
    assert [str(each.hint) for each in told] == [
        "To mend it: line 8: 12 → 10 (a digit mistyped).",
        "The cause is that of line 3.",
    ]


def test_two_wrong_cells_are_told_together(tmp_path: Path) -> None:
    rows = CASES.replace("low,online,10", "low,online,12").replace("high,paper,20", "high,paper,25")
    told = blocking(tmp_path, cases=rows)
    assert str(told[0].hint) == (
        "To mend it: line 8: 12 → 10 (a digit mistyped); line 9: 25 → 20 (a digit mistyped)."
    )


@pytest.mark.parametrize(
    ("row", "agrees"),
    [("low,online,,M,", True), ("low,online,0,,", False), ("low,online,11,E,", None)],
)
def test_missing_is_not_zero_and_an_estimate_does_not_block(
    tmp_path: Path, row: str, agrees: bool | None
) -> None:
    rows = CASES.replace("low,online,10,,", row)
    told = [
        each for each in found(small(tmp_path, {"2021-05": {"cases": rows}})) if each.rule == "sum"
    ]
    severities = {each.severity for each in told}
    assert severities == {True: set(), False: {"error"}, None: {"warning"}}[agrees]


def test_the_known_parts_may_not_exceed_the_total(tmp_path: Path) -> None:
    rows = CASES.replace("low,online,10,,", "low,online,,M,").replace(
        "low,paper,50", "low,paper,61"
    )
    told = blocking(tmp_path, cases=rows)
    assert ({"level": "low"}, 60.0, 61.0) in [(e.where, e.found, e.expected) for e in told]


def test_a_part_that_is_absent_is_not_a_sum_that_is_wrong(tmp_path: Path) -> None:
    told = blocking(tmp_path, cases=CASES.replace("received,low,online,10,,\n", ""))
    assert [each.rule for each in told] == ["missing"]


def test_a_measure_that_not_every_office_reports_makes_no_sum(tmp_path: Path) -> None:
    assert blocking(tmp_path, letters=LETTERS.replace("unsigned,8,,\n", "")) == []


def test_a_total_that_is_missing_is_not_compared(tmp_path: Path) -> None:
    told = found(small(tmp_path, {"2021-05": {"letters": LETTERS.replace("20,,", ",M,")}}))
    assert {each.rule for each in told} == {"missing"}


def grid_catalog(rows: int, columns: int) -> Catalog:
    """Return a catalog with one measure over two dimensions."""
    measure = {
        "label": "Số",
        "unit": "cái",
        "kind": "flow",
        "breakdowns": [["a"], ["b"], ["a", "b"]],
    }
    dimensions = {
        "a": {"label": "A", "members": {name: name for name in ROWS[:rows]}},
        "b": {"label": "B", "members": {name: name for name in COLUMNS[:columns]}},
    }
    table = {
        "label": "Bảng",
        "section": "I",
        "source": "Nguồn",
        "dimensions": ["a", "b"],
        "measures": {"n": measure},
    }
    return Catalog.model_validate(
        {"sections": {"I": {"title": "Một"}}, "dimensions": dimensions, "tables": {"t": table}}
    )


Grid = dict[IndicatorKey, float]


def consistent(inner: list[list[int]]) -> Grid:
    """Return the cells of a table, with its margins and its total."""
    grid: Grid = {IndicatorKey("t", "n"): sum(map(sum, inner))}
    for row, values in zip(ROWS, inner, strict=False):
        grid[IndicatorKey("t", "n", (("a", row),))] = sum(values)
        for column, value in zip(COLUMNS, values, strict=False):
            grid[IndicatorKey("t", "n", (("a", row), ("b", column)))] = value
    for column, values in zip(COLUMNS, zip(*inner, strict=True), strict=False):
        grid[IndicatorKey("t", "n", (("b", column),))] = sum(values)
    return grid


def told_of(grid: Grid, shape: tuple[int, int]) -> list[Finding]:
    cells = {
        key: Cell(key, float(value), "A", "", "t.csv", line)
        for line, (key, value) in enumerate(grid.items(), start=2)
    }
    month: pd.Period = MAY
    return list(arithmetic(grid_catalog(*shape), cells, {}, month))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Grid, tuple[int, int]]:
    shape = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    numbers = st.integers(0, 20_000)
    row = st.lists(numbers, min_size=shape[1], max_size=shape[1])
    return consistent(draw(st.lists(row, min_size=shape[0], max_size=shape[0]))), shape


@given(tables())
def test_a_consistent_table_has_no_findings(table: tuple[Grid, tuple[int, int]]) -> None:
    assert told_of(*table) == []


@given(tables(), st.data())
def test_any_one_change_is_found_and_its_cell_is_the_only_one_named(
    table: tuple[Grid, tuple[int, int]], data: st.DataObject
) -> None:
    grid, shape = table
    key = data.draw(st.sampled_from(list(grid)))
    wrong = data.draw(st.integers(0, 99_999).filter(lambda value: value != grid[key]))
    told = told_of({**grid, key: wrong}, shape)
    line = list(grid).index(key) + 2
    assert told != []
    assert all(each.blocks and each.rule == "sum" for each in told)
    for each in told:
        assert [[(one.line, one.meant) for one in way] for way in each.remedies] == [
            [(line, grid[key])]
        ]


@given(tables(), st.data())
def test_up_to_three_changes_are_found_in_the_smallest_way(
    table: tuple[Grid, tuple[int, int]], data: st.DataObject
) -> None:
    grid, shape = table
    keys = data.draw(st.lists(st.sampled_from(list(grid)), min_size=2, max_size=3, unique=True))
    wrong = {key: grid[key] + data.draw(st.integers(1, 500)) for key in keys}
    changed = {**grid, **wrong}
    told = told_of(changed, shape)
    ways = {way for each in told for way in map(tuple, each.remedies)}
    assert ways != set()
    assert all(len(way) <= len(keys) for way in ways)
    if all(len(way) == len(keys) for way in ways):
        assert {frozenset(map(str, keys))} <= {frozenset(one.key for one in way) for way in ways}


@given(tables(), st.data())
def test_every_way_that_is_told_mends_the_table(
    table: tuple[Grid, tuple[int, int]], data: st.DataObject
) -> None:
    grid, shape = table
    keys = data.draw(st.lists(st.sampled_from(list(grid)), min_size=1, max_size=2, unique=True))
    changed = {**grid, **{key: data.draw(st.integers(0, 40_000)) for key in keys}}
    for way in {way for each in told_of(changed, shape) for way in map(tuple, each.remedies)}:
        meant = {IndicatorKey.parse(one.key): one.meant for one in way}
        if None not in meant.values():
            mended = {key: meant.get(key, value) for key, value in changed.items()}
            assert told_of(mended, shape) == []


def test_a_total_is_no_surer_than_its_parts(tmp_path: Path) -> None:
    # Along the level the parts make 101, along the channel they make 100.
    wrong = CASES.replace("received,low,,60,,", "received,low,,61,,")
    assert {each.severity for each in found(small(tmp_path, {"2021-05": {"cases": wrong}}))} == {
        "error"
    }
    (tmp_path / "b").mkdir()
    unsure = wrong.replace("received,,paper,70,,", "received,,paper,70,P,")
    told = found(small(tmp_path / "b", {"2021-05": {"cases": unsure}}))
    totals = [each for each in told if each.rule == "sum" and not each.where]
    assert [each.severity for each in totals] == ["warning"]
