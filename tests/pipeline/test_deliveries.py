"""What comes from a worker is looked at before it is put in place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ictanalysis.files.workshop import workshop
from ictanalysis.language.errors import DeadlineError, IctError
from ictanalysis.language.messages import _
from ictanalysis.pipeline.cluster import Cluster, Order
from ictanalysis.pipeline.deliveries import put_delivery
from ictanalysis.pipeline.errand import Answer
from ictanalysis.pipeline.outcomes import Folders
from ictanalysis.pipeline.parcels import pack
from ictanalysis.pipeline.run import Runner
from ictanalysis.pipeline.sameness import refuse_others
from ictanalysis.pipeline.sources import Sources
from ictanalysis.pipeline.workers import Slots, Workers
from tests.cli.conftest import write_notebook
from tests.datasets import MAY, small, snapshot, write


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """Yield what has made the report of May in the folder `near` beside `reports`."""
    folder = tmp_path_factory.mktemp("deliveries")
    small(folder, {"2021-05": {}})
    write_notebook(folder / "notebooks/report.ipynb", "print(1)")
    with workshop() as place, closing(Slots(1)) as slots:
        sources = Sources(folder / "data", folder / "notebooks", place)
        near = Folders(folder / "notebooks", folder / "near")
        Runner(sources, near, Workers(slots)).run(MAY, force=True)
        yield Runner(sources, replace(near, reports=folder / "reports"), Workers(slots))


@pytest.fixture
def delivered(runner: Runner, tmp_path: Path) -> Path:
    """Return a copy of the report that was made, to be changed on its way."""
    made = runner.folders.reports.parent / "near/2021-05"
    return Path(shutil.copytree(made, tmp_path / "delivered"))


def test_a_report_is_put_in_place_as_if_it_was_made_here(runner: Runner, delivered: Path) -> None:
    said = "../notebooks/notebooks/report.ipynb: a remark\n"
    outcome = put_delivery(runner, MAY, Answer(0, 3.0, "", said, pack({"": delivered})))
    assert (outcome.result, outcome.folder) == ("published", runner.folders.reports / "2021-05")
    assert 3 <= outcome.seconds < 10
    folder = runner.folders.reports.parent
    expected = f"{(folder / 'notebooks/report.ipynb').as_posix()}: a remark"
    assert list(map(str, outcome.left_out)) == [expected]
    assert snapshot(folder / "reports/2021-05") == snapshot(folder / "near/2021-05")
    shutil.rmtree(folder / "reports")


def changed_file(folder: Path) -> None:
    write(folder / "report.html", "another")


def lost_file(folder: Path) -> None:
    (folder / "report.pdf").unlink()


def strange_file(folder: Path) -> None:
    write(folder / "strange.html", "")


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def manifest(**changes: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        write(folder / "manifest.json", json.dumps({**content, **changes}))

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (changed_file, "SHA-256"),
        (lost_file, "report.pdf"),
        (strange_file, "strange.html"),
        (no_manifest, "manifest.json"),
        (manifest(month="2021-04"), "month"),
        (manifest(draft=True), "month"),
        (manifest(inputs={}), "data/2021-05/cases.csv"),
        (manifest(versions={}), "versions"),
        (manifest(outputs={}), "indicators.csv"),
        (manifest(outputs={"../x": ""}), "indicators.csv"),
    ],
    ids=[
        *("changed file", "lost file", "strange file", "no manifest", "other month", "draft"),
        *("other inputs", "other versions", "no outputs", "outputs elsewhere"),
    ],
)
def test_a_report_that_is_another_is_refused(
    runner: Runner, delivered: Path, change: Callable[[Path], None], reason: str
) -> None:
    change(delivered)
    with pytest.raises(IctError) as caught:
        put_delivery(runner, MAY, Answer(0, report=pack({"": delivered}), worker="tcp://w:1"))
    assert caught.value.exit_code == 3
    told = str(caught.value)
    assert told.startswith("2021-05: what the worker tcp://w:1 has sent is not the whole report")
    assert f"({reason}): run the month again" in told
    assert list(runner.folders.reports.iterdir()) == []


@pytest.mark.parametrize(("code", "expected"), [(2, 2), (3, 3), (-9, 3), (130, 3)])
def test_the_exit_code_of_a_worker_is_kept(runner: Runner, code: int, expected: int) -> None:
    with pytest.raises(IctError, match=r"^no room\nat all \(on the worker tcp://w:1\)$") as caught:
        put_delivery(runner, MAY, Answer(code, problem="no room\nat all\n", worker="tcp://w:1"))
    assert caught.value.exit_code == expected


def failed(runner: Runner, error: Exception) -> str:
    """Return what is told of a month whose task has ended in an error of Dask's."""

    def result() -> Answer:
        raise error

    cluster = Cluster(SimpleNamespace(), "tcp://s:1", "en")  # type: ignore[arg-type]
    outcome = cluster._put(Order(runner, MAY), SimpleNamespace(result=result))  # type: ignore[arg-type]
    assert isinstance(outcome, IctError)
    assert outcome.exit_code == 3
    return str(outcome)


def test_a_month_whose_workers_die_is_an_error_of_that_month(runner: Runner) -> None:
    from distributed import KilledWorker

    killed = KilledWorker("key", SimpleNamespace(address="w"), 3)  # type: ignore[arg-type]
    assert failed(runner, killed).startswith("2021-05: every worker that made it died")
    told = failed(runner, CancelledError())
    assert told == "2021-05: the scheduler tcp://s:1 is gone: start it, and run the month again"
    told = failed(runner, OSError("gone"))
    assert told == "2021-05: the cluster could not make it: OSError: gone"


def test_time_that_is_over_is_no_error_of_a_month(runner: Runner) -> None:
    with pytest.raises(DeadlineError):
        failed(runner, DeadlineError(_("the run took more than {seconds} seconds", seconds=1)))


def test_what_differs_is_told_for_each_worker() -> None:
    here = {"pandas": "3.0.1", "python": "3.11"}
    refuse_others(here, {"tcp://a:1": dict(here)})
    with pytest.raises(IctError) as caught:
        refuse_others(
            here,
            {
                "tcp://b:1": {"pandas": "3.0.2", "python": "3.11"},
                "tcp://a:1": ModuleNotFoundError("No module named 'ictanalysis'"),
            },
        )
    first, second = str(caught.value).splitlines()
    assert first.startswith(
        "tcp://a:1: this worker does not know this version of ictanalysis (ModuleNotFoundError: "
    )
    assert second.startswith(
        "tcp://b:1: this worker has pandas 3.0.2, and this machine 3.0.1: install the same"
    )
