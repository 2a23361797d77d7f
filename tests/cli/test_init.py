from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.commandline import run
from tests.datasets import snapshot, write
from tests.exchange.project.catalogs import HEALTH


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_writes_a_project_and_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path / "own.yml", HEALTH)
    arguments = ("init", "mới/y tế", "--catalog", "own.yml", "--month", "2026-10")
    result = run(*arguments, "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "mới/y tế is made, with 14 files\n"
        "the catalog had no sections for the plan or the annexes: added to data/catalog.yml: "
        "III “Kế hoạch công tác {period.next_month}”, PL.I “Bảng số liệu”, PL.II “Ghi chú về số "
        "liệu”, PL.III “Nguồn của các số liệu đã dẫn”\n"
        "write the names of your office into mới/y tế/data/dataset.yml, and the figures, the news "
        "and the plan of the month into mới/y tế/data/2026-10; read on in mới/y tế/README.md\n"
        "then run in mới/y tế: ictanalysis check 2026-10\n"
    )
    assert (tmp_path / "mới/y tế/data/2026-10/visits.csv").is_file()
    assert [path.name for path in (tmp_path / "mới").iterdir()] == ["y tế"]


def test_it_begins_with_this_month_and_speaks_the_language_asked_for(tmp_path: Path) -> None:
    before = pd.Period.now("M")
    result = run("init", "new", "--language", "en")
    assert result.stdout.startswith("new is made, with 13 files\nwrite the names of your office")
    months = {path.name for path in (tmp_path / "new/data").iterdir() if path.is_dir()}
    assert months <= {str(before), str(pd.Period.now("M"))}
    assert run("init", "moi", "--month", "2026-10").stdout.startswith("đã tạo moi, gồm 13 tệp\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("there",), "there is there already: name a folder that is new\n"),
        (("there/notes.txt",), "there/notes.txt is there already: name a folder that is new\n"),
        ((".",), ". is there already: name a folder that is new\n"),
        (("new", "--month", "2026-13"), "“2026-13” is not a month"),
        (("new", "--catalog", "none.yml"), "none.yml: there is no such file\n"),
        (("new", "--catalog", "there"), "there: is not a file"),
        (("new", "--catalog", "there/notes.txt"), "there/notes.txt, line 1: "),
        (("new", "--language", "fr"), "Usage: "),
        ((), "Usage: "),
    ],
)
def test_what_it_cannot_do_is_told_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    (tmp_path / "there").mkdir()
    write(tmp_path / "there/notes.txt", "giữ lại")
    before = snapshot(tmp_path)
    result = run("init", *arguments, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
    assert len(result.stderr.splitlines()) <= 6
    assert snapshot(tmp_path) == before
