"""The lists that the sentences of every month promise, and the narrative gives."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.checks import check
from ictanalysis.dataset import read_dataset
from tests.checks.test_notebook import notebook
from tests.datasets import small, write

PROMISE = "%%section I\nĐã ký {letters.signed:unit}.\n\nSở gửi {letters.sent:unit}, gồm:"


def told(folder: Path, cell: str, narrative: str = "", rows: str = "") -> list[tuple[str, str]]:
    """Return file and message of the lists that are promised in vain."""
    path = small(folder, {"2021-05": {"letters": rows} if rows else {}})
    write(path / "2021-05/narrative.md", narrative)
    files = read_dataset(path, notebook(folder / "notebooks", cell))
    findings = check(files, pd.Period("2021-05", "M"))
    return [(each.file, str(each.message)) for each in findings if each.rule == "list_empty"]


@pytest.mark.parametrize(
    "narrative",
    [
        "",
        "## I\n\n### letters.sent\n\n- \n",
    ],
    ids=["no news", "an empty item"],
)
def test_a_list_that_the_news_do_not_give_is_told_with_both_places(
    tmp_path: Path, narrative: str
) -> None:
    assert (
        "data/2021-05/narrative.md",
        "“Sở gửi {letters.sent:unit}, gồm:” (notebooks/report.ipynb, cell 2, line 4) promises a "
        "list, and the news have none: write one item a line, beginning with “- ”, under "
        "“### letters.sent”, or end the sentence",
    ) in told(tmp_path, PROMISE, narrative)


def test_the_place_of_the_news_is_no_list(tmp_path: Path) -> None:
    (tmp_path / "told").mkdir()
    cell = f"{PROMISE}\n\n{{news}}"
    assert len(told(tmp_path, cell)) == 1
    assert told(tmp_path / "told", cell, "## I\n\n- Một.\n") == []


@pytest.mark.parametrize(
    "narrative",
    [
        "## I\n\n### letters.sent\n\n- Một.\n",
        "## I\n\n### letters\n\nvăn bản một; văn bản hai.\n",
        "## I\n\n- Một.\n",
    ],
    ids=["about the measure", "about the table", "news of the section"],
)
def test_a_list_that_the_news_give_is_none(tmp_path: Path, narrative: str) -> None:
    assert told(tmp_path, PROMISE, narrative) == []


@pytest.mark.parametrize(
    "cell",
    [
        "%%section I\nSở gửi {letters.sent:unit}, gồm:\n\n- Đã ký: {letters.signed:unit}.",
        "%%section I\nSở gửi {letters.sent:unit}.",
        "%%section I\n{if letters.sent}Sở gửi {letters.sent:unit}, gồm:{zero}Không gửi.{end}",
        "%%text\nKết quả như sau:",
    ],
    ids=["a list of its own", "no promise", "a promise that is left out", "what sections follow"],
)
def test_a_sentence_that_promises_none_is_none(tmp_path: Path, cell: str) -> None:
    assert told(tmp_path, cell, rows="sent,0,,\nsigned,0,,\nunsigned,0,,\n") == []


def test_a_sentence_without_a_figure_of_its_section_names_the_section(tmp_path: Path) -> None:
    ((file, message),) = told(tmp_path, "%%section I\nLãnh đạo Sở dự các cuộc họp sau:")
    assert file == "data/2021-05/narrative.md"
    assert "under “## I”" in message
