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
