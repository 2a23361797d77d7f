"""How long an executed report takes to become a page, a PDF and a DOCX, and the stock page alone.

Run it as ``python benchmarks/rendering.py``. All is timed in one process, after the imports and
after a first rendering, in turns; a table tells the medians.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import ROOT


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("month", nargs="?", default="2021-05")
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        executed = Path(scratch) / "report.ipynb"
        execute(options.month, executed)
        ways = renderers(str(executed))
        for render in ways.values():
            render()
        clocks: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(options.repeat):
            for way, render in ways.items():
                start = time.perf_counter()
                render()
                clocks[way].append(time.perf_counter() - start)
    medians = {way: statistics.median(runs) for way, runs in clocks.items()}
    for way, clock in medians.items():
        print(f"{way:32}{clock:8.3f} s")
    ours = sum(clock for way, clock in medians.items() if way != STOCK)
    print(f"{'ours, all three':32}{ours:8.3f} s")


STOCK = "nbconvert --to html"


def execute(month: str, target: Path) -> None:
    """Write the executed report notebook."""
    import papermill

    source = ROOT / "notebooks" / "report.ipynb"
    parameters = {"month": month, "data": str(ROOT / "data")}
    papermill.execute_notebook(source, target, parameters, progress_bar=False)


def renderers(executed: str) -> dict[str, Callable[[], object]]:
    """Return each way of rendering."""
    from nbconvert import HTMLExporter

    from ictanalysis.exporters import ReportDOCXExporter, ReportHTMLExporter, ReportPDFExporter

    return {
        STOCK: lambda: HTMLExporter().from_filename(executed),
        "ict-html": lambda: ReportHTMLExporter().from_filename(executed),
        "ict-pdf": lambda: ReportPDFExporter().from_filename(executed),
        "ict-docx": lambda: ReportDOCXExporter().from_filename(executed),
    }


if __name__ == "__main__":
    main()
