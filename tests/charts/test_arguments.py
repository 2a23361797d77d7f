"""What is answered to each mistake in calling a chart: one sentence that says what to write."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from ictanalysis import charts
from ictanalysis.analysis import Month
from ictanalysis.language.errors import UsageError

RECEIVED = "dossiers.received"
OF_A_MONTH: dict[str, dict[str, object]] = {
    "against_earlier": {"key": RECEIVED, "by": "level"},
    "composition": {"key": RECEIVED, "by": "level"},
    "ranking": {"key": RECEIVED, "by": "level"},
    "stacked": {"key": RECEIVED, "by": "level", "across": "channel"},
    "against_targets": {"keys": ["documents.signed_rate"]},
}
OVER_TIME: dict[str, dict[str, object]] = {
    "behaviour": {"key": RECEIVED},
    "composition_over_time": {"key": RECEIVED, "by": "level"},
    "heat_map": {"keys": [RECEIVED]},
    "small_multiples": {"key": RECEIVED, "by": "level"},
    "trend": {"key": RECEIVED},
}
ALL = {**OF_A_MONTH, **OVER_TIME}
EVERY = pytest.mark.parametrize("name", ALL)


def refusal(name: str, shown: object, **changed: object) -> str:
    """Return the one line that a chart answers with."""
    chart: Callable[..., Any] = getattr(charts, name)
    with pytest.raises(UsageError) as refused:
        chart(shown, **{**ALL[name], **changed})
    text = str(refused.value)
    assert "\n" not in text
    return text


def test_every_chart_is_called_here() -> None:
    assert {*ALL, "over_time"} == set(charts.__all__)


@EVERY
def test_what_is_right_is_drawn(may: Month, name: str) -> None:
    drawn = getattr(charts, name)(may, **ALL[name])
    assert isinstance(drawn, charts.Chart | charts.Sentence)


@pytest.mark.parametrize("name", OF_A_MONTH)
def test_a_data_set_is_no_month(may: Month, name: str) -> None:
    assert refusal(name, may.data) == (
        f'month must be a month of a data set, not {may.data!r}: write data.month("2021-05")'
    )


@pytest.mark.parametrize("name", OF_A_MONTH)
def test_a_text_is_no_month(name: str) -> None:
    assert refusal(name, "2021-05") == (
        "month must be a month of a data set, not '2021-05': write data.month(\"2021-05\")"
    )


@pytest.mark.parametrize("name", OVER_TIME)
def test_a_folder_is_no_data_set(name: str) -> None:
    assert refusal(name, "data") == (
        "data must be a data set or a month of one, not 'data': write ict.load(\"data\")"
    )


@pytest.mark.parametrize("name", [name for name in ALL if "key" in ALL[name]])
def test_a_list_is_no_key(may: Month, name: str) -> None:
    assert refusal(name, may, key=[RECEIVED]) == (
        "key must be one key, not ['dossiers.received']: write key=\"documents.signed\""
    )


@pytest.mark.parametrize("name", [name for name in ALL if "by" in ALL[name]])
def test_a_list_is_no_dimension(may: Month, name: str) -> None:
    assert refusal(name, may, by=["level", "channel"]) == (
        "by must be the name of one dimension, not ['level', 'channel']: write by=\"level\""
    )


def test_a_list_is_no_dimension_across(may: Month) -> None:
    assert refusal("stacked", may, across=["channel"]) == (
        "across must be the name of one dimension, not ['channel']: write across=\"channel\""
    )


@pytest.mark.parametrize("name", ["against_targets", "heat_map"])
@pytest.mark.parametrize("keys", [RECEIVED, 3, [3], None, {RECEIVED}])
def test_keys_are_a_list_of_keys(may: Month, name: str, keys: object) -> None:
    assert refusal(name, may, keys=keys) == (
        f'keys must be a list of keys, not {keys!r}: write ["documents.signed"]'
    )


@EVERY
def test_an_unknown_key_is_answered_with_the_nearest(may: Month, name: str) -> None:
    key = "dossiers.recieved"
    unknown = {"keys": [key]} if "keys" in ALL[name] else {"key": key}
    assert "there is no “recieved”; the nearest is “received”" in refusal(name, may, **unknown)


@EVERY
def test_a_title_is_a_text(may: Month, name: str) -> None:
    assert refusal(name, may, title=5) == 'title must be a text, not 5: write title="…"'


@pytest.mark.parametrize(
    "name", ["against_earlier", "composition", "composition_over_time", "ranking", "stacked"]
)
def test_one_member_is_emphasised(may: Month, name: str) -> None:
    assert refusal(name, may, emphasis=["online"]) == (
        "emphasis must be the name of one member, not ['online']: write emphasis=\"online\""
    )


@pytest.mark.parametrize("months", [0, -1, 1.5, "12", None, True])
def test_months_are_a_number(may: Month, months: object) -> None:
    assert refusal("heat_map", may, months=months) == (
        f"months must be a number of months, 1 or more, not {months!r}: write months=12"
    )


@pytest.mark.parametrize("until", [5, 2021.05])
def test_the_last_month_is_a_month(may: Month, until: object) -> None:
    assert refusal("behaviour", may, until=until) == (
        f'until must be a month, not {until!r}: write until="2021-05"'
    )


def test_the_last_month_may_be_written_or_a_period(may: Month) -> None:
    drawn = charts.behaviour(may.data, RECEIVED, until="2021-05")
    assert drawn == charts.behaviour(may.data, RECEIVED, until=pd.Period("2021-05", "M"))


def test_a_long_value_is_named_by_what_it_is(may: Month) -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    assert refusal("trend", frame) == (
        'data must be a data set or a month of one, not <DataFrame>: write ict.load("data")'
    )


def test_a_missing_argument_is_named_by_python(may: Month) -> None:
    with pytest.raises(TypeError, match=r"ranking.. missing 1 required .*: 'by'"):
        charts.ranking(may, RECEIVED)  # type: ignore[call-arg]


def test_completion_offers_the_charts_and_nothing_else() -> None:
    assert dir(charts) == sorted(charts.__all__) == sorted([*ALL, "over_time"])


def test_a_function_wins_over_the_module_of_its_name() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, ictanalysis as ict\n"
            "assert not any(name.startswith('matplotlib') for name in sys.modules)\n"
            "import ictanalysis.charts.trend, ictanalysis.charts.ranking\n"
            "print(ict.charts.trend.__name__, callable(ict.charts.trend), ict.charts.ranking)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.startswith("trend True <function ranking at ")
