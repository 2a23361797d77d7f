from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import ictanalysis as ict
from ictanalysis.language.errors import InputError, UsageError
from tests.datasets import CASES, MAY, REAL, copy_of_real, english_dataset, loaded, small


@pytest.mark.parametrize("below", [".", "notebooks", "notebooks/drafts"])
def test_a_data_set_is_found_from_a_folder_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    copy_of_real(tmp_path)
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / below)
    assert ict.load("data").month("2021-05")["documents.signed"].value == 13018.0


def test_a_data_set_that_is_nowhere_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"^data: there is no such folder"):
        ict.load("data")


def test_an_absolute_path_is_not_looked_for_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of_real(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        ict.load(tmp_path / "sub" / "data")


def test_a_month_is_named_by_text_or_period() -> None:
    data = loaded(REAL)
    assert data.month("2021-05").period == data.month(MAY).period == MAY


@pytest.mark.parametrize("month", ["2021-06", pd.Period("2021-06", "M"), "2021-13", "21-5"])
def test_a_month_that_is_not_there_is_refused(month: str | pd.Period) -> None:
    with pytest.raises(UsageError):
        loaded(REAL).month(month)


@pytest.fixture
def three(tmp_path: Path) -> ict.Dataset:
    """Return January, February and April of a small data set."""
    february = {"letters": "sent,30,,\nsigned,,M,\nunsigned,8,,\n"}
    april = {"cases": CASES.replace("low,online,10", "low,online,11")}
    return loaded(small(tmp_path, {"2021-01": {}, "2021-02": february, "2021-04": april}))


def test_a_series_has_every_month_and_no_zero_for_a_gap(three: ict.Dataset) -> None:
    frame = three.series("letters.signed")
    assert list(frame.columns) == ["letters.signed"]
    assert [str(month) for month in frame.index] == ["2021-01", "2021-02", "2021-03", "2021-04"]
    values = frame["letters.signed"]
    assert values[["2021-01", "2021-04"]].tolist() == [12.0, 12.0]
    assert values[["2021-02", "2021-03"]].isna().all()


def test_a_series_by_a_dimension_has_its_members_in_catalog_order(three: ict.Dataset) -> None:
    frame = three.series("cases.received[level=low]", by="channel")
    assert list(frame.columns) == ["paper", "online"]
    assert frame.columns.name == "channel"
    assert frame.loc["2021-04"].tolist() == [50.0, 11.0]


def test_a_series_of_a_rate_is_computed_month_by_month(three: ict.Dataset) -> None:
    assert three.series("cases.online_rate", by="level").loc["2021-01"].tolist() == [
        pytest.approx(100 / 6),
        50.0,
    ]


def test_a_series_of_no_month_is_empty(tmp_path: Path) -> None:
    frame = loaded(small(tmp_path, {})).series("letters.signed")
    assert frame.shape == (0, 1)


@pytest.mark.parametrize(
    ("key", "by", "told"),
    [
        ("letters.sgned", None, "there is no “sgned”; the nearest is “signed”"),
        ("letters.signed", "level", "cannot be broken down by “level”"),
        ("cases.received", "lvel", "cannot be broken down by “lvel”"),
        ("cases.received", "", "cannot be broken down by “”"),
        ("received", None, "is not the key of an indicator"),
    ],
)
def test_a_series_that_the_catalog_does_not_have_is_refused(
    three: ict.Dataset, key: str, by: str | None, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        three.series(key, by=by)


def test_the_observations_are_not_changed_by_asking() -> None:
    data = loaded(REAL)
    before = data.observations.copy(deep=True)
    may = data.month(MAY)
    may.indicators()
    assert may.findings
    data.series("dossiers.received", by="channel")
    pd.testing.assert_frame_equal(data.observations, before)


def test_a_data_set_is_a_collection_of_months() -> None:
    data = loaded(REAL)
    assert (len(data), [month.period for month in data]) == (1, [MAY])
    assert data["2021-05"] is data.month(MAY)
    assert "2021-05" in data
    assert data["2021-05"] in data
    assert "2021-06" not in data
    assert "May" not in data


def test_months_can_be_taken_from_the_last(three: ict.Dataset) -> None:
    assert [str(month.period) for month in reversed(three)] == ["2021-04", "2021-02", "2021-01"]


def test_a_data_set_without_months_is_still_one(tmp_path: Path) -> None:
    data = loaded(small(tmp_path, {}))
    assert (bool(data), len(data), list(data)) == (True, 0, [])


@pytest.mark.parametrize(
    "month", [date(2021, 5, 14), pd.Timestamp("2021-05-31"), pd.Period("2021-05-03", "D")]
)
def test_a_month_is_named_by_a_day_in_it(month: date | pd.Period) -> None:
    assert loaded(REAL)[month].period == MAY


@pytest.mark.parametrize("month", [202105, None, pd.Period("2021Q2"), ["2021-05"]])
def test_what_names_no_month_is_refused_with_the_form_to_write(month: object) -> None:
    with pytest.raises(UsageError, match="write it as YYYY-MM"):
        loaded(REAL)[month]  # type: ignore[index]


def test_keys_are_completed() -> None:
    data = loaded(REAL)
    assert data._ipython_key_completions_() == ["2021-05"]
    keys = data[MAY]._ipython_key_completions_()
    assert "dossiers.received[level=3,channel=online]" in keys
    assert all(data[MAY][key].key for key in keys)


def test_a_key_can_be_taken_from_a_figure(three: ict.Dataset) -> None:
    january = three["2021-01"]
    figure = january["cases.received[level=low]"]
    assert january[figure.key].value == figure.value == 60
    assert three.series(figure.key)["cases.received[level=low]"]["2021-01"] == 60


def test_several_series_stand_side_by_side(three: ict.Dataset) -> None:
    frame = three.series(["letters.sent", "cases.received[level=low]"])
    assert list(frame.columns) == ["letters.sent", "cases.received[level=low]"]
    assert frame.loc["2021-02"].tolist() == [30.0, 60.0]
    assert frame.loc["2021-03"].isna().all()


def test_a_day_is_a_date_in_a_series_and_in_a_comparison() -> None:
    data = loaded(REAL)
    key = "reception.periodic_date"
    assert data.series(key)[key].tolist() == [pd.Timestamp("2021-05-05")]
    assert data.compare(key)["value"].tolist() == [pd.Timestamp("2021-05-05")]
    mixed = data.series([key, "documents.signed"])
    assert [kind.kind for kind in mixed.dtypes] == ["M", "f"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda data: data.series(["letters.sent"], by="level"), "only a single key"),
        (lambda data: data.series("cases.received", by=["level"]), "write a single name as by"),
        (lambda data: data.compare("cases.received", by=["level"]), "write a single name as by"),
        (lambda data: data["2021-01"].breakdown("cases.received", by=None), "write a single name"),
        (lambda data: data["2021-01"][7], "“7” is not the key of an indicator"),
        (lambda data: data.series([7]), "“7” is not the key of an indicator"),
    ],
    ids=["by with keys", "series", "compare", "breakdown", "month", "keys"],
)
def test_a_wrong_call_is_told_what_to_write(
    three: ict.Dataset, call: Callable[[ict.Dataset], object], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        call(three)


def test_a_behaviour_is_looked_at_until_a_month(three: ict.Dataset) -> None:
    frame = three.behaviour("letters.sent", until="2021-02").frame
    assert frame["value"].tolist() == [20.0, 30.0]


def test_a_notebook_shows_a_data_set_and_a_month() -> None:
    data = loaded(REAL)
    assert '<th scope="row">Các tháng</th><td>1 (5/2021)</td>' in data._repr_html_()
    shown = data[MAY]._repr_html_()
    assert "<caption>tháng 5 năm 2021</caption>" in shown
    assert '<th scope="row">Lỗi</th><td>1</td>' in shown


def test_an_english_data_set_is_shown_in_english(tmp_path: Path) -> None:
    data = loaded(english_dataset(tmp_path))
    shown = (
        data._repr_html_() + data[MAY]._repr_html_() + data[MAY]["accounts.opened"]._repr_html_()
    )
    for words in ("2 (Apr 2021 – May 2021)", "<caption>May 2021</caption>", "P – provisional"):
        assert words in shown
    assert not re.search("[ăâđêôơư\u1ea0-\u1ef9]", shown)
