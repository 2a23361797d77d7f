from __future__ import annotations

from pathlib import Path

import pytest

from ictanalysis.files.publication import make_dataset
from ictanalysis.language.errors import UsageError
from tests.datasets import snapshot, write

TEXTS = {"catalog.yml": "sections: {}\n", "2021-05/portal.csv": "measure,value\nposts,63\n"}
MADE = {"2021-05": None, **{name: text.encode() for name, text in TEXTS.items()}}


def test_all_files_are_there(tmp_path: Path) -> None:
    make_dataset(tmp_path / "a" / "b", TEXTS)
    assert snapshot(tmp_path / "a/b") == MADE
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    make_dataset(tmp_path / "b", TEXTS)
    assert snapshot(tmp_path / "b") == MADE


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    write(tmp_path / "full/.hidden", "")
    write(tmp_path / "file", "")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    (tmp_path / "dangling").symlink_to("nowhere")
    before = snapshot(tmp_path)
    for name in ("full", "file", "link", "dangling", "full/../full"):
        with pytest.raises(UsageError, match="is there already: name a folder that is new"):
            make_dataset(tmp_path / name, TEXTS)
    assert snapshot(tmp_path) == before


def test_the_folder_that_one_is_in_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"^\. is the folder that you are in: name another"):
        make_dataset(Path(), TEXTS)
    assert list(tmp_path.iterdir()) == []


def test_a_file_on_the_way_is_told(tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    with pytest.raises(UsageError, match=r"file/demo cannot be written: (File exists|Not a dir)"):
        make_dataset(tmp_path / "file/demo", TEXTS)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_nothing_is_left_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    too_long = {"catalog.yml": "", "2021-05/" + "x" * 300: ""}
    with pytest.raises(UsageError, match="cannot be written: File name too long"):
        make_dataset(tmp_path / "demo", too_long)
    assert list(tmp_path.iterdir()) == []


def test_someone_else_may_be_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def outrun(path: Path, target: Path) -> Path:
        target.mkdir()
        write(target / "theirs", "")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", outrun)
    with pytest.raises(UsageError, match="is there already"):
        make_dataset(tmp_path / "demo", TEXTS)
    assert snapshot(tmp_path) == {"demo": None, "demo/theirs": b""}
