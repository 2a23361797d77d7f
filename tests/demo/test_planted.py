from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.demo import FIRST_LOOK, PLANTED, Planted
from ictanalysis.demo.guide import guide
from ictanalysis.demo.planted import BREAK, CORRECTION, CROWD, MISSING, RESTATED, SLIP, SURGE
from ictanalysis.indicators.signals import DetectionRule, process_limits
from tests.datasets import ROOT, loaded
from tests.demo.conftest import written


def told(data: Dataset) -> list[tuple[str, str, str, str]]:
    """Return (month, rule, severity, key) of every finding of every month."""
    return [
        (str(month), each.rule, each.severity, f"{each.table}.{each.measure}")
        for month in data.months
        for each in data.month(month).findings
    ]


def excess(data: Dataset, key: str) -> pd.Series:
    """Return how far each month lies outside the limits, in widths of the limits."""
    frame = data.behaviour(key).frame
    beyond = (frame["value"] - frame["upper"]).clip(lower=0)
    beyond += (frame["lower"] - frame["value"]).clip(lower=0)
    return beyond / (frame["upper"] - frame["lower"])


@pytest.mark.parametrize("seed", [1, 7, 2021, 20180601])
def test_the_rules_find_what_is_planted_and_nothing_else(seed: int, tmp_path: Path) -> None:
    found = told(loaded(written(tmp_path, seed)))
    assert [each for each in found if each[1] != "outlier"] == [
        ("2019-04", "missing", "warning", "radio.minutes_per_day"),
        ("2020-06", "sum", "error", "portal.documents"),
    ]
    unusual = {(month, key) for month, rule, _severity, key in found if rule == "outlier"}
    assert {("2020-10", "portal.posts"), ("2021-03", "dossiers.received")} <= unusual
    # What the guide tells of April 2020 is far from usual, too, and so are the parts of a total.
    assert {month for month, _key in unusual} == {"2020-04", "2020-10", "2021-03"}


def test_only_the_month_of_the_slip_is_a_draft(demo: Dataset) -> None:
    assert [str(month) for month in demo.months if demo.month(month).is_draft] == ["2020-06"]
    assert SLIP.month == pd.Period("2020-06", "M")


def test_the_slip_is_one_of_two_digits_that_changed_places(demo: Dataset) -> None:
    (finding,) = demo.month(SLIP.month).findings
    categories = demo.month(SLIP.month).breakdown("portal.documents", by="category")
    assert finding.expected == sum(each.value or 0 for each in categories)
    assert finding.found == finding.expected + 9


def test_the_missing_figure_is_known_before_and_after(demo: Dataset) -> None:
    series = demo.series(MISSING.key)[MISSING.key]
    assert list(series.index[series.isna()]) == [MISSING.month]


def test_nothing_else_than_what_is_planted_has_a_status(demo: Dataset) -> None:
    marked = demo.observations[demo.observations["status"] != "A"]
    found = {
        (str(month), f"{table}.{measure}", status)
        for month, table, measure, status in zip(
            marked["month"], marked["table"], marked["measure"], marked["status"], strict=True
        )
    }
    assert found == {
        ("2019-04", "radio.minutes_per_day", "M"),
        ("2019-09", "portal.posts", "B"),
        ("2019-10", "email.mailboxes", "P"),
        ("2019-11", "email.opening", "B"),
    }


@pytest.mark.parametrize("planted", [BREAK, RESTATED, CORRECTION, MISSING])
def test_a_status_comes_with_a_note(demo: Dataset, planted: Planted) -> None:
    assert planted in PLANTED
    (cell,) = demo.month(planted.month)[planted.key].cells
    assert cell.note


def test_the_correction_tells_both_figures(demo: Dataset) -> None:
    closed = demo.month(RESTATED.month)["email.mailboxes"]
    month = demo.month(CORRECTION.month)
    opening, new = month["email.opening"], month["email.new"]
    assert (closed.value or 0) - (opening.value or 0) == 14
    assert month["email.mailboxes"].value == (opening.value or 0) + (new.value or 0)
    note = opening.cells[0].note
    assert f"{opening.text} thay cho {closed.text}" in note
    assert "cuối tháng 10/2019" in note


def test_the_break_parts_the_series_in_every_breakdown(demo: Dataset) -> None:
    for key in ("portal.posts", "portal.posts[language=vi]", "portal.posts[language=km]"):
        before, after = demo.behaviour(key).phases
        assert str(before.last) == "2019-08"
        assert str(after.first) == "2019-09"
        assert before.limits is not None
        assert after.limits is not None
        assert before.limits.mean < after.limits.mean


def test_a_break_has_no_month_to_be_compared_with(demo: Dataset) -> None:
    assert demo.month(BREAK.month)["portal.posts"].change is None


@pytest.mark.parametrize("planted", [SURGE, CROWD])
@pytest.mark.parametrize("seed", [1, 7, 2021])
def test_no_month_lies_farther_out_than_an_anomaly(
    planted: Planted, seed: int, tmp_path: Path
) -> None:
    month, key = planted.month, planted.key
    data = loaded(written(tmp_path, seed))
    outside = excess(data, key)
    assert outside.idxmax() == month
    assert outside[month] > 0.5
    assert data.behaviour(key).frame["rules"][month][0] == DetectionRule.ABOVE_LIMIT


@pytest.mark.parametrize("planted", [SURGE, CROWD])
def test_an_anomaly_is_seen_in_the_very_month(demo: Dataset, planted: Planted) -> None:
    month, key = planted.month, planted.key
    values = demo.series(key)[key][BREAK.month if key == BREAK.key else None : month]
    limits = process_limits(values[:-1].to_numpy())
    assert limits is not None
    assert values[month] > limits.upper


def test_the_planted_stand_in_the_order_of_time() -> None:
    assert [each.month for each in PLANTED] == sorted(each.month for each in PLANTED)


def test_every_planted_key_is_one_of_the_catalog(demo: Dataset) -> None:
    assert [str(demo.catalog.resolve(each.key)) for each in PLANTED] == [x.key for x in PLANTED]


def test_the_first_look_has_a_signal_and_a_plan_followed_up(demo: Dataset) -> None:
    month = demo.month(FIRST_LOOK)
    states = {task.status for task in month.files.plan}
    assert not month.is_draft
    assert {"planned", "done", "not_begun"} <= states


def test_the_guide_is_current() -> None:
    kept = (ROOT / "docs" / "demo.md").read_text(encoding="utf-8")
    assert kept == guide(), "run `python -m ictanalysis.demo.guide > docs/demo.md`"


def test_the_guide_lists_all_that_is_planted() -> None:
    lines = guide().split("\n")
    for each in PLANTED:
        assert f"| {each.month} | {each.kind} | `{each.key}` | {each.description} |" in lines
