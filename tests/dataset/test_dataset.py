from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.dataset import cells_of, read_dataset
from ictanalysis.language.errors import InputError
from tests.datasets import CATALOG, MAY, REAL, copy_of_real, edit, small, write


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as told:
        read_dataset(path)
    return str(told.value)


def test_observations_are_one_tidy_frame() -> None:
    frame = read_dataset(REAL).observations
    assert list(frame.columns) == [
        "month",
        "table",
        "measure",
        "level",
        "channel",
        "holder",
        "carrier",
        "language",
        "category",
        "course",
        "inspection_type",
        "value",
        "status",
        "note",
        "line",
        "file",
    ]
    assert isinstance(frame["month"].dtype, pd.PeriodDtype)
    assert frame["value"].dtype == "float64"
    assert frame["line"].dtype == "int64"
    assert len(frame) == 97
    assert not frame.duplicated(["month", "table", "measure", *frame.columns[3:11]]).any()


def test_an_observation_says_where_it_stands() -> None:
    cells = cells_of(read_dataset(REAL), MAY)
    cell = next(cell for key, cell in cells.items() if str(key) == "portal.posts[language=km]")
    assert (cell.value, cell.line, cell.status, cell.note) == (18.0, 4, "A", "")
    lines = Path(cell.file).read_text(encoding="utf-8").split("\n")
    assert lines[cell.line - 1] == "posts,km,,18,,"


def test_every_cell_stands_on_the_line_it_says() -> None:
    for key, cell in cells_of(read_dataset(REAL), MAY).items():
        row = Path(cell.file).read_text(encoding="utf-8").split("\n")[cell.line - 1]
        if key.table != "work_plan":
            assert row.startswith(f"{key.name},")
            assert set(key.where.values()) <= set(row.split(","))


def test_a_quoted_note_over_two_lines_keeps_the_lines_after_it_right(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/documents.csv", "users,7254,,", 'users,7254,,"một\nhai"')
    cells = cells_of(read_dataset(path), MAY)
    lines = {str(key): cell.line for key, cell in cells.items() if key.table == "documents"}
    assert lines == {
        "documents.users": 2,
        "documents.outgoing": 4,
        "documents.signed": 5,
        "documents.unsigned": 6,
        "documents.signed_rate": 7,
    }


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    edit(path / "2021-05/documents.csv", "users,7254,,\n", "\nusers,7254,,\n\n\n")
    cells = cells_of(read_dataset(path), MAY)
    lines = [cell.line for key, cell in cells.items() if key.table == "documents"]
    assert lines == [3, 6, 7, 8, 9]


def test_months_come_in_the_order_of_time(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-10": {}, "2020-12": {}, "2021-02": {}})
    assert list(map(str, read_dataset(path).months)) == ["2020-12", "2021-02", "2021-10"]


def test_a_month_that_is_not_there_has_no_cells() -> None:
    assert cells_of(read_dataset(REAL), MAY + 1) == {}


def test_a_catalog_without_dimensions_is_read(tmp_path: Path) -> None:
    catalog = CATALOG[: CATALOG.index("dimensions:")] + "tables:\n"
    catalog += CATALOG[CATALOG.index("  letters:") : CATALOG.index("  staff:")]
    path = small(tmp_path, {"2021-05": {}}, catalog)
    (path / "2021-05/cases.csv").unlink()
    (path / "2021-05/staff.csv").unlink()
    cells = cells_of(read_dataset(path), MAY)
    assert {str(key): cell.value for key, cell in cells.items()} == {
        "letters.sent": 20.0,
        "letters.signed": 12.0,
        "letters.unsigned": 8.0,
    }


def test_a_data_set_without_a_month_is_read(tmp_path: Path) -> None:
    files = read_dataset(small(tmp_path, {}))
    assert len(files.months) == 0
    assert len(files.observations) == 0


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "data") == (
        f"{tmp_path.as_posix()}/data: there is no such folder: name a data set"
    )


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "data", "")
    assert "there is no such folder" in refusal(tmp_path / "data")


@pytest.mark.parametrize("name", ["catalog.yml", "dataset.yml", "targets.yml"])
def test_a_setting_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    path = copy_of_real(tmp_path)
    (path / name).unlink()
    assert refusal(path) == f"{path.as_posix()}/{name}: there is no such file"


@pytest.mark.parametrize("name", ["catalog.yml", "dataset.yml", "targets.yml"])
def test_a_setting_that_is_a_link_out_of_the_data_set_is_refused(tmp_path: Path, name: str) -> None:
    path = copy_of_real(tmp_path)
    (path / name).rename(tmp_path / name)
    (path / name).symlink_to(tmp_path / name)
    assert "leads out of the data set" in refusal(path)


@pytest.mark.parametrize(
    "name", ["2021-5", "2021-13", "21-05", "2021-06 (2)", "２０２１-06", "05-2021"]
)
def test_a_folder_that_looks_like_a_month_and_is_none_is_refused(tmp_path: Path, name: str) -> None:
    path = copy_of_real(tmp_path)
    (path / name).mkdir()
    message = refusal(path)
    assert message.startswith(f"{path.as_posix()}/{name}: “{name}” is not a month")


@pytest.mark.parametrize("name", [".git", "notes", "_2021-06"])
def test_another_folder_is_left_alone(tmp_path: Path, name: str) -> None:
    path = copy_of_real(tmp_path)
    (path / name).mkdir()
    assert list(read_dataset(path).months) == [MAY]


def test_a_month_that_is_a_link_out_of_the_data_set_is_refused(tmp_path: Path) -> None:
    path = copy_of_real(tmp_path)
    (path / "2021-05").rename(tmp_path / "elsewhere")
    (path / "2021-05").symlink_to(tmp_path / "elsewhere")
    message = refusal(path)
    assert message.startswith(f"{path.as_posix()}/2021-05: ")
    assert "leads out of the data set" in message


def test_the_inputs_of_a_month_are_its_own_and_those_before_it(tmp_path: Path) -> None:
    path = small(tmp_path, {"2021-04": {}, "2021-05": {}, "2021-06": {}})
    write(path / "2021-05/.~lock.cases.csv", "")
    write(path / "2021-05/cases.csv.bak", "")
    inputs = read_dataset(path).inputs(MAY)
    month = ["cases.csv", "letters.csv", "narrative.md", "plan.csv", "staff.csv"]
    assert [each.relative_to(path).as_posix() for each in inputs] == [
        *(f"2021-04/{name}" for name in month),
        *(f"2021-05/{name}" for name in month),
        "catalog.yml",
        "dataset.yml",
        "targets.yml",
    ]
