from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.catalog import IndicatorKey
from ictanalysis.exchange.newmonth import BlankMonth, blank_month
from ictanalysis.exchange.workbooks.readyrows import ready_rows
from ictanalysis.language.errors import InputError
from tests.datasets import (
    CASES,
    CATALOG,
    ENDED,
    ENDING,
    LETTERS,
    MAY,
    REAL,
    STAFF,
    loaded,
    small,
    write,
)

JUNE = MAY + 1
PLAN = """\
2021-04,1,Viết,,done,xong
2021-04,2,Ký,trong quý II,under_way,mới trình
2021-03,7,"Gửi ""Kế hoạch"", bản 2",2021-06-30,not_begun,chờ ý kiến
2021-04,3,Thu,,dropped,trùng
2021-04,4,Nhận,,,
,1,=Họp,,planned,
"""


def blank(folder: Path, months: dict[str, dict[str, str]], month: pd.Period = JUNE) -> BlankMonth:
    return blank_month(loaded(small(folder, months)), month)


def test_every_file_that_a_month_must_have_is_there_and_no_other() -> None:
    made = blank_month(loaded(REAL), JUNE)
    files = {path.name for path in (REAL / "2021-05").iterdir()} - {"acknowledged.csv"}
    assert set(made.texts) == files
    assert (made.month, made.before) == (JUNE, MAY)


def test_every_file_ends_with_a_newline_and_has_no_other_line_ends() -> None:
    texts = blank_month(loaded(REAL), JUNE).texts.values()
    assert all(text.endswith("\n") and "\r" not in text for text in texts)


def test_without_an_earlier_month_there_is_a_row_for_every_cell_of_the_catalog(
    tmp_path: Path,
) -> None:
    made = blank(tmp_path, {})
    assert made.before is None
    assert made.texts["cases.csv"] == (
        "measure,level,channel,value,status,note\n"
        "received,,,,M,\n"
        "received,low,,,M,\n"
        "received,high,,,M,\n"
        "received,,paper,,M,\n"
        "received,,online,,M,\n"
        "received,low,paper,,M,\n"
        "received,low,online,,M,\n"
        "received,high,paper,,M,\n"
        "received,high,online,,M,\n"
    )
    assert made.texts["staff.csv"] == "measure,value,status,note\npeople,,M,\njoined,,M,\n"
    assert made.texts["plan.csv"] == "since,number,task,due,status,outcome\n"


def test_rows_come_as_in_the_month_before_with_what_it_had_beyond_the_catalog(
    tmp_path: Path,
) -> None:
    letters = "unsigned,8,E,ước\n\nsigned_rate,60,,\nsent,20,,\n"
    made = blank(tmp_path, {"2021-05": {"letters": letters}})
    assert made.texts["letters.csv"] == (
        "measure,value,status,note\nunsigned,,M,\nsent,,M,\nsigned,,M,\n"
    )


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        ("letters", LETTERS + "nothing,1,,\n", "letters.csv, line 5: “nothing” is not a measure"),
        ("staff", STAFF + "gone,2,,\n", "staff.csv, line 5: repeats line 4"),
        ("staff", STAFF.replace("gone,1,,", 'gone,1,"'), "staff.csv, line 4: is not a CSV file"),
        ("cases", CASES + 'extra,,,1,,"x\n', "cases.csv, line 11: is not a CSV file"),
    ],
)
def test_a_table_that_cannot_be_read_as_a_whole_is_refused_for_a_row_would_be_lost(
    tmp_path: Path, table: str, text: str, told: str
) -> None:
    with pytest.raises(InputError) as error:
        blank(tmp_path, {"2021-05": {table: text}})
    assert str(error.value).startswith(f"data/2021-05/{told}")


def test_a_table_that_is_not_there_is_refused_and_a_broken_narrative_is_not(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-05": {}})
    write(path / "2021-05/narrative.md", "Mồ côi.\n")
    assert "signed,,M,\n" in blank_month(loaded(path), JUNE).texts["letters.csv"]
    (path / "2021-05/letters.csv").rename(path / "2021-05/letter.csv")
    with pytest.raises(InputError, match=r"^data/2021-05/letters\.csv: there is no such file"):
        blank_month(loaded(path), JUNE)


def test_no_value_and_no_note_of_the_month_before_is_taken_over(tmp_path: Path) -> None:
    cases = CASES.replace("received,,,100,,", "received,,,100,E,=HYPERLINK(1)")
    made = blank(tmp_path, {"2021-05": {"cases": cases}})
    assert "100" not in made.texts["cases.csv"]
    assert "HYPERLINK" not in made.texts["cases.csv"]


def test_the_narrative_has_a_heading_for_each_section_with_its_title_in_words() -> None:
    lines = blank_month(loaded(REAL), JUNE).texts["narrative.md"].split("\n")
    catalog = loaded(REAL).catalog
    assert [line.split()[1] for line in lines[::2] if line] == list(catalog.sections)
    assert set(lines[1::2]) == {""}
    assert lines[8] == "## I.4 Lĩnh vực ứng dụng công nghệ thông tin"
    assert "## IV Kế hoạch công tác tháng 7 năm 2021" in lines
    assert not any("{" in line for line in lines)


def test_what_is_still_open_is_carried_over_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    made = blank(tmp_path, {"2021-05": {"plan": PLAN}})
    assert made.texts["plan.csv"] == (
        "since,number,task,due,status,outcome\n"
        "2021-04,2,Ký,trong quý II,,\n"
        '2021-03,7,"Gửi ""Kế hoạch"", bản 2",2021-06-30,,\n'
        "2021-05,1,=Họp,,,\n"
    )
    assert [task.number for task in made.carried] == ["2", "7", "1"]
    assert [task.number for task in made.unreported] == ["4"]


def test_after_a_gap_the_latest_earlier_month_is_the_one_before(tmp_path: Path) -> None:
    months = {
        "2021-02": {"plan": ",1,Viết,,planned,\n"},
        "2021-03": {"plan": ",1,Ký,,planned,\n", "staff": "gone,1,,\n" + STAFF[: STAFF.index("g")]},
        "2021-08": {"plan": ",1,Thu,,planned,\n"},
    }
    made = blank(tmp_path, months)
    assert str(made.before) == "2021-03"
    assert [task.task for task in made.carried] == ["Ký"]
    assert made.texts["staff.csv"].startswith("measure,value,status,note\ngone,,M,\n")


def test_a_plan_that_cannot_be_read_as_a_whole_is_refused_for_a_task_would_be_lost(
    tmp_path: Path,
) -> None:
    with pytest.raises(InputError) as told:
        blank(tmp_path, {"2021-05": {"plan": PLAN.replace("under_way", "underway")}})
    assert str(told.value).startswith("data/2021-05/plan.csv, line 3: “underway” is not the state")


def test_a_catalog_without_a_plan_table_has_a_plan_all_the_same(tmp_path: Path) -> None:
    assert "rows_of" not in CATALOG
    assert "plan.csv" in blank(tmp_path, {}).texts


def test_a_series_that_has_ended_is_not_to_be_filled_in(tmp_path: Path) -> None:
    data = loaded(small(tmp_path, {"2021-04": {}, "2021-05": {"cases": ENDING}}))
    june = blank_month(data, JUNE).texts["cases.csv"]
    assert [line.split(",")[:3] for line in june.splitlines()[1:]] == [
        line.split(",")[:3] for line in ENDED.splitlines()
    ]
    # A workbook of the month itself has the row with which it ends; one of the next has not.
    high = IndicatorKey("cases", "received", (("level", "high"),))
    own = ready_rows(data, MAY)["cases"][high]
    assert own is not None
    assert (own.status, own.note) == ("B", "Đã giải thể")
    assert len(ready_rows(data, JUNE)["cases"]) == 6
    (tmp_path / "later").mkdir()
    data = loaded(
        small(tmp_path / "later", {"2021-05": {"cases": ENDING}, "2021-06": {"cases": ENDED}})
    )
    assert blank_month(data, JUNE + 1).texts["cases.csv"] == june
