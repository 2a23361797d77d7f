"""What is slow the first time and fast from then on, done once before anybody waits for it."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ictanalysis.language.messages import LANGUAGES

_LETTER = "\u1eaf"
_TABLE = "<table><thead><tr><th>1</th></tr></thead><tbody><tr><td>2,5</td></tr></tbody></table>"


@cache
def load_all() -> None:
    """Load what every notebook and every print needs, so that its children share one of each."""
    from babel import Locale

    from ictanalysis.exporters.fonts import available

    for language in LANGUAGES:
        _patterns = Locale(language).list_patterns
    available()
    _draw()


@cache
def rehearse() -> None:
    """Set a small notebook in every form, draw letters, and read a sentence."""
    import nbformat.v4 as nb
    import pandas as pd

    from ictanalysis.dataset.periods import working_days
    from ictanalysis.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter
    from ictanalysis.exporters.html import page
    from ictanalysis.language.kinds import counts_without_digits, read_kinds
    from ictanalysis.language.messages import catalogue

    load_all()
    for language in LANGUAGES:
        read_kinds("", language)
        list(counts_without_digits("", language))
    catalogue("vi")
    working_days(pd.Period("2021-05", "M"), "calendar")
    with TemporaryDirectory(prefix="ict-") as name:
        path = Path(name) / "report.ipynb"
        table = nb.new_output("display_data", {"text/html": _TABLE})  # type: ignore[no-untyped-call]
        cells = [
            nb.new_markdown_cell("# A\n\n*b*\n\n## C"),  # type: ignore[no-untyped-call]
            nb.new_code_cell("", outputs=[table]),  # type: ignore[no-untyped-call]
        ]
        notebook = nb.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
        path.write_text(nb.writes(notebook), encoding="utf-8")  # type: ignore[no-untyped-call]
        page(ReportHTMLExporter().read(path), [])  # type: ignore[no-untyped-call]
        body = ReportPDFExporter().read(path)  # type: ignore[no-untyped-call]
        ReportPDFExporter().write(body, {})  # type: ignore[no-untyped-call]
        ReportDOCXExporter().write(body, {})  # type: ignore[no-untyped-call]


def _draw() -> None:
    """Have matplotlib find its fonts and load them."""
    from matplotlib.figure import Figure

    from ictanalysis.charts.style import in_style

    with in_style():
        figure = Figure()
        axes = figure.subplots()
        axes.barh([_LETTER], [1])
        axes.set_title(_LETTER, fontweight="bold")
        figure.savefig(io.BytesIO(), format="svg")
