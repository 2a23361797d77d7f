"""How long a month takes from tables to its pages, by the stock commands and by us.

Run it as ``python benchmarks/report.py``. The stock way executes each notebook with papermill and
renders it with nbconvert, through our exporters; both ways make the same pages.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measuring import ROOT, compare

STOCK = """
import subprocess, sys
from pathlib import Path
from ictanalysis.pipeline.sources import find_notebooks
source, target, month = sys.argv[1:]
for path in find_notebooks(Path(source), ()):
    executed = Path(target) / path.name
    papermill = ["papermill", "--no-progress-bar", "-p", "month", month, path, executed]
    subprocess.run([sys.executable, "-m", *papermill], check=True)
    for form in ("ict-html", "ict-pdf", "ict-docx") if path.stem == "report" else ("ict-html",):
        nbconvert = ["nbconvert", "--to", form, executed]
        subprocess.run([sys.executable, "-m", *nbconvert], check=True)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("month", nargs="?", default="2021-05")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        target, reports = Path(scratch) / "stock", Path(scratch) / "reports"
        target.mkdir()
        stock = [sys.executable, "-c", STOCK, str(ROOT / "notebooks"), str(target), options.month]
        run = ["run", options.month, "--force", "--reports", str(reports)]
        ways = {
            "papermill and nbconvert": stock,
            "ictanalysis": [sys.executable, "-m", "ictanalysis", *run],
        }
        compare(ways, options.repeat)


if __name__ == "__main__":
    main()
