"""The record of how months stand: believed as long as nothing has changed, and void after that."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ictanalysis.pipeline import standing as module
from ictanalysis.pipeline.standing import RECORD, Places, Standing, record, standings

MAY = Standing("2021-05", 88, 89, 1, 0, 1, 0, [], "current")
APRIL = replace(MAY, month="2021-04", state="absent", gone=["email.csv"])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "package")
    for name in (
        "package/a.py", "package/rooms/b.py", "data/catalog.yml", "data/ledger.csv",
        "data/2021-04/a.csv", "data/2021-05/a.csv", "notebooks/report.ipynb",
        "reports/index.html", "reports/2021-05/report.pdf", "reports/2021-05/notebooks/a.ipynb",
    ):  # fmt: skip
        write(tmp_path / name, f"{name}: 64")
    made = Places(tmp_path / "data", tmp_path / "notebooks", tmp_path / "reports")
    record(made, made.sources(), [MAY, APRIL])
    return made


def settle(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the record again, as one that is made long after all else was written."""
    now = time.time_ns() + 10_000_000_000
    monkeypatch.setattr(module.time, "time_ns", lambda: now)
    assert standings(places)


def test_the_record_says_how_months_stand(places: Places) -> None:
    assert standings(places) == {"2021-05": MAY, "2021-04": APRIL}
    assert places.months() == {"2021-04", "2021-05"}


def test_no_file_is_read_for_it_that_was_not_written_lately(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(places, monkeypatch)
    monkeypatch.setattr(module, "_digest", lambda path: pytest.fail(f"{path} is read"))
    assert standings(places) == {"2021-05": MAY, "2021-04": APRIL}


def in_place(path: Path) -> None:
    """Change a file without a trace in its size and its time of writing."""
    status = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("64", "55"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a figure": lambda root: in_place(root / "data/2021-05/a.csv"),
    "an earlier figure": lambda root: in_place(root / "data/2021-04/a.csv"),
    "the catalog": lambda root: in_place(root / "data/catalog.yml"),
    "the ledger": lambda root: in_place(root / "data/ledger.csv"),
    "a notebook": lambda root: in_place(root / "notebooks/report.ipynb"),
    "the code": lambda root: in_place(root / "package/rooms/b.py"),
    "a byte of the report": lambda root: in_place(root / "reports/2021-05/report.pdf"),
    "the index": lambda root: in_place(root / "reports/index.html"),
    "a table less": lambda root: (root / "data/2021-05/a.csv").unlink(),
    "a table more": lambda root: write(root / "data/2021-05/b.csv", ""),
    "a month more": lambda root: write(root / "data/2021-06/a.csv", ""),
    "a notebook more": lambda root: write(root / "notebooks/more.ipynb", ""),
    "a page less": lambda root: (root / "reports/2021-05/notebooks/a.ipynb").unlink(),
    "a stranger": lambda root: write(root / "reports/2021-05/mine.txt", ""),
    "a draft": lambda root: write(root / "reports/2021-05-draft/report.pdf", ""),
    "what a kill left": lambda root: write(root / "reports/2021-05.new/report.pdf", ""),
    "another code": lambda root: write(root / "package/c.py", ""),
    "a table replaced": lambda root: (
        write(root / "other", "data/2021-05/a.csv: 55"),
        (root / "other").rename(root / "data/2021-05/a.csv"),
    ),
    "no record": lambda root: (root / "reports" / RECORD).unlink(),
    "half a record": lambda root: write(root / "reports" / RECORD, '{"record": {'),
    "nested without end": lambda root: write(root / "reports" / RECORD, "[" * 100_000),
    "another record": lambda root: write(root / "reports" / RECORD, "[1]"),
}


@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_any_change_the_record_says_nothing(
    tmp_path: Path,
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], object],
    settled: bool,
) -> None:
    if settled:
        settle(places, monkeypatch)
    change(tmp_path)
    assert standings(places) == {}


def test_a_file_that_was_only_touched_is_read_once(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(places, monkeypatch)
    (tmp_path / "data/2021-05/a.csv").touch()
    read: list[str] = []
    digest = module._digest
    monkeypatch.setattr(module, "_digest", lambda path: read.append(path.name) or digest(path))
    assert standings(places) == standings(places) == {"2021-05": MAY, "2021-04": APRIL}
    assert read == ["a.csv"]


@pytest.mark.parametrize(
    ("old", "new"), [("88", "89"), ('"current"', '"absent"'), ('"errors": 1', '"errors": 0')]
)
def test_a_record_that_somebody_has_changed_is_void(places: Places, old: str, new: str) -> None:
    file = places.reports / RECORD
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert standings(places) == {}


def test_nothing_is_recorded_if_a_source_changed_meanwhile(tmp_path: Path, places: Places) -> None:
    before = places.sources()
    write(tmp_path / "data/2021-05/a.csv", "data/2021-05/a.csv: 55")
    record(places, before, [MAY])
    assert standings(places) == {}


def test_nothing_is_recorded_if_a_file_changed_while_it_was_read(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data/2021-05/a.csv"
    before, digest = places.sources(), module._digest

    def late(path: Path) -> str:
        write(file, "data/2021-05/a.csv: 55")
        return digest(path)

    write(tmp_path / "reports/2021-05/report.pdf", "new")
    monkeypatch.setattr(module, "_digest", late)
    record(places, before, [MAY])
    monkeypatch.setattr(module, "_digest", digest)
    assert standings(places) == {}


def test_a_month_that_was_made_again_leaves_the_others_as_they_stand(
    tmp_path: Path, places: Places
) -> None:
    write(tmp_path / "reports/2021-04/report.pdf", "new")
    april = replace(APRIL, state="current")
    record(places, places.sources(), [april])
    assert standings(places) == {"2021-05": MAY, "2021-04": april}


def test_what_stands_of_other_sources_is_forgotten(tmp_path: Path, places: Places) -> None:
    write(tmp_path / "data/2021-04/a.csv", "55")
    record(places, places.sources(), [APRIL])
    assert standings(places) == {"2021-04": APRIL}


def test_a_report_that_has_changed_is_forgotten_when_another_month_is_recorded(
    tmp_path: Path, places: Places
) -> None:
    write(tmp_path / "reports/2021-05/report.pdf", "55")
    record(places, places.sources(), [APRIL])
    assert standings(places) == {"2021-04": APRIL}


def test_without_a_folder_of_reports_nothing_is_written(tmp_path: Path, places: Places) -> None:
    other = replace(places, reports=tmp_path / "none")
    record(other, other.sources(), [MAY])
    assert not other.reports.exists()
    assert standings(other) == {}


def test_the_record_names_no_place_of_the_machine(tmp_path: Path, places: Places) -> None:
    text = (places.reports / RECORD).read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert json.loads(text)["record"]["months"][0]["month"] == "2021-04"
