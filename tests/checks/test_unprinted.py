"""What the month has and the notebook of the report does not print, or prints twice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.checks import check
from ictanalysis.dataset import read_dataset
from tests.checks.test_notebook import notebook
from tests.datasets import small, write

PLAN = ",1,Tập huấn,,planned,\n"


def told(folder: Path, *cells: str, narrative: str = "", plan: str = "") -> list[tuple[str, str]]:
    """Return place and message of what the rule finds."""
    path = small(folder, {"2021-05": {"plan": plan} if plan else {}})
    write(path / "2021-05/narrative.md", narrative)
    findings = check(
        read_dataset(path, notebook(folder / "notebooks", *cells)), pd.Period("2021-05", "M")
    )
    return [
        (f"{each.file}:{each.cell}:{each.line}", str(each.message))
        for each in findings
        if each.rule == "notebook"
    ]


def test_news_of_a_section_that_no_cell_prints_are_told(tmp_path: Path) -> None:
    ((where, message),) = told(tmp_path, "%text Một.", narrative="## I\n\nTin.\n")
    assert where == "data/2021-05/narrative.md:0:3"
    assert message == (
        "no cell of notebooks/report.ipynb prints section I, so that its news would be lost: add "
        "“%section I”"
    )


@pytest.mark.parametrize(
    "cell",
    ["%section I", "%%section I\nMột.", 'report.section("I")', "report.section(number)"],
    ids=["line", "cell", "call", "what only a computation names"],
)
def test_a_section_that_a_cell_prints_is_none(tmp_path: Path, cell: str) -> None:
    assert told(tmp_path, cell, narrative="## I\n\nTin.\n") == []


def test_a_section_without_news_need_not_be_printed(tmp_path: Path) -> None:
    assert told(tmp_path, "%text Một.", narrative="## I\n") == []


def test_the_tasks_of_a_plan_are_printed(tmp_path: Path) -> None:
    ((where, message),) = told(tmp_path, "%section I", plan=PLAN)
    assert where == "data/2021-05/plan.csv:0:0"
    assert "prints the tasks of next month: add “%plan”" in message


def test_a_plan_that_a_cell_prints_is_none(tmp_path: Path) -> None:
    assert told(tmp_path, "%plan I", plan=PLAN) == []


@pytest.mark.parametrize(
    ("cells", "where", "message"),
    [
        (["%section I", "%section I"], "3:1", "section “I” is there already"),
        (
            ['ict.charts.trend(this, "letters.sent").named("a")'] * 2,
            "3:1",
            "chart “a” is there already",
        ),
    ],
)
def test_what_is_there_twice_is_told_with_both_places(
    tmp_path: Path, cells: list[str], where: str, message: str
) -> None:
    ((place, words),) = told(tmp_path, *cells)
    assert place == f"notebooks/report.ipynb:{where}"
    assert words == f"{message} (notebooks/report.ipynb, cell 2, line 1): remove one of the two"
