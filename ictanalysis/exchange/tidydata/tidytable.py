"""A table for other programs: columns with a type and a meaning, and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Content = str | float | int | date | None


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes
    ----------
    name
        The name that other programs use.
    title, description
        What it is, in the language of the data set.
    kind
        The type of its cells.
    values
        The texts that it may have; none where it may have any.
    """

    name: str
    title: str
    description: str
    kind: Literal["string", "number", "integer", "date", "yearmonth"] = "string"
    values: Sequence[str] = ()


@dataclass(frozen=True)
class TidyTable:
    """A table.

    Attributes
    ----------
    name, title
        The names of its file and of its sheet.
    columns, rows
        Its columns, and its rows in their order; None is what is not known, and so is a blank text.
    key
        The columns whose values tell a row from all others.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Content]]
    key: Sequence[str]
