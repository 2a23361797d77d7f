from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.demo import dataset_texts
from ictanalysis.files.publication import make_dataset
from tests.datasets import LETTERS, loaded, small


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("series") / "demo"
    make_dataset(folder, dataset_texts())
    return loaded(folder)


def test_a_history_is_what_the_figures_of_each_month_say(demo: Dataset) -> None:
    keys = {key for month in demo.months for key in demo.month(month).indicators()["key"]}
    assert len(keys) > 150
    for key in map(demo.catalog.resolve, sorted(keys)):
        series = demo.time_series.of(key)
        figures = [demo.month(month).figure(key) for month in demo.months]
        expected = [np.nan if each.value is None else each.value for each in figures]
        np.testing.assert_array_equal(series.values, expected, err_msg=str(key))
        assert series.statuses == [each.status for each in figures], key


def test_a_month_before_is_what_the_figures_of_each_month_say(demo: Dataset) -> None:
    keys = {key for month in demo.months for key in demo.month(month).indicators()["key"]}
    days = {"reception.periodic_date", "assessment.election_day"}
    in_error = {"portal.documents"}  # once, so that no change is told of that month and the next
    for text in sorted(keys - days - in_error):
        key = demo.catalog.resolve(text)
        figures = [demo.month(month).figure(key) for month in demo.months]
        expected = [np.nan if each.previous is None else each.previous for each in figures]
        np.testing.assert_array_equal(demo.compare(text)["previous"], expected, err_msg=text)


def letters(tmp_path: Path, **months: str) -> Dataset:
    """Return a data set from month → rows of its letters: `m01` is January 2021."""
    files = {f"2021-{name[1:]}": {"letters": rows} for name, rows in months.items()}
    return loaded(small(tmp_path, files))


def test_a_month_without_a_folder_is_missing_and_keeps_its_place(tmp_path: Path) -> None:
    data = letters(tmp_path, m01=LETTERS, m03=LETTERS.replace("20", "30"))
    series = data.time_series.of(data.catalog.resolve("letters.sent"))
    assert [str(month) for month in data.time_series.months] == ["2021-01", "2021-02", "2021-03"]
    np.testing.assert_array_equal(series.values, [20.0, np.nan, 30.0])
    assert series.statuses == ["A", "M", "A"]
    assert series.stated.tolist() == [True, False, True]


def test_a_row_that_says_missing_is_stated(tmp_path: Path) -> None:
    data = letters(tmp_path, m01=LETTERS, m02="sent,,M,\nsigned,12,,\n")
    series = data.time_series.of(data.catalog.resolve("letters.sent"))
    assert (series.statuses, series.stated.tolist()) == (["A", "M"], [True, True])


@pytest.mark.parametrize(
    ("rows", "value", "status", "broken"),
    [
        ("sent,20,B,\nsigned,12,,\n", 60.0, "B", True),
        ("sent,20,E,\nsigned,12,P,\n", 60.0, "P", False),
        ("sent,0,,\nsigned,0,E,\n", np.nan, "M", False),
        # The break of a part is one of the ratio, though the ratio itself is missing.
        ("sent,20,B,\nsigned,,M,\n", np.nan, "M", True),
    ],
)
def test_a_ratio_is_as_uncertain_and_as_broken_as_its_parts(
    tmp_path: Path, rows: str, value: float, status: str, broken: bool
) -> None:
    data = letters(tmp_path, m01=LETTERS, m02=rows)
    series = data.time_series.of(data.catalog.resolve("letters.signed_rate"))
    np.testing.assert_array_equal(series.values, [60.0, value])
    assert (series.statuses, series.broken.tolist()) == (["A", status], [False, broken])


def test_what_was_never_reported_is_missing_in_every_month(tmp_path: Path) -> None:
    data = letters(tmp_path, m01=LETTERS, m02=LETTERS)
    series = data.time_series.of(data.catalog.resolve("cases.extra"))
    assert (series.statuses, series.stated.any()) == (["M", "M"], False)


def test_a_series_can_be_changed_without_changing_the_data(tmp_path: Path) -> None:
    data = letters(tmp_path, m01=LETTERS)
    series = data.series("letters.sent")
    series.iloc[0, 0] = 1.0
    assert data.series("letters.sent").iloc[0, 0] == 20.0
