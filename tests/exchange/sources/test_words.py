"""How offices write labels, units and periods."""

from __future__ import annotations

import pytest

from ictanalysis.exchange.sources.numbers import multiple, written_number
from ictanalysis.exchange.sources.periods import months_named, span_of
from ictanalysis.exchange.sources.rowlabels import RowLabels, bare_label, plain_label
from ictanalysis.exchange.sources.vocabulary import is_total, words
from tests.datasets import MAY


@pytest.mark.parametrize(
    ("text", "number"),
    [("16.401", "16401"), ("1 234,5", "1234.5"), ("79,37 %", "79.37"), ("04", "4"), ("1.2", "1.2")],
)
def test_a_number_with_one_meaning_is_read(text: str, number: str) -> None:
    assert str(written_number(text)) == number


@pytest.mark.parametrize("text", ["-", "12 người", "1,234.5", "", "1.23.456", "5 - 6"])
def test_what_has_no_meaning_or_two_is_no_number(text: str) -> None:
    assert written_number(text) is None


@pytest.mark.parametrize(
    ("heading", "by"),
    [
        ("Số hồ sơ (nghìn hồ sơ)", 1000),
        ("ĐVT: triệu đồng", 1_000_000),
        ("Đơn vị tính: nghìn", 1000),
        ("Triệu tập họp", 1),
        ("Hàng nghìn người", 1),
    ],
)
def test_a_unit_multiplies_only_where_it_is_one(heading: str, by: int) -> None:
    assert multiple(heading) == by


def test_a_unit_that_stands_alone_multiplies() -> None:
    assert (multiple("nghìn hồ sơ", bare=True), multiple("hồ sơ", bare=True)) == (1000, 1)


def test_labels_are_compared_without_numbers_bullets_and_marks() -> None:
    assert bare_label("1.2. Văn bản đi") == "Văn bản đi"
    assert bare_label("Trong đó: trực tuyến") == "trực tuyến"
    assert bare_label("4 xã") == "4 xã"
    assert plain_label("a) Văn bản  ĐI:") == "văn bản đi"
    assert words("Mức độ 1 và 2 (trực tuyến)") == ("muc", "do", "1", "2", "truc", "tuyen")
    assert (is_total("Tổng cộng"), is_total("Toàn tỉnh"), is_total("Cộng đồng")) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Tháng 5/2021", "THIS"),
        ("T5", "THIS"),
        ("Tháng 4", "OTHER"),
        ("05/2021", "THIS"),
        ("2021-05", "THIS"),
        ("2021-04", "OTHER"),
        ("4/2021", "OTHER"),
        ("Tháng 5 năm 2020", "OTHER"),
        ("Lũy kế", "OTHER"),
        ("So với cùng kỳ", "OTHER"),
        ("Trực tuyến", "UNSAID"),
    ],
)
def test_a_heading_says_its_period(text: str, span: str) -> None:
    assert span_of(text, MAY).name == span
    assert [*months_named("Biểu 1: Tình hình tháng 5 năm 2021")] == [MAY]


def test_rows_stand_under_those_that_they_belong_to() -> None:
    labels = RowLabels([1, 2], numbered=True)
    rows = [("I", "Văn bản đi"), ("1", "Ký số"), ("", "- Nội bộ"), ("II", "Hộp thư"), ("1", "Mới")]
    paths = [
        labels.path({1: number, 2: text}, ordinal=False, group=text == "Hộp thư")
        for number, text in rows
    ]
    assert paths == [
        ("Văn bản đi",),
        ("Văn bản đi", "Ký số"),
        ("Văn bản đi", "Ký số", "Nội bộ"),
        ("Hộp thư",),
        ("Hộp thư", "Mới"),
    ]
