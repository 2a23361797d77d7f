"""Notebook files: read and checked before they run, written without what changes by itself."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ictanalysis.dataset.notebooks import is_names, own_metadata
from ictanalysis.language.errors import NotebookError
from ictanalysis.language.messages import _

if TYPE_CHECKING:
    from nbformat import NotebookNode

PARAMETERS = "parameters"
INJECTED = "injected-parameters"

_FORMAT = 4
_FORMAT_WITH_CELL_IDS = 5
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+>")


def read_notebook(path: Path, source: Path | None = None) -> NotebookNode:
    """Return a notebook, valid and in the current format.

    A cell without an identifier gets one that is the same in every run.

    Parameters
    ----------
    path
        The notebook, as messages name it.
    source
        A copy to be read in its place.

    Raises
    ------
    NotebookError
        If the file cannot be read, is not a notebook, does not name its kernel, or says that it
        needs something else than a list of dimensions.
    """
    import nbformat

    content = _read_json(path, source or path)
    problems: dict[str, Exception] = {}
    try:
        notebook: NotebookNode = nbformat.reads(  # type: ignore[no-untyped-call]
            _current(content), _FORMAT, capture_validation_error=problems
        )
    except Exception as error:
        # nbformat mends before it validates, and stumbles over what it takes for granted there.
        raise _invalid(path, error) from error
    for problem in problems.values():
        raise _invalid(path, problem)
    if not notebook.metadata.get("kernelspec", {}).get("name"):
        raise NotebookError(
            _("{file} does not name its kernel: open it in JupyterLab and save it", file=path)
        )
    needs = own_metadata(notebook).get("needs", [])
    if not is_names(needs):
        message = _(
            "{file}: “needs” in its metadata is {value}: write the dimensions as {example}",
            file=path,
            value=json.dumps(needs, ensure_ascii=False),
            example='["unit"]',
        )
        raise NotebookError(message)
    return notebook


def _current(content: dict[str, Any]) -> str:
    """Return the text of a notebook in the current format, every cell with its own identifier."""
    minor = max(content.get("nbformat_minor", 0), _FORMAT_WITH_CELL_IDS)
    cells, known = [], set()
    for number, cell in enumerate(content["cells"], start=1):
        name = cell.get("id", f"cell-{number}")
        name = f"cell-{number}" if name in known else name
        known.add(name)
        cells.append(cell | {"id": name})
    text = json.dumps(content | {"nbformat_minor": minor, "cells": cells}, ensure_ascii=False)
    text.encode("utf-8")
    return text


def _invalid(path: Path, problem: Exception) -> NotebookError:
    reason = (str(problem).strip() or type(problem).__name__).splitlines()[0]
    return NotebookError(_("{file} is not a valid notebook: {reason}", file=path, reason=reason))


def _read_json(path: Path, source: Path) -> dict[str, Any]:
    """Return the content of a file that has the outline of a notebook of version 4."""
    if not source.is_file():
        raise NotebookError(_("{file}: there is no such notebook", file=path))
    try:
        content: Any = json.loads(source.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NotebookError(
            _("{file} cannot be read: {reason}", file=path, reason=error.strerror)
        ) from error
    except (ValueError, RecursionError) as error:
        raise NotebookError(
            _("{file} is not a notebook: {reason}", file=path, reason=error)
        ) from error
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError(_("{file} is not a notebook: it has no cells", file=path))
    if content.get("nbformat") != _FORMAT:
        message = _(
            "{file} is a notebook of format {version}: open it in JupyterLab and save it",
            file=path,
            version=content.get("nbformat"),
        )
        raise NotebookError(message)
    return dict(content)


def check_parameters(path: Path, notebook: NotebookNode, parameters: Mapping[str, str]) -> None:
    """Refuse parameters that the notebook does not declare.

    Raises
    ------
    NotebookError
        If no code cell is tagged ``parameters``, or a parameter is not assigned in it.
    """
    tagged = [cell for cell in notebook.cells if PARAMETERS in cell.metadata.get("tags", [])]
    if not tagged or tagged[0].cell_type != "code":
        raise NotebookError(
            _("{file} has no code cell with the tag “parameters”: add the tag", file=path)
        )
    declared = _assigned(tagged[0].source) if _language(path, notebook) == "python" else None
    unknown = [] if declared is None else [name for name in parameters if name not in declared]
    if unknown:
        message = _(
            "{file} does not have the parameter {unknown}; it has: {declared}",
            file=path,
            unknown=", ".join(unknown),
            declared=", ".join(declared or ()),
        )
        raise NotebookError(message)


def _language(path: Path, notebook: NotebookNode) -> str:
    """Return the language in which papermill will write the parameters."""
    from papermill.utils import nb_language

    try:
        return str(nb_language(notebook)).lower()
    except ValueError as error:
        raise NotebookError(
            _("{file}: its parameters cannot be read: {reason}", file=path, reason=error)
        ) from error


def _assigned(source: str) -> list[str] | None:
    """Return the names that a cell assigns, in whatever way; None if only a run can tell."""
    from IPython.core.inputtransformer2 import TransformerManager

    if source.lstrip().startswith("%%"):
        return None
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return list(dict.fromkeys(each.id for each in names if isinstance(each.ctx, ast.Store)))


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write an executed notebook, so that equal inputs give equal files.

    Times, durations, random identifiers and the interpreter's exact version are left out; the
    parameters stay. What the cells have put out is written as it is, but for the address in
    memory that Python tells of an object which has no better text.
    """
    import nbformat

    notebook.metadata.papermill = {"parameters": notebook.metadata.papermill["parameters"]}
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
        elif INJECTED in cell.metadata.tags:
            cell["id"] = INJECTED
        for output in cell.get("outputs", []):
            if "text/plain" in output.get("data", {}):
                output.data["text/plain"] = _ADDRESS.sub(">", output.data["text/plain"])
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
