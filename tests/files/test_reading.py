from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ictanalysis.files.reading import LARGEST, read_text
from ictanalysis.language.errors import InputError


def refusal(path: Path, root: Path | None = None) -> InputError:
    with pytest.raises(InputError) as told:
        read_text(path, "data/a.csv", root=root)
    assert str(told.value).startswith("data/a.csv")
    return told.value


@pytest.mark.parametrize(
    "text", ["", "a\n", "a\r\nb\r\n", "\ufeffmeasure\n", "số hồ sơ", "a\u2028b"]
)
def test_a_text_is_read_as_it_stands(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    assert read_text(path, "a.csv") == text


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "there is no such file" in str(refusal(tmp_path / "a.csv"))


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert "is not a file" in str(refusal(tmp_path))


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert "is not a file" in str(refusal(tmp_path / "a.csv"))


def test_a_device_is_refused() -> None:
    assert "is not a file" in str(refusal(Path("/dev/zero")))


def test_a_huge_file_is_refused_unread_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    os.truncate(path, 200 * 1024**2)
    assert "has 200 MiB" in str(refusal(path))
    assert "(2 at most)" in str(refusal(path))


def test_a_file_of_exactly_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * LARGEST)
    assert len(read_text(path, "a.csv")) == LARGEST
    path.write_bytes(b"x" * (LARGEST + 1))
    refusal(path)


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        ("Mức độ\n".encode() + "độ".encode("utf-16-le"), 2, "0xD9"),
        ("a\nb\né".encode("latin-1"), 3, "0xE9"),
        (b"a\xff\xfea\x00", 1, "0xFF"),
        (b"a\n\xc3\n", 2, "0xC3"),
        (b"\xed\xa0\x80", 1, "0xED"),
    ],
)
def test_a_byte_that_is_not_utf8_is_told_with_its_line(
    tmp_path: Path, content: bytes, line: int, byte: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    error = refusal(path)
    assert error.line == line
    assert f"the byte {byte} is not UTF-8" in str(error)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_utf_16_is_told_as_one(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffđơn vị".encode(encoding).replace(b"\xff\xfe\xff\xfe", b"\xff\xfe"))
    assert str(refusal(path)).endswith(
        "is written in UTF-16 (“Unicode text”): save the file as UTF-8"
    )


def test_a_nul_character_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"measure\nsigned\x00,1\n")
    error = refusal(path)
    assert error.line == 2
    assert str(error) == "data/a.csv, line 2: holds a NUL character: save the file as plain text"


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    outside, root = tmp_path / "secret.csv", tmp_path / "data"
    outside.write_text("measure\n", encoding="utf-8")
    root.mkdir()
    (root / "a.csv").symlink_to(outside)
    assert "leads out of the data set" in str(refusal(root / "a.csv", root.resolve()))


def test_a_link_that_stays_inside_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("measure\n", encoding="utf-8")
    (tmp_path / "a.csv").symlink_to("b.csv")
    assert read_text(tmp_path / "a.csv", "a.csv", root=tmp_path.resolve()) == "measure\n"


def test_a_link_to_a_folder_whose_name_begins_alike_leads_out(tmp_path: Path) -> None:
    root, other = tmp_path / "data", tmp_path / "data-of-others"
    root.mkdir()
    other.mkdir()
    (other / "a.csv").write_text("measure\n", encoding="utf-8")
    (root / "a.csv").symlink_to(other / "a.csv")
    assert "leads out of the data set" in str(refusal(root / "a.csv", root.resolve()))


@pytest.mark.parametrize("target", ["nowhere.csv", "a.csv"])
def test_a_link_to_nothing_or_to_itself_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.csv").symlink_to(target)
    assert re.search("no such file|cannot be read", str(refusal(tmp_path / "a.csv")))


@pytest.mark.parametrize("target", ["nowhere.csv", "a.csv"])
def test_so_it_is_inside_a_data_set(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.csv").symlink_to(target)
    told = refusal(tmp_path / "a.csv", tmp_path.resolve())
    assert re.search("no such file|cannot be read", str(told))
