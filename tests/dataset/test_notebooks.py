from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.dataset.notebooks import code_cells, notebook_files
from tests.datasets import write

NOTEBOOK = (
    '{"cells": [{"cell_type": "code", "source": "1 + 1", "metadata": {}, "outputs": []}],'
    ' "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
)


@pytest.mark.parametrize("name", [".~report", "._report", "~report", ".report", ".#report"])
def test_what_editors_leave_is_no_notebook(tmp_path: Path, name: str) -> None:
    write(tmp_path / "report.ipynb", NOTEBOOK)
    write(tmp_path / f"{name}.ipynb", "no notebook")
    assert notebook_files(tmp_path) == [tmp_path / "report.ipynb"]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "report.ipynb", f"\ufeff{NOTEBOOK}")
    assert [each.source for each in code_cells(tmp_path, ())] == ["1 + 1"]
