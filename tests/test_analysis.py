from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import ictanalysis as ict
from ictanalysis.language.errors import InputError, UsageError
from tests.datasets import CASES, MAY, REAL, copy_of_real, edit, loaded, small


def test_the_public_names_are_there() -> None:
    assert ict.load is not None
    assert ict.Dataset.__name__ == "Dataset"
    assert set(ict.__all__) >= {"Dataset", "Month", "Report", "charts", "load", "tables"}
    with pytest.raises(AttributeError, match="ictanalysis attribute nothing"):
        ict.nothing  # noqa: B018


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


def test_the_real_month_is_not_a_draft_and_would_be_without_the_acknowledgement(
    tmp_path: Path,
) -> None:
    assert not loaded(REAL).month(MAY).is_draft
    path = copy_of_real(tmp_path)
    (path / "2021-05/acknowledged.csv").unlink()
    assert loaded(path).month(MAY).is_draft


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


def test_a_breakdown_comes_in_catalog_order() -> None:
    figures = loaded(REAL).month(MAY).breakdown("dossiers.received[channel=online]", "level")
    assert [(str(each.key), each.value) for each in figures] == [
        ("dossiers.received[level=1-2,channel=online]", 0.0),
        ("dossiers.received[level=3,channel=online]", 174.0),
        ("dossiers.received[level=4,channel=online]", 1173.0),
    ]


def test_findings_change_with_the_files_and_not_with_the_object(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    before = loaded(path).month(MAY)
    edit(path / "2021-05/documents.csv", "16401,,", "16402,,")
    after = loaded(path).month(MAY)
    assert (before.is_draft, after.is_draft) == (False, True)


def test_the_observations_are_not_changed_by_asking() -> None:
    data = loaded(REAL)
    before = data.observations.copy(deep=True)
    may = data.month(MAY)
    may.indicators()
    assert may.findings
    data.series("dossiers.received", by="channel")
    pd.testing.assert_frame_equal(data.observations, before)


def test_no_change_is_told_from_a_figure_that_an_error_was_found_in(tmp_path: Path) -> None:
    wrong = CASES.replace("received,,,100,,", "received,,,90,,", 1)
    data = loaded(small(tmp_path, {"2021-04": {"cases": wrong}, "2021-05": {}}))
    may = data.month("2021-05")
    assert may["cases.received"].previous is None
    assert may["cases.received[level=low]"].previous == 60
    assert may["letters.sent"].previous == 20
