"""A month that a worker of a cluster makes, and how it does so.

A worker of Dask has threads, and a run forks, which do not go together: the worker starts a process
(`python -m ictanalysis.pipeline.errand`), which unpacks the sources into a folder of its own, runs
the command there as anybody does, and packs what it has made. It ends, and takes all that along,
when nobody has use for the month any more: the worker has died, or the task was cancelled.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

from ictanalysis.files.workshop import workshop
from ictanalysis.language.errors import IctError
from ictanalysis.language.messages import Language, Message
from ictanalysis.pipeline.parcels import pack, unpack

LOOK = 0.1
"""Seconds between two looks whether anybody has use for the month."""

_PATIENCE, _LONGEST = 10.0, 20_000
"""Seconds that a command has to clear up, and letters that are sent of what it says."""


@dataclass(frozen=True)
class Errand:
    """What is to be made of sources that were sent.

    Attributes
    ----------
    month
        As `2021-05`.
    data, notebooks
        The names of their folders.
    jobs
        How many processes may work at a time.
    cell_timeout
        How many seconds a cell may take; None for any number.
    language
        The language of messages.
    """

    month: str
    data: str
    notebooks: str
    jobs: int
    cell_timeout: int | None
    language: Language

    def command(self) -> list[str]:
        """Return the command, run in a folder beside that of the sources."""
        words = [sys.executable, "-m", "ictanalysis", "run", self.month, "--force", "--json"]
        words += ["--lang", self.language, "--jobs", str(self.jobs), "--reports", "../reports"]
        words += ["--data", data_path(self.data), "--notebooks", notebooks_path(self.notebooks)]
        if self.cell_timeout is not None:
            words += ["--cell-timeout", str(self.cell_timeout)]
        return words


@dataclass(frozen=True)
class Answer:
    """What became of an errand.

    Attributes
    ----------
    code
        The exit code of the command; negative for the signal that ended it.
    seconds
        How long the month took.
    problem
        Why it failed; blank where it did not.
    said
        What was said beside that.
    report
        The folder of the report, as `pack` makes it; empty for none.
    worker
        The address of the worker.
    """

    code: int
    seconds: float = 0.0
    problem: str = ""
    said: str = ""
    report: bytes = field(default=b"", repr=False)
    worker: str = ""


def data_path(name: str) -> str:
    """Return how a command on a worker names its data set."""
    return f"../data/{name}"


def notebooks_path(name: str) -> str:
    """Return how a command on a worker names its notebooks."""
    return f"../notebooks/{name}"


def run_errand(sources: bytes, errand: Errand) -> Answer:
    """Return what became of an errand; it is the task that a worker is given."""
    from distributed import get_worker

    worker = get_worker()
    fitting = replace(errand, jobs=min(errand.jobs, worker.state.nthreads))
    program = [sys.executable, "-m", "ictanalysis.pipeline.errand", json.dumps(asdict(fitting))]
    with (
        TemporaryFile() as answer,
        TemporaryFile() as said,
        subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=answer, stderr=said, start_new_session=True
        ) as process,
    ):
        with contextlib.closing(cast(IO[bytes], process.stdin)) as line:
            _send(line, sources)
            while process.poll() is None and _is_wanted():
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(LOOK)
        if code := process.wait():
            said.seek(0)
            last = said.read().decode(errors="replace")[-_LONGEST:]
            return Answer(code, problem=last or _killed(code, errand), worker=worker.address)
        answer.seek(0)
        return Answer(**{**pickle.loads(answer.read()), "worker": worker.address})


def hold(sources: bytes) -> bytes:
    """Return sources; as a task, it lets workers pass them on, and has them sent again at need."""
    return sources


def _send(line: IO[bytes], sources: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):
        line.write(len(sources).to_bytes(8, "big") + sources)
        line.flush()


def _is_wanted() -> bool:
    """Return whether the worker of this thread goes on, and its task was not cancelled."""
    from distributed import get_worker

    worker = get_worker()
    task = worker.state.tasks.get(worker.get_current_task())
    is_closing = worker.status.name in {"closing", "closed", "failed"}
    return task is not None and task.state != "cancelled" and not is_closing


def _killed(code: int, errand: Errand) -> str:
    text = "a process of the run was killed (exit code {code}), as when memory runs out"
    return Message(text, {"code": code}).render(errand.language)


def main() -> None:
    """Do the errand that the command line names, and write what became of it."""
    errand = Errand(**json.loads(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sources = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8), "big"))
    # The command may start a process that stays warm, and so outlives the folder made here.
    environment = dict(os.environ)
    try:
        with workshop() as folder:
            answer = _made(errand, sources, folder, environment)
    except IctError as error:
        answer = Answer(error.exit_code, problem=error.message.render(errand.language))
    except OSError as error:
        answer = Answer(2, problem=str(error))
    sys.stdout.buffer.write(pickle.dumps(asdict(answer)))


def _made(errand: Errand, sources: bytes, folder: Path, environment: dict[str, str]) -> Answer:
    """Return what became of an errand, made in a folder."""
    unpack(sources, folder)
    (folder / "desk").mkdir()
    with (
        subprocess.Popen(
            errand.command(),
            cwd=folder / "desk",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        ) as process,
        _ended_with_worker(process),
    ):
        out, said = process.communicate()
    code = process.returncode
    month = _month(out)
    if code not in {0, 1}:
        problem = str(month.get("problem", "")) or said or _killed(code, errand)
        return Answer(code, problem=problem[-_LONGEST:])
    made = [each for each in (folder / "reports").glob("[0-9]*") if each.is_dir()]
    report = pack({"": made[0]}) if made else b""
    return Answer(code, float(str(month.get("seconds", 0))), "", said[-_LONGEST:], report)


def _month(text: str) -> Mapping[str, object]:
    """Return what the command tells of its month; nothing if it was killed before."""
    try:
        months = json.loads(text)["months"]
    except ValueError:
        return {}
    return dict(months[0]) if months else {}


@contextlib.contextmanager
def _ended_with_worker(process: subprocess.Popen[str]) -> Iterator[None]:
    """End a process when the worker has no use for it; the worker holds the other end of a pipe."""
    ended = threading.Event()

    def watch() -> None:
        sys.stdin.buffer.read(1)
        if ended.is_set():
            return
        process.terminate()
        if not ended.wait(_PATIENCE):
            process.kill()

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        ended.set()


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    # The thread that watches the worker waits in a read, which would keep the interpreter.
    os._exit(0)
