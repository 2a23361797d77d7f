from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ictanalysis.catalog import IndicatorKey, Target
from ictanalysis.dataset import Cell
from ictanalysis.dataset.periods import ReportingWindow
from ictanalysis.indicators.figures import Figure
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import VIETNAMESE
from ictanalysis.language.placeholders import Placeholder
from ictanalysis.report.wording import (
    Change,
    describe,
    describe_change,
    describe_period,
    describe_target,
    target_at_line,
    target_remarks,
)
from tests.datasets import MAY, loaded, small

KEY = IndicatorKey("letters", "sent")
LAST = "so với tháng trước"


def made(
    value: float | None,
    previous: float | None = None,
    kind: str = "flow",
    unit: str = "văn bản",
    decimals: int = 0,
    statuses: str = "AA",
) -> Figure:
    """Return a figure and last month's, each read from a cell of its own."""
    now, last = statuses[0], statuses[1]
    cells = (Cell(KEY, value, now, "", "letters.csv", 2),)
    before = (Cell(KEY, previous, last, "", "before.csv", 2),) if previous is not None else ()
    return Figure(
        KEY, "Gửi đi", unit, kind, decimals, value, now, cells, VIETNAMESE,
        previous=previous, previous_cells=before,
    )  # fmt: skip


def words_of(figure: Figure) -> str:
    """Return the words of a change, which must be there."""
    found = describe_change(figure)
    assert found is not None
    return found.words


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (0, "", "0"),
        (0, "unit", "không có"),
        (0, "compared", "không có"),
        (0, "plain", "0"),
        (9, "", "09"),
        (9, "unit", "09 văn bản"),
        (9, "plain", "9"),
        (10, "", "10"),
        (10, "unit", "10 văn bản"),
        (16401, "compared", "16.401 văn bản"),
        (None, "", "chưa có số liệu"),
        (None, "unit", "chưa có số liệu"),
        (None, "compared", "chưa có số liệu"),
        (None, "plain", "chưa có số liệu"),
    ],
)
def test_a_count_is_described_in_each_style(value: float | None, style: str, text: str) -> None:
    assert describe(made(value), Placeholder("letters.sent", style)) == text


@pytest.mark.parametrize(
    ("figure", "style", "text"),
    [
        (made(472, statuses="EA"), "unit", "khoảng 472 văn bản"),
        (made(9, statuses="EA"), "", "khoảng 09"),
        (made(9, statuses="EA"), "plain", "9"),
        (made(79.365, kind="ratio", unit="%", decimals=2), "unit", "79,37%"),
        (made(0, kind="ratio", unit="%", decimals=2), "unit", "0,00%"),
        (made(11.75, kind="ratio", unit="bài/trang", decimals=1), "unit", "11,8 bài/trang"),
        (made(4.5, kind="average", unit="phút", decimals=1), "", "4,5"),
        # The 5th of May 2021 is day 737915 of the calendar that begins in the year 1.
        (made(737915, kind="date", unit="ngày"), "unit", "ngày 05 tháng 5 năm 2021"),
        (made(737915, kind="date", unit="ngày"), "plain", "05/5/2021"),
        (made(None, kind="date", unit="ngày"), "unit", "chưa có số liệu"),
    ],
)  # fmt: skip
def test_other_kinds_are_described_in_their_own_way(figure: Figure, style: str, text: str) -> None:
    assert describe(figure, Placeholder("letters.sent", style)) == text


@pytest.mark.parametrize("style", ["loud", "Unit", "change"])
def test_an_unknown_style_is_refused(style: str) -> None:
    with pytest.raises(UsageError, match=f"“letters.sent:{style}” cannot be printed so"):
        describe(made(1), Placeholder("letters.sent", style))


@pytest.mark.parametrize(
    ("value", "previous", "amount", "formula"),
    [
        (1032, 1000, "tăng 3,2%", "(1.032 − 1.000) / 1.000 × 100"),
        (968, 1000, "giảm 3,2%", "(968 − 1.000) / 1.000 × 100"),
        (103, 100, "tăng 3,0%", "(103 − 100) / 100 × 100"),
        # Below a hundred, the number itself.
        (103, 99, "tăng 04 văn bản", "103 − 99"),
        (9, 10, "giảm 01 văn bản", "9 − 10"),
        (10, 9, "tăng 01 văn bản", "10 − 9"),
        (19, 9, "tăng 10 văn bản", "19 − 9"),
        (5, 0, "tăng 05 văn bản", "5 − 0"),
        (0, 5, "giảm 05 văn bản", "0 − 5"),
        (0, 150, "giảm 100,0%", "(0 − 150) / 150 × 100"),
        (299, 100, "tăng 199,0%", "(299 − 100) / 100 × 100"),
        # 1 of 2.000 is 0,05 %, which rounds up to 0,1 %; 1 of 2.001 rounds to nothing.
        (2001, 2000, "tăng 0,1%", "(2.001 − 2.000) / 2.000 × 100"),
        (2002, 2001, "tăng 01 văn bản", "2.002 − 2.001"),
        (2000, 2001, "giảm 01 văn bản", "2.000 − 2.001"),
    ],
)
def test_a_flow_changes_by_percent_from_a_hundred_on(
    value: int, previous: int, amount: str, formula: str
) -> None:
    found = describe_change(made(value, previous))
    verb, _space, number = amount.partition(" ")
    signed = {"tăng": "+", "giảm": "−"}[verb] + number
    assert found == Change(f"{amount} {LAST}", number, formula, signed)


def test_a_flow_of_three_times_what_it_was_and_more_is_a_multiple() -> None:
    assert describe_change(made(1350, 100)) == Change(
        "gấp 13,5 lần tháng trước", "13,5", "1.350 / 100", "13,5 lần"
    )
    assert describe_change(made(1350, 100, statuses="EA")) == Change(
        "gấp khoảng 13,5 lần tháng trước", "khoảng 13,5", "1.350 / 100", "khoảng 13,5 lần"
    )
    assert words_of(made(30, 5)) == f"tăng 25 văn bản {LAST}"


@pytest.mark.parametrize(
    ("kind", "unit", "decimals", "value", "previous", "words", "formula"),
    [
        ("stock", "người dùng", 0, 7254, 7243, "tăng 11 người dùng", "7.254 − 7.243"),
        ("stock", "xã", 0, 7, 9, "giảm 02 xã", "7 − 9"),
        ("ratio", "%", 2, 79.37, 78.15, "tăng 1,22 điểm phần trăm", "79,37 − 78,15"),
        ("ratio", "%", 2, 0.0, 33.333, "giảm 33,33 điểm phần trăm", "0,00 − 33,33"),
        ("average", "phút", 0, 27, 30, "giảm 3 phút", "27 − 30"),
        ("ratio", "bài/trang", 1, 11.8, 10.3, "tăng 1,5 bài/trang", "11,8 − 10,3"),
        ("flow", "%", 1, 150.5, 120.0, "tăng 25,4%", "(150,5 − 120,0) / 120,0 × 100"),
    ],
)
def test_all_else_changes_by_a_number_of_its_unit(
    kind: str, unit: str, decimals: int, value: float, previous: float, words: str, formula: str
) -> None:
    found = describe_change(made(value, previous, kind, unit, decimals))
    assert found is not None
    assert (found.words, found.formula) == (f"{words} {LAST}", formula)


@pytest.mark.parametrize(
    ("value", "previous", "kind", "decimals"),
    [
        (20, 20, "flow", 0),
        (0, 0, "flow", 0),
        (1000, 1000, "flow", 0),
        (79.371, 79.368, "ratio", 2),
        (79.368, 79.371, "ratio", 2),
    ],
)
def test_what_has_not_changed_says_so(
    value: float, previous: float, kind: str, decimals: int
) -> None:
    found = describe_change(made(value, previous, kind, "%" if kind == "ratio" else "xã", decimals))
    assert found is not None
    assert (found.words, found.amount) == (f"không đổi {LAST}", "")


@pytest.mark.parametrize("statuses", ["EA", "AE", "EE"])
def test_an_estimate_on_either_side_makes_the_change_one(statuses: str) -> None:
    assert words_of(made(12, 9, statuses=statuses)) == f"tăng khoảng 03 văn bản {LAST}"
    assert words_of(made(90, 120, statuses=statuses)) == f"giảm khoảng 25,0% {LAST}"


def test_a_provisional_figure_is_compared_like_any_other() -> None:
    assert words_of(made(12, 9, statuses="PA")) == f"tăng 03 văn bản {LAST}"


@pytest.mark.parametrize(
    "figure",
    [
        made(None, 5, statuses="MA"),
        made(5, None),
        made(None, None, statuses="MA"),
        made(737915, 737900, kind="date", unit="ngày"),
    ],
)
def test_what_cannot_be_compared_has_no_change(figure: Figure) -> None:
    assert describe_change(figure) is None


COUNTS = st.integers(0, 20_000)


@given(COUNTS, COUNTS, st.sampled_from(["flow", "stock"]))
def test_there_and_back_differ_in_the_verb(one: int, other: int, kind: str) -> None:
    assume(one != other)
    there, back = words_of(made(one, other, kind)), words_of(made(other, one, kind))
    up, down = {"tăng", "gấp"}, {"giảm"}
    verbs = (up, down) if one > other else (down, up)
    assert all(words.split()[0] in verb for words, verb in zip((there, back), verbs, strict=True))


@given(COUNTS, COUNTS)
def test_a_stock_changes_by_the_difference(one: int, other: int) -> None:
    words = words_of(made(one, other, "stock"))
    number = re.search(r"[\d.]+", words)
    assert int(number[0].replace(".", "") if number else 0) == abs(one - other)


@given(COUNTS, st.integers(100, 20_000))
def test_a_percentage_is_the_exact_share_rounded_half_up(now: int, last: int) -> None:
    words = words_of(made(now, last))
    tenths = int(Fraction(abs(now - last) * 1000, last) + Fraction(1, 2))
    if now >= 3 * last:
        times = int(Fraction(now * 10, last) + Fraction(1, 2))
        assert f"gấp {times // 10},{times % 10} lần" in words
    elif tenths:
        assert f" {tenths // 10:,}".replace(",", ".") + f",{tenths % 10}% " in words
    else:
        assert "%" not in words


@given(COUNTS, COUNTS)
def test_words_hold_the_amount_once(one: int, other: int) -> None:
    found = describe_change(made(one, other))
    assert found is not None
    assert found.words.count(found.amount) == 1 or not found.amount


@pytest.mark.parametrize(
    ("staff", "words"),
    [
        ("people,33,,\nopening,31,,\njoined,2,,\n", f"tăng 02 người {LAST}"),
        ("people,31,,\nopening,31,,\njoined,0,,\n", f"không đổi {LAST}"),
        ("people,33,,\nopening,31,E,\njoined,2,,\n", f"tăng khoảng 02 người {LAST}"),
        ("people,33,,\njoined,2,,\n", None),
        ("people,33,,\nopening,,M,\njoined,2,,\n", None),
        ("people,33,B,\nopening,31,,\njoined,2,,\n", None),
    ],
)
def test_without_a_month_before_a_stock_changes_from_its_opening(
    tmp_path: Path, staff: str, words: str | None
) -> None:
    month = loaded(small(tmp_path, {"2021-05": {"staff": staff}})).month(MAY)
    found = describe_change(month["staff.people"])
    assert (found and found.words) == words


def test_a_month_before_counts_more_than_the_opening(tmp_path: Path) -> None:
    rows = "people,33,,\nopening,31,,\njoined,2,,\n"
    month = loaded(small(tmp_path, {"2021-04": {}, "2021-05": {"staff": rows}})).month(MAY)
    assert words_of(month["staff.people"]) == f"tăng 03 người {LAST}"


@pytest.mark.parametrize(
    ("month", "window", "words"),
    [
        ("2021-05", "15-14", {
            "month": "tháng 5 năm 2021",
            "previous_month": "tháng 4 năm 2021",
            "next_month": "tháng 6 năm 2021",
            "year": "2021",
            "first_day": "ngày 15 tháng 4 năm 2021",
            "last_day": "ngày 14 tháng 5 năm 2021",
        }),
        ("2021-01", "15-14", {
            "previous_month": "tháng 12 năm 2020",
            "first_day": "ngày 15 tháng 12 năm 2020",
            "last_day": "ngày 14 tháng 01 năm 2021",
        }),
        ("2020-12", "calendar", {
            "next_month": "tháng 1 năm 2021",
            "year": "2020",
            "first_day": "ngày 01 tháng 12 năm 2020",
            "last_day": "ngày 31 tháng 12 năm 2020",
        }),
        ("2024-02", "calendar", {"last_day": "ngày 29 tháng 02 năm 2024"}),
    ],
)  # fmt: skip
def test_a_word_of_the_period_follows_the_reporting_window(
    month: str, window: ReportingWindow, words: dict[str, str]
) -> None:
    period = pd.Period(month, "M")
    assert {word: describe_period(word, period, window, VIETNAMESE) for word in words} == words


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
        (62.25, "at_most", "%", "≤ 62,25%", "mục tiêu nhiều nhất 62,25%"),
        (80, "at_most", "%", "≤ 80%", "mục tiêu nhiều nhất 80%"),
        # As it was set: no decimals are added, and none is rounded away.
        (99.5, "at_least", "%", "≥ 99,5%", "mục tiêu ít nhất 99,5%"),
        (0.125, "at_most", "%", "≤ 0,125%", "mục tiêu nhiều nhất 0,125%"),
        (100.0, "at_least", "%", "100%", "mục tiêu 100%"),
        (12500, "at_least", "hồ sơ", "≥ 12.500 hồ sơ", "mục tiêu ít nhất 12.500 hồ sơ"),
        (0, "at_most", "sự cố", "0 sự cố", "mục tiêu 0 sự cố"),
    ],
)
def test_a_target_is_given_as_it_was_set_with_its_decision(
    value: float, direction: str, unit: str, line: str, words: str
) -> None:
    aim, figure = target(value, direction), made(1, unit=unit)
    assert target_at_line(aim, figure) == f"{line}: 749/QĐ-TTg"
    assert describe_target(aim, figure) == f"{words} (749/QĐ-TTg)"


def test_a_remark_is_made_only_where_the_denominators_differ() -> None:
    targets = [
        target(agree=False, remark="tính trên dịch vụ đủ điều kiện"),
        target(agree=True, remark="không cần nói"),
        target(agree=False),
    ]
    assert target_remarks(targets) == ["749/QĐ-TTg: tính trên dịch vụ đủ điều kiện"]
    assert target_remarks([]) == []
