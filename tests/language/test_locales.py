from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ictanalysis.language.locales import ENGLISH, VIETNAMESE, rounded
from ictanalysis.language.messages import _
from ictanalysis.language.spelling import fold

VALUES = st.floats(-1e12, 1e12, allow_nan=False)
DECIMALS = st.integers(0, 6)


def half_up(value: float, decimals: int) -> int:
    """Return a value in units of its last decimal, ties away from zero, by integers alone."""
    exact = abs(Fraction(Decimal(repr(value)))) * 10**decimals
    units = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return units if value >= 0 else -units


@given(VALUES, DECIMALS)
@example(2.675, 2)
@example(0.5, 0)
@example(-0.5, 0)
@example(1e-7, 6)
def test_rounding_is_half_up_on_the_decimal_as_written(value: float, decimals: int) -> None:
    assert rounded(value, decimals) * 10**decimals == half_up(value, decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (14.375, 2, "14.38"),
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (-2.5, 0, "-3"),
        (79.3732, 2, "79.37"),
    ],
)
def test_ties_go_away_from_zero(value: float, decimals: int, text: str) -> None:
    assert rounded(value, decimals) == Decimal(text)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (16401, 0, "16.401"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (1234567.5, 1, "1.234.567,5"),
        (1234.5, 2, "1.234,50"),
        (79.3732, 2, "79,37"),
        (11.8, 1, "11,8"),
        (0, 0, "0"),
        (0, 2, "0,00"),
        (-0.001, 2, "0,00"),
        (-3, 0, "-3"),
        (999.995, 2, "1.000,00"),
        (123456789012345, 0, "123.456.789.012.345"),
    ],
)
def test_a_number_has_points_for_thousands_and_a_comma(
    value: float, decimals: int, text: str
) -> None:
    assert VIETNAMESE.number(value, decimals) == text


@given(VALUES, DECIMALS)
def test_a_number_that_is_written_is_read_back(value: float, decimals: int) -> None:
    text = VIETNAMESE.number(value, decimals)
    plain = Decimal(text.replace(".", "").replace(",", "."))
    assert plain * 10**decimals == half_up(value, decimals)
    assert len(text.partition(",")[2]) == decimals
    assert all(len(group) == 3 for group in text.partition(",")[0].split(".")[1:])


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (82, "82"), (7254, "7.254")],
)
def test_a_count_under_ten_has_a_leading_zero(value: int, text: str) -> None:
    assert VIETNAMESE.count(value) == text


def test_months_are_written_without_a_leading_zero() -> None:
    assert VIETNAMESE.month(pd.Period("2021-05", "M")) == "tháng 5 năm 2021"
    assert VIETNAMESE.month_short(pd.Period("2021-05", "M")) == "5/2021"


@pytest.mark.parametrize(
    ("moment", "long", "short"),
    [
        (date(2021, 5, 5), "ngày 05 tháng 5 năm 2021", "05/5/2021"),
        (date(2021, 1, 31), "ngày 31 tháng 01 năm 2021", "31/01/2021"),
        (date(2021, 2, 9), "ngày 09 tháng 02 năm 2021", "09/02/2021"),
        (date(2021, 3, 10), "ngày 10 tháng 3 năm 2021", "10/3/2021"),
        (date(2021, 12, 20), "ngày 20 tháng 12 năm 2021", "20/12/2021"),
    ],
)
def test_a_day_has_zeros_where_the_decree_wants_them(moment: date, long: str, short: str) -> None:
    assert VIETNAMESE.day(moment) == long
    assert VIETNAMESE.short_day(moment) == short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("hoá", "hóa"),
        ("khoẻ", "khỏe"),
        ("SỐ HỒ SƠ", "số hồ sơ"),
        (unicodedata.normalize("NFD", "Số hồ sơ"), "Số hồ sơ"),
    ],
)
def test_two_spellings_of_a_key_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("ủy", "úy"), ("đ", "d"), ("o", "ơ")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet="aouyeiáảủýỳỷỹỵòóoUYOA hHkqQ", max_size=12))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


MAY = pd.Period("2021-05", "M")


def test_english_writes_its_own_numbers_dates_and_lists() -> None:
    assert ENGLISH.number(2167550) == "2,167,550"
    assert f"{ENGLISH.number(86.6, 1)}%" == "86.6%"
    assert ENGLISH.count(2) == "2"
    assert (ENGLISH.month(MAY), ENGLISH.month_short(MAY)) == ("May 2021", "May 2021")
    assert ENGLISH.day(date(2019, 4, 11)) == "11 April 2019"
    assert ENGLISH.short_day(date(2019, 4, 11)) == "11 Apr 2019"
    assert ENGLISH.listed(["A", "B", "C"]) == "A, B and C"


@pytest.mark.parametrize("names", [[], ["A"], ["A", "B"], ["A", "B", "C"]])
def test_a_list_ends_with_and(names: list[str]) -> None:
    expected = {0: "", 1: "A", 2: "A và B", 3: "A, B và C"}
    assert VIETNAMESE.listed(names) == expected[len(names)]


def test_a_sentence_is_said_in_the_language() -> None:
    assert ENGLISH.say("about {number}", number="472") == "about 472"
    assert VIETNAMESE.say("about {number}", number="472") == "khoảng 472"
    assert VIETNAMESE.render(_("not available")) == "chưa có số liệu"


def test_a_value_is_not_taken_for_a_pattern() -> None:
    assert ENGLISH.say("about {number}", number="{x}") == "about {x}"


def test_a_sentence_without_translation_is_an_error() -> None:
    with pytest.raises(KeyError):
        VIETNAMESE.say("nobody has translated this")


def test_english_counts_one_and_many() -> None:
    texts = [ENGLISH.say_many("{count} day", "{count} days", count) for count in (0, 1, 2, 1200)]
    assert texts == ["0 days", "1 day", "2 days", "1,200 days"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [("SIM PKI", "SIM PKI"), ("Ồ", "ồ"), ("", ""), ("Sở Thông tin", "sở Thông tin")],
)
def test_a_label_inside_a_sentence_begins_with_a_small_letter(text: str, inside: str) -> None:
    assert VIETNAMESE.inside(text) == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Documents signed", "documents signed"),
        ("Share of cases filed online (Low)", "share of cases filed online (Low)"),
        ("USB token", "USB token"),
        ("e-Office users", "e-Office users"),
        ("Wi-Fi hotspots", "Wi-Fi hotspots"),
        ("Tra Vinh", "Tra Vinh"),
        ("Users of VNPT", "users of VNPT"),
        ("New SIM cards", "new SIM cards"),
    ],
)
def test_in_english_a_name_keeps_its_capitals(text: str, inside: str) -> None:
    assert ENGLISH.inside(text) == inside
