from __future__ import annotations

import json
from pathlib import Path

import pytest

from ictanalysis.demo import SEED, dataset_texts
from tests import commandline
from tests.datasets import snapshot, write


def run(*arguments: str) -> commandline.Result:
    return commandline.run("--lang", "en", *arguments)


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_writes_the_data_set_and_says_what_to_try(tmp_path: Path) -> None:
    result = run("demo", "thử/số liệu")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "thử/số liệu is made: 36 months of simulated data, 2018-06 to 2021-05\n"
        "then run: ictanalysis run 2020-10 --data thử/số liệu\n"
    )
    files = {name: text for name, text in snapshot(tmp_path / "thử/số liệu").items() if text}
    assert files == {name: text.encode() for name, text in dataset_texts(2021).items()}
    assert [path.name for path in (tmp_path / "thử").iterdir()] == ["số liệu"]


def test_the_seed_chooses_the_figures(tmp_path: Path) -> None:
    run("demo", "a", "--seed", "7")
    content = (tmp_path / "a/2020-10/documents.csv").read_text(encoding="utf-8")
    assert content == dataset_texts(7)["2020-10/documents.csv"]


def test_the_help_names_the_default_seed() -> None:
    assert f"[default: {SEED}]" in run("demo", "--help").stdout


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    assert run("demo", "demo").exit_code == 0
    assert (tmp_path / "demo/2021-05/portal.csv").is_file()


def test_the_slip_keeps_its_month_from_being_published() -> None:
    run("demo", "demo")
    result = run("check", "2020-06", "--data", "demo", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)["findings"]
    assert [(each["rule"], each["file"]) for each in told] == [
        ("sum", "demo/2020-06/portal.csv"),
    ]
    assert run("check", "2021-05", "--data", "demo").exit_code == 0


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    write(tmp_path / "demo/notes.txt", "giữ lại")
    before = snapshot(tmp_path)
    result = run("demo", "demo")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "demo is there already: name a folder that is new\n"
    assert snapshot(tmp_path) == before


def test_a_seed_that_is_no_number_is_refused(tmp_path: Path) -> None:
    assert run("demo", "demo", "--seed", "abc").exit_code == 2
    assert list(tmp_path.iterdir()) == []
