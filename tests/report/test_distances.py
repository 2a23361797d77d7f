"""Distances to targets, and the pace that reaches them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ictanalysis.analysis import Month
from ictanalysis.report.distances import Distance, distances
from ictanalysis.report.markdown import Prose
from ictanalysis.report.tables import targets
from tests.charts.drawings import aimed_month, target
from tests.charts.monthly import SIGNED, Value, letters
from tests.datasets import loaded, small

SPACE = "\N{NO-BREAK SPACE}"
YEAR_END = date(2021, 12, 31)


def month(folder: Path, signed: Sequence[Value], *aims: dict[str, Any], at: str = "") -> Month:
    """Return a month, the last one by default, of months from January 2021 on, and its targets."""
    data = loaded(small(folder, letters("2021-01", signed)))
    period = data.month(at).period if at else list(data)[-1].period
    wanted = [target(SIGNED, **({"value": 20.0, "until": YEAR_END} | aim)) for aim in aims]
    return aimed_month(data.month(period), wanted)


def only(folder: Path, signed: Sequence[Value], at: str = "", **aim: Any) -> Distance:
    found = list(distances(month(folder, signed, aim, at=at)))
    assert len(found) == 1
    return found[0]


def test_a_distance_is_closed_in_the_months_that_are_left(tmp_path: Path) -> None:
    # May to December are 7 months; from 2 to 6 in 4 months is 1 a month.
    found = only(tmp_path, [2, 3, 4, 5, 6])
    assert (found.distance, found.months_left, found.pace_needed, found.pace) == (-14, 7, 2, 1)


@pytest.mark.parametrize(
    ("direction", "value", "needed"),
    [("at_least", 6.0, 0), ("at_least", 4.0, 0), ("at_most", 6.0, 0), ("at_most", 2.5, -0.5)],
)
def test_a_target_that_is_reached_needs_nothing(
    tmp_path: Path, direction: str, value: float, needed: float
) -> None:
    found = only(tmp_path, [6] * 5, direction=direction, value=value)
    assert found.pace_needed == needed


def test_in_the_last_month_no_pace_helps(tmp_path: Path) -> None:
    found = only(tmp_path, [2, 6], until=date(2021, 2, 28))
    assert (found.months_left, found.pace_needed) == (0, None)


def test_a_month_that_the_target_does_not_cover_whole_is_not_left(tmp_path: Path) -> None:
    found = only(tmp_path, [2, 6], until=date(2021, 4, 29))
    assert (str(found.until), found.months_left) == ("2021-03", 1)


def test_a_target_without_an_end_sets_no_pace(tmp_path: Path) -> None:
    found = only(tmp_path, [2, 6], until=None)
    assert (found.until, found.pace_needed, found.pace) == (None, None, 4)


@pytest.mark.parametrize(
    ("signed", "pace"),
    [
        ([6], None),
        ([",M", 6], None),
        ([2, 6, ",M"], None),
        ([2, ",M", 6], 2),
        ([",M", 2, 6], 4),
        ([2, 3, "10,B", 13], 3),
        ([2, 3, "10,B"], None),
        ([0, 50, *range(2, 14)], -37 / 12),
    ],
    ids=["one", "no earlier", "missing", "gap", "late", "after a break", "at a break", "a year"],
)
def test_the_pace_is_the_mean_change_of_a_year(
    tmp_path: Path, signed: Sequence[Value], pace: float | None
) -> None:
    found = only(tmp_path, signed, until=None)
    assert found.pace == (None if pace is None else pytest.approx(pace))


def test_months_after_the_one_that_is_looked_at_are_not_known_yet(tmp_path: Path) -> None:
    assert only(tmp_path, [2, 3, 90], at="2021-02").pace == 1


def test_a_missing_figure_is_far_from_nothing(tmp_path: Path) -> None:
    found = only(tmp_path, [2, ",M"])
    assert (found.distance, found.pace_needed) == (None, None)


def test_the_table_gives_each_target_and_says_which_are_for_comparison_only(
    tmp_path: Path,
) -> None:
    third = {"value": 0.5, "direction": "at_most", "remark": "Khác <b>mẫu số</b>", "until": None}
    table = targets(month(tmp_path, [2, 3, 4, 5, 6], {}, third), "Mục tiêu")
    assert not isinstance(table, Prose)
    assert table.rows == [
        ["Ký số, 1/QĐ-TTg, hạn 12/2021", "6 văn bản", f"≥{SPACE}20 văn bản", "−14", "+2", "+1"],
        [f"Ký số, 1/QĐ-TTg{SPACE}(1)", "6 văn bản", f"≤{SPACE}0,5 văn bản", "+6", "", "+1"],
    ]
    assert table.notes == {1: ["(1) Khác <b>mẫu số</b>"]}
    assert table.caption == "Mục tiêu (số liệu mô phỏng)"
    assert "&lt;b&gt;" in table._repr_html_()


def test_a_missing_figure_is_said_so_in_the_table(tmp_path: Path) -> None:
    table = targets(month(tmp_path, [2, ",M"], {}), "Mục tiêu")
    assert not isinstance(table, Prose)
    assert table.rows[0][1:] == [
        "chưa có số liệu", f"≥{SPACE}20 văn bản", "chưa có số liệu", "", "",
    ]  # fmt: skip


def test_without_a_target_there_is_a_sentence(tmp_path: Path) -> None:
    assert targets(month(tmp_path, [2]), "Mục tiêu") == Prose(
        "Không có mục tiêu nào có hiệu lực trong tháng 1 năm 2021."
    )
