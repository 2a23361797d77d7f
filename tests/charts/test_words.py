from __future__ import annotations

import pytest

from ictanalysis.charts.text_metrics import text_width, widest, wrap
from ictanalysis.charts.words import (
    for_comparison,
    percentage,
    sentences,
)
from ictanalysis.language.locales import VIETNAMESE
from tests.charts.drawings import LONG, UNBROKEN, target


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (1, "100%"),
        (1 / 3, "33,33%"),
        (818 / 1858, "44,03%"),
        (0.00005, "0,01%"),
        (0.00004, "dưới 0,01%"),
        (0.99995, "trên 99,99%"),
        (0.9999, "99,99%"),
        (1.25, "125,00%"),
    ],
)
def test_only_nothing_is_zero_and_only_the_whole_is_a_hundred(share: float, text: str) -> None:
    assert percentage(share, VIETNAMESE) == text


def test_sentences_have_one_stop_each() -> None:
    assert sentences(["Một", "", "Hai."]) == "Một. Hai."


def test_decisions_that_measure_something_else_are_named_in_one_sentence() -> None:
    rate = "documents.signed_rate"
    others = [target(rate, n, f"{n}/NQ", remark="Khác mẫu số.") for n in (1, 2, 2)]
    assert for_comparison([target(rate, 80), *others], VIETNAMESE) == [
        "1/NQ và 2/NQ khác cơ sở tính, chỉ để đối chiếu"
    ]
    assert for_comparison([target(rate, 80)], VIETNAMESE) == []


@pytest.mark.parametrize("text", [LONG, UNBROKEN, LONG.upper(), "một", f"{UNBROKEN} {LONG}"])
@pytest.mark.parametrize("width", [20, 61, 198, 440])
@pytest.mark.parametrize("bold", [False, True])
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float, bold: bool) -> None:
    lines = wrap(text, width, bold=bold)
    assert widest(lines, bold=bold) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_letter_wider_than_the_room_stands_alone() -> None:
    assert wrap("WW", 1) == ["W", "W"]


def test_no_line_begins_with_a_dash() -> None:
    text = "Trung cấp lý luận chính trị - hành chính"
    assert wrap(text, 190) == ["Trung cấp lý luận", "chính trị - hành chính"]
    assert [line[0] for line in wrap(text, 150)].count("-") == 0


def test_lines_are_about_equally_long() -> None:
    lines = wrap("Quyết định công nhận nông thôn mới", 198)
    assert lines == ["Quyết định công", "nhận nông thôn mới"]


def test_letters_are_composed_before_they_are_measured() -> None:
    assert wrap("Mu\u031b\u0301c đô\u0323", 400) == ["Mức độ"]


def test_dollars_are_measured_as_they_are_drawn() -> None:
    assert text_width("$x$") > text_width("x") * 2
