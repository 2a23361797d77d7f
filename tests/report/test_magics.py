"""The magics by which a notebook holds sentences: the same Markdown as the report's methods."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient

from ictanalysis.report.report import Report
from tests.datasets import english_dataset, loaded

SECTION = """\
- {documents.sent:unit} were sent; {=100%} of them in time;
- {if accounts.uptime}Never printed: {accounts.uptime}.{missing}The mean time is not known.{end}
"""
POINTS = """\
- Documents sent: {documents.sent:unit}; signed:
  {documents.signed_rate}.
- Cases: {cases.received}.
"""
CELLS = [
    '# one of the parameters\ndata: str = ""',
    "import ictanalysis as ict\n\n%load_ext ictanalysis\n"
    'report = ict.Report(ict.load(data).month("2021-05"))',
    "%section I",
    f"%%section I.1\n{SECTION}",
    "%%text\nOne of {documents.sent};",
    "%text Another of {documents.sent}.",
    f"%%highlights\n{POINTS}",
    "%%plan II\nIn {period.next_month}:",
    "%%follow_up\nOf the tasks, {work_plan.done} are done:",
    "%%annex A.I\nHow it was checked.",
    "%figures All figures of {period.month}",
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return english_dataset(tmp_path_factory.mktemp("magics"))


@pytest.fixture(scope="module")
def expected(data: Path) -> list[str]:
    """Return what the methods of the report give for the cells of magics."""
    report = Report(loaded(data).month("2021-05"))
    points = ["Documents sent: {documents.sent:unit}; signed: {documents.signed_rate}.",
              "Cases: {cases.received}."]  # fmt: skip
    return [
        report.section("I").markdown,
        report.section("I.1", SECTION).markdown,
        report.text("One of {documents.sent};").markdown,
        report.text("Another of {documents.sent}.").markdown,
        report.highlights(points).markdown,
        report.plan("II", "In {period.next_month}:").markdown,
        report.follow_up("Of the tasks, {work_plan.done} are done:").markdown,
        report.annex("A.I", "How it was checked.").markdown,
    ]


def notebook(cells: list[str]) -> nbformat.NotebookNode:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.cells[0].metadata.tags = ["parameters"]
    python = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made.metadata.kernelspec = python
    return made


def displayed(executed: nbformat.NotebookNode) -> list[str]:
    """Return the Markdown that the cells after the second display."""
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    return [output.data["text/markdown"] for output in outputs if "text/markdown" in output.data]


def papermill(folder: Path, cells: list[str], data: Path) -> subprocess.CompletedProcess[str]:
    nbformat.write(notebook(cells), folder / "in.ipynb")
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", "in.ipynb", "out.ipynb"]
    return subprocess.run(
        [*command, "-p", "data", str(data)], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_stock_papermill_command_gives_the_same_markdown(
    tmp_path: Path, data: Path, expected: list[str]
) -> None:
    done = papermill(tmp_path, CELLS, data)
    assert done.returncode == 0, done.stderr
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert displayed(executed) == expected
    (table,) = executed.cells[-1].outputs
    assert "All figures of May 2021 (simulated data)" in table.data["text/html"]
    assert 'data-key="documents.sent"' in expected[1]
    assert "The mean time is not known." in expected[1]


def test_nbclient_gives_the_same_markdown(data: Path, expected: list[str]) -> None:
    cells = [f'data = "{data.as_posix()}"', *CELLS[1:]]
    assert displayed(NotebookClient(notebook(cells)).execute()) == expected


def test_without_a_report_papermill_says_so_in_one_line(tmp_path: Path, data: Path) -> None:
    cells = [CELLS[0], "%load_ext ictanalysis", "%%section I.1\nOne."]
    done = papermill(tmp_path, cells, data)
    assert done.returncode != 0
    assert done.stderr.rstrip().splitlines()[-1] == (
        "UsageError: %section needs the variable report: write report = "
        "ict.Report(dataset.month(month)) in a cell above"
    )


@pytest.fixture
def shell(data: Path) -> Iterator[InteractiveShell]:
    made = InteractiveShell()
    made.run_line_magic("load_ext", "ictanalysis")
    made.user_ns["report"] = Report(loaded(data).month("2021-05"))
    yield made
    made.history_manager.end_session() if made.history_manager else None


@pytest.mark.parametrize(
    ("name", "line", "text"),
    [
        ("section", "{1 / 0}", ""),
        ("section", "$data", "One."),
        ("text", "", "{__import__('os')}"),
        ("text", "", "{0}"),
        ("section", "I.9", "One."),
        ("section", "", "One."),
        ("annex", "A.I; import os", ""),
    ],
)
def test_numbers_and_templates_are_data_and_never_code(
    shell: InteractiveShell, name: str, line: str, text: str
) -> None:
    shell.user_ns["data"] = "I.1"
    for magic in (f"%%{name} {line}\n{text}", f"%{name} {line}")[: 1 if text else 2]:
        result = shell.run_cell(magic, store_history=False)
        assert type(result.error_in_exec).__name__ in {"UsageError", "UnknownKeyError"}


def test_a_magic_tells_what_its_method_does(shell: InteractiveShell) -> None:
    magics = shell.magics_manager.magics
    for name in ("section", "text", "highlights", "plan", "follow_up", "annex", "figures"):
        for kind in ("line", "cell"):
            assert magics[kind][name].__doc__ == getattr(Report, name).__doc__


def test_loading_the_extension_waits_until_it_is_asked_for() -> None:
    code = "import sys, json, ictanalysis; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "IPython", "ictanalysis.report"} & set(json.loads(done.stdout))
