"""The directive `result`: Python that runs while the site is built, what it gives shown first.

The exporter of the monthly pages draws it, so that the site shows what a report shows: its style,
its narrow drawings for a telephone, its alternative texts. A shadow root keeps its style from that
of the site.
"""

from __future__ import annotations

import ast
import contextlib
import re
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import nbformat
import workplace
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.parsers.rst import directives
from IPython.core.formatters import DisplayFormatter
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ictanalysis.exporters import ReportHTMLExporter

__all__ = ["Result", "evaluated", "setup"]

DRAWN = ("application/vnd.ictanalysis+json", "image/svg+xml", "text/html", "text/markdown")
DARK = re.compile(
    r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root (\{.*?\})\s*\}", re.S
)

FITTED = """
:host { margin: 0; }
.glance, .cards, .table, figure, .text > :last-child { margin-bottom: 0; }
.table, figure { margin-top: 0; }
"""


class Result(SphinxDirective):
    """Run Python code and show what its last line gives, then the code.

    The code of one page shares its names.
    """

    has_content = True
    option_spec: ClassVar = {"code-only": directives.flag, "language": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the page."""
        code = "\n".join(self.content)
        names = self.env.temp_data.setdefault("names of the page", {})
        try:
            value = evaluated(code, names, workplace.folder(self.env.app, self.env.docname))
        except Exception as problem:
            raise self.error(f"this code fails: {problem!r}") from problem
        listing = nodes.literal_block(code, code, language="python")
        self.set_source_info(listing)
        if value is None or "code-only" in self.options:
            return [listing]
        return [self._shown(value), listing]

    def _shown(self, value: object) -> nodes.Node:
        data, metadata = DisplayFormatter().format(value)
        if not any(kind in data for kind in DRAWN):
            text = data["text/plain"]
            return nodes.literal_block(text, text, language="text", classes=["answer"])
        up = "../" * self.env.docname.count("/")
        language = self.options.get("language", "vi")
        return nodes.raw("", _isolated(_drawn(data, metadata), up, language), format="html")


def evaluated(code: str, names: dict[str, Any], at: Path) -> object:
    """Run code in a folder and return what its last line gives; None if it is a statement."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.chdir(at):
        exec(compile(tree, "<example>", "exec"), names)
        if last is None:
            return None
        return eval(compile(ast.Expression(last.value), "<example>", "eval"), names)


def _drawn(data: Any, metadata: Any) -> str:
    """Return what the exporter of the pages makes of one output."""
    output = nbformat.v4.new_output("display_data", data, metadata=metadata)
    cell = nbformat.v4.new_code_cell(outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    page, _resources = ReportHTMLExporter().from_notebook_node(notebook)
    return BeautifulSoup(page, "html.parser").main.decode_contents()


def _isolated(content: str, up: str, language: str) -> str:
    style = f'<link rel="stylesheet" href="{up}_static/result.css">'
    return (
        f'<div class="result" lang="{escape(language)}"><template shadowrootmode="open">'
        f"{style}{content}</template></div>"
    )


def _write_styles(app: Sphinx, problem: Exception | None) -> None:
    """Write the style of the pages for a shadow root; the site chooses light or dark."""
    if problem:
        return
    page, _resources = ReportHTMLExporter().from_notebook_node(nbformat.v4.new_notebook())
    style = BeautifulSoup(page, "html.parser").style.string
    dark = DARK.search(style)
    if dark is None:
        raise ValueError("the style of the pages has no dark colours where they are expected")
    own = re.sub(r"^(:root|body|html) ", ":host ", DARK.sub("", style), flags=re.M) + FITTED
    static = Path(app.outdir) / "_static"
    (static / "result.css").write_text(own, encoding="utf-8")
    (static / "result-theme.css").write_text(
        f'body[data-theme="dark"] .result {dark[1]}\n'
        "@media (prefers-color-scheme: dark) {\n"
        f'body:not([data-theme="light"]) .result {dark[1]}\n}}\n',
        encoding="utf-8",
    )


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.setup_extension("workplace")
    app.add_directive("result", Result)
    app.connect("build-finished", _write_styles, priority=400)
    return {"parallel_read_safe": False}
