"""Cells in a forked child differ from those of a stock kernel in nothing that they can see."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.kernelspec import KernelSpec

from ictanalysis.files.forking import CAN_FORK
from ictanalysis.pipeline.engine import is_forkable
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.workers import Slots, Workers

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux alone")

NOTEBOOKS = Path(__file__).parent / "notebooks"
LAUNCHER = ["-m", "ipykernel_launcher", "-f", "{connection_file}"]


@pytest.fixture
def workers() -> Iterator[Workers]:
    with closing(Slots(3)) as slots:
        yield Workers(slots)


def run(notebook: Path, workers: Workers, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    destination = folder / notebook.name
    execute(
        [Execution(notebook, destination, {"month": "2021-05"})], folder=folder, workers=workers
    )
    return destination


def stock(notebook: Path, folder: Path) -> Path:
    """Return the notebook as the stock command executes it."""
    folder.mkdir(exist_ok=True)
    target = folder / notebook.name
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", "-p", "month", "2021-05"]
    subprocess.run([*command, notebook, target, "--cwd", folder], env=clean(), check=True)
    return target


def clean() -> dict[str, str]:
    """Return the environment without what makes a stock kernel miss what is printed."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}


OURS = """
import sys
from pathlib import Path
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.imports import import_all
from ictanalysis.pipeline.workers import Slots, Workers
import_all()
for folder in map(Path, sys.argv[1:]):
    run = Execution(folder / "own.ipynb", folder / "ours/own.ipynb", {"month": "2021-05"})
    execute([run], folder=folder / "ours", workers=Workers(Slots(2)))
"""


def notebook_of(folder: Path, *sources: str) -> Path:
    """Return a notebook with these cells."""
    content = json.loads((NOTEBOOKS / "random_numbers.ipynb").read_text(encoding="utf-8"))
    first = content["cells"][0]
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"own-{number}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate(sources)
    ]
    path = folder / "own.ipynb"
    path.write_text(json.dumps({**content, "cells": [first, *cells]}), encoding="utf-8")
    return path


def results(notebook: Path) -> list[Any]:
    """Return the outputs of each cell, with whole streams and without addresses in memory."""
    text = re.sub(" at 0x[0-9a-f]+>", ">", notebook.read_text(encoding="utf-8"))
    text = re.sub("ipykernel_[0-9]+", "ipykernel_0", text)
    cells = json.loads(text)["cells"]
    return [joined(cell["outputs"]) for cell in cells if cell["cell_type"] == "code"]


def joined(outputs: list[dict[str, Any]]) -> list[Any]:
    streams: dict[str, str] = {}
    others = []
    for output in outputs:
        if output["output_type"] == "stream":
            streams[output["name"]] = streams.get(output["name"], "") + "".join(output["text"])
        else:
            others.append(output)
    return [streams, *others]


def texts(notebook: Path) -> list[str]:
    return [
        "".join(output["data"]["text/plain"])
        for outputs in results(notebook)
        for output in outputs[1:]
    ]


SAMPLES = {
    "streams": ["import sys", "print('a'); print('b', file=sys.stderr); sys.stdout.write('c')"],
    "processes": ["!echo from a shell", "import os; _ = os.system('echo below Python')"],
    "displays": [
        "from IPython.display import HTML, display",
        "shown = display(HTML('<b>1</b>'), display_id='x')",
        "shown.update(HTML('<b>2</b>'))",
        "from IPython.display import clear_output",
        "print('gone'); clear_output(); print('there')",
    ],
    "top-level await": ["import asyncio", "await asyncio.sleep(0.01)\n'awaited'"],
    "tasks": [
        "import asyncio\nasync def work():\n    return 5\ntask = asyncio.create_task(work())",
        "await task",
    ],
    "charts": [
        "import matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 20",
        "_ = plt.plot([1, 2, 3])",
    ],
    "frames": ["import pandas as pd\npd.DataFrame({'a': [1, 2]})"],
    "magics": ["%%capture found\nprint('x')", "found.stdout", "%env HOME", "%pwd"],
    "history": ["1 + 1", "_ + 1", "In[3], Out[3]"],
    "warnings": [
        "import warnings\nwarnings.warn('once')",
        "warnings.warn('old', DeprecationWarning)",
    ],
    "logging": ["import logging\nlogging.getLogger('x').warning('told')"],
    "input": ["try:\n    input()\nexcept Exception as error:\n    print(type(error).__name__)"],
    "comms": [
        "from comm import create_comm\ncomm = create_comm('no.such')",
        "comm.send({'a': 1})\nprint('sent')",
    ],
    "threads": [
        "import threading\nthread = threading.Thread(target=print, args=['from a thread'])\n"
        "thread.start(); thread.join()"
    ],
    "whole libraries": [
        "import bs4\nbs4.BeautifulSoup('<p>a', 'lxml').select_one('body p').decode()",
        "import requests\nrequests.compat.chardet.__name__",
        "from pypdf._crypt_providers import crypt_provider\ncrypt_provider[0]",
    ],
    "bytes": ["from IPython.display import Image\nImage(b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 40)"],
}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a folder for each sample, executed by us in a process of a user's."""
    root = tmp_path_factory.mktemp("samples")
    for name, sources in SAMPLES.items():
        (root / name / "ours").mkdir(parents=True)
        notebook_of(root / name, *sources)
    command = [sys.executable, "-c", OURS, *(str(root / name) for name in SAMPLES)]
    subprocess.run(command, env=clean(), check=True)
    return root


@pytest.mark.parametrize("name", SAMPLES)
def test_outputs_are_those_of_the_stock_command(samples: Path, name: str) -> None:
    expected = results(stock(samples / name / "own.ipynb", samples / name / "stock"))
    found = results(samples / name / "ours/own.ipynb")

    assert json.dumps(found).replace("/ours", "/stock") == json.dumps(expected)
    assert any(any(outputs) for outputs in expected)


def test_the_sample_has_the_outputs_of_the_stock_command(workers: Workers, tmp_path: Path) -> None:
    found = results(run(NOTEBOOKS / "complete.ipynb", workers, tmp_path / "ours"))

    assert found == results(stock(NOTEBOOKS / "complete.ipynb", tmp_path / "stock"))
    assert found[3][0] == {"stdout": "tháng 2021-05\n", "stderr": "a remark\n"}
    assert found[4][1]["data"]["text/plain"][2].split() == ["1", "2", "0"]
    assert found[6][1]["data"]["image/png"].startswith("iVBORw0KGgo")
    assert found[7][2]["metadata"] == {"kind": "chart"}
    assert found[8][1]["data"]["text/plain"] == ["{'sum': 16432}"]


def test_interpreter_is_that_of_a_stock_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ICT_TEST", "tháng\udcff 5")
    shutil.copy(NOTEBOOKS / "interpreter.ipynb", tmp_path / "own.ipynb")
    expected = texts(stock(tmp_path / "own.ipynb", tmp_path / "ours"))
    subprocess.run([sys.executable, "-c", OURS, tmp_path], env=clean(), check=True)
    lines = texts(tmp_path / "ours/own.ipynb")

    # The program, and the threads that serve the sockets of a stock kernel, are its own.
    for number in {*range(len(expected))} - {1, 6}:
        assert lines[number].splitlines() == expected[number].splitlines()
    assert "'ICT_TEST': 'tháng\\udcff 5'" in lines[0]
    assert "module://matplotlib_inline.backend_inline" in lines[5]


def test_backend_of_the_environment_counts(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLBACKEND", "svg")
    outputs = texts(run(NOTEBOOKS / "interpreter.ipynb", workers, tmp_path))

    assert outputs[5].startswith("('svg',")


def test_kernels_draw_different_random_numbers(workers: Workers, tmp_path: Path) -> None:
    source = NOTEBOOKS / "random_numbers.ipynb"
    first = texts(run(source, workers, tmp_path))[0].strip("()").split(", ")
    second = texts(run(source, workers, tmp_path))[0].strip("()").split(", ")

    assert len({*first, *second}) == 4


LEAVES = """
import builtins, os, warnings
import matplotlib, pandas
matplotlib.rcParams["figure.dpi"] = 5
os.environ["LEFT"] = "here"
pandas.DataFrame.left = builtins.left = True
pandas.set_option("display.max_rows", 3)
os.umask(0o777)
kept = bytearray(50_000_000)
"""
LOOKS = """
import builtins, os
import matplotlib, pandas
umask = os.umask(0o22)
(matplotlib.rcParams["figure.dpi"], os.environ.get("LEFT"), hasattr(builtins, "left"),
 hasattr(pandas.DataFrame, "left"), pandas.get_option("display.max_rows"), umask == 0o777)
"""


def test_nothing_of_one_notebook_is_left_to_the_next(workers: Workers, tmp_path: Path) -> None:
    before = texts(run(notebook_of(tmp_path, LOOKS), workers, tmp_path / "a"))
    run(notebook_of(tmp_path, LEAVES), workers, tmp_path / "b")

    assert texts(run(notebook_of(tmp_path, LOOKS), workers, tmp_path / "c")) == before
    assert before == ["(100.0, None, False, False, 60, False)"]


def test_kernels_start_together_for_a_new_user(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    source = NOTEBOOKS / "random_numbers.ipynb"
    paths = [tmp_path / f"{number}.ipynb" for number in range(4)]

    runs = [Execution(source, path, {"month": "2021-05"}) for path in paths]
    execute(runs, workers=workers, folder=tmp_path)

    assert len({texts(path)[0] for path in paths}) == 4


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (KernelSpec(argv=["python", *LAUNCHER]), True),
        (KernelSpec(argv=[sys.executable, *LAUNCHER]), True),
        (KernelSpec(argv=["python", "-Xfrozen_modules=off", *LAUNCHER]), True),
        (KernelSpec(argv=["python", "-O", *LAUNCHER]), False),
        (KernelSpec(argv=["/usr/bin/python3", *LAUNCHER]), False),
        (KernelSpec(argv=["R", "--slave", "-e", "IRkernel::main()"]), False),
        (KernelSpec(argv=["python", "-m", "bash_kernel", "-f", "{connection_file}"]), False),
        (KernelSpec(argv=["python", *LAUNCHER], env={"LANG": "C"}), False),
        (KernelSpec(argv=["python", *LAUNCHER], metadata={"kernel_provisioner": {}}), False),
    ],
)
def test_only_the_kernel_of_this_interpreter_is_forked(spec: KernelSpec, expected: bool) -> None:
    assert is_forkable(spec) is expected


BUSY = """
import sys
from contextlib import closing
from pathlib import Path
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.workers import Slots, Workers
source, folder = Path(sys.argv[1]), Path(sys.argv[2])
run = Execution(source, folder / "out.ipynb", {"month": "2021-05"})
execute([run], workers=Workers(Slots(2)), folder=folder)
"""


@pytest.fixture
def short() -> Iterator[Path]:
    """Return a folder outside those of pytest, which no other command names."""
    with tempfile.TemporaryDirectory(prefix="test-") as folder:
        yield Path(folder)


@contextmanager
def busy_run(folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process that executes a notebook, once its first cell is running."""
    source = folder / "busy.ipynb"
    text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    started = f"from pathlib import Path; Path({str(folder / 'started')!r}).touch()\\n"
    source.write_text(text.replace("import time\\n", f"import time\\n{started}"), encoding="utf-8")
    command = [sys.executable, "-c", BUSY, str(source), str(folder)]
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as process:
        try:
            wait_until((folder / "started").exists)
            yield process
        finally:
            process.kill()


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def processes_of(folder: Path) -> list[int]:
    """Return the processes that have the folder for their files, in the order of their numbers."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if f"TMPDIR={folder}\0" in environment:
            found.append(int(entry.name))
    return sorted(found)


@pytest.mark.parametrize("name", ["never_ends", "ignores_interrupts"])
def test_nothing_outlives_a_run_that_is_killed(short: Path, name: str) -> None:
    with busy_run(short, name) as process:
        # The run, what drives the notebook, its kernel, and who guards that.
        assert len(processes_of(short)) == 4

        process.kill()
        process.communicate()

        wait_until(lambda: not processes_of(short), 5)


def test_interrupt_ends_a_run_and_its_kernels(short: Path) -> None:
    with busy_run(short, "ignores_interrupts") as process:
        process.send_signal(signal.SIGINT)
        error = process.communicate(timeout=15)[1]

        assert process.returncode == -signal.SIGINT
        assert error.splitlines()[-1] == b"KeyboardInterrupt"
        wait_until(lambda: not processes_of(short), 5)


def test_what_drives_a_notebook_is_killed(short: Path) -> None:
    with busy_run(short, "never_ends") as process:
        driver = next(pid for pid in processes_of(short) if pid != process.pid)

        os.kill(driver, signal.SIGKILL)
        error = process.communicate(timeout=15)[1]

        assert process.returncode == 1
        assert b"was killed (exit code -9)" in error.splitlines()[-1]
        wait_until(lambda: not processes_of(short), 5)
