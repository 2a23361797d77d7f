"""Notebook files that are no valid notebooks, however they are not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ictanalysis.language.errors import NotebookError
from ictanalysis.pipeline.notebooks import check_parameters, read_notebook

COMPLETE = Path(__file__).parent / "notebooks/complete.ipynb"
Content = dict[str, Any]


def with_cell(name: str, value: Any, at: int = 2) -> Callable[[Content], Content]:
    def change(content: Content) -> Content:
        content["cells"][at][name] = value
        return content

    return change


def without_cells(name: str) -> Callable[[Content], Content]:
    def change(content: Content) -> Content:
        del content["cells"][1][name]
        return content

    return change


BROKEN: dict[str, Callable[[Content], Content]] = {
    "cell without metadata": without_cells("metadata"),
    "cell without source": without_cells("source"),
    "cell without type": without_cells("cell_type"),
    "metadata null": with_cell("metadata", None),
    "metadata a list": with_cell("metadata", []),
    "tags a word": with_cell("metadata", {"tags": "parameters"}),
    "identifier a number": with_cell("id", 3),
    "identifier a list": with_cell("id", []),
    "source null": with_cell("source", None),
    "source of numbers": with_cell("source", ["a", 1]),
    "source that is not UTF-8": with_cell("source", "\ud800"),
    "outputs null": with_cell("outputs", None),
    "output a number": with_cell("outputs", [1]),
    "output without name": with_cell("outputs", [{"output_type": "stream"}]),
    "attachments a number": with_cell("attachments", 3, 1),
    "notebook without metadata": lambda content: {
        name: value for name, value in content.items() if name != "metadata"
    },
    "notebook's metadata null": lambda content: content | {"metadata": None},
    "notebook's metadata a list": lambda content: content | {"metadata": []},
    "kernel a word": lambda content: content | {"metadata": {"kernelspec": "python3"}},
    "minor version a word": lambda content: content | {"nbformat_minor": "x"},
    "minor version null": lambda content: content | {"nbformat_minor": None},
    "version a fraction": lambda content: content | {"nbformat": 4.0},
    "unknown part": lambda content: content | {"worksheets": []},
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_invalid_notebook_is_told_with_its_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / "broken.ipynb"
    content = BROKEN[name](json.loads(COMPLETE.read_text(encoding="utf-8")))
    path.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(NotebookError) as caught:
        read_notebook(path)

    told = str(caught.value)
    assert told.startswith(f"{path} is not a valid notebook: ")
    assert "\n" not in told
    assert len(told) > len(f"{path} is not a valid notebook: ")
    assert caught.value.exit_code == 3


def test_what_a_notebook_needs_is_a_list_of_dimensions(tmp_path: Path) -> None:
    path = tmp_path / "needy.ipynb"
    content = json.loads(COMPLETE.read_text(encoding="utf-8"))
    content["metadata"]["ictanalysis"] = {"needs": "unit"}
    path.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(NotebookError) as caught:
        read_notebook(path)

    told = f'{path}: “needs” in its metadata is "unit": write the dimensions as ["unit"]'
    assert str(caught.value) == told


def test_an_identifier_that_stands_twice_is_replaced_by_one_that_stays(tmp_path: Path) -> None:
    path = tmp_path / "twice.ipynb"
    content = with_cell("id", "code-0")(json.loads(COMPLETE.read_text(encoding="utf-8")))
    assert content["cells"][0]["id"] == "code-0"
    path.write_text(json.dumps(content), encoding="utf-8")

    first, second = read_notebook(path), read_notebook(path)

    assert [cell["id"] for cell in first.cells][:4] == ["code-0", "text-1", "cell-3", "code-3"]
    assert first == second


def test_reading_changes_nothing_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "complete.ipynb"
    path.write_bytes(COMPLETE.read_bytes())
    read_notebook(path)
    assert path.read_bytes() == COMPLETE.read_bytes()


TAKEN = {
    "one after the other": 'month = "2021-04"\ndata = "data"',
    "two at once": 'month, data = "2021-04", "data"',
    "a chain": "month = data = None",
    "notes with an equals sign": 'month = "2021-04"  # as month="2021-05"\ndata = "x"  # a == b',
    "types alone": "month: str\ndata: str = ''",
    "types of their own": 'month: "str | None" = None\ndata: dict[str, list[int]] = {}',
    "several lines": 'month = (\n    "2021-04"\n)\ndata = """\ndata\n"""',
    "a condition": "if True:\n    month, data = 1, 2",
    "calls": 'month = str(object=5)\ndata = dict(a=1, b="=")',
    "a magic before": '%load_ext autoreload\nmonth = "2021-04"\ndata = ""',
    "a semicolon": 'month = "2021-04"; data = "data"',
    "no indentation that matters": '  month = "2021-04"\n  data = "data"',
    "a cell magic": '%%time\nmonth = "2021-04"\ndata = "x"',
}


def parametrized(source: str, **metadata: Any) -> Any:
    import nbformat

    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "language": "python", "display_name": "x"}
    return nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel | metadata})


@pytest.mark.parametrize("source", TAKEN.values(), ids=TAKEN)
def test_a_cell_may_assign_its_parameters_in_any_way(source: str) -> None:
    check_parameters(Path("a.ipynb"), parametrized(source), {"month": "", "data": ""})


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('month = "2021-04"', "does not have the parameter data; it has: month"),
        ('month = "2021-04"\n# data = "data"', "does not have the parameter data; it has: month"),
        ('month = "data = 5"', "does not have the parameter data; it has: month"),
        ("month = dict(data=1)", "does not have the parameter data; it has: month"),
        ("month == data", "does not have the parameter month, data; it has: "),
    ],
)
def test_a_parameter_that_is_not_assigned_is_told(source: str, told: str) -> None:
    with pytest.raises(NotebookError) as caught:
        check_parameters(Path("a.ipynb"), parametrized(source), {"month": "", "data": ""})
    assert told in str(caught.value)


def test_papermill_alone_knows_the_parameters_of_other_languages() -> None:
    notebook = parametrized('month <- "2021-04"', name="ir", language="R")
    check_parameters(Path("a.ipynb"), notebook, {"month": ""})
