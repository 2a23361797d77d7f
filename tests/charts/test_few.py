"""Fewer than five numbers over the months are no chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.charts import (
    Chart,
    Sentence,
    composition_over_time,
    heat_map,
    over_time,
    small_multiples,
    trend,
)
from tests.charts.monthly import RATE, RECEIVED, SIGNED, Value, cases, letters

Made = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("documents.signed_rate", "tỷ lệ văn bản đi được ký số"),
        ("documents.users", "người dùng trên hệ thống"),
        ("dossiers.online_rate[level=4]", "tỷ lệ hồ sơ nộp trực tuyến (Mức độ 4)"),
    ],
)
def test_one_month_is_a_sentence(may: Month, key: str, name: str) -> None:
    assert trend(may.data, key) == Sentence(
        f"Biểu đồ xu hướng của {name} sẽ có từ báo cáo tháng 9 năm 2021, khi có số liệu của ít "
        "nhất 5 tháng."
    )


def test_a_few_months_are_a_sentence_with_their_values(made: Made) -> None:
    assert str(trend(made(letters("2021-09", [12, ",M", "9,E", 15])), SIGNED)) == (
        "Ký số: 9/2021: 12 văn bản; 11/2021: khoảng 9 văn bản; 12/2021: 15 văn bản. Biểu đồ xu "
        "hướng của ký số sẽ có từ báo cáo tháng 2 năm 2022, khi có số liệu của ít nhất 5 tháng."
    )


def test_five_months_are_a_chart(made: Made) -> None:
    assert isinstance(trend(made(letters("2021-01", [1, 2, 3, 4, 5])), SIGNED), Chart)


@pytest.mark.parametrize("signed", [[], [",M", ",M"]])
def test_no_value_is_a_sentence_without_a_month(made: Made, signed: Sequence[Value]) -> None:
    assert str(trend(made(letters("2021-05", signed)), SIGNED)) == (
        "Biểu đồ xu hướng của ký số sẽ có khi có số liệu của ít nhất 5 tháng."
    )


@pytest.mark.parametrize("low", [[], [5], [",M", 5], [",M", ",M"], [1, 2]])
def test_fewer_than_five_numbers_are_no_small_charts(made: Made, low: Sequence[Value]) -> None:
    text = str(small_multiples(made(cases("2021-01", low=low, high=low)), RECEIVED, "level"))
    assert text.startswith("Nhóm biểu đồ của tiếp nhận")
    assert text.endswith(" sẽ có khi có từ năm số liệu trở lên, của ít nhất hai tháng.")


@pytest.mark.parametrize("low", [[], [5], [",M", 5], [",M", ",M"], [1, 2]])
def test_fewer_than_five_numbers_are_no_columns(made: Made, low: Sequence[Value]) -> None:
    data = made(cases("2021-01", low=low, high=low))
    text = str(composition_over_time(data, RECEIVED, by="level"))
    assert text.startswith("Biểu đồ cơ cấu theo tháng của tiếp nhận")
    assert text.endswith(" sẽ có khi có từ năm số liệu trở lên, đầy đủ của ít nhất hai tháng.")


def test_two_parts_of_three_months_are_columns_and_small_charts(made: Made) -> None:
    data = made(cases("2021-01", low=[1, 2, 3], high=[3, 2, 1]))
    assert isinstance(composition_over_time(data, RECEIVED, by="level"), Chart)
    assert isinstance(small_multiples(data, RECEIVED, by="level"), Chart)


def test_what_waits_for_more_months_says_so_once(made: Made) -> None:
    month = made(letters("2021-09", [12, 9]))["2021-10"]
    shown = over_time(month, [trend(month, SIGNED), trend(month, RATE), heat_map(month, [SIGNED])])
    *values, last = shown.told.markdown.splitlines()
    assert [each for each in values if each] == [
        "- Ký số: 9/2021: 12 văn bản; 10/2021: 9 văn bản.",
        "- Tỷ lệ ký số: 9/2021: 12,00%; 10/2021: 9,00%.",
    ]
    assert last.startswith("Biểu đồ qua các tháng sẽ có dần khi thêm số liệu: đường xu hướng cần ")
    assert shown.drawn == ()


def test_one_that_waits_beside_those_that_are_drawn_says_it_itself(made: Made) -> None:
    month = made(letters("2021-01", [1, 2, 3, 4, 5]))["2021-05"]
    line, waiting = trend(month, SIGNED), heat_map(month, [SIGNED])
    shown = over_time(month, [waiting, line])
    assert shown.drawn == (line,)
    assert shown.told.markdown == str(waiting)
