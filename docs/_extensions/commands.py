"""The directives `shell` and `help`: commands that run while the site is built."""

from __future__ import annotations

import contextlib
from html import escape
from pathlib import Path
from typing import ClassVar

import openpyxl
import pypdfium2
import workplace
from docutils import nodes
from docutils.parsers.rst import directives
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

__all__ = ["Help", "Shell", "setup"]

DOTS_PER_POINT = 2
TALLEST = 18
"""Rows of a worksheet that are shown."""


class Shell(SphinxDirective):
    """Run commands; show a file that they make, or what they print."""

    has_content = True
    option_spec: ClassVar = {
        "exit": directives.nonnegative_int,
        "page": directives.unchanged_required,
        "sheet": directives.unchanged_required,
        "alt": directives.unchanged_required,
        "file": directives.unchanged_required,
        "lines": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the page."""
        at = workplace.folder(self.env.app, self.env.docname)
        printed = "".join(self._printed(line, at) for line in self.content)
        shown = self._shown(at)
        text = "\n".join(f"$ {line}" for line in self.content) if shown else printed.rstrip()
        return [*shown, nodes.literal_block(text, text, language="console")]

    def _printed(self, line: str, at: Path) -> str:
        done = workplace.run(line, at)
        if done.returncode != self.options.get("exit", 0):
            raise self.error(f"{line}: exit code {done.returncode}: {done.stdout}")
        return f"$ {line}\n{done.stdout}"

    def _shown(self, at: Path) -> list[nodes.Node]:
        alt = self.options.get("alt", "")
        if "page" in self.options:
            return [self._picture(at / self.options["page"], alt)]
        if "sheet" in self.options:
            name, sheet = self.options["sheet"].split()
            return [nodes.raw("", _sheet(at / name, int(sheet), alt), format="html")]
        if "file" in self.options:
            lines = (at / self.options["file"]).read_text(encoding="utf-8").splitlines()
            text = "\n".join(lines[: self.options.get("lines", TALLEST)])
            return [nodes.literal_block(text, text, language="text", classes=["answer"])]
        return []

    def _picture(self, path: Path, alt: str) -> nodes.Node:
        """Return the first page of a PDF."""
        name = f"{path.parent.name}-{path.stem}.png"
        target = Path(self.env.app.outdir) / "_images" / name
        target.parent.mkdir(exist_ok=True)
        with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
            document[0].render(scale=DOTS_PER_POINT).to_pil().save(target, optimize=True)
        up = "../" * self.env.docname.count("/")
        picture = f'<img class="page" src="{up}_images/{name}" alt="{escape(alt)}" loading="lazy">'
        return nodes.raw("", picture, format="html")


class Help(SphinxDirective):
    """Show the help of a command."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the page."""
        done = workplace.run(f"ictanalysis {self.arguments[0]} --lang en --help", Path.cwd())
        if done.returncode:
            raise self.error(done.stdout)
        text = done.stdout.strip()
        return [nodes.literal_block(text, text, language="text")]


def _sheet(path: Path, position: int, alt: str) -> str:
    """Return a worksheet as a table, with letters and numbers as Excel shows them."""
    with contextlib.closing(openpyxl.load_workbook(path, data_only=True)) as book:
        sheet = book.worksheets[position]
        columns = [
            at
            for at in range(1, sheet.max_column + 1)
            if not sheet.column_dimensions[get_column_letter(at)].hidden
            and any(sheet.cell(row, at).value for row in range(1, sheet.max_row + 1))
        ]
        letters = "".join(f"<th scope='col'>{get_column_letter(at)}</th>" for at in columns)
        rows = "".join(_row(sheet, at, columns) for at in range(1, _last(sheet, columns) + 1))
        title = escape(sheet.title)
    return (
        f'<div class="sheet" tabindex="0" role="group" aria-label="{escape(alt)}" lang="vi"><table>'
        f"<thead><tr><td></td>{letters}</tr></thead><tbody>{rows}</tbody></table>"
        f"<p><span>{title}</span></p></div>"
    )


def _last(sheet: Worksheet, columns: list[int]) -> int:
    """Return the last row to show: the last that has a value, or as many as fit."""
    filled = (
        at for at in range(1, TALLEST + 1) if any(sheet.cell(at, each).value for each in columns)
    )
    return max(filled)


def _row(sheet: Worksheet, at: int, columns: list[int]) -> str:
    """Return a row; a text with nothing beside it runs on over the empty cells, as in Excel."""
    cells = [sheet.cell(at, each) for each in columns]
    if cells[0].value and not any(each.value for each in cells[1:]) and cells[0].protection.locked:
        inner = _cell(cells[0], f' colspan="{len(cells)}"')
    else:
        inner = "".join(_cell(each) for each in cells)
    return f'<tr><th scope="row">{at}</th>{inner}</tr>'


def _cell(cell: Cell, span: str = "") -> str:
    kind = [
        "" if cell.protection.locked else "open",
        "strong" if cell.font.b else "",
        "filled" if cell.fill.fill_type == "solid" else "",
    ]
    names = " ".join(each for each in kind if each)
    value = "" if cell.value is None else escape(str(cell.value))
    return f'<td class="{names}"{span}>{value}</td>'


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.setup_extension("workplace")
    app.add_directive("shell", Shell)
    app.add_directive("help", Help)
    return {"parallel_read_safe": False}
