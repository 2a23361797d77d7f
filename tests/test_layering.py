"""Imports point downward only."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.datasets import ROOT

PACKAGE = ROOT / "ictanalysis"

FROM_THE_GROUND_UP = [
    "messages",
    "errors",
    "paragraphs",
    "vietnamese",
    "files",
    "months",
    "workingdays",
    "findings",
    "placeholders",
    "catalog",
    "dataset",
    "quotients",
    "signals",
    "checks",
    "indicators",
    "histories",
    "spans",
    "comparisons",
    "wording",
    "analysis",
    "yearly",
    "goals",
    "prose",
    "sections",
    "official",
    "cards",
    "htmltable",
    "tables",
    "charts",
    "report",
    "newmonth",
    "workbooks",
    "tidydata",
    "demo",
    "exporters",
    "pipeline",
    "cli",
    "__main__",
]
"""Each room may know those before it and no others."""

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything of this package that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_known(path: Path) -> set[str]:
    parts = (name.split(".") for name in imported(path))
    known = {part[1] for part in parts if part[0] == "ictanalysis" and len(part) > 1}
    return known - {room(path), "__version__"}


def test_every_room_has_its_floor() -> None:
    assert {room(path) for path in FILES} == set(FROM_THE_GROUND_UP)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downward(path: Path) -> None:
    below = set(FROM_THE_GROUND_UP[: FROM_THE_GROUND_UP.index(room(path))])
    assert rooms_known(path) - below == set()
    assert "relative import" not in imported(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_rooms_for_it_touch_files(path: Path) -> None:
    allowed = {"files", "catalog", "dataset", "pipeline", "exporters", "cli", "charts", "messages"}
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    touched = calls & {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}
    assert room(path) in allowed or touched == set()


@pytest.mark.parametrize("statement", ["import ictanalysis", "import ictanalysis.cli"])
def test_pandas_is_imported_where_it_is_used(statement: str) -> None:
    slow = "{'pandas', 'matplotlib', 'nbconvert', 'papermill', 'typst'}"
    code = f"import sys; {statement}; print(sorted({slow} & set(sys.modules)))"
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert process.stdout == "[]\n"
