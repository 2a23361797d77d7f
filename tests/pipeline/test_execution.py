"""Notebooks that run, and what is said of those that do not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ictanalysis.language.errors import NotebookError
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.failures import CellError, NotebooksError
from ictanalysis.pipeline.workers import Slots, Workers

NOTEBOOKS = Path(__file__).parent / "notebooks"
MAY = {"month": "2021-05"}

RUNS_INTO_AN_ERROR = {
    "raises": "cell 3: KeyError: 'missing' (in the line “total(figures)”)",
    "raises_without_message": "cell 2: ValueError (in the line “raise ValueError”)",
    "raises_in_many_lines": (
        "cell 2: ValueError: one two red three four five (in the line “raise ValueError(message)”)"
    ),
    "syntax_error": "cell 2: SyntaxError: invalid syntax (line 2) (in the line “figures = = 1”)",
    "unknown_magic": (
        "cell 2: UsageError: Line magic function `%no_such_magic` not found. "
        "(in the line “%no_such_magic”)"
    ),
    "exits_quietly": "cell 2: SystemExit (in the line “import sys”)",
    "kills_its_kernel": (
        "cell 3: its kernel died, as when memory runs out "
        "(the cell begins with “# No exception is left to tell.”)"
    ),
    "never_ends": (
        "cell 2: stopped after 2 seconds, the longest that a cell may take "
        "(it begins with “import time”)"
    ),
    "executed_before": "cell 4: ZeroDivisionError: division by zero (in the line “1 / 0”)",
}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with closing(Slots(3)) as slots:
        yield Workers(slots)


@pytest.fixture(scope="module")
def failures(
    workers: Workers, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, NotebookError | None]:
    """Return what became of each notebook that runs into an error, and of one that does not."""
    folder = tmp_path_factory.mktemp("failures")
    ended: dict[str, NotebookError | None] = {}
    runs = [
        Execution(
            NOTEBOOKS / f"{name}.ipynb",
            folder / f"{name}.ipynb",
            MAY,
            timeout=2 if name == "never_ends" else None,
        )
        for name in (*RUNS_INTO_AN_ERROR, "complete")
    ]
    with pytest.raises(NotebooksError) as caught:
        execute(
            runs,
            workers=workers,
            folder=folder,
            report=lambda run, error, made: ended.update({run.notebook.stem: error}),
        )
    assert caught.value.failures == tuple(ended[name] for name in RUNS_INTO_AN_ERROR)
    assert str(caught.value) == "\n".join(str(ended[name]) for name in RUNS_INTO_AN_ERROR)
    assert [path.stem for path in folder.iterdir()] == ["complete"]
    return ended


def run(name: str, workers: Workers, folder: Path, **parameters: str) -> Any:
    destination = folder / f"{name}.out.ipynb"
    execution = Execution(NOTEBOOKS / f"{name}.ipynb", destination, parameters or MAY)
    execute([execution], workers=workers, folder=folder)
    return json.loads(destination.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", RUNS_INTO_AN_ERROR)
def test_error_names_notebook_cell_and_line(
    failures: Mapping[str, NotebookError | None], name: str
) -> None:
    error = failures[name]

    assert isinstance(error, CellError)
    assert error.exit_code == 3
    assert str(error) == f"{NOTEBOOKS / name}.ipynb, {RUNS_INTO_AN_ERROR[name]}"
    assert f", cell {error.cell}: " in str(error)


def test_traceback_is_kept_for_who_asks(failures: Mapping[str, NotebookError | None]) -> None:
    raised, killed = failures["raises"], failures["kills_its_kernel"]

    assert isinstance(raised, CellError)
    assert 'return frame["missing"]' in re.sub(r"\x1b\[[0-9;]*m", "", raised.traceback)
    assert isinstance(killed, CellError)
    assert killed.traceback == ""


def test_other_notebooks_end_well(failures: Mapping[str, NotebookError | None]) -> None:
    assert failures["complete"] is None


REFUSED = {
    "not_json": "not_json.ipynb is not a notebook: Expecting value: line 1 column 1 (char 0)",
    "empty": "empty.ipynb is not a notebook: Expecting value: line 1 column 1 (char 0)",
    "latin_1": "latin_1.ipynb is not a notebook: 'utf-8' codec can't decode byte 0xe1",
    "not_a_notebook": "not_a_notebook.ipynb is not a notebook: it has no cells",
    "cells_are_text": "cells_are_text.ipynb is not a notebook: it has no cells",
    "format_3": "format_3.ipynb is a notebook of format 3: open it in JupyterLab and save it",
    "invalid_cell": "invalid_cell.ipynb is not a valid notebook: 'source' is a required property",
    "without_kernel": "without_kernel.ipynb does not name its kernel",
    "without_language": "its parameters cannot be read: No language found in notebook",
    "without_parameters_cell": "has no code cell with the tag “parameters”: add the tag",
    "parameters_in_prose": "has no code cell with the tag “parameters”: add the tag",
    "unknown_kernel": "asks for the kernel “no-such-kernel”, which is not installed",
    "no_such_notebook": "no_such_notebook.ipynb: there is no such notebook",
}


@pytest.mark.parametrize("name", REFUSED)
def test_notebook_that_cannot_be_run(workers: Workers, tmp_path: Path, name: str) -> None:
    with pytest.raises(NotebookError) as caught:
        run(name, workers, tmp_path)

    assert REFUSED[name] in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_nesting_without_end(workers: Workers, tmp_path: Path) -> None:
    source = tmp_path / "nested.ipynb"
    source.write_text("[" * 1_000_000, encoding="utf-8")

    with pytest.raises(NotebookError, match=r"nested\.ipynb is not a notebook"):
        execute([Execution(source, tmp_path / "out", MAY)], workers=workers, folder=tmp_path)


def test_a_cell_may_raise_on_purpose(workers: Workers, tmp_path: Path) -> None:
    executed = run("raises_as_expected", workers, tmp_path, month="2021-05")
    [shown] = executed["cells"][2]["outputs"]
    assert shown["output_type"] == "display_data"
    assert shown["data"] == {"text/plain": ["ZeroDivisionError: division by zero"]}
    assert executed["cells"][3]["outputs"][0]["data"] == {"text/plain": ["'2021-05'"]}


def test_unknown_parameters_are_refused(workers: Workers, tmp_path: Path) -> None:
    with pytest.raises(
        NotebookError, match="does not have the parameter data, year; it has: month"
    ):
        run("complete", workers, tmp_path, data="data", month="2021-05", year="2021")

    assert list(tmp_path.iterdir()) == []


def test_all_are_checked_before_one_runs(workers: Workers, tmp_path: Path) -> None:
    names = ("complete", "not_json", "without_kernel")
    runs = [Execution(NOTEBOOKS / f"{name}.ipynb", tmp_path / name, MAY) for name in names]

    with pytest.raises(NotebooksError) as caught:
        execute(runs, workers=workers, folder=tmp_path)

    assert [str(error).partition(".ipynb")[0] for error in caught.value.failures] == [
        str(NOTEBOOKS / "not_json"),
        str(NOTEBOOKS / "without_kernel"),
    ]
    assert list(tmp_path.iterdir()) == []


def test_parameters_are_injected_as_papermill_does(workers: Workers, tmp_path: Path) -> None:
    hostile = 'tháng "5"\\\n{month}'
    executed = run("complete", workers, tmp_path, month=hostile)

    declared, injected = executed["cells"][:2]
    assert "".join(declared["source"]).startswith('month: str = "2021-04"')
    assert injected["metadata"] == {"tags": ["injected-parameters"]}
    assert "".join(executed["cells"][4]["outputs"][0]["text"]) == f"tháng {hostile}\n"


def test_injected_cell_of_an_earlier_run_is_replaced(workers: Workers, tmp_path: Path) -> None:
    source = tmp_path / "again.ipynb"
    run("complete", workers, tmp_path, month="2020-01")
    shutil.move(tmp_path / "complete.out.ipynb", source)
    execute(
        [Execution(source, tmp_path / "second.ipynb", MAY)],
        workers=workers,
        folder=tmp_path,
    )
    run("complete", workers, tmp_path)

    assert (tmp_path / "second.ipynb").read_bytes() == (
        tmp_path / "complete.out.ipynb"
    ).read_bytes()


def test_nothing_in_the_file_changes_by_itself(workers: Workers, tmp_path: Path) -> None:
    executed = run("complete", workers, tmp_path)
    first = (tmp_path / "complete.out.ipynb").read_bytes()
    run("complete", workers, tmp_path)

    assert (tmp_path / "complete.out.ipynb").read_bytes() == first
    assert executed["metadata"] == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {
            "codemirror_mode": {"name": "ipython", "version": 3},
            "file_extension": ".py",
            "mimetype": "text/x-python",
            "name": "python",
            "nbconvert_exporter": "python",
            "pygments_lexer": "ipython3",
        },
        "papermill": {"parameters": {"month": "2021-05"}},
    }
    assert [cell["id"] for cell in executed["cells"]] == [
        *("code-0", "injected-parameters", "text-1", "code-2", "code-3", "code-4", "code-5"),
        *("code-6", "code-7", "code-8"),
    ]
    assert executed["cells"][3]["metadata"] == {}
    assert executed["cells"][6]["outputs"][0]["data"]["text/plain"] == [
        "<pandas.io.formats.style.Styler>"
    ]


def test_cells_get_identifiers_that_stay(workers: Workers, tmp_path: Path) -> None:
    executed = run("without_cell_ids", workers, tmp_path)

    assert [cell["id"] for cell in executed["cells"]] == [
        *("cell-1", "injected-parameters", "cell-2", "cell-3"),
    ]


def test_streams_come_in_one_piece(workers: Workers, tmp_path: Path) -> None:
    executed = run("prints_in_pieces", workers, tmp_path)

    assert executed["cells"][2]["outputs"] == [
        {"name": "stdout", "output_type": "stream", "text": ["0\n", "1\n", "2\n", "3\n"]},
        {
            "name": "stderr",
            "output_type": "stream",
            "text": ["error 0\n", "error 1\n", "error 2\n", "error 3\n"],
        },
    ]


def test_code_runs_in_the_folder_and_this_process_stays(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    text = (NOTEBOOKS / "random_numbers.ipynb").read_text(encoding="utf-8")
    source = tmp_path / "where.ipynb"
    source.write_text(text.replace("import random\\n", "!pwd > here\\n"), encoding="utf-8")

    with pytest.raises(CellError, match="name 'random' is not defined"):
        execute([Execution(source, tmp_path / "out", MAY)], workers=workers, folder=tmp_path)

    assert (tmp_path / "here").read_text(encoding="utf-8") == f"{tmp_path}\n"
    assert Path.cwd() == elsewhere


def test_error_of_the_report_ends_the_run(workers: Workers, tmp_path: Path) -> None:
    def fail(run: Execution, error: NotebookError | None, made: object) -> None:
        raise LookupError(run.notebook.stem)

    names = ("random_numbers", "never_ends")
    runs = [Execution(NOTEBOOKS / f"{name}.ipynb", tmp_path / name, MAY) for name in names]
    with pytest.raises(LookupError, match="random"):
        execute(runs, workers=workers, folder=tmp_path, report=fail)

    assert not (tmp_path / "never_ends").exists()


QUIET = """
import sys
from pathlib import Path
from ictanalysis.language.errors import NotebookError
from ictanalysis.pipeline.execution import (Execution, execute)
from ictanalysis.pipeline.workers import Slots, Workers
folder, target = map(Path, sys.argv[1:])
names = ("complete", "raises", "kills_its_kernel", "exits_quietly", "never_ends")
limits = {"never_ends": 1}
runs = [
    Execution(folder / f"{n}.ipynb", target / n, {"month": "5"}, limits.get(n)) for n in names
]
try:
    execute(runs, workers=Workers(Slots(3)), folder=target)
except NotebookError as error:
    print(len(error.failures))
"""


def test_nothing_else_is_printed(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", QUIET, str(NOTEBOOKS), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "4\n", "")
