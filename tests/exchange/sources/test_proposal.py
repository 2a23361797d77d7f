from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ictanalysis.analysis import Dataset
from ictanalysis.exchange.sources.proposing import Proposal, proposal
from ictanalysis.exchange.sources.sheets import coordinates
from ictanalysis.language.errors import InputError, UsageError
from tests.datasets import MAY, write
from tests.exchange.sources.offices import MAKERS, Grid, OfficeFile, two_storeys, two_tables, xlsx


def made(file: OfficeFile, folder: Path, office: Dataset, month: pd.Period | None) -> Proposal:
    path = folder / file.name
    path.write_bytes(file.content)
    return proposal([path], office, month)


def told(found: Proposal) -> dict[str, tuple[str, int]]:
    return {
        str(each.key): (
            coordinates(each.number.address),
            int((each.number.value or 0) * each.scale),
        )
        for each in found.taken
    }


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("make", MAKERS, ids=lambda each: each.__name__)
def test_every_figure_of_an_offices_file_is_found_and_no_other(
    make: Callable[..., OfficeFile], moved: bool, tmp_path: Path, office: Dataset
) -> None:
    file = make(MAY, moved=moved)
    assert told(made(file, tmp_path, office, MAY)) == file.truth


@pytest.mark.parametrize("make", [two_storeys, two_tables])
def test_the_title_says_the_month(
    make: Callable[..., OfficeFile], tmp_path: Path, office: Dataset
) -> None:
    file = make(MAY, moved=False)
    if make is two_storeys:
        assert made(file, tmp_path, office, None).month == MAY
    else:
        with pytest.raises(UsageError, match="name it with --month"):
            made(file, tmp_path, office, None)


def test_two_months_in_a_file_are_told(tmp_path: Path, office: Dataset) -> None:
    grid = Grid()
    for row, title in ((1, "Báo chí tháng 4 năm 2021"), (5, "Báo chí tháng 5 năm 2021")):
        grid.cells[row, 1] = title
        grid.rows(row + 1, [["Chỉ tiêu", "Số lượng"], ["Văn bản gửi cơ quan báo chí", 4]])
    with pytest.raises(UsageError, match=r"several months \(2021-04.*2021-05.*--month"):
        made(OfficeFile("hai.xlsx", xlsx(grid, "A"), {}), tmp_path, office, None)


def test_what_two_cells_could_be_is_left(tmp_path: Path, office: Dataset) -> None:
    label = "Văn bản gửi cơ quan báo chí"
    text = f"Chỉ tiêu;Số lượng\n{label};4\n{label};5\nHồ sơ cấp phép nộp trực tuyến;6\n"
    write(tmp_path / "a.csv", text)
    found = proposal([tmp_path / "a.csv"], office, MAY)
    assert told(found) == {"press.licence_dossiers_online": ("B4", 6)}
    assert (len(found.taken), found.numbers()) == (1, 3)


def test_a_rate_is_taken_for_a_rate_and_a_count_is_not(tmp_path: Path, office: Dataset) -> None:
    text = "Chỉ tiêu;Số lượng;Tỷ lệ (%)\nVăn bản đi;100;\nVăn bản đi được ký số;80;80,5\n"
    write(tmp_path / "a.csv", text)
    found = proposal([tmp_path / "a.csv"], office, MAY)
    assert {str(each.key): float(each.number.value or 0) for each in found.taken} == {
        "documents.outgoing": 100,
        "documents.signed": 80,
        "documents.signed_rate": 80.5,
    }


def test_a_file_of_other_things_is_told(tmp_path: Path, office: Dataset) -> None:
    write(tmp_path / "a.csv", "Cây;Quả\nMít;4\nXoài;5\n")
    with pytest.raises(InputError, match="no number fits a figure of the catalog"):
        proposal([tmp_path / "a.csv"], office, MAY)


def test_what_was_planned_is_not_what_was_done(tmp_path: Path, office: Dataset) -> None:
    text = "Chỉ tiêu;Kế hoạch;Thực hiện\nVăn bản đi;100;98\nVăn bản đi được ký số;90;80 văn bản\n"
    write(tmp_path / "a.csv", text)
    assert told(proposal([tmp_path / "a.csv"], office, MAY)) == {"documents.outgoing": ("C2", 98)}


@pytest.mark.parametrize(
    "head",
    [
        "Đơn vị tính: nghìn đồng\n\nChỉ tiêu;Số lượng\n",
        "Chỉ tiêu;Số tiền (triệu đồng)\n",
        "Chỉ tiêu;Thời gian (giờ)\n",
    ],
)
def test_what_is_counted_in_money_or_time_is_no_count(
    tmp_path: Path, office: Dataset, head: str
) -> None:
    write(tmp_path / "a.csv", f"{head}Văn bản đi;100\nVăn bản đi được ký số;80\n")
    with pytest.raises(InputError, match="no number fits a figure of the catalog"):
        proposal([tmp_path / "a.csv"], office, MAY)


def test_the_unit_of_a_row_is_that_of_its_figure(tmp_path: Path, office: Dataset) -> None:
    text = (
        "Chỉ tiêu;Đơn vị tính;Số lượng\nVăn bản đi;nghìn đồng;7\nVăn bản đi được ký số;văn bản;80\n"
    )
    write(tmp_path / "a.csv", text)
    assert told(proposal([tmp_path / "a.csv"], office, MAY)) == {"documents.signed": ("C3", 80)}
