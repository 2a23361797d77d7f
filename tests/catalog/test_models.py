"""Labels: texts of a catalog that may stand on a page and in a spreadsheet."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ictanalysis.catalog.models import Section


@pytest.mark.parametrize(
    "label",
    [
        *("=1+1", "+84 270", "-5", "@SUM(A1)", "  =1+1", ""),
        *("   ", "a\nb", "a\tb", "a\x00b", "a\x1b[31mb", "a\x7fb", "a\x85b", "\ue000a", "a\uf8ff"),
    ],
    ids=ascii,
)
def test_a_label_is_no_formula_and_has_no_control_character(label: str) -> None:
    with pytest.raises(ValidationError, match="title"):
        Section(title=label)


def test_a_label_has_500_letters_at_most() -> None:
    assert Section(title="ễ" * 500).title == "ễ" * 500
    with pytest.raises(ValidationError, match="500"):
        Section(title="ễ" * 501)


@pytest.mark.parametrize(
    "label",
    ["%", "m²", "Văn bản (đi)", "TP. Trà Vinh", "1 cửa", "a = b", "đi - đến", "“x”", "<b>", "{}"],
)
def test_a_label_may_hold_what_people_write(label: str) -> None:
    assert Section(title=label).title == label


def test_space_around_a_label_is_left_out() -> None:
    assert Section(title="  Văn bản  ").title == "Văn bản"


@pytest.mark.parametrize(
    "mark",
    ["\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))],
    ids=ascii,
)
def test_a_label_does_not_turn_the_direction_of_writing(mark: str) -> None:
    for label in (f"a{mark}b", f"{mark}a", f"a{mark}"):
        with pytest.raises(ValidationError, match="title"):
            Section(title=label)


def test_a_label_may_hold_a_no_break_space() -> None:
    assert Section(title="tháng\u00a05").title == "tháng\u00a05"
