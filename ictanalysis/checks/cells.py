"""Rule `notebook`: cells that Python cannot read, and magics whose name has a slip."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache

import pandas as pd

from ictanalysis.checks.mentions import MAGICS
from ictanalysis.dataset.findings import Finding
from ictanalysis.dataset.narrative import QUOTED
from ictanalysis.dataset.notebooks import CodeCell
from ictanalysis.language.messages import Message, _
from ictanalysis.language.spelling import nearest, with_nearest

_Problem = tuple[str, int, Message]
"""What is wrong in a cell: the words, their line, and why."""

_CALLS = {"run_line_magic": "%", "run_cell_magic": "%%"}
"""What IPython makes of a magic, and how its name begins in the notebook."""


def unread_cells(cells: Iterable[CodeCell], month: pd.Period) -> Iterator[Finding]:
    """Yield the lines that are no Python, and the magics that are nearly those of this package."""
    for cell in cells:
        for found, line, message in _problems(cell):
            yield Finding(
                month, "notebook", "error", message, file=cell.notebook, line=line,
                cell=cell.number, found=found,
            )  # fmt: skip


@cache
def _problems(cell: CodeCell) -> tuple[_Problem, ...]:
    # IPython writes as calls what only it reads: magics, commands of the system, `name?`. It drops
    # the blank lines before all else.
    from IPython.core.inputtransformer2 import TransformerManager

    reader = TransformerManager()  # type: ignore[no-untyped-call]
    source = cell.source.lstrip()
    before = cell.source[: -len(source) or None].count("\n")
    try:
        tree = ast.parse(reader.transform_cell(cell.source))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        lines = source.split("\n")
        at = min(getattr(error, "lineno", None) or 1, len(lines))
        text = lines[at - 1].strip()[:QUOTED]
        message = _(
            "“{text}” is not Python: mend the line; text of the report stands under %%section or "
            "%%text",
            text=text,
        )
        return ((text, at + before, message),)
    return tuple((found, line + before, message) for found, line, message in _misspelt(tree))


def _misspelt(tree: ast.Module) -> Iterator[_Problem]:
    """Yield the magics that nobody knows under their name; those of others are let be."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=call), args=[ast.Constant(value=str(name)), *_rest]
            ) if call in _CALLS and name not in MAGICS and nearest(name, MAGICS):
                written = f"{_CALLS[call]}{name}"
                message = _("there is no magic “{name}”", name=written)
                yield written, node.lineno, with_nearest(message, name, MAGICS)
