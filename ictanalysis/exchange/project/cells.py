"""Cells of notebooks, and a notebook of them as Jupyter writes it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ictanalysis.catalog import IndicatorKey
from ictanalysis.report.markdown import escape

WIDTH = 98
"""How wide the lines of a cell are at most."""

_LOAD = """\
import ictanalysis as ict

{extension}dataset = ict.load(data)
{name} = {value}"""


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook."""

    kind: Literal["code", "markdown"]
    source: str


def _parameters(month: str) -> Cell:
    return Cell(
        "code",
        f'month: str = "{month}"  # month of the report, YYYY-MM\n'
        'data: str = "data"  # folder of the data set',
    )


def loading(name: str, value: str, extension: str = "", after: str = "") -> Cell:
    """Return the cell that opens the data set, with a line before it and more after it."""
    loading = _LOAD.format(name=name, value=value, extension=extension)
    return Cell("code", "\n".join(filter(None, [loading, after])))


def masthead(title: str, subtitle: str) -> str:
    """Return the call that shows the head of a notebook."""
    return call("ict.masthead", "this_month", quoted(title), quoted(subtitle)).source


def heading(text: str) -> Cell:
    """Return a heading of a notebook."""
    return Cell("markdown", f"## {escape(text)}")


def call(function: str, *arguments: str) -> Cell:
    """Return a call in one line, or with a line for each argument where that is too long."""
    line = f"{function}({', '.join(arguments)})"
    if len(line) > WIDTH:
        inner = "".join(f"    {each},\n" for each in arguments)
        line = f"{function}(\n{inner})"
    return Cell("code", line)


def listed(keys: Sequence[IndicatorKey]) -> str:
    """Return a list of keys as Python has it, a few in each line where there are many."""
    line = ", ".join(quoted(str(key)) for key in keys)
    if len(line) <= WIDTH - 8:
        return f"[{line}]"
    lines = textwrap.wrap(line, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    return "[\n        " + "\n        ".join(lines) + ",\n    ]"


def prose(magic: str, texts: Iterable[str], *, item: bool = False) -> Cell:
    """Return a cell of sentences under a magic, an item of a list each; the magic alone of none."""
    written = "\n".join(
        _wrapped(f"- {text}" if item else text, "  " if item else "") for text in texts if text
    )
    return Cell("code", f"%%{magic}\n{written}" if written else f"%{magic}")


def _wrapped(text: str, indent: str) -> str:
    """Return a text in lines, none of which ends inside a placeholder."""
    held, inside = "", False
    for character in text:
        inside = character == "{" or (inside and character != "}")
        held += "\0" if inside and character == " " else character
    lines = textwrap.wrap(
        held, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines).replace("\0", " ")


def quoted(text: str) -> str:
    """Return a text as Python has it."""
    return json.dumps(text, ensure_ascii=False)


def notebook_text(cells: Iterable[Cell], month: str) -> str:
    """Return a notebook as Jupyter writes it, without outputs.

    Parameters
    ----------
    cells
        Those after the parameters.
    month
        The month that it opens with by itself, YYYY-MM.
    """
    every = [_parameters(month), *cells]
    content = {
        "cells": [_written(number, cell) for number, cell in enumerate(every, start=1)],
        "metadata": {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _written(number: int, cell: Cell) -> Mapping[str, object]:
    tags = {"tags": ["parameters"]} if number == 1 else {}
    common = {
        "cell_type": cell.kind,
        "id": f"c{number:02d}",
        "metadata": tags,
        "source": cell.source.splitlines(keepends=True),
    }
    return common if cell.kind == "markdown" else common | {"execution_count": None, "outputs": []}
