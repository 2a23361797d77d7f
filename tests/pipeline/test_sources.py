"""A run is of one moment: what is saved while it goes on is in all of its reports or in none."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ictanalysis.dataset import read_dataset
from ictanalysis.files import moments
from ictanalysis.files.publication import replace_files
from ictanalysis.language.errors import InputError
from ictanalysis.pipeline import sources as module
from ictanalysis.pipeline.sources import Sources
from tests.datasets import MAY, small, write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a data set, a notebook and a helper beside it, which is the current."""
    small(tmp_path, {"2021-05": {}})
    (tmp_path / "notebooks").mkdir()
    write(tmp_path / "notebooks/report.ipynb", "{}")
    write(tmp_path / "helper.py", "")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return Sources(Path("data"), Path("notebooks"), tmp_path_factory.mktemp("workshop"))


def test_the_copy_has_the_names_and_the_bytes(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = sources(folder, tmp_path_factory).copy
    assert (copy.data.name, copy.notebooks.name) == ("data", "notebooks")
    for path in ("catalog.yml", "dataset.yml", "targets.yml", "2021-05/letters.csv"):
        assert (copy.data / path).read_bytes() == (folder / "data" / path).read_bytes()
        assert not (copy.data / path).is_symlink()
    assert (copy.notebooks / "report.ipynb").read_bytes() == b"{}"
    # Who works at the desk finds the copy under the name of the data set, and all else.
    assert (copy.desk / "data/catalog.yml").samefile(copy.data / "catalog.yml")
    assert (copy.desk / "helper.py").samefile(folder / "helper.py")


def changed_while(monkeypatch: pytest.MonkeyPatch, change: Callable[[int], None]) -> None:
    """Have something happen each time after the first file was copied."""
    lay_out = module._lay_out
    times = []

    def slowly(copy: module.Copy) -> None:
        lay_out(copy)
        times.append(copy)
        change(len(times))

    monkeypatch.setattr(module, "_lay_out", slowly)


def test_a_table_that_is_saved_meanwhile_is_in_all_parts(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = folder / "data/2021-05/letters.csv"

    def save(time: int) -> None:
        if time == 1:
            write(table, table.read_text(encoding="utf-8").replace("sent,20", "sent,21"))

    changed_while(monkeypatch, save)
    made = sources(folder, tmp_path_factory)
    assert made.dataset[MAY]["letters.sent"].value == 20
    copy = made.copy
    assert (copy.data / "2021-05/letters.csv").read_bytes() == table.read_bytes()
    assert made.dataset[MAY]["letters.sent"].value == 21


def test_a_change_that_is_taken_back_is_seen(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = folder / "data/2021-05/letters.csv"
    before = table.read_text(encoding="utf-8")
    times = []

    def save(time: int) -> None:
        times.append(time)
        if time == 1:
            write(table, before.replace("sent,20", "sent,21"))
            write(table, before)

    changed_while(monkeypatch, save)
    assert (sources(folder, tmp_path_factory).copy.data / "2021-05/letters.csv").is_file()
    assert times == [1, 2]


def test_tables_that_never_rest_are_told(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ATTEMPTS", 3)
    changed_while(monkeypatch, lambda time: os.utime(folder / "data/catalog.yml", (time, time)))
    with pytest.raises(InputError, match="replaced faster than they can be read"):
        _copy = sources(folder, tmp_path_factory).copy


@pytest.mark.parametrize("name", ["data/2021-05/letters.csv", "data/targets.yml"])
def test_what_cannot_be_read_is_refused_in_the_copy_too(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    made = sources(folder, tmp_path_factory)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert not made._copied().data.joinpath(*Path(name).parts[1:]).is_file()


def test_nobody_reads_half_of_an_import(folder: Path) -> None:
    """Both tables have the same number in every state; a reader must never see two."""
    month = folder / "data/2021-05"
    letters = (month / "letters.csv").read_text(encoding="utf-8")
    narrative = "## I.1\n\n{number}\n"

    def state(number: int) -> dict[str, str]:
        return {
            "letters.csv": letters.replace("sent,20", f"sent,{number}"),
            "narrative.md": narrative.replace("{number}", str(number)),
        }

    stop, problems = threading.Event(), list[BaseException]()

    def import_again() -> None:
        number = 20
        while not stop.is_set():
            number = 20 + (number - 19) % 7
            try:
                replace_files(month, state(number))
            except BaseException as error:
                problems.append(error)
                return

    replace_files(month, state(20))
    writer = threading.Thread(target=import_again)
    writer.start()
    try:
        seen = set()
        for _time in range(150):
            own = read_dataset(folder / "data").months[MAY]
            [paragraph] = own.narrative.sections["I.1"].general
            sent = next(cell.value for key, cell in own.cells.items() if str(key) == "letters.sent")
            assert paragraph.text == f"{sent:g}"
            seen.add(sent)
    finally:
        stop.set()
        writer.join()
    assert problems == []
    assert len(seen) > 1


def test_moments_tell_a_file_from_another_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    first = moments.moment([path, tmp_path / "none"])
    assert first == moments.moment([path, tmp_path / "none"])
    assert moments.wait_until_settled(first)
    os.utime(path, (0, 0))
    assert moments.moment([path, tmp_path / "none"]) != first
    assert not moments.wait_until_settled(moments.moment([path]))
