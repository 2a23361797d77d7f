"""What a notebook names of the catalog, found without running it.

Magics (`%%section I.2`) and the arguments of calls (`ict.charts.trend(month, "documents.signed")`)
are looked at; a name that only a computation gives is not found.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ictanalysis.dataset.notebooks import CodeCell
from ictanalysis.language.paragraphs import Paragraph, paragraphs
from ictanalysis.language.placeholders import KEY_PATTERN, Part

Kind = Literal["template", "key", "dimension", "member", "section", "table", "chart", ""]

_BY_POSITION: Mapping[str, Sequence[Kind]] = MappingProxyType(
    {
        "charts.behaviour": ("", "key"),
        "tables.figures": ("", "key"),
        "tables.measures": ("", "table"),
        "tables.breakdown": ("", "key", "dimension"),
        "tables.crosstab": ("", "key", "dimension", "dimension"),
        "tables.side_by_side": ("", "key", "dimension"),
        "tables.traced": ("", "key"),
        "chart.named": ("chart",),
        "report.cards": ("key",),
        "report.highlights": ("template",),
        "report.heading": ("", "template"),
        "report.text": ("template",),
        "report.section": ("section", "template"),
        "report.plan": ("section", "template"),
        "report.annex": ("section", "template"),
        "report.follow_up": ("template",),
        "report.figures": ("template",),
        "ict.masthead": ("", "template", "template"),
    }
)
"""Function → what its arguments are, by their position; blank for what names nothing."""

MAGICS = frozenset(
    name.removeprefix("report.")
    for name, kinds in _BY_POSITION.items()
    if name.startswith("report.") and kinds[0] in {"section", "template"}
)
"""The names of the magics that hold sentences of the report."""

_OF_A_CHART: Sequence[Kind] = ("", "key", "dimension", "dimension")

_BY_NAME: Mapping[str, Kind] = MappingProxyType(
    {
        "key": "key", "keys": "key", "by": "dimension", "across": "dimension",
        "rows": "dimension", "columns": "dimension", "emphasis": "member", "tables": "table",
        "title": "template", "subtitle": "template", "template": "template",
        "points": "template", "subject": "template", "number": "section",
    }
)  # fmt: skip
"""Name of an argument → what it is, in every function."""

_LINE_MAGIC = re.compile(r"(?P<indent>[ \t]*)[%!]\s*(?P<name>\w*)[ \t]*(?P<rest>.*)")
_CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w+)[ \t]*(?P<rest>.*)")


@dataclass(frozen=True)
class Mention:
    """A text in a notebook that names something of the catalog.

    Attributes
    ----------
    kind
        What it is: a template of prose, a key, a dimension, a member, a section, a table, or the
        name that a chart is given.
    text
        It, as it is written.
    function
        The function that it is given to, as in `report.section`.
    cell, line, last
        The cell, and the first and the last line in it.
    call
        What else is named by the same call, in its order.
    """

    kind: Kind
    text: str
    function: str
    cell: CodeCell
    line: int
    last: int
    call: Sequence[Mention] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Return the paragraphs of a template."""
        return paragraphs(self.text)

    def line_of(self, paragraph: Paragraph, part: Part) -> int:
        """Return the line of the cell on which a part of one of its paragraphs stands."""
        return self.line_at(paragraph, part.start, part.written)

    def line_at(self, paragraph: Paragraph, start: int, written: str) -> int:
        """Return the line of the cell on which words of one of its paragraphs stand.

        In a string of Python, lines of the text need not be lines of the cell.
        """
        lines = self.cell.source.split("\n")
        near = paragraph.line_at(start) + self.line - 1
        order = [near, *range(self.line, self.last + 1)]
        found = (line for line in order if written in "".join(lines[line - 1 : line]))
        return next(found, min(near, self.last))


def chart_names(named: Iterable[Mention], notebook: str) -> frozenset[str]:
    """Return the names of charts in a notebook, given by how its path ends."""
    charts = (each for each in named if each.kind == "chart")
    return frozenset(each.text for each in charts if each.cell.notebook.endswith(notebook))


def mentions(cells: Iterable[CodeCell]) -> Iterator[Mention]:
    """Yield what the cells of notebooks name."""
    for cell in cells:
        if match := _CELL_MAGIC.match(cell.source):
            _first, _newline, text = cell.source.partition("\n")
            yield from _of_magic(cell, 1, match["name"], match["rest"], text)
        else:
            yield from _of_code(cell)


def _of_magic(cell: CodeCell, line: int, name: str, rest: str, text: str) -> Iterator[Mention]:
    function = f"report.{name}"
    kinds = _BY_POSITION.get(function, ())
    last = line + text.count("\n") + bool(text)
    if kinds[:1] == ("section",):
        yield Mention("section", rest.strip(), function, cell, line, line)
        yield Mention("template", f"\n{text}", function, cell, line, last)
    elif kinds[:1] == ("template",):
        yield Mention("template", f"{rest}\n{text}", function, cell, line, last)


def _of_code(cell: CodeCell) -> Iterator[Mention]:
    lines = []
    for number, line in enumerate(cell.source.split("\n"), start=1):
        match = _LINE_MAGIC.fullmatch(line)
        if match:
            yield from _of_magic(cell, number, match["name"], match["rest"], "")
        lines.append(f"{match['indent']}pass" if match else line)
    try:
        tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(cell, node)
        elif isinstance(node, ast.Subscript):
            for text in _texts(node.slice):
                if re.fullmatch(KEY_PATTERN, text.value):
                    yield _mention("key", text, "", cell)


def _of_call(cell: CodeCell, call: ast.Call) -> Iterator[Mention]:
    function = _name_of(call.func)
    room = function.partition(".")[0]
    kinds = _BY_POSITION.get(function, _OF_A_CHART if room == "charts" else ())
    if not kinds and room not in {"tables", "report"}:
        return
    given = list(zip(kinds, call.args, strict=False))
    given += [(_BY_NAME.get(each.arg or "", ""), each.value) for each in call.keywords]
    named = [
        _mention(kind, text, function, cell)
        for kind, value in given
        if kind
        for text in _texts(value)
    ]
    for each in named:
        yield Mention(**{**vars(each), "call": named})


def _name_of(function: ast.expr) -> str:
    """Return the last two words of a function's name; what another call gives is a chart."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Call):
        return f"chart.{function.attr}"
    return ".".join(ast.unparse(function).split(".")[-2:])


def _mention(kind: Kind, node: _Constant, function: str, cell: CodeCell) -> Mention:
    return Mention(kind, node.value, function, cell, node.line, node.last)


@dataclass(frozen=True)
class _Constant:
    """A text in the code, and where it stands."""

    value: str
    line: int
    last: int


def _texts(node: ast.AST) -> Iterator[_Constant]:
    """Yield the texts that an argument is, or that a list of them holds."""
    nodes = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    for each in nodes:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield _Constant(each.value, each.lineno, each.end_lineno or each.lineno)
