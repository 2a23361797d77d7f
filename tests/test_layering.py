"""The house: few rooms, imports that point downward only, files touched where they may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError
from pathlib import Path

import pytest

from tests.layering import FILES, PACKAGE, ROOT, floors, graph, imported, room

NAMED = [path.relative_to(PACKAGE).as_posix() for path in FILES]


def test_there_are_few_rooms_on_few_floors() -> None:
    known = graph()
    assert len(known) <= 16
    assert max(floors(known).values()) <= 11


def test_the_root_holds_few_modules() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_a_circle_is_found() -> None:
    with pytest.raises(CycleError):
        floors({"dataset": {"catalog"}, "catalog": {"language", "dataset"}, "language": set()})


def test_a_floor_is_one_above_the_highest_below_it() -> None:
    known = {"cli": {"report", "files"}, "report": {"files"}, "files": set()}
    assert floors(known) == {"files": 1, "report": 2, "cli": 3}


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("catalog", "dataset"),
        ("indicators", "checks"),
        ("checks", "analysis"),
        ("exporters", "charts"),
        ("exporters", "report"),
    ],
)
def test_a_wall_stands(lower: str, upper: str) -> None:
    known = graph()
    assert upper not in known[lower]
    assert floors(known)[lower] < floors(known)[upper]


def test_no_room_imports_the_package_itself() -> None:
    assert [name for name, below in graph().items() if "__init__" in below] == []


@pytest.mark.parametrize("path", FILES, ids=NAMED)
def test_imports_are_absolute(path: Path) -> None:
    assert "relative import" not in imported(path)


@pytest.mark.parametrize("path", FILES, ids=NAMED)
def test_only_the_rooms_for_it_touch_files(path: Path) -> None:
    allowed = {
        "files",
        "catalog",
        "dataset",
        "pipeline",
        "exporters",
        "cli",
        "charts",
        "exchange",
        "language",
    }
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    touched = calls & {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}
    assert room(path) in allowed or touched == set()


@pytest.mark.parametrize("statement", ["import ictanalysis", "import ictanalysis.cli"])
def test_pandas_is_imported_where_it_is_used(statement: str) -> None:
    slow = "{'dask', 'distributed', 'pandas', 'matplotlib', 'nbconvert', 'papermill', 'typst'}"
    code = f"import sys; {statement}; print(sorted({slow} & set(sys.modules)))"
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert process.stdout == "[]\n"
