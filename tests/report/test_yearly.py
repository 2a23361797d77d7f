from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from ictanalysis.analysis import Dataset, Month
from ictanalysis.report.prose import fill, words
from ictanalysis.report.yearly import on_year, year_to_date
from tests.datasets import MAY, loaded, small


def letters(sent: int, signed: int = 0, status: str = "") -> Mapping[str, str]:
    return {"letters": f"sent,{sent},{status},\nsigned,{signed},,\n"}


def two_years(folder: Path, **changed: Mapping[str, str]) -> Dataset:
    """Return January to May of 2020, a hundred letters a month, and of 2021, ten more each month.

    Half of those of 2020 are signed, and 88 a month of 2021. `m2021_03` stands for March 2021.
    """
    months = {f"2020-{month:02d}": letters(100, 50) for month in range(1, 6)}
    months |= {f"2021-{month:02d}": letters(100 + 10 * month, 88) for month in range(1, 6)}
    months |= {name[1:].replace("_", "-"): rows for name, rows in changed.items()}
    return loaded(small(folder, months))


@pytest.fixture
def may(tmp_path: Path) -> Month:
    return two_years(tmp_path).month(MAY)


def test_a_figure_is_given_with_its_change_on_year(may: Month) -> None:
    text = words(may, "Gửi {letters.sent:year_on_year}.")
    assert text == "Gửi 150 văn bản, tăng 50,0% so với cùng kỳ năm trước."


def test_a_figure_is_given_with_what_it_adds_up_to(may: Month) -> None:
    # 110 + 120 + 130 + 140 + 150 = 650, after 500.
    text = words(may, "Gửi {letters.sent:year_to_date}.")
    assert text == ("Gửi 150 văn bản, lũy kế từ đầu năm 650 văn bản, tăng 30,0% so với cùng kỳ.")


def test_a_rate_of_the_year_is_that_of_its_sums(may: Month) -> None:
    # 440 of 650 after 250 of 500.
    text = words(may, "Tỷ lệ {letters.signed_rate:year_to_date}.")
    assert text == (
        "Tỷ lệ 58,67%, tính chung từ đầu năm 67,69%, tăng 17,69 điểm phần trăm so với cùng kỳ."
    )


def test_a_stock_is_held_against_last_year_and_not_added_up(may: Month) -> None:
    assert words(may, "{staff.people:year_to_date}.") == "30 người."
    text = words(may, "{staff.people:year_on_year}.")
    assert text == "30 người, không đổi so với cùng kỳ năm trước."


def test_history_that_is_not_there_leaves_no_comma(tmp_path: Path) -> None:
    month = loaded(small(tmp_path, {"2021-05": letters(150)})).month(MAY)
    for style in ("year_on_year", "year_to_date", "compared"):
        template = f"Gửi {{letters.sent:{style}}}; hết."
        assert words(month, template) == "Gửi 150 văn bản; hết."
        assert re.sub("<[^>]*>", "", fill(month, template).markdown) == "Gửi 150 văn bản; hết."


def test_a_year_without_the_last_adds_up_alone(tmp_path: Path) -> None:
    months = {f"2021-{month:02d}": letters(100) for month in range(1, 6)}
    month = loaded(small(tmp_path, months)).month(MAY)
    text = words(month, "Gửi {letters.sent:year_to_date}.")
    assert text == "Gửi 100 văn bản, lũy kế từ đầu năm 500 văn bản."


@pytest.mark.parametrize(
    ("march", "text"),
    [
        (letters(130, status="B"), "150 văn bản"),
        ({"letters": "sent,,M,\nsigned,,M,\n"}, "150 văn bản"),
        (
            letters(130, status="E"),
            "150 văn bản, lũy kế từ đầu năm khoảng 650 văn bản, tăng khoảng 30,0% so với cùng kỳ",
        ),
    ],
)
def test_what_lies_in_the_year_decides_how_it_is_described(
    tmp_path: Path, march: Mapping[str, str], text: str
) -> None:
    month = two_years(tmp_path, m2021_03=march).month(MAY)
    assert words(month, "{letters.sent:year_to_date}") == text


def test_a_break_between_the_years_keeps_them_apart(tmp_path: Path) -> None:
    month = two_years(tmp_path, m2021_01=letters(110, status="B")).month(MAY)
    assert words(month, "{letters.sent:year_on_year}") == "150 văn bản"
    text = words(month, "{letters.sent:year_to_date}")
    assert text == "150 văn bản, lũy kế từ đầu năm 650 văn bản"


def test_a_missing_month_is_only_called_missing(tmp_path: Path) -> None:
    gone = {"letters": "sent,,M,\nsigned,,M,\n"}
    month = two_years(tmp_path, m2021_05=gone).month(MAY)
    for style in ("year_on_year", "year_to_date"):
        assert words(month, f"{{letters.sent:{style}}}.") == "chưa có số liệu."


def test_a_sum_says_how_it_was_added_up_and_from_where(may: Month) -> None:
    total = year_to_date(may, may.data.catalog.resolve("letters.sent"))
    assert total is not None
    assert (total.value, total.previous, total.status) == (650, 500, "A")
    assert total.formula == "110 + 120 + 130 + 140 + 150"
    assert total.sources == [f"data/2021-{month:02d}/letters.csv:2" for month in range(1, 6)]
    before = [cell.place for cell in total.previous_cells]
    assert before == [f"data/2020-{month:02d}/letters.csv:2" for month in range(1, 6)]


def test_a_rate_of_the_year_says_its_sums(may: Month) -> None:
    total = year_to_date(may, may.data.catalog.resolve("letters.signed_rate"))
    assert total is not None
    assert total.formula == "440 / 650 × 100"
    assert len(total.cells) == 10


def test_a_figure_of_last_year_says_where_it_stands(may: Month) -> None:
    figure = on_year(may, may.data.catalog.resolve("letters.signed_rate"))
    assert (figure.value, figure.previous) == (pytest.approx(8800 / 150), 50)
    assert [cell.place for cell in figure.previous_cells] == [
        "data/2020-05/letters.csv:3",
        "data/2020-05/letters.csv:2",
    ]


def test_each_number_of_a_sentence_is_traced(may: Month) -> None:
    markdown = html.unescape(fill(may, "{letters.sent:year_to_date}").markdown)
    labels = re.findall('data-label="([^"]*)"', markdown)
    assert labels == [
        "Gửi đi",
        "Gửi đi, lũy kế từ đầu năm",
        "Gửi đi, lũy kế từ đầu năm, so với cùng kỳ",
    ]
    formulas = re.findall('data-formula="([^"]*)"', markdown)
    assert formulas[2] == "(650 − 500) / 500 × 100"
