"""The stored notebooks: plain Jupyter, without outputs, short cells, explained parameters."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from ictanalysis import charts
from ictanalysis.catalog import read_catalog
from ictanalysis.checks.mentions import mentions
from ictanalysis.dataset.notebooks import code_cells as read_cells
from ictanalysis.pipeline.sources import find_notebooks
from tests.datasets import REAL

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
MONTHLY = ["administration", "data_quality", "digital_government", "media", "report", "targets"]
DEMONSTRATED = ["districts", "explore"]
STORIES = ["administration", "digital_government", "districts", "media", "targets"]
NAMES = [*MONTHLY, *DEMONSTRATED]


def read(name: str) -> nbformat.NotebookNode:
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return notebook


def code_cells(name: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(name).cells if cell.cell_type == "code"]


def test_there_are_the_notebooks_of_a_month_and_some_to_open_by_hand() -> None:
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == set(NAMES)
    found = find_notebooks(NOTEBOOKS, ())
    assert sorted(path.stem for path in found) == MONTHLY


def test_districts_are_told_where_the_catalog_has_units() -> None:
    found = find_notebooks(NOTEBOOKS, ("unit",))
    assert sorted(path.stem for path in found) == sorted([*MONTHLY, "districts"])


def python(cell: nbformat.NotebookNode) -> str:
    """Return the Python of a cell: a cell magic stands above text, a line magic is no Python."""
    if cell.source.startswith("%%"):
        return ""
    return "\n".join(line for line in cell.source.split("\n") if not line.startswith("%"))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_run_is_stored(name: str) -> None:
    for cell in code_cells(name):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("name", NAMES)
def test_the_first_code_cell_declares_the_parameters(name: str) -> None:
    first = code_cells(name)[0]
    assert first.metadata["tags"] == ["parameters"]
    data = 'data: str = "data"  # folder of the data set'
    if name in DEMONSTRATED:
        data = 'data: str = ""  # folder of the data set; empty is the demonstration'
    assert first.source.splitlines() == [
        'month: str = "2021-05"  # month of the report, YYYY-MM',
        data,
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_calls_the_library_and_defines_nothing(name: str) -> None:
    for cell in code_cells(name):
        nodes = list(ast.walk(ast.parse(python(cell))))
        assert not [node for node in nodes if isinstance(node, ast.FunctionDef | ast.Lambda)]


@pytest.mark.parametrize("name", NAMES)
def test_a_code_cell_has_at_most_fifteen_lines_prose_aside(name: str) -> None:
    for cell in code_cells(name):
        prose = sum(
            node.end_lineno - node.lineno
            for node in ast.walk(ast.parse(python(cell)))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        assert len(python(cell).splitlines()) - prose <= 15


@pytest.mark.parametrize("name", NAMES)
def test_the_month_has_one_name(name: str) -> None:
    code = "\n".join(python(cell) for cell in code_cells(name))
    assigned = {
        ast.unparse(node.targets[0])
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Assign) and ast.unparse(node.value).endswith(".month(month)")
    }
    assert assigned == {"this_month"}


@pytest.mark.parametrize("name", STORIES)
def test_each_section_asks_and_shows_and_the_story_says_what_to_do(name: str) -> None:
    parts = re.split(r"(?m)^## ", "\n".join(cell.source for cell in read(name).cells))
    *asked, sources = parts[1:]
    assert sources.startswith("Nguồn của các số liệu đã dẫn\nreport.sources()")
    for part in asked:
        assert part.partition("\n")[0].endswith("?")
        assert "ict." in part or "%%text" in part
    assert sum("Việc cần làm" in part for part in asked) * 2 > len(asked)


def test_the_tour_shows_every_chart() -> None:
    text = "\n".join(cell.source for cell in code_cells("explore"))
    drawn = {name for name in dir(charts) if name.islower() and callable(getattr(charts, name))}
    drawn -= {"over_time"}  # which shows several of them
    assert {name for name in drawn if f"ict.charts.{name}(" in text} == drawn
    assert len(drawn) == 10


@pytest.mark.parametrize("name", DEMONSTRATED)
def test_it_runs_on_the_demonstration_and_draws_all_of_it(name: str, tmp_path: Path) -> None:
    made = tmp_path / "made.ipynb"
    command = [sys.executable, "-m", "papermill", "--cwd", ".", NOTEBOOKS / f"{name}.ipynb", made]
    subprocess.run(command, cwd=NOTEBOOKS.parent, capture_output=True, check=True)
    cells = [cell for cell in nbformat.read(made, as_version=4).cells if "outputs" in cell]
    drawn = [cell for cell in cells if cell.source.startswith("ict.charts.")]
    assert len(drawn) >= 7
    for cell in drawn:
        assert "image/svg+xml" in cell.outputs[0].data


def test_papermill_explains_the_parameters() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "papermill", "--help-notebook", NOTEBOOKS / "media.ipynb"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "month of the report, YYYY-MM" in done.stdout
    assert "folder of the data set" in done.stdout


def test_the_report_prints_every_section_once_so_that_no_news_is_lost() -> None:
    catalog = read_catalog(REAL / "catalog.yml", "catalog.yml")
    found = read_cells(NOTEBOOKS, catalog.dimensions)
    cells = [each for each in found if each.notebook == "notebooks/report.ipynb"]
    sections = [each.text for each in mentions(cells) if each.kind == "section"]
    assert sections == list(catalog.sections)


def test_the_sentences_of_the_report_are_text_and_no_strings_of_python() -> None:
    for cell in code_cells("report"):
        names = ("section", "text", "highlights", "plan", "follow_up", "annex", "figures")
        assert not [name for name in names if f"report.{name}(" in cell.source]


def test_the_report_ends_with_the_place_of_its_sources() -> None:
    assert code_cells("report")[-1].source == "report.sources()"
