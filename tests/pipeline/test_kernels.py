"""Kernels that are forked differ from stock ones in nothing that a notebook can see."""

from __future__ import annotations

import json
import os
import re
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

from ictanalysis.files.workshop import workshop
from ictanalysis.language.errors import NotebookError
from ictanalysis.pipeline.execution import Execution, execute
from ictanalysis.pipeline.kernels import CAN_FORK, Kernels, KernelServer
from ictanalysis.pipeline.provisioning import is_forkable

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux alone")

NOTEBOOKS = Path(__file__).parent / "notebooks"
FEW_MODULES = ("ipykernel.kernelapp",)
LAUNCHER = ["-m", "ipykernel_launcher", "-f", "{connection_file}"]


@pytest.fixture(scope="module")
def kernels() -> Iterator[Kernels]:
    with Kernels() as kernels:
        yield kernels


def run(name: str, kernels: Kernels, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    destination = folder / f"{name}.ipynb"
    source = NOTEBOOKS / f"{name}.ipynb"
    execute(
        [Execution(source, destination, {"month": "2021-05"})],
        kernels=kernels,
        folder=folder,
        jobs=3,
    )
    return destination


def results(notebook: Path) -> list[Any]:
    """Return the outputs of each cell, with whole streams and without addresses in memory."""
    text = re.sub(" at 0x[0-9a-f]+>", ">", notebook.read_text(encoding="utf-8"))
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


def test_outputs_are_those_of_the_stock_papermill_command(kernels: Kernels, tmp_path: Path) -> None:
    ours = run("complete", kernels, tmp_path / "ours")
    stock = tmp_path / "stock.ipynb"
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", "-p", "month", "2021-05"]
    subprocess.run([*command, NOTEBOOKS / "complete.ipynb", stock], check=True, capture_output=True)

    found = results(ours)

    assert found == results(stock)
    assert found[3][0] == {"stdout": "tháng 2021-05\n", "stderr": "a remark\n"}
    assert found[4][1]["data"]["text/plain"][2].split() == ["1", "2", "0"]
    assert found[6][1]["data"]["image/png"].startswith("iVBORw0KGgo")
    assert found[7][2]["metadata"] == {"kind": "chart"}
    assert found[8][1]["data"]["text/plain"] == ["{'sum': 16432}"]


def test_files_are_those_of_stock_kernels(kernels: Kernels, tmp_path: Path) -> None:
    forked = run("complete", kernels, tmp_path / "forked")
    with Kernels(forked=False) as stock:
        started = run("complete", stock, tmp_path / "started")

    assert forked.read_bytes() == started.read_bytes()


def test_interpreter_is_that_of_a_stock_kernel(
    kernels: Kernels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ICT_TEST", "tháng\udcff 5")
    forked = run("interpreter", kernels, tmp_path)
    lines = texts(forked)
    with Kernels(forked=False) as stock:
        started = run("interpreter", stock, tmp_path)

    assert texts(started) == lines
    assert "'ICT_TEST': 'tháng\\udcff 5'" in lines[0]
    assert "module://matplotlib_inline.backend_inline" in lines[5]


def test_backend_of_the_environment_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "svg")
    with Kernels() as kernels:
        outputs = texts(run("interpreter", kernels, tmp_path))

    assert outputs[5].startswith("('svg',")


def test_kernels_draw_different_random_numbers(kernels: Kernels, tmp_path: Path) -> None:
    first = texts(run("random_numbers", kernels, tmp_path))[0].strip("()").split(", ")
    second = texts(run("random_numbers", kernels, tmp_path))[0].strip("()").split(", ")

    assert len({*first, *second}) == 4


def test_kernels_start_together_for_a_new_user(
    kernels: Kernels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    source = NOTEBOOKS / "random_numbers.ipynb"
    paths = [tmp_path / f"{number}.ipynb" for number in range(4)]

    runs = [Execution(source, path, {"month": "2021-05"}) for path in paths]
    execute(runs, kernels=kernels, folder=tmp_path, jobs=4)

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
        (
            KernelSpec(argv=["python", *LAUNCHER], metadata={"kernel_provisioner": {}}),
            False,
        ),
    ],
)
def test_only_the_kernel_of_this_interpreter_is_forked(spec: KernelSpec, expected: bool) -> None:
    assert is_forkable(spec) is expected


def test_module_that_is_missing(tmp_path: Path) -> None:
    with (
        Kernels((*FEW_MODULES, "no_such_module")) as kernels,
        pytest.raises(NotebookError, match="No module named 'no_such_module'"),
    ):
        run("random_numbers", kernels, tmp_path)


def test_module_that_starts_a_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = "Thread(target=time.sleep, args=[9], name='busy', daemon=True)"
    module = f"import threading, time\nthreading.{thread}.start()\n"
    (tmp_path / "starts_a_thread.py").write_text(module, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    with (
        Kernels((*FEW_MODULES, "starts_a_thread")) as kernels,
        pytest.raises(NotebookError, match="starts threads: busy"),
    ):
        run("random_numbers", kernels, tmp_path)


BUSY = """
import sys
from pathlib import Path
from ictanalysis.pipeline.execution import (Execution, execute)
from ictanalysis.pipeline.kernels import Kernels
source, folder, forked = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "forked"
with Kernels(("ipykernel.kernelapp",), forked=forked) as kernels:
    run = Execution(source, folder / "out.ipynb", {"month": "2021-05"})
    execute([run], kernels=kernels, folder=folder, jobs=3)
"""


@pytest.fixture
def short() -> Iterator[Path]:
    """Return a folder whose path is short enough for sockets, which those of pytest may not be."""
    with tempfile.TemporaryDirectory(prefix="test-") as folder:
        yield Path(folder)


@contextmanager
def busy_run(folder: Path, name: str, how: str = "forked") -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process that executes a notebook, once its first cell is running."""
    source = folder / "busy.ipynb"
    text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    started = f"from pathlib import Path; Path({str(folder / 'started')!r}).touch()\\n"
    source.write_text(text.replace("import time\\n", f"import time\\n{started}"), encoding="utf-8")
    command = [sys.executable, "-c", BUSY, str(source), str(folder), how]
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
    """Return the processes that are run with paths in the folder, in the order of their numbers."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if str(folder) in command:
            found.append(int(entry.name))
    return sorted(found)


@pytest.mark.parametrize("name", ["never_ends", "ignores_interrupts"])
def test_nothing_outlives_a_run_that_is_killed(short: Path, name: str) -> None:
    with busy_run(short, name) as process:
        assert len(processes_of(short)) == 3

        process.kill()
        process.communicate()

        wait_until(lambda: not processes_of(short), 5)
        assert not list(short.glob("kernels-*"))


@pytest.mark.parametrize("how", ["forked", "started"])
def test_interrupt_ends_a_run_and_its_kernels(short: Path, how: str) -> None:
    with busy_run(short, "ignores_interrupts", how) as process:
        process.send_signal(signal.SIGINT)
        error = process.communicate(timeout=15)[1]

        assert process.returncode == -signal.SIGINT
        assert error.splitlines()[-1] == b"KeyboardInterrupt"
        wait_until(lambda: not processes_of(short), 5)
        assert not list(short.glob("kernels-*"))


def test_exit_code_is_told_as_often_as_it_is_asked_for(tmp_path: Path) -> None:
    """Two threads may ask at once, the notebook's own and the one that ends the run."""
    (tmp_path / "ends.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    with closing(KernelServer(())) as server:
        pid = server.fork(["ends"], dict(os.environ), tmp_path).pid
        wait_until(lambda: server.poll(pid) is not None)
        assert [server.poll(pid), server.poll(pid)] == [7, 7]


def test_server_that_is_killed(short: Path) -> None:
    with busy_run(short, "never_ends") as process:
        server = min(pid for pid in processes_of(short) if pid != process.pid)

        os.kill(server, signal.SIGKILL)
        error = process.communicate(timeout=15)[1]

        assert process.returncode == 1
        assert b"CellError" in error.splitlines()[-1]
        assert b"its kernel died" in error.splitlines()[-1]
        wait_until(lambda: not processes_of(short), 5)


def test_temporary_folder_with_a_long_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("long" * 30)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))

    with workshop() as folder, Kernels(FEW_MODULES) as kernels:
        assert folder.parent == Path("/tmp")
        assert run("random_numbers", kernels, tmp_path).exists()
    assert not folder.exists()
