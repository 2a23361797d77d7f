from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.catalog import Measure
from ictanalysis.dataset.numerals import Read, Refused, read_value

COUNT = Measure(label="n", unit="văn bản", kind="flow")
RATE = Measure(label="n", unit="%", kind="average", decimals=2)
DAY = Measure(label="n", unit="ngày", kind="date")


def refused(text: str, spec: Measure) -> Refused:
    value = read_value(text, spec)
    assert isinstance(value, Refused)
    assert f"“{text}”" in str(value.message)
    return value


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("7", 7), ("16401", 16401), ("999999999999999", 10**15 - 1)]
)
def test_a_count_is_digits(text: str, value: int) -> None:
    assert read_value(text, COUNT) == value


@given(st.integers(0, 10**15 - 1))
def test_every_count_is_read_exactly(number: int) -> None:
    assert read_value(str(number), COUNT) == number


@pytest.mark.parametrize(
    ("text", "probably"),
    [
        ("16.401", 16401),
        ("16,401", 16401),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("16 401", 16401),
        ("16\u00a0401", 16401),
        ("16\u202f401", 16401),
        ("1.234,5", 1234.5),
    ],
)
def test_a_count_written_for_people_is_refused_with_what_it_means(
    text: str, probably: float
) -> None:
    assert refused(text, COUNT).probably == probably


@pytest.mark.parametrize(
    "text",
    [
        "0x1F",
        "1_000",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "None",
        "null",
        "-",
        "khoảng 472",
        "1/2",
        "½",
        "--3",
        "1234567890123456",
        "=1+1",
    ],
)
def test_what_is_not_a_number_is_refused(text: str) -> None:
    assert refused(text, COUNT).probably is None
    assert refused(text, RATE).probably is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-3", "is negative"),
        ("-0", "is negative"),
        ("12.5", "has decimals"),
        ("12,5", "has decimals"),
    ],
)
def test_a_count_is_neither_negative_nor_broken(text: str, why: str) -> None:
    assert why in str(refused(text, COUNT).message)


@pytest.mark.parametrize(
    ("text", "value"),
    [("79.37", Decimal("79.37")), ("0", 0), ("100", 100), ("26.5", Decimal("26.5"))],
)
def test_a_value_with_decimals_has_a_point(text: str, value: Decimal) -> None:
    assert read_value(text, RATE) == float(value)


@pytest.mark.parametrize(
    ("text", "probably"), [("79,37", 79.37), ("1.234,5", 1234.5), ("1,234", 1.234)]
)
def test_a_value_with_a_comma_is_refused_with_what_it_means(text: str, probably: float) -> None:
    assert refused(text, RATE).probably == probably


def test_a_negative_value_is_refused() -> None:
    assert "is negative" in str(refused("-0.5", RATE).message)


def test_a_day_is_its_ordinal() -> None:
    assert read_value("2021-05-23", DAY) == date(2021, 5, 23).toordinal()


@pytest.mark.parametrize(
    "text", ["23/5/2021", "2021-5-23", "2021-02-30", "20210523", "2021-W20-7", "44339", "hôm nay"]
)
def test_what_is_not_a_day_is_refused(text: str) -> None:
    assert "is not a day: write it as YYYY-MM-DD" in str(refused(text, DAY).message)


@pytest.mark.parametrize(
    ("text", "number", "named"),
    [
        ("7254.0", 7254, ""),
        ("16401,00", 16401, ""),
        ("7253.9999999999", 7254, ""),
        ("+12", 12, ""),
        ("'123", 123, ""),
        (" 12", 12, "U+0020"),
        ("16401\u00a0", 16401, "U+00A0"),
        ("13018\u200b", 13018, "U+200B"),
        ("\u200e7254", 7254, "U+200E"),
        ("３３８３", 3383, "full-width"),
        ("១២", 12, "another script"),
    ],
)
def test_a_count_that_means_one_thing_is_read_and_told(
    text: str, number: float, named: str
) -> None:
    value = read_value(text, COUNT)
    assert isinstance(value, Read)
    assert (value.value, value.written) == (number, number)
    assert f"“{text}”" in str(value.message)
    assert named in str(value.message)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("79.36999999999999", 79.37),
        ("79.37%", 79.37),
        (".5", 0.5),
        ("79.37\u202f", 79.37),
        ("5.", 5),
    ],
)
def test_a_rate_that_means_one_thing_is_read_and_told(text: str, number: float) -> None:
    value = read_value(text, RATE)
    assert isinstance(value, Read)
    assert value.value == number


@pytest.mark.parametrize(
    ("text", "probably"),
    [("16401,000", 16401), ("1e5", 100000), ("7 văn bản", 7), ("16.401\u00a0", 16401)],
)
def test_what_can_mean_two_things_is_refused(text: str, probably: float) -> None:
    assert refused(text, COUNT).probably == probably


@given(st.text(min_size=1, max_size=12))
def test_no_text_makes_a_negative_or_endless_number(text: str) -> None:
    for spec in (COUNT, RATE):
        value = read_value(text, spec)
        number = value.value if isinstance(value, Read) else value
        assert isinstance(number, Refused) or 0 <= number < 10**16
