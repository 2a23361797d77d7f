"""The stored notebooks: plain Jupyter, without outputs, short cells, explained parameters."""

import ast
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from ictanalysis.catalog import read_catalog
from ictanalysis.pipeline.run import find_notebooks
from tests.datasets import REAL

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
MONTHLY = ["administration", "data_quality", "digital_government", "media", "report"]
NAMES = [*MONTHLY, "explore"]


def read(name: str) -> nbformat.NotebookNode:
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return notebook


def code_cells(name: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(name).cells if cell.cell_type == "code"]


def test_there_are_the_five_notebooks_of_a_month_and_one_to_explore() -> None:
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == set(NAMES)
    found = find_notebooks(NOTEBOOKS)
    assert sorted(path.stem for path in found) == MONTHLY


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_run_is_stored(name: str) -> None:
    for cell in code_cells(name):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("name", NAMES)
def test_the_first_code_cell_declares_the_parameters(name: str) -> None:
    first = code_cells(name)[0]
    assert first.metadata["tags"] == ["parameters"]
    assert first.source.splitlines() == [
        'month: str = "2021-05"  # month of the report, YYYY-MM',
        'data: str = "data"  # folder of the data set',
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_calls_the_library_and_defines_nothing(name: str) -> None:
    for cell in code_cells(name):
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not [node for node in nodes if isinstance(node, ast.FunctionDef | ast.Lambda)]


@pytest.mark.parametrize("name", NAMES)
def test_a_code_cell_has_at_most_fifteen_lines_prose_aside(name: str) -> None:
    for cell in code_cells(name):
        prose = sum(
            node.end_lineno - node.lineno
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        assert len(cell.source.splitlines()) - prose <= 15


def test_papermill_explains_the_parameters() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "papermill", "--help-notebook", NOTEBOOKS / "media.ipynb"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "month of the report, YYYY-MM" in done.stdout
    assert "folder of the data set" in done.stdout


def sections_by(method: str) -> list[str]:
    """Return the sections that the report prints by a method."""
    calls = [
        node
        for cell in code_cells("report")
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return [
        str(ast.literal_eval(call.args[0])) for call in calls if ast.unparse(call.func) == method
    ]


def test_the_report_prints_every_section_once_so_that_no_news_is_lost() -> None:
    catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
    sections = [
        *sections_by("report.section"),
        *sections_by("report.plan"),
        *sections_by("report.annex"),
    ]
    assert sections == list(catalog.sections)


def test_the_report_ends_with_the_place_of_its_sources() -> None:
    assert code_cells("report")[-1].source == "report.sources()"
