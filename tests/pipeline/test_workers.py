"""Calls in children of a process: what they return, tell and leave, and how many there are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from ictanalysis.files.forking import CAN_FORK, in_fork
from ictanalysis.language.errors import InputError, NotebookError
from ictanalysis.language.messages import _
from ictanalysis.pipeline import workers as module
from ictanalysis.pipeline.failures import CellError
from ictanalysis.pipeline.workers import Slots, Tell, Workers

forks = pytest.mark.skipif(not CAN_FORK, reason="there is no fork here")


@pytest.fixture
def slots() -> Iterator[Slots]:
    with closing(Slots(2)) as slots:
        yield slots


def results(workers: Workers, *calls: Callable[[Tell], object]) -> dict[int, object]:
    return {done.index: done.result() for done in workers.each(calls)}


def square(number: int, _tell: Tell) -> int:
    return number * number


@pytest.mark.parametrize("forked", [pytest.param(True, marks=forks), False])
def test_each_call_is_done_and_tells(
    slots: Slots, monkeypatch: pytest.MonkeyPatch, *, forked: bool
) -> None:
    monkeypatch.setattr(module, "CAN_FORK", forked)
    told: list[object] = []

    def telling(number: int, tell: Tell) -> int:
        tell(("begun", number))
        return os.getpid()

    found = results(Workers(slots, told.append), *(partial(telling, n) for n in range(5)))

    assert sorted(told) == [("begun", number) for number in range(5)]
    assert set(found) == set(range(5))
    assert (os.getpid() in found.values()) is not forked
    assert len(set(found.values())) == (5 if forked else 1)


def test_no_call_is_nothing(slots: Slots) -> None:
    assert results(Workers(slots)) == {}


ERRORS = [
    InputError(_("is {what}", what=5.5), file="a.csv", line=3),
    CellError(_("raised"), cell=4, traceback="lines"),
    ValueError("plain"),
]


@pytest.mark.parametrize("error", ERRORS, ids=["input", "cell", "plain"])
def test_an_error_comes_as_it_was_raised(slots: Slots, error: Exception) -> None:
    def fail(_tell: Tell) -> None:
        raise error

    [done] = Workers(slots).each([fail])
    assert type(done.error) is type(error)
    assert str(done.error) == str(error)
    assert {**vars(done.error)} == {**vars(error)}
    with pytest.raises(type(error)):
        done.result()


@forks
def test_a_call_that_is_killed_is_told_and_the_others_are_done(slots: Slots) -> None:
    def die(_tell: Tell) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    ended = {each.index: each for each in Workers(slots).each([die, partial(square, 3)])}
    assert isinstance(ended[0].error, NotebookError)
    assert "was killed (exit code -9)" in str(ended[0].error)
    assert ended[1].result() == 9


@forks
def test_what_cannot_be_sent_is_told(slots: Slots) -> None:
    [done] = Workers(slots).each([lambda _tell: lambda: None])
    assert "cannot be sent" in str(done.error)


@forks
def test_a_proxy_of_a_mapping_can_be_sent(slots: Slots) -> None:
    [done] = Workers(slots).each([lambda _tell: MappingProxyType({"a": 1})])
    assert done.result() == {"a": 1}


@forks
def test_no_more_work_at_a_time_than_there_are_slots(slots: Slots, tmp_path: Path) -> None:
    """Months with notebooks: four calls that each do four calls, on two slots in all."""

    def work(name: str, _tell: Tell) -> int:
        (tmp_path / name).touch()
        time.sleep(0.05)
        at_work = len(list(tmp_path.iterdir()))
        (tmp_path / name).unlink()
        return at_work

    def month(number: int, tell: Tell) -> int:
        inner = Workers(slots, tell)
        calls = [partial(work, f"{number}-{each}") for each in range(4)]
        return max(done.result() for done in inner.each(calls))

    found = results(Workers(slots), *(partial(month, number) for number in range(4)))
    assert max(found.values()) == 2
    assert slots.take()
    assert not slots.take()


@forks
def test_children_are_stopped_when_nobody_wants_them(slots: Slots, tmp_path: Path) -> None:
    def wait(_tell: Tell) -> None:
        try:
            (tmp_path / "begun").touch()
            time.sleep(60)
        finally:
            (tmp_path / "cleared").touch()

    def soon(_tell: Tell) -> None:
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)

    began = time.monotonic()
    with closing(Workers(slots).each([wait, soon])) as ended:
        next(ended)
    assert time.monotonic() - began < 5
    assert (tmp_path / "cleared").exists()
    assert slots.take()


@forks
def test_a_fork_returns_raises_or_is_killed() -> None:
    assert in_fork(lambda: (os.getpid() != 0, 5)) == (True, 5)
    with pytest.raises(ZeroDivisionError):
        in_fork(lambda: 1 / 0)
    with pytest.raises(RuntimeError, match="exit code -9"):
        in_fork(lambda: os.kill(os.getpid(), signal.SIGKILL))


@forks
def test_who_forks_no_more_works_in_its_own_process(slots: Slots) -> None:
    def work(_tell: object) -> bool:
        return in_fork(os.getpid) == os.getpid()

    [done] = Workers(slots).each([work], fork_again=False)
    assert done.result()
    [done] = Workers(slots).each([work])
    assert not done.result()


@forks
def test_nothing_is_left_open(slots: Slots) -> None:
    before = len([*Path("/proc/self/fd").iterdir()])
    results(Workers(slots), *(partial(square, number) for number in range(50)))
    assert len([*Path("/proc/self/fd").iterdir()]) == before


SIGNALLED = """
import os, signal, sys
from ictanalysis.files.forking import fork
class Told(KeyboardInterrupt): pass
def tell(*_): raise Told
signal.signal(signal.SIGTERM, tell)
os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGTERM))
parent = os.getpid()
try:
    fork()
except Told:
    if os.getpid() == parent:
        print("told")
if os.getpid() != parent:
    os._exit(0)
"""


@forks
def test_a_signal_in_the_midst_of_a_fork_is_not_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SIGNALLED], capture_output=True, text=True, check=False, timeout=30
    )
    assert (done.stdout, done.stderr) == ("told\n", "")
