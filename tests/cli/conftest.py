"""The command line as a user runs it, in a folder with a copy of the real data set."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.commandline import Result, run
from tests.datasets import ROOT, copy_of_real

Process = subprocess.CompletedProcess[str]
Command = Callable[..., Process]
Inside = Callable[..., Result]

PARAMETERS = 'month: str = ""  # month of the report, YYYY-MM\ndata: str = ""  # folder of the data'
HEADING = """\
import ictanalysis as ict
from ictanalysis.report.report import Report

report = Report(ict.load(data).month(month))
for number in report.month.files.narrative.sections:
    report.section(number)
report.plan("IV")
report.heading("BÁO CÁO", ["Công tác {period.month}"])"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a copy of the real data set in it."""
    copy_of_real(tmp_path)
    return tmp_path


@pytest.fixture
def command(folder: Path) -> Command:
    """Return a function that runs `python -m ictanalysis` in the folder."""

    def run(*arguments: str, **variables: str) -> Process:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
        return subprocess.run(
            [sys.executable, "-m", "ictanalysis", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture
def inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Inside:
    """Return a function that runs the command line in this process, in the folder."""
    monkeypatch.chdir(folder)

    def run_inside(*arguments: str) -> Result:
        return run("--lang", "en", *arguments)

    return run_inside


def write_notebook(path: Path, *sources: str) -> None:
    """Write a notebook whose first cell holds the parameters."""
    path.parent.mkdir(exist_ok=True)
    cells = [new_code_cell(source) for source in (PARAMETERS, *sources)]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)


@pytest.fixture
def notebooks(folder: Path) -> Path:
    """Return a folder of notebooks with one small report in it."""
    section = 'report.section("I.2", "Cấp {press.licences:unit}.")'
    write_notebook(folder / "notebooks/report.ipynb", HEADING, section, "report.signature()")
    return folder / "notebooks"
