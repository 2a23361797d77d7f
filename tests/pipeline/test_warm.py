"""The warm process does what a cold one would, for its own user alone, and goes when it is idle."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from pypdf import PdfWriter

from ictanalysis.files.forking import CAN_FORK
from ictanalysis.pipeline.warm import SWITCH, socket_path
from tests.datasets import small, snapshot
from tests.pipeline.test_cells import LEAVES, LOOKS, NOTEBOOKS, notebook_of, results, stock

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are forked on Linux alone")

PROGRAM = str(Path(sys.executable).with_name("ictanalysis"))


@pytest.fixture(scope="module")
def runtime() -> Iterator[Path]:
    """Return a runtime folder; who listens there goes when it does."""
    with tempfile.TemporaryDirectory(prefix="rt-") as name:
        yield Path(name)
        for process in listening(Path(name)):
            os.kill(process, signal.SIGKILL)


@pytest.fixture
def short() -> Iterator[Path]:
    """Return a folder of this user's; a socket's path must be short."""
    with tempfile.TemporaryDirectory(prefix="rt-") as name:
        yield Path(name)


def listening(runtime: Path) -> list[int]:
    """Return the warm processes of a runtime folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        is_server = b"ictanalysis.cli.warm_server" in words
        if is_server and any(word.startswith(os.fsencode(runtime)) for word in words):
            found.append(int(entry.name))
    return found


def environment(runtime: Path | None, **more: str) -> dict[str, str]:
    own = {"XDG_RUNTIME_DIR": str(runtime), **more} if runtime else {SWITCH: "0", **more}
    others = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST") and k != SWITCH}
    return {**others, **own}


def run(
    runtime: Path | None, folder: Path, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        cwd=folder,
        env=environment(runtime, **more),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a small data set."""
    small(tmp_path, {"2021-05": {}})
    (tmp_path / "notebooks").mkdir()
    return tmp_path


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def write_report(project: Path, source: str) -> None:
    """Make this cell the report's notebook."""
    content = json.loads(notebook_of(project, source).read_text(encoding="utf-8"))
    content["cells"][0]["source"] = 'month: str = "2021-05"\ndata: str = "data"'
    path = project / "notebooks/report.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")


COMMANDS = {
    "check": ["check", "2021-05"],
    "English": ["--lang", "en", "check", "2021-05", "--json"],
    "status": ["status"],
    "refused": ["check", "2020-01"],
    "no data": ["check", "2021-05", "--data", "nowhere"],
    "usage": ["check"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_says_in_the_cold(runtime: Path, project: Path, name: str) -> None:
    cold = run(None, project, *COMMANDS[name])
    before = snapshot(project)
    warm = run(runtime, project, *COMMANDS[name])

    assert (warm.returncode, warm.stdout, warm.stderr) == (
        cold.returncode,
        cold.stdout,
        cold.stderr,
    )
    assert snapshot(project) == before
    assert cold.stdout or cold.stderr


def test_a_pdf_in_cipher_is_read_by_a_warm_process_too(runtime: Path, project: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("", "secret", algorithm="AES-256")
    writer.write(project / "report.pdf")
    command = ["audit", "report.pdf"]
    cold, warm = run(None, project, *command), run(runtime, project, *command)

    assert "holds pictures of text" in run(runtime, project, "--lang", "en", *command).stderr
    assert (warm.returncode, warm.stdout, warm.stderr) == (2, cold.stdout, cold.stderr)


def test_a_new_month_is_made_with_the_umask_of_who_asks(runtime: Path, project: Path) -> None:
    command = f"umask 027; exec {PROGRAM} new 2021-06"
    subprocess.run(["sh", "-c", command], cwd=project, env=environment(runtime), check=True)

    assert (project / "data/2021-06").stat().st_mode & 0o777 == 0o750


def test_temporary_files_go_where_who_asks_has_them(short: Path, project: Path) -> None:
    write_report(project, "import tempfile\nprint(tempfile.gettempdir())")
    gone = short / "gone"
    gone.mkdir()
    command = ["run", "2021-05", "--force"]
    first, warm = (run(short, project, *command, TMPDIR=str(gone)) for _each in range(2))
    gone.rename(short / "elsewhere")
    again = run(short, project, *command)
    (process,) = listening(short)
    os.kill(process, signal.SIGKILL)

    assert first.returncode == warm.returncode == again.returncode
    assert again.stderr == first.stderr


def test_the_environment_is_that_of_who_asks(runtime: Path, project: Path) -> None:
    first = run(runtime, project, "check", "2021-05", PAGER="a")
    assert first.returncode == run(runtime, project, "check", "2021-05", PAGER="b").returncode
    assert len(listening(runtime)) == 1


def test_limits_are_those_of_who_asks(runtime: Path, project: Path) -> None:
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (200 * 1024**2, 200 * 1024**2))

    told = subprocess.run(
        [PROGRAM, "--lang", "en", "check", "2021-05"],
        cwd=project,
        env=environment(runtime),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=little,
    )
    assert "the system lets a program take 200 MiB of memory" in told.stderr
    assert told.returncode == 2


def test_a_folder_that_others_can_enter_is_no_place(
    short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SWITCH)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    assert socket_path() is not None
    short.chmod(0o755)
    assert socket_path() is None
    short.chmod(0o700)
    monkeypatch.setenv(SWITCH, "0")
    assert socket_path() is None


def test_another_setting_has_another_process(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    paths = [socket_path()]
    for name in ("MPLCONFIGDIR", "PYTHONHASHSEED", "LC_ALL"):
        monkeypatch.setenv(name, "5")
        paths.append(socket_path())
    assert len(set(paths)) == 4
    monkeypatch.setenv("PAGER", "more")
    assert socket_path() == paths[-1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_work(runtime: Path, project: Path, number: signal.Signals) -> None:
    write_report(project, "import time\ntime.sleep(60)")
    command = [PROGRAM, "--lang", "en", "run", "2021-05"]
    with subprocess.Popen(
        command, cwd=project, env=environment(runtime), stderr=subprocess.PIPE
    ) as process:
        wait_until(lambda: any((project / "reports").glob(".ictanalysis-*.new")))
        process.send_signal(number)
        told = process.communicate(timeout=20)[1]

    assert process.returncode == 128 + number
    assert b"stopped: what was being made is cleared away" in told
    assert list((project / "reports").iterdir()) == []


@pytest.mark.parametrize("warm", [True, False])
def test_nothing_goes_on_for_a_command_that_is_killed(
    runtime: Path, project: Path, *, warm: bool
) -> None:
    mark = f"marked-{os.getpid()}-{warm}"
    write_report(
        project, f"import subprocess\nsubprocess.run(['sleep', '60'], env={{'MARK': {mark!r}}})"
    )

    def working() -> bool:
        for each in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mark in each.read_text(errors="replace"):
                    return True
        return False

    place = environment(runtime if warm else None)
    with subprocess.Popen(
        [PROGRAM, "run", "2021-05"], cwd=project, env=place, stderr=subprocess.PIPE
    ) as process:
        wait_until(working)
        process.kill()
        process.communicate()
    wait_until(lambda: not working(), 5)
    # What was killed is a child of the warm process until that has taken note of it.
    wait_until(lambda: not any(children(each) for each in listening(runtime)), 5)
    assert all(not children(each) for each in listening(runtime))


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()


def test_a_broken_request_harms_nobody(runtime: Path, project: Path) -> None:
    assert run(runtime, project, "check", "2021-05").returncode in {0, 1}
    [path] = [each for each in (runtime / "ictanalysis").iterdir() if "." not in each.name]
    for content in (b"", b"\0\0\0\2{", b"\0\0\0\2[]", b'\0\0\0\x0b{"other": 1}', b"\0\0\0\4null"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(path))
            connection.sendall(content)
            connection.shutdown(socket.SHUT_WR)
            with suppress(ConnectionResetError):
                assert connection.recv(100) == b""
    assert run(runtime, project, "check", "2021-05").returncode in {0, 1}
    assert len(listening(runtime)) == 1


def test_it_goes_when_nobody_asks(project: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="rt-") as name:
        runtime = Path(name)
        run(runtime, project, "check", "2021-05", ICTANALYSIS_WARM_SECONDS="0.1")
        wait_until(lambda: not listening(runtime))
        assert list((runtime / "ictanalysis").iterdir()) == []


def engine(runtime: Path | None, notebook: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papermill", "--engine", "ictanalysis", "--no-progress-bar"]
    return subprocess.run(
        [*command, "-p", "month", "2021-05", notebook, target, "--cwd", target.parent],
        env=environment(runtime),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("warm", [True, False])
def test_stock_papermill_with_this_engine(runtime: Path, tmp_path: Path, *, warm: bool) -> None:
    target = tmp_path / "ours.ipynb"
    done = engine(runtime if warm else None, NOTEBOOKS / "complete.ipynb", target)
    assert done.returncode == 0, done.stderr

    expected = stock(NOTEBOOKS / "complete.ipynb", tmp_path / "stock")
    assert results(target) == results(expected)
    assert metadata(target) == metadata(expected)


VOLATILE = {"start_time", "end_time", "duration", "input_path", "output_path", "execution"}


def metadata(notebook: Path) -> object:
    """Return all metadata but times and paths; of an execution, which times are noted."""

    def kept(value: object) -> object:
        if isinstance(value, Mapping):
            return {
                k: sorted(v) if k == "execution" else kept(v)
                for k, v in value.items()
                if k not in VOLATILE - {"execution"}
            }
        return value

    content = json.loads(notebook.read_text(encoding="utf-8"))
    return [kept(content["metadata"]), *(kept(each["metadata"]) for each in content["cells"])]


def test_nothing_is_left_to_the_next_notebook(runtime: Path, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    engine(runtime, notebook_of(tmp_path, LOOKS), tmp_path / "before/own.ipynb")
    engine(runtime, notebook_of(tmp_path, LEAVES), tmp_path / "leaves.ipynb")
    engine(runtime, notebook_of(tmp_path, LOOKS), tmp_path / "after/own.ipynb")

    before = results(tmp_path / "before/own.ipynb")
    assert results(tmp_path / "after/own.ipynb") == before
    assert before[-1][1]["data"]["text/plain"] == ["(100.0, None, False, False, 60, False)"]


def test_a_notebook_has_the_umask_and_limits_of_who_asks(runtime: Path, tmp_path: Path) -> None:
    looks = "import os, resource\n(os.umask(0), resource.getrlimit(resource.RLIMIT_CORE))"
    notebook = notebook_of(tmp_path, looks)
    command = f"umask 027; ulimit -c 0; exec {sys.executable} -m papermill --engine ictanalysis"
    subprocess.run(
        ["sh", "-c", f"{command} own.ipynb out.ipynb"],
        cwd=notebook.parent,
        env=environment(runtime),
        capture_output=True,
        check=True,
    )
    [_, shown] = results(tmp_path / "out.ipynb")[-1]
    assert shown["data"]["text/plain"] == [f"({0o027}, (0, 0))"]


ENDS = {
    "raises": "ZeroDivisionError: division by zero",
    "exits": "SystemExit: 5",
    "dies": "Kernel died",
}
SOURCES = {
    "raises": "1 / 0",
    "exits": "import sys\nsys.exit(5)",
    "dies": "import os\nos._exit(3)",
}


@pytest.mark.parametrize("name", ENDS)
def test_a_notebook_that_fails_fails_as_in_the_stock_engine(
    runtime: Path, tmp_path: Path, name: str
) -> None:
    notebook = notebook_of(tmp_path, SOURCES[name], "'never'")
    done = engine(runtime, notebook, tmp_path / "ours.ipynb")
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", "-p", "month", "2021-05"]
    expected = subprocess.run(
        [*command, notebook, tmp_path / "stock.ipynb", "--cwd", tmp_path],
        env=environment(None),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == expected.returncode != 0
    assert ENDS[name] in done.stderr
    assert ENDS[name] in expected.stderr
    assert results(tmp_path / "ours.ipynb") == results(tmp_path / "stock.ipynb")


TIMEOUT = """
import sys
import papermill
papermill.execute_notebook(*sys.argv[1:3], engine_name="ictanalysis", progress_bar=False,
                           execution_timeout=1)
"""


def test_a_cell_that_takes_too_long(runtime: Path, tmp_path: Path) -> None:
    notebook = notebook_of(tmp_path, "import time\ntime.sleep(60)")
    done = subprocess.run(
        [sys.executable, "-c", TIMEOUT, notebook, tmp_path / "out.ipynb"],
        env=environment(runtime),
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert "CellTimeoutError" in done.stderr.splitlines()[-1] or "timed out" in done.stderr
    wait_until(lambda: all(not children(each) for each in listening(runtime)), 5)
