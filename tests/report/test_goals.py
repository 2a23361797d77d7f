from __future__ import annotations

from datetime import date

import pytest

from ictanalysis.catalog import Target
from ictanalysis.report.goals import at_line, remarks, worded


def target(
    value: float = 80, direction: str = "at_least", *, agree: bool = True, remark: str = ""
) -> Target:
    """Return a target of Quyết định 749/QĐ-TTg."""
    return Target(
        indicator="services.level_share[level=4]",
        value=value,
        direction=direction,
        decision="749/QĐ-TTg",
        issued=date(2020, 6, 3),
        valid_from=date(2020, 6, 3),
        label="80% dịch vụ công mức độ 4",
        denominators_agree=agree,
        remark=remark,
    )


@pytest.mark.parametrize(
    ("value", "direction", "unit", "line", "words"),
    [
        (80, "at_least", "%", "≥ 80%", "mục tiêu ít nhất 80%"),
        (80, "at_most", "%", "≤ 80%", "mục tiêu nhiều nhất 80%"),
        # As it was set: no decimals are added, and none is rounded away.
        (99.5, "at_least", "%", "≥ 99,5%", "mục tiêu ít nhất 99,5%"),
        (0.125, "at_most", "%", "≤ 0,125%", "mục tiêu nhiều nhất 0,125%"),
        (100.0, "at_least", "%", "≥ 100%", "mục tiêu ít nhất 100%"),
        (12500, "at_least", "hồ sơ", "≥ 12.500 hồ sơ", "mục tiêu ít nhất 12.500 hồ sơ"),
        (0, "at_most", "sự cố", "≤ 0 sự cố", "mục tiêu nhiều nhất 0 sự cố"),
    ],
)
def test_a_target_is_said_as_it_was_set_with_its_decision(
    value: float, direction: str, unit: str, line: str, words: str
) -> None:
    assert at_line(target(value, direction), unit) == f"{line}: 749/QĐ-TTg"
    assert worded(target(value, direction), unit) == f"{words} (749/QĐ-TTg)"


def test_a_remark_is_made_only_where_the_denominators_differ() -> None:
    targets = [
        target(agree=False, remark="tính trên dịch vụ đủ điều kiện"),
        target(agree=True, remark="không cần nói"),
        target(agree=False),
    ]
    assert remarks(targets) == ["749/QĐ-TTg: tính trên dịch vụ đủ điều kiện"]
    assert remarks([]) == []
