from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

from ictanalysis.indicators.signals import Better, phrase, process_behaviour
from ictanalysis.language.locales import VIETNAMESE
from tests.indicators.signals.series import found, series

RISE = [9, 1, 9, 1, 9, 1, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
"""From the eighth month on it rises; moving ranges of 8 keep it inside the limits."""

RUN = [0, 10, 0, 10, 0, 10, 0, 6, 7, 6, 7, 6, 7, 6, 7]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([1, 3] * 6, "trong dao động thường"),
        ([5] * 12, "trong dao động thường"),
        ([1, 3] * 6 + [20], "cao bất thường"),
        ([-1, -3] * 6 + [-20], "thấp bất thường"),
        (RISE[:13], "trong dao động thường"),
        (RISE[:14], "xu hướng tăng 7 tháng liên tiếp"),
        (RISE, "xu hướng tăng 10 tháng liên tiếp"),
        ([-each for each in RISE[:15]], "xu hướng giảm 8 tháng liên tiếp"),
        ([0, 4] * 8 + [12, 4, 12], "2 trong 3 tháng gần đây sát giới hạn trên"),
        ([0, 4] * 8 + [12, 12, 12], "cả 3 tháng gần đây sát giới hạn trên"),
        ([0, -4] * 8 + [-12, -4, -12], "2 trong 3 tháng gần đây sát giới hạn dưới"),
        ([0, 4] * 8 + [12, 12, 4], "trong dao động thường"),
        (RUN[:13], "trong dao động thường"),
        (RUN[:14], "7 tháng liên tiếp cao hơn mức trung bình"),
        (RUN, "8 tháng liên tiếp cao hơn mức trung bình"),
        ([-each for each in RUN], "8 tháng liên tiếp thấp hơn mức trung bình"),
        ([1, 3] * 5 + [1], "chưa đủ số liệu để nhận định (cần ít nhất 12 tháng)"),
        ([1, 3] * 5 + [1, None, 3], "trong dao động thường"),
        ([1, 3] * 6 + [None], "chưa có số liệu"),
        ([None], "chưa có số liệu"),
        ([1, None] * 11 + [1], "số liệu ngắt quãng, chưa đủ để nhận định"),
    ],
)
def test_what_is_said_of_the_latest_month(values: list[float | None], words: str) -> None:
    """The months near the limit lie at 12 beside a mean of 3.16 and limits of 3.16 ± 12.41."""
    said = phrase(process_behaviour(series(values), locale=VIETNAMESE))
    assert said == words
    assert unicodedata.is_normalized("NFC", said)


def test_a_phase_that_has_just_begun_has_too_few_months() -> None:
    behaviour = process_behaviour(series(RUN), breaks=[pd.Period("2021-01", "M")])
    assert phrase(behaviour) == "too few months to tell (at least 12 are needed)"


SAW = [5, 1, 7, 3, 9, 5, 11, 7, 13, 9, 15, 11, 17, 13, 19, 15, 21, 17, 23]
"""Down 4, up 6, and so on: no seven in a row rise."""


@pytest.mark.parametrize(
    ("better", "words"),
    [
        (None, "xu hướng tăng qua 20 tháng"),
        ("higher", "cải thiện (xu hướng tăng qua 20 tháng)"),
        ("lower", "xấu đi (xu hướng tăng qua 20 tháng)"),
    ],
)
def test_a_month_that_goes_on_with_a_trend_is_not_called_unusual(
    better: Better | None, words: str
) -> None:
    """Mean 12.4, limits 12.4 ± 2.66 × 94 / 19: 27 lies beyond 25.56, and near the line."""
    behaviour = process_behaviour(series([*SAW, 27]), better=better, locale=VIETNAMESE)
    assert found(behaviour)[19] == "above the upper limit"
    assert phrase(behaviour) == words


def test_a_leap_out_of_a_trend_is_unusual() -> None:
    """The range of 37 is screened out: 60 lies far over a line that ends near 21."""
    behaviour = process_behaviour(series([*SAW, 60]), better="lower")
    assert phrase(behaviour) == "getting worse (unusually high)"


def test_a_trend_that_has_just_begun_is_that_of_its_months() -> None:
    level = [5, 8] * 24
    assert phrase(process_behaviour(series([*level, *range(8, 20)]))) == (
        "rising for 12 months in a row"
    )
    steps = [8, 10, 9, 12, 11, 13, 12, 15, 14, 16, 15, 18]
    assert phrase(process_behaviour(series([*level, *steps]))) == "rising over 12 months"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([1, 3] * 6, "within its usual range"),
        ([1, 3] * 6 + [20], "unusually high"),
        ([-each for each in RISE[:15]], "falling for 8 months in a row"),
        ([0, 4] * 8 + [12, 4, 12], "near the upper limit in 2 of the last 3 months"),
        ([0, -4] * 8 + [-12] * 3, "near the lower limit in all of the last 3 months"),
        ([-each for each in RUN], "below the mean for 8 months in a row"),
        ([1, None] * 11 + [1], "too many gaps between the months to tell"),
    ],
)
def test_what_is_said_in_english(values: list[float | None], words: str) -> None:
    assert phrase(process_behaviour(series(values))) == words
