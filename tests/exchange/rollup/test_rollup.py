from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.checks import check
from ictanalysis.dataset import read_dataset
from ictanalysis.language.errors import InputError, UsageError
from tests.datasets import CASES, edit, loaded, snapshot, write
from tests.exchange.rollup.conftest import Months, Roll

Unit = Callable[[str, Months], Path]

APRIL, MAY = pd.Period("2021-04", "M"), pd.Period("2021-05", "M")
LETTERS = {
    "a": "sent,20,,\nsigned,12,,\nunsigned,8,,\n",
    "b": "sent,10,,\nsigned,9,,\nunsigned,1,,\n",
    "c": "sent,5,,\nsigned,1,,\nunsigned,4,,\n",
}
THREE = "sent,30,,\nsigned,21,,\nunsigned,9,,\n"


def values(data: Dataset, month: pd.Period, *keys: str) -> list[tuple[float | None, str]]:
    figures = [data[month][key] for key in keys]
    return [(each.value, each.status) for each in figures]


@pytest.fixture
def three(unit: Unit) -> None:
    """Make three units in April, and two in May, when one has joined another."""
    unit("a", {"2021-04": {"letters": LETTERS["a"]}, "2021-05": {"letters": THREE}})
    unit("b", {"2021-04": {"letters": LETTERS["b"]}, "2021-05": {"letters": LETTERS["b"]}})
    unit("c", {"2021-04": {"letters": LETTERS["c"]}})


@pytest.mark.usefixtures("three")
def test_totals_are_sums_and_ratios_are_those_of_sums(country: Path, roll: Roll) -> None:
    roll()
    data = loaded(country / "data")
    assert values(data, APRIL, "letters.sent", "letters.signed") == [(35, "A"), (22, "A")]
    assert data[APRIL]["letters.signed_rate"].formula == "22 / 35 × 100"
    assert values(data, MAY, "letters.sent", "cases.received[level=low]") == [(40, "A"), (120, "A")]
    assert data[MAY]["letters.signed_rate[reporter=b]"].text == "90,00%"


@pytest.mark.usefixtures("three")
def test_what_has_joined_another_is_a_part_of_it_in_earlier_months(
    country: Path, roll: Roll
) -> None:
    roll()
    data = loaded(country / "data")
    key = "letters.sent[reporter=a]"
    assert values(data, APRIL, key) == [(25, "I")]
    assert values(data, MAY, key, "letters.sent[reporter=b]") == [(30, "B"), (10, "A")]
    cells = {str(each): cell for each, cell in data[MAY].cells.items()}
    assert cells[key].note == "từ tháng này gồm cả Tỉnh C"
    assert data[MAY][key].previous is None
    assert data[MAY]["letters.sent"].previous == 35
    assert data.catalog.dimensions["reporter"].members == {"a": "Tỉnh A", "b": "Tỉnh B"}
    note = next(cell.note for each, cell in data[APRIL].cells.items() if str(each) == key)
    assert note == "tổng của Tỉnh A và Tỉnh C, nay là một đơn vị"


@pytest.mark.usefixtures("three")
def test_before_they_joined_the_units_are_those_of_then(country: Path, roll: Roll) -> None:
    made = roll("2021-04")
    data = loaded(country / "data")
    assert list(data.catalog.dimensions["reporter"].members) == ["a", "b", "c"]
    assert values(data, APRIL, "letters.sent[reporter=a]") == [(20, "A")]
    assert (made.units, made.late, made.months) == (3, [], [APRIL])


def test_who_is_late_is_not_in_a_total_that_says_so(country: Path, unit: Unit, roll: Roll) -> None:
    write(country / "data/reporters.csv", "reporter,name,became,from\na,A,,\nb,B,,\nd,D,,\n")
    unit("a", {"2021-04": {}, "2021-05": {"letters": LETTERS["a"]}})
    unit("b", {"2021-04": {}})
    made = roll()
    assert (made.units, made.late) == (3, ["B", "D"])
    data = loaded(country / "data")
    cell = next(cell for key, cell in data[MAY].cells.items() if str(key) == "letters.sent")
    assert (cell.value, cell.status) == (20, "B")
    assert cell.note == "tổng của 1/3 đơn vị; các đơn vị được cộng khác với tháng trước"
    assert data[MAY]["letters.sent"].previous is None
    asked = ("units", "reported", "late", "sound", "drafts", "figures_expected", "figures_known")
    own = [data[MAY][f"coverage.{name}"].value for name in asked]
    assert own == [3, 1, 2, 1, 0, 39, 13]
    assert data[MAY]["coverage.reported_rate"].text == "33,3%"
    assert "letters.sent[reporter=b]" not in {str(key) for key in data[MAY].cells}
    found = [each for each in check(read_dataset(country / "data"), MAY) if each.rule == "missing"]
    assert [(each.severity, dict(each.where)) for each in found] == [("warning", {"reporter": "b"})]
    told = [each.message.render("vi") for each in found]
    assert told == ["“B” chưa có 19 số liệu mà tháng trước có"]


def test_a_figure_that_one_unit_lacks_is_named(country: Path, unit: Unit, roll: Roll) -> None:
    unit("a", {"2021-05": {"letters": "sent,,M,\nsigned,12,,\n"}})
    unit("b", {"2021-05": {"letters": LETTERS["b"]}})
    roll()
    data = loaded(country / "data")
    cells = {str(key): cell for key, cell in data[MAY].cells.items()}
    assert (cells["letters.sent"].value, cells["letters.sent"].status) == (10, "P")
    assert cells["letters.sent"].note == "tổng của 1/2 đơn vị; chưa có Tỉnh A"
    assert (cells["letters.signed"].value, cells["letters.signed"].status) == (21, "A")
    assert cells["letters.sent[reporter=a]"].status == "M"
    assert data[MAY]["coverage.figures_known[reporter=a]"].value == 12


def test_an_error_of_a_unit_makes_its_table_provisional(
    country: Path, unit: Unit, roll: Roll
) -> None:
    unit("a", {"2021-05": {"letters": "sent,20,,\nsigned,11,,\nunsigned,8,,\n"}})
    unit("b", {"2021-05": {}})
    roll()
    data = loaded(country / "data")
    assert values(data, MAY, "letters.sent[reporter=a]", "letters.sent") == [(20, "P"), (40, "P")]
    assert values(data, MAY, "cases.received") == [(200, "A")]
    counts = ("coverage.drafts", "coverage.sound", "coverage.errors[reporter=a]")
    assert [data[MAY][each].value for each in counts] == [1, 1, 1]
    found = [each for each in check(read_dataset(country / "data"), MAY) if each.rule == "sum"]
    assert {each.severity for each in found} == {"warning"}


@pytest.mark.usefixtures("three")
def test_every_figure_of_a_unit_names_its_cell_there(country: Path, roll: Roll) -> None:
    roll()
    may = loaded(country / "data")[MAY]
    total, *parts = may.trace("letters.signed")
    assert (total.cell.value, total.along, total.origin) == (30, "", "")
    assert [(each.cell.value, each.along, each.origin) for each in parts] == [
        (21, "reporter", "a/2021-05/letters.csv, B3"),
        (9, "reporter", "b/2021-05/letters.csv, B3"),
    ]
    source = parts[0].source
    content = (country / "units/a/2021-05/letters.csv").read_bytes()
    assert source is not None
    assert source.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.usefixtures("three")
def test_a_total_that_is_changed_by_hand_is_found(country: Path, roll: Roll) -> None:
    roll()
    edit(country / "data/2021-05/letters.csv", "sent,,40,,", "sent,,41,,")
    edit(country / "data/2021-05/letters.csv", "signed,b,9,,", "signed,b,8,,")
    found = check(read_dataset(country / "data"), MAY)
    rules = {(each.rule, each.severity) for each in found if each.table == "letters"}
    assert ("sum", "error") in rules
    changed = [each for each in found if each.file.endswith("sources.csv")]
    assert [each.found for each in changed] == ["8"]


@pytest.mark.usefixtures("three")
def test_what_is_the_same_is_not_written_again_and_what_people_write_stays(
    country: Path, roll: Roll
) -> None:
    roll()
    write(country / "data/2021-05/narrative.md", "## I\n- Một việc.\n")
    before = snapshot(country)
    stamps = {path: path.stat().st_mtime_ns for path in country.rglob("*") if path.is_file()}
    roll()
    assert snapshot(country) == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_averages_and_days_have_no_total(country: Path, unit: Unit, roll: Roll) -> None:
    for key, level in (("a", "2.5"), ("b", "4")):
        path = unit(key, {"2021-05": {}})
        edit(
            path / "catalog.yml",
            "      people:\n",
            "      wait: {label: Chờ, unit: ngày, kind: average, decimals: 1}\n"
            "      day: {label: Ngày họp, unit: ngày, kind: date}\n      people:\n",
        )
        edit(
            path / "2021-05/staff.csv",
            "people,30,,\n",
            f"people,30,,\nwait,{level},,\nday,2021-05-1{key == 'b':d},,\n",
        )
    roll()
    data = loaded(country / "data")
    cells = {str(key): cell.value for key, cell in data[MAY].cells.items()}
    assert (cells["staff.wait[reporter=a]"], cells["staff.wait[reporter=b]"]) == (2.5, 4)
    assert not {"staff.wait", "staff.day"} & set(cells)
    assert data[MAY]["staff.day[reporter=b]"].text == "11/5/2021"
    assert not [each for each in check(read_dataset(country / "data"), MAY) if each.blocks]


def test_catalogs_may_differ_in_their_sources_alone(country: Path, unit: Unit, roll: Roll) -> None:
    unit("a", {"2021-05": {}})
    path = unit("b", {"2021-05": {}})
    text = (path / "catalog.yml").read_text(encoding="utf-8")
    write(path / "catalog.yml", text.replace("source: Nguồn", "source: Nguồn khác"))
    roll()
    assert loaded(country / "data").catalog.tables["letters"].source == (
        "Bảng số liệu của các đơn vị báo cáo"
    )
    edit(path / "catalog.yml", "people:\n        label: Số người", "people:\n        label: Người")
    before = snapshot(country)
    with pytest.raises(UsageError, match=r"b/catalog.yml and a/catalog.yml differ at tables.staff"):
        roll()
    assert snapshot(country) == before


def test_a_unit_that_nobody_expects_is_refused(country: Path, unit: Unit, roll: Roll) -> None:
    unit("x", {"2021-05": {}})
    with pytest.raises(UsageError, match=r"reporters\.csv does not list “x”"):
        roll()
    assert not (country / "notebooks").exists()


def test_made_up_figures_must_be_said_to_be(country: Path, unit: Unit, roll: Roll) -> None:
    unit("a", {"2021-05": {}})
    edit(country / "data/dataset.yml", "synthetic: true", "synthetic: false")
    with pytest.raises(InputError, match="write synthetic: true"):
        roll()


def test_figures_of_its_own_are_not_replaced(country: Path, unit: Unit, roll: Roll) -> None:
    own = unit("a", {"2021-05": {}})
    for name in ("catalog.yml", "2021-05"):
        (own / name).rename(country / "data" / name)
    own.rename(country / "gone")
    unit("b", {"2021-05": {}})
    before = snapshot(country / "data")
    with pytest.raises(UsageError, match="figures of its own"):
        roll()
    assert snapshot(country / "data") == before


@pytest.mark.parametrize("kind", ["no catalog", "unreadable", "not UTF-8"])
def test_figures_that_nobody_can_read_are_not_replaced(
    country: Path, unit: Unit, roll: Roll, kind: str
) -> None:
    own = unit("a", {"2021-05": {}})
    for name in ("catalog.yml", "2021-05"):
        (own / name).rename(country / "data" / name)
    own.rename(country / "gone")
    unit("b", {"2021-05": {}})
    table = country / "data/2021-05/letters.csv"
    if kind == "no catalog":
        (country / "data/catalog.yml").unlink()
    else:
        for path in (country / "data/2021-05").glob("*.csv"):
            path.write_text("measure,value,status,note\n", encoding="utf-8")
        table.write_bytes(
            b"measure,value,status,note\nsent,12x,,\n" + b"\xff" * (kind == "not UTF-8")
        )
    before = snapshot(country / "data")
    with pytest.raises(UsageError, match="figures of its own"):
        roll()
    assert snapshot(country / "data") == before


def test_a_blank_month_is_filled(country: Path, unit: Unit, roll: Roll) -> None:
    path = unit("a", {"2021-05": {}})
    write(country / "data/catalog.yml", (path / "catalog.yml").read_text(encoding="utf-8"))
    (country / "data/2021-05").mkdir()
    write(country / "data/2021-05/letters.csv", "measure,value,status,note\nsent,,M,\n")
    roll()
    assert loaded(country / "data")[MAY]["letters.sent"].value == 20


def test_what_a_project_lacks_is_begun_piece_by_piece(
    country: Path, unit: Unit, roll: Roll
) -> None:
    unit("x-1", {"2021-05": {}})
    for name in ("dataset.yml", "reporters.csv"):
        (country / "data" / name).unlink()
    made = roll()
    assert [each.name for each in made.begun] == ["dataset.yml", "notebooks"]
    register = (country / "data/reporters.csv").read_text(encoding="utf-8")
    assert register == "reporter,name,became,from\nx-1,tỉnh Thử Nghiệm,,\n"
    assert (made.units, made.late) == (1, [])


def test_who_reports_after_joining_another_is_told(country: Path, unit: Unit, roll: Roll) -> None:
    for key in ("a", "b", "c"):
        unit(key, {"2021-05": {}})
    assert roll().unused == ["c"]
    assert loaded(country / "data")[MAY]["letters.sent"].value == 40


def test_the_cell_is_that_of_the_unit_s_own_order(country: Path, unit: Unit, roll: Roll) -> None:
    path = unit("a", {"2021-05": {}})
    unit("b", {"2021-05": {}})
    rows = "".join(f"{name},,{value},\n" for name, value in (("sent", 20), ("signed", 12)))
    write(path / "2021-05/letters.csv", "measure,status,value,note\n" + rows + "unsigned,,8,\n")
    roll()
    parts = loaded(country / "data")[MAY].trace("letters.sent")[1:]
    assert [each.origin for each in parts] == [
        "a/2021-05/letters.csv, C2",
        "b/2021-05/letters.csv, B2",
    ]


def test_who_has_a_month_without_a_figure_is_late(country: Path, unit: Unit, roll: Roll) -> None:
    rows = {"cases": "received,,,,M,\n", "letters": "sent,,M,\n", "staff": "people,,M,\n"}
    unit("a", {"2021-05": {}})
    unit("b", {"2021-05": rows})
    assert roll().late == ["Tỉnh B"]
    assert loaded(country / "data")[MAY]["coverage.late"].value == 1


def test_without_units_or_the_month_there_is_nothing(country: Path, unit: Unit, roll: Roll) -> None:
    (country / "units").mkdir()
    with pytest.raises(InputError, match="holds no data sets"):
        roll()
    unit("a", {"2021-04": {}})
    with pytest.raises(InputError, match="no unit has the month 2021-05"):
        roll()


def test_a_project_is_begun_where_there_is_none(country: Path, unit: Unit, roll: Roll) -> None:
    unit("tra-vinh", {"2021-05": {"cases": CASES}})
    for path in sorted((country / "data").iterdir()):
        path.unlink()
    (country / "data").rmdir()
    made = roll()
    assert [path.name for path in made.begun] == ["dataset.yml", "notebooks"]
    data = loaded(country / "data")
    assert data.settings.synthetic
    assert (made.units, len(made.late)) == (63, 62)
    assert sorted(path.name for path in (country / "notebooks").iterdir()) == [
        "analysis.ipynb",
        "data_quality.ipynb",
        "report.ipynb",
        "reporters.ipynb",
    ]
