from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictanalysis.language.placeholders import (
    Broken,
    Literal,
    Part,
    Placeholder,
    Text,
    parse,
    typed_numbers,
)

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
    ("lần thứ 8", ["8"]),
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


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("", []),
        ("không có gì", [Text("không có gì")]),
        ("{documents.signed}", [Placeholder("documents.signed", "")]),
        ("{documents.signed:unit}", [Placeholder("documents.signed", "unit")]),
        (
            "có {dossiers.received[level=1-2,channel=online]:plain} hồ sơ",
            [
                Text("có "),
                Placeholder("dossiers.received[level=1-2,channel=online]", "plain"),
                Text(" hồ sơ"),
            ],
        ),
        ("khối {=8};", [Text("khối "), Literal("8"), Text(";")]),
        ("{=}", [Literal("")]),
        ("a { b", [Text("a "), Broken("{ b")]),
        ("a } b", [Text("a "), Broken("}"), Text(" b")]),
        ("{}", [Broken("{}")]),
        ("{{a.b}}", [Broken("{"), Placeholder("a.b", ""), Broken("}")]),
    ],
)
def test_a_text_has_these_parts(template: str, parts: list[Part]) -> None:
    assert list(parse(template)) == parts


@pytest.mark.parametrize(
    "template",
    [
        "{documents.signed.__class__}",
        "{documents.__class__}",
        "{documents.signed!r}",
        "{documents.signed:>10}",
        "{documents.signed:{documents.outgoing}}",
        "{documents.signed:.2f}",
        "{documents.signed()}",
        "{documents.signed + 1}",
        "{documents['signed']}",
        "{0}",
        "{}",
        "{__import__}",
        "{documents}",
        "{Documents.signed}",
        "{documents.signed[level=<b>]}",
        "{ documents.signed }",
    ],
)
def test_nothing_but_a_key_is_reached(template: str) -> None:
    parts = list(parse(template))
    assert any(isinstance(part, Broken) for part in parts)
    keys = {part.key for part in parts if isinstance(part, Placeholder)}
    assert keys <= {"documents.outgoing"}


@given(st.text(alphabet="{}=:.,[]ab1 \n", max_size=40))
def test_every_character_stands_in_some_part(template: str) -> None:
    written = {
        Text: lambda part: part.text,
        Broken: lambda part: part.text,
        Literal: lambda part: f"{{={part.text}}}",
        Placeholder: lambda part: f"{{{part.key}{':' if part.style else ''}{part.style}}}",
    }
    assert "".join(written[type(part)](part) for part in parse(template)) == template


@given(st.text(alphabet="{}=:.,[]ab1 \n", max_size=40))
def test_words_never_hold_a_brace(template: str) -> None:
    for part in parse(template):
        assert not isinstance(part, Text) or not {"{", "}"} & set(part.text)


@pytest.mark.parametrize("reference", REFERENCES)
def test_the_number_of_a_document_is_no_figure(reference: str) -> None:
    assert typed_numbers(f"theo {reference} của Sở; {reference}, {reference}.") == []


@pytest.mark.parametrize("day", DATES)
def test_a_date_is_no_figure(day: str) -> None:
    assert typed_numbers(f"từ {day}, đến {day}.") == []


@pytest.mark.parametrize(("text", "numbers"), TYPED)
def test_a_typed_number_is_found_with_the_word_after_it(text: str, numbers: list[str]) -> None:
    assert [each.text for each in typed_numbers(text)] == numbers


@pytest.mark.parametrize("text", SMUGGLED)
def test_a_figure_in_the_dress_of_a_date_or_a_document_is_found(text: str) -> None:
    assert typed_numbers(text) != []


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
    assert [each.text for each in typed_numbers(text, literals)] == numbers


def test_a_marked_number_and_a_placeholder_are_no_figures_typed_by_hand() -> None:
    assert (
        typed_numbers("khối {=8}, {documents.signed} văn bản, {dossiers.received[level=3]}") == []
    )


@given(st.integers(0, 999_999))
def test_any_plain_number_is_found(number: int) -> None:
    assert [each.text for each in typed_numbers(f"có {number} văn bản")] == [f"{number} văn"]
