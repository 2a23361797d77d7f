"""How long a month takes, from tables to pages, by other tools and by us.

Run it as ``python benchmarks/month.py [MONTH] [--data DIR] [--repeat N] [--packages DIR]``. All
ways execute the same notebooks and make a page of each; ours makes the PDF and the DOCX, too, and
checks the month. They run in turns, each in a process of its own, and a table tells the medians
with their ratios to ours.

``ploomber-engine`` and ``marimo`` are no dependencies of ours: ``pip install --target DIR`` puts
them into a folder that ``--packages`` names. Without it they are left out, and named. marimo has
its own form of notebooks, made of ours before the time is taken; it leaves out cells that begin
with a magic, and so all sentences.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from measuring import ROOT, compare, machine, measure

COMMANDS = """
import subprocess, sys
source, target, month, data, *names = sys.argv[1:]
for name in names:
    executed = f"{target}/{name}"
    papermill = ["papermill", "--no-progress-bar", "-p", "month", month, "-p", "data", data]
    page = ["nbconvert", "--to", "html", executed]
    for words in ([*papermill, f"{source}/{name}", executed], page):
        subprocess.run([sys.executable, "-m", *words], check=True)
"""

API = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
source, target, month, data, *names = sys.argv[1:]

def page(executed):
    from nbconvert import HTMLExporter
    with open(executed + ".html", "w", encoding="utf-8") as file:
        file.write(HTMLExporter().from_filename(executed)[0])

def one(name):
    {execute}
    page(f"{{target}}/{{name}}")

if __name__ == "__main__":
    if {jobs} == 1:
        list(map(one, names))
    else:
        with ProcessPoolExecutor({jobs}, get_context("fork")) as pool:
            list(pool.map(one, names))
"""

PAPERMILL = """
    import papermill
    papermill.execute_notebook(f"{source}/{name}", f"{target}/{name}",
                               {"month": month, "data": data}, progress_bar=False)
"""

NBCLIENT = """
    import nbformat
    from nbclient import NotebookClient
    notebook = nbformat.read(f"{source}/{name}", 4)
    given = nbformat.v4.new_code_cell(f"month, data = {month!r}, {data!r}")
    at = next(i for i, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", []))
    notebook.cells.insert(at + 1, given)
    NotebookClient(notebook).execute()
    nbformat.write(notebook, f"{target}/{name}")
"""

PLOOMBER = """
    from ploomber_engine import execute_notebook
    execute_notebook(f"{source}/{name}", f"{target}/{name}",
                     parameters={"month": month, "data": data}, progress_bar=False)
"""

MARIMO = """
import sys
from subprocess import run
source, target, month, data, *names = sys.argv[1:]
marimo = [sys.executable, "-c", {call!r}, "-q"]
for name in names:
    page = [f"{{target}}/{{name}}.py", "-o", f"{{target}}/{{name}}.marimo", "-f"]
    run([*marimo, "export", "html", *page], check=True)
"""

MARIMO_CALL = """
import sys; sys.path.append({folder!r}); sys.argv[0] = "marimo"
import runpy; runpy.run_module("marimo", run_name="__main__")
"""

FUNCTIONS = """
import os, sys, time
import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from ictanalysis.pipeline.imports import import_all
import_all()
source, target, month, data, *names = sys.argv[1:]
cells = {name: [c.source for c in nbformat.read(f"{source}/{name}", 4).cells
                if c.cell_type == "code"] for name in names}
shell = InteractiveShell.instance()
for turn in range(2):
    start = time.perf_counter()
    for sources in cells.values():
        given = f"month, data = {month!r}, {data!r}"
        with capture_output():
            for text in [sources[0], given, *sources[1:]]:
                shell.run_cell(text).raise_error()
print(f"cells alone, in one warm process, the second time: {time.perf_counter() - start:.2f} s")
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("month", nargs="?", default="2021-05")
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--notebooks", type=Path, default=ROOT / "notebooks")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--packages", type=Path, help="folder with ploomber-engine and marimo")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        place = Path(scratch)
        (place / "pages").mkdir()
        (place / "runtime").mkdir(mode=0o700)
        names = monthly(options.notebooks, options.data)
        data = str(options.data.resolve())
        arguments = [str(options.notebooks), str(place / "pages"), options.month, data, *names]
        ours = [
            *(sys.executable, "-m", "ictanalysis", "run", options.month, "--force"),
            *("--data", data, "--notebooks", str(options.notebooks)),
            *("--reports", str(place / "reports")),
        ]
        ways = {
            **others(arguments),
            **installed_aside(arguments, options.packages),
            **own(ours, place / "runtime"),
        }
        compare(ways, options.repeat, "ictanalysis, warm")
        subprocess.run([sys.executable, "-c", FUNCTIONS, *arguments], check=True)


def monthly(notebooks: Path, data: Path) -> list[str]:
    """Return the names of the notebooks that a month of a data set is made with."""
    from ictanalysis.catalog import read_catalog
    from ictanalysis.dataset.settings import read_settings
    from ictanalysis.pipeline.sources import find_notebooks

    locale = read_settings(data / "dataset.yml", "dataset.yml").locale
    catalog = read_catalog(data / "catalog.yml", "catalog.yml", locale)
    return [path.name for path in find_notebooks(notebooks, catalog.dimensions)]


def others(arguments: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return other tools → their command."""
    programs = {
        "papermill and nbconvert commands": COMMANDS,
        "papermill's API, one process": api(PAPERMILL, 1),
        "papermill's API, two processes": api(PAPERMILL, 2),
        "nbclient, one process": api(NBCLIENT, 1),
    }
    return {way: [sys.executable, "-c", text, *arguments] for way, text in programs.items()}


def installed_aside(arguments: Sequence[str], packages: Path | None) -> Mapping[str, Sequence[str]]:
    """Return the tools that are no dependencies of ours → their command."""
    if packages is None:
        print("left out, for no folder with them is named: ploomber-engine, marimo")
        return {}
    folder = str(packages.resolve())
    call = MARIMO_CALL.format(folder=folder)
    source, target, _month, _data, *names = arguments
    for name in names:
        made = ["convert", f"{source}/{name}", "-o", f"{target}/{name}.py"]
        subprocess.run([sys.executable, "-c", call, "-q", *made], check=True)
    found = f"import sys; sys.path.append({folder!r})\n"
    programs = {
        "ploomber-engine, one process": found + api(PLOOMBER, 1),
        "marimo export, without sentences": MARIMO.format(call=call),
    }
    return {way: [sys.executable, "-c", text, *arguments] for way, text in programs.items()}


def api(execute: str, jobs: int) -> str:
    """Return a program that executes notebooks by a library, and makes a page of each."""
    return API.format(execute=execute.strip(), jobs=jobs)


def own(command: Sequence[str], runtime: Path) -> Mapping[str, Sequence[str]]:
    """Return our ways → their command; the warm one is asked once before it is measured."""
    warm = ["env", f"XDG_RUNTIME_DIR={runtime}", *command]
    measure(warm)
    return {"ictanalysis, cold": ["env", "ICTANALYSIS_WARM=0", *command], "ictanalysis, warm": warm}


if __name__ == "__main__":
    os.environ.pop("XDG_RUNTIME_DIR", None)
    main()
