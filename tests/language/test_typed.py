from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.language.typed import typed_numbers

REFERENCES = [
    "Công văn số 1589/UBND-KGVX",
    "Thông báo số 89/TB-VPCP",
    "Công văn số 1590/UBND-KGVX",
    "Quyết định số 757/QĐ-UBND",
    "Công văn số 1552/UBND-KGVX",
    "Công văn số 195/BDT-CSDT",
    "Quyết định số 411/QĐ-TTg",
    "Công văn số 792/VP-CNXD",
    "Nghị định số 43/2011/NĐ-CP",
    "Chỉ thị số 09/CT-TTg",
    "Quyết định số 3800/QĐ-UBND",
    "Công văn số 68-CV/TU",
    "Quy định số 4842-QĐ/TU",
    "Chỉ thị 05-CT/TW",
    "Quy định số 4495-QĐ/TU",
    "Hướng dẫn số 03-HD/TU",
    "Quy định số 324-QĐ/ĐUK",
    "Kế hoạch số 43-KH/ĐU",
    "Công văn số 1145/BTTTT-THH",
    "Nghị định số 47/2020/NĐ-CP",
    "Nghị định số 45/2020/NĐ-CP",
    "Quyết định số 749/2020/QĐ-TTg",
    "Quyết định số 749/QĐ-TTg",
    "Công văn số 1463/BTTTT-BC",
    "Quyết định số 45/2016/QĐ-TTg",
    "Công văn số 1453/BTTTT-HTQT",
]
DATES = [
    "01/5/2021",
    "ngày 13/6/2011",
    "ngày 31/3/2021",
    "ngày 30/11/2020",
    "tháng 5 năm 2021",
    "Tháng 12",
    "Năm 2021",
    "ngày 05 tháng 5 năm 2021",
    "Lễ 30/4",
    "6/2021",
    "giai đoạn 2021-2025",
    "nhiệm kỳ 2021 - 2026",
    "giai đoạn 2020–2025",
    "(30/4/1975 - 30/4/2021)",
]
TYPED = [
    ("đã cấp 12 chứng thư số", ["12 chứng"]),
    ("đạt 79,37%", ["79,37%"]),
    ("đạt 79,37% (13.018/16.401)", ["79,37% (13.018/16.401)", "13.018 /16.401)", "16.401 )"]),
    ("tổng số 16401 văn bản.", ["16401 văn"]),
    ("tăng 3; giảm 4.", ["3 ;", "4 ."]),
    ("5G và 4G", ["5 G", "4 G"]),
    ("(2)", ["2 )"]),
    ("1.234.567,89 đồng", ["1.234.567,89 đồng"]),
    ("-5 độ", ["5 độ"]),
    ("mức độ 30 trên 100", ["30 trên", "100"]),
]
SMUGGLED = [
    "Trong tháng 55 văn bản được đăng",
    "Trong năm 7254 người dùng",
    "đạt 82/1858 dịch vụ",
    "ngày 45 tháng",
    "45/99/9999",
    "có １２ văn bản",
    "đã đăng 55/Tổng văn bản của cổng",
]


@pytest.mark.parametrize("reference", REFERENCES)
def test_the_number_of_a_document_is_no_figure(reference: str) -> None:
    assert typed_numbers(f"theo {reference} của Sở; {reference}, {reference}.", "vi") == []


@pytest.mark.parametrize("day", DATES)
def test_a_date_is_no_figure(day: str) -> None:
    assert typed_numbers(f"từ {day}, đến {day}.", "vi") == []


@pytest.mark.parametrize(("text", "numbers"), TYPED)
def test_a_typed_number_is_found_with_the_word_after_it(text: str, numbers: list[str]) -> None:
    assert [each.text for each in typed_numbers(text, "vi")] == numbers


@pytest.mark.parametrize("text", SMUGGLED)
def test_a_figure_in_the_dress_of_a_date_or_a_document_is_found(text: str) -> None:
    assert typed_numbers(text, "vi") != []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("dịch COVID-19", []),
        ("dịch vụ mức độ 3, mức độ 4", []),
        ("dịch vụ mức độ 35", ["35"]),
        ("xCOVID-19", ["19"]),
        ("COVID-199", ["199"]),
        ("mức độ 3 có 174 hồ sơ", ["174 hồ"]),
        ("100% dịch vụ công đủ điều kiện và 100% xã", ["100% xã"]),
        ("Mức độ 3, MỨC ĐỘ 4 và dịch Covid-19", []),
        ("MỨC ĐỘ 5 và Covid-20", ["5 và", "20"]),
    ],
)
def test_a_phrase_that_is_listed_is_no_figure(text: str, numbers: list[str]) -> None:
    literals = ["COVID-19", "mức độ 3", "mức độ 4", "100% dịch vụ công đủ điều kiện"]
    assert [each.text for each in typed_numbers(text, "vi", literals)] == numbers


def test_a_marked_number_and_a_placeholder_are_no_figures_typed_by_hand() -> None:
    assert (
        typed_numbers("khối {=8}, {documents.signed} văn bản, {dossiers.received[level=3]}", "vi")
        == []
    )


@given(st.integers(0, 999_999))
def test_any_plain_number_is_found(number: int) -> None:
    assert [each.text for each in typed_numbers(f"có {number} văn bản", "vi")] == [f"{number} văn"]


@pytest.mark.parametrize(
    "day",
    [
        "11 April 2019",
        "April 11, 2019",
        "May 2021",
        "in 2021",
        "In 2021",
        "since 2019",
        "during 2020",
        "until 2025",
        "2020–2025",
        "11/04/2019",
        "04/2019",
    ],
)
def test_an_english_date_is_no_figure_in_an_english_text(day: str) -> None:
    assert typed_numbers(f"From {day}, up to {day}.", "en") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12 May meetings", ["12 May"]),
        ("May 12 meetings were held", ["12 meetings"]),
        ("In May 55 documents were posted", ["55 documents"]),
        ("in 7254 cases", ["7254 cases"]),
        ("in 2,021 cases", ["2,021 cases"]),
        ("rose to 2025", ["2025"]),
        ("a total of 2021 documents", ["2021 documents"]),
        ("by 2025 documents", ["2025 documents"]),
        ("32 April 2019", ["32"]),
        ("April 45, 2019", ["45 ,", "2019"]),
        ("in 2021/2022", ["2021 /2022", "2022"]),
        ("dismay 2021 users", ["2021 users"]),
        ("82/1858 services", ["82 /1858", "1858 services"]),
        ("86.6% of 2,167,550 documents", ["86.6% of", "2,167,550 documents"]),
        # Words that make a number a date in Vietnamese make none in English.
        ("ngày 12", ["12"]),
    ],
)
def test_an_english_count_in_the_dress_of_a_date_is_found(text: str, numbers: list[str]) -> None:
    assert [each.text for each in typed_numbers(text, "en")] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # To print, and to sew: what names a date in English counts things in Vietnamese.
        ("đã in 2021 bản", ["2021 bản"]),
        ("May 2021 bộ đồng phục", ["2021 bộ"]),
        ("12 May 2021", ["12 May", "2021"]),
    ],
)
def test_an_english_date_is_a_figure_in_a_vietnamese_text(text: str, numbers: list[str]) -> None:
    assert [each.text for each in typed_numbers(text, "vi")] == numbers


@given(st.integers(0, 999_999))
def test_any_plain_number_is_found_in_english(number: int) -> None:
    assert [each.text for each in typed_numbers(f"has {number} users", "en")] == [f"{number} users"]
