from __future__ import annotations

from pathlib import Path

import pytest

from tests.datasets import found, small


@pytest.mark.parametrize(("signed", "rules"), [(19, []), (20, []), (21, ["bound"])])
def test_a_part_does_not_exceed_its_whole(tmp_path: Path, signed: int, rules: list[str]) -> None:
    rows = f"sent,20,,\nsigned,{signed},,\n"
    told = found(small(tmp_path, {"2021-05": {"letters": rows}}))
    assert [each.rule for each in told] == rules


def test_the_part_is_named_with_both_values(tmp_path: Path) -> None:
    rows = "sent,20,,\nsigned,21,,\n"
    (told,) = found(small(tmp_path, {"2021-05": {"letters": rows}}))
    assert (told.severity, told.measure, told.line, told.found) == ("error", "signed", 3, 21.0)
    assert str(told.message) == "“Ký số” is 21, more than “Gửi đi”, which is 20"


def test_nothing_is_said_of_a_whole_that_is_missing(tmp_path: Path) -> None:
    rows = "sent,,M,\nsigned,21,,\n"
    told = found(small(tmp_path, {"2021-05": {"letters": rows}}))
    assert [each.rule for each in told] == ["missing"]


def test_either_the_part_or_the_whole_may_be_wrong(tmp_path: Path) -> None:
    (told,) = found(small(tmp_path, {"2021-05": {"letters": "sent,20,,\nsigned,21,,\n"}}))
    assert str(told.hint) == (
        "The figures alone cannot decide what to mend: line 2: 20 → 21 at least, or "
        "line 3: 21 → 20 at most. See the source."
    )
