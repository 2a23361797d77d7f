"""A clerk's month: the folder is begun, the template made and typed into, and imported."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from ictanalysis.catalog import IndicatorKey
from ictanalysis.dataset import Cells, cells_of
from ictanalysis.exchange.imports import import_file
from ictanalysis.exchange.newmonth import blank_month
from ictanalysis.exchange.workbooks import template
from ictanalysis.exchange.workbooks.layout import FIRST_ROW, Layout, sheet_names
from ictanalysis.files.publication import make_folder
from tests.datasets import MAY, copy_of_real, loaded


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, Cells]:
    """Return the real data set with May begun anew, and what May was."""
    path = copy_of_real(tmp_path)
    were = cells_of(loaded(path).files, MAY)
    own = {name: (path / "2021-05" / name).read_text("utf-8") for name in ("plan.csv",)}
    shutil.rmtree(path / "2021-05")
    make_folder(path / "2021-05", {**blank_month(loaded(path), MAY).texts, **own})
    return path, were


def typed(path: Path, values: dict[str, float | None], file: Path) -> int:
    """Type values into the template of May; return how many cells took one."""
    data = loaded(path)
    book = load_workbook(io.BytesIO(template(data, MAY)))
    count = 0
    for table, name in sheet_names(data.catalog).items():
        layout = Layout(data.catalog, table)
        for row in range(FIRST_ROW + 1, book[name].max_row + 1):
            value = values.get(str(book[name].cell(row, layout.key + 1).value))
            if value is not None:
                key = IndicatorKey.parse(str(book[name].cell(row, layout.key + 1).value))
                day = data.catalog.is_day(key)
                written = pd.Timestamp.fromordinal(int(value)).to_pydatetime() if day else value
                book[name].cell(row, layout.value + 1).value = written
                count += 1
    book.save(file)
    return count


def test_what_is_typed_into_the_template_of_a_new_month_is_imported(
    begun: tuple[Path, Cells], tmp_path: Path
) -> None:
    path, were = begun
    values = {str(key): cell.value for key, cell in were.items()}
    assert typed(path, values, tmp_path / "may.xlsx") == 88
    import_file(tmp_path / "may.xlsx", loaded(path), replace=False)
    found = cells_of(loaded(path).files, MAY)
    assert all(cell.value == values[str(key)] for key, cell in found.items())
    kept = [str(key) for key, cell in found.items() if cell.line and cell.status == "M"]
    assert kept == ["security.incidents"]


def test_a_template_that_is_half_filled_in_is_imported_and_gone_on_with(
    begun: tuple[Path, Cells], tmp_path: Path
) -> None:
    path, were = begun
    some = {"documents.users": 7254.0, "documents.outgoing": 16401.0}
    assert typed(path, dict(some), tmp_path / "half.xlsx") == len(some)
    import_file(tmp_path / "half.xlsx", loaded(path), replace=False)
    values = {str(key): cell.value for key, cell in were.items()}
    typed(path, values, tmp_path / "whole.xlsx")
    import_file(tmp_path / "whole.xlsx", loaded(path), replace=False)
    found = cells_of(loaded(path).files, MAY)
    assert all(cell.value == values[str(key)] for key, cell in found.items())
