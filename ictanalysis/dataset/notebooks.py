"""Monthly notebooks as the checks read them: the sources of their code cells, and nothing run."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from ictanalysis.files.reading import is_left_over, real


@dataclass(frozen=True)
class CodeCell:
    """A cell of code.

    Attributes
    ----------
    notebook
        Its file, named from its folder on.
    number
        The number of the cell in the notebook, from 1, cells of prose included.
    source
        Its text.
    """

    notebook: str
    number: int
    source: str


def notebook_files(folder: Path) -> list[Path]:
    """Return the notebooks of a folder; what editors and systems leave beside them are none."""
    return sorted(path for path in folder.glob("*.ipynb") if not is_left_over(path))


def is_monthly(path: Path, dimensions: Container[str]) -> bool:
    """Return whether a notebook takes part in every month's report.

    One whose metadata have `"ictanalysis": {"monthly": false}` is there to explore; one that has
    `{"needs": ["unit"]}` takes part where the catalog has that dimension. A file that cannot be
    read takes part, so that the run says what is wrong with it.

    Parameters
    ----------
    dimensions
        Those of the catalog.
    """
    own = own_metadata(_content(path))
    needs = own.get("needs")
    known = not is_names(needs) or all(name in dimensions for name in needs)
    return own.get("monthly") is not False and known


def own_metadata(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the metadata of a notebook say to this package; nothing where they do not."""
    metadata = content.get("metadata")
    own = metadata.get("ictanalysis") if isinstance(metadata, Mapping) else None
    return own if isinstance(own, Mapping) else {}


def is_names(value: object) -> TypeGuard[list[str]]:
    """Return whether something is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def code_cells(folder: Path, dimensions: Container[str]) -> Iterator[CodeCell]:
    """Yield the cells of code of the monthly notebooks of a folder, in the order of their names.

    Of a file that is no notebook there are none: the run says what is wrong with it. Nor are there
    any of a notebook in another language than Python.

    Parameters
    ----------
    dimensions
        Those of the catalog, for a notebook that needs some.
    """
    for path in notebook_files(folder):
        if not is_monthly(path, dimensions):
            continue
        name = f"{real(folder).name}/{path.name}"
        content = _content(path)
        cells = content.get("cells") if _is_python(content) else None
        for number, cell in enumerate(cells if isinstance(cells, list) else [], start=1):
            if isinstance(cell, dict) and cell.get("cell_type") == "code":
                source = cell.get("source", "")
                text = "".join(map(str, source)) if isinstance(source, list) else str(source)
                yield CodeCell(name, number, text)


def _is_python(content: Mapping[str, Any]) -> bool:
    """Return whether the cells of a notebook are Python, as they are where it does not say."""
    metadata = content.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, Mapping) else None
    language = kernel.get("language") if isinstance(kernel, Mapping) else None
    return language in {None, "python"}


def _content(path: Path) -> dict[str, Any]:
    """Return the content of a notebook; nothing of a file that is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
