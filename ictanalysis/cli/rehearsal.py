"""What is slow the first time and fast from then on, done once before anybody waits for it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ictanalysis.language.messages import LANGUAGES

_LETTER = "\u1eaf"
_TEXT = "# A\n\n*b* & **c** [d](#e)\n\n## F\n\n- g\n\n1. h"
_TABLE = "<table><thead><tr><th>1</th></tr></thead><tbody><tr><td>2,5</td></tr></tbody></table>"


@cache
def load_all() -> None:
    """Load what every notebook and every page needs, so that its children share one of each."""
    from babel import Locale

    from ictanalysis.exporters import ReportHTMLExporter
    from ictanalysis.exporters.fonts import available
    from ictanalysis.exporters.html import page

    for language in LANGUAGES:
        _patterns = Locale(language).list_patterns
    available()
    _draw()
    with _small_notebook() as path:
        page(ReportHTMLExporter().read(path), [])  # type: ignore[no-untyped-call]


@cache
def rehearse() -> None:
    """Set a small notebook in every form, draw letters, and read a sentence."""
    import pandas as pd

    from ictanalysis.dataset.periods import working_days
    from ictanalysis.exporters import ReportDOCXExporter, ReportPDFExporter
    from ictanalysis.language.kinds import counts_without_digits, read_kinds
    from ictanalysis.language.messages import catalogue

    load_all()
    for language in LANGUAGES:
        read_kinds("", language)
        list(counts_without_digits("", language))
    catalogue("vi")
    working_days(pd.Period("2021-05", "M"), "calendar")
    with _small_notebook() as path:
        body = ReportPDFExporter().read(path)  # type: ignore[no-untyped-call]
        ReportPDFExporter().write(body, {})  # type: ignore[no-untyped-call]
        ReportDOCXExporter().write(body, {})  # type: ignore[no-untyped-call]


@contextmanager
def _small_notebook() -> Iterator[Path]:
    import nbformat.v4 as nb

    table = nb.new_output("display_data", {"text/html": _TABLE})  # type: ignore[no-untyped-call]
    cells = [
        nb.new_markdown_cell(_TEXT),  # type: ignore[no-untyped-call]
        nb.new_code_cell("", outputs=[table]),  # type: ignore[no-untyped-call]
    ]
    notebook = nb.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
    with TemporaryDirectory(prefix="ict-") as name:
        path = Path(name) / "report.ipynb"
        path.write_text(nb.writes(notebook), encoding="utf-8")  # type: ignore[no-untyped-call]
        yield path


def _draw() -> None:
    """Have matplotlib find its fonts and backends, and load them."""
    from matplotlib.backends.registry import backend_registry
    from matplotlib.figure import Figure

    from ictanalysis.charts.style import in_style

    backend_registry.list_all()  # type: ignore[no-untyped-call]
    with in_style():
        figure = Figure()
        axes = figure.subplots()
        axes.barh([_LETTER], [1])
        axes.set_title(_LETTER, fontweight="bold")
        figure.savefig(io.BytesIO(), format="svg")
